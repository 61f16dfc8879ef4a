"""A move or a cancellation: answers lapse with their day, and who had answered is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_tracker import FakeTracker
from stewarded import (
    a_folder,
    at,
    group_of,
    make_plan,
    meeting_of,
    number_of,
    open_subjects,
    opened,
    react,
    run_steward,
    say,
)
from tablee.model import Answer
from tablee.steward.apply import apply
from tablee.steward.diff import Commit, Create, Plan
from tablee.steward.pull_requests import Proposal, Proposals
from tablee.steward.tracker import ReactionContent, Unwritten

KEY = "2026-11-19"
FILE = f"meetings/{KEY}.yml"
EVERYBODY = ("ana", "bo", "cy", "di", "eva", "flo")
ANSWERED = "facilitator: di\nanswers: {ana: yes, bo: no, cy: maybe}\n"


def _answered(text: str = ANSWERED) -> tuple[FakeTracker, int]:
    tracker = opened("2026-11-10", a_folder(on_2026_11_12="facilitator: ana\n", on_2026_11_19=text))
    return tracker, number_of(tracker, f"meeting:{KEY}")


def _news(tracker: FakeTracker, number: int) -> list[str]:
    """Return what the comments on moves and cancellations say."""
    bodies = [comment.body for comment in tracker.issues[number].comments if '"note":"moved:' in comment.body]
    return [body.partition("\n")[0] for body in bodies]


def _add(tracker: FakeTracker, text: str) -> None:
    tracker.files[FILE] += text.encode()


def _settle(tracker: FakeTracker) -> None:
    run_steward(tracker)
    run_steward(tracker)
    assert make_plan(tracker).actions == ()


def _by_command(tracker: FakeTracker, number: int) -> None:
    tracker.comment(number, "di", "/next 2026-11-20")


def _by_hand(tracker: FakeTracker, _number: int) -> None:
    _add(tracker, "date: 2026-11-20\n")


@pytest.mark.parametrize("move", [_by_command, _by_hand])
def test_a_move_takes_the_answers_along_and_tells_who_gave_them(move: object) -> None:
    """Yes, no and maybe, and who leads; the page says it on top, and nobody is told twice."""
    assert callable(move)
    tracker, number = _answered()
    move(tracker, number)
    _settle(tracker)
    meeting = meeting_of(tracker, KEY)
    assert (meeting.day, meeting.answers) == (date(2026, 11, 20), {})
    (said,) = _news(tracker, number)
    assert said.startswith(
        "@ana-hub, @bo-hub, @cy-hub and @di-hub: the meeting of Thursday 19 November moves"
    )
    assert tracker.issues[number].body.startswith("➡️ **Moved**: Friday 20 November instead of Thursday 19")


def test_a_vote_tells_its_voters_too() -> None:
    """They wait for the outcome."""
    tracker, number = _answered()
    say(tracker, number, "di", "/propose 2026-11-20")
    for who in ("eva", "flo"):
        tracker.comment(number, who, "/vote 2026-11-20")
    run_steward(tracker)
    run_steward(tracker, "2026-11-16")
    (said,) = _news(tracker, number)
    assert all(f"@{who}-hub" in said for who in EVERYBODY)
    assert meeting_of(tracker, KEY).answers == {}


def test_reactions_from_before_a_move_do_not_count_again() -> None:
    """Also when a run is late; taken back and given once more, one counts for the new day."""
    tracker, number = _answered("facilitator: di\n")
    react(tracker, number, "cy", ReactionContent.PLUS_ONE)
    tracker.comment(number, "di", "/next 2026-11-20")
    _settle(tracker)
    assert meeting_of(tracker, KEY).answers == {}
    tracker.now += timedelta(hours=1)
    tracker.unreact(number, "cy", ReactionContent.PLUS_ONE)
    react(tracker, number, "cy", ReactionContent.PLUS_ONE)
    assert meeting_of(tracker, KEY).answers == {"cy": Answer.YES}


def test_who_answers_after_the_move_keeps_the_answer() -> None:
    """By a comment, whatever reaction stands there from before."""
    tracker, number = _answered("facilitator: di\n")
    react(tracker, number, "cy", ReactionContent.PLUS_ONE)
    _by_hand(tracker, number)
    _settle(tracker)
    tracker.comment(number, "cy", "/no")
    _settle(tracker)
    assert meeting_of(tracker, KEY).answers == {"cy": Answer.NO}


def test_answers_written_together_with_the_new_day_are_for_it() -> None:
    """Whoever edits the file may have asked around."""
    tracker, _number = _answered()
    tracker.files[FILE] = b"date: 2026-11-20\nfacilitator: di\nanswers: {ana: yes, eva: yes}\n"
    _settle(tracker)
    assert meeting_of(tracker, KEY).answers == {"eva": Answer.YES}


def test_a_run_that_broke_off_tells_of_a_move_once() -> None:
    """The comment was written, and the issue not."""
    tracker, number = _answered()
    _by_hand(tracker, number)
    tracker.fail("update_issue")
    run_steward(tracker)
    _settle(tracker)
    assert len(_news(tracker, number)) == 1
    assert meeting_of(tracker, KEY).answers == {}


def _answered_in_the_file() -> tuple[FakeTracker, int]:
    """Return a tracker in which somebody moves a meeting for which a member has answered in the file alone."""
    tracker, number = _answered()
    tracker.files[FILE] = tracker.files[FILE].replace(b"cy: maybe", b"cy: maybe, eva: yes, m-1q2w: yes")
    tracker.comment(number_of(tracker, "meeting:2026-11-12"), "ana", "/next 2026-11-20")
    return tracker, number


def _until_written(tracker: FakeTracker) -> Plan:
    """Return the plan of a run that breaks off once it has written the meeting's file."""
    made = make_plan(tracker)
    written = [isinstance(action, Commit) and FILE in action.files for action in made.actions]
    return replace(made, actions=made.actions[: written.index(True) + 1])


@pytest.mark.parametrize("is_open", [True, False])
def test_who_answered_in_the_file_alone_is_told_after_a_run_that_broke_off(*, is_open: bool) -> None:
    """The run took the answer out of the file with its day; the issue knows whose it was before that."""
    tracker, number = _answered_in_the_file()
    if not is_open:
        tracker.close_by_hand(number)
    apply(_until_written(tracker), tracker)
    assert meeting_of(tracker, KEY).answers == {}
    assert "m-1q2w" not in tracker.issues[number].body
    _settle(tracker)
    (said,) = _news(tracker, number)
    assert all(f"@{who}-hub" in said for who in EVERYBODY[:5])


def test_who_answered_in_the_file_alone_is_told_of_what_waits_to_be_merged() -> None:
    """The answer is not in what is proposed, and that counts as said."""
    tracker, number = _answered_in_the_file()
    tracker.proposals = Proposals((), str)
    made = _until_written(tracker)
    *others, commit = made.actions
    assert isinstance(commit, Commit)
    apply(replace(made, actions=tuple(others)), tracker)
    waiting = Proposal(FILE, tracker.files[FILE], commit.files[FILE], current=True)
    tracker.proposals = Proposals((waiting,), str)
    run_steward(tracker)
    (said,) = _news(tracker, number)
    assert "@eva-hub" in said


@pytest.mark.parametrize("fault", [Unwritten, None])
def test_who_answered_is_told_of_a_move_also_where_the_issue_cannot_be_written_before(
    fault: type[Exception] | None,
) -> None:
    """It is refused, or somebody has changed the body meanwhile: the file is written, and all are told at once."""
    tracker, number = _answered_in_the_file()
    made = make_plan(tracker)
    if fault:
        tracker.fail("update_issue", fault)
    else:
        tracker.issues[number] = replace(tracker.issues[number], body=tracker.issues[number].body + " ")
    apply(made, tracker)
    _settle(tracker)
    (said,) = _news(tracker, number)
    assert "@eva-hub" in said
    assert meeting_of(tracker, KEY).day == date(2026, 11, 20)


def test_who_had_answered_is_told_of_a_move_once_a_closed_issue_is_open() -> None:
    """Also who had answered in the file alone: the answer is gone from there by then."""
    tracker, number = _answered()
    tracker.close_by_hand(number)
    tracker.files[FILE] = tracker.files[FILE].replace(b"cy: maybe", b"cy: maybe, eva: yes")
    tracker.comment(number_of(tracker, "meeting:2026-11-12"), "ana", "/next 2026-11-20")
    _settle(tracker)
    meeting = meeting_of(tracker, KEY)
    assert (meeting.day, meeting.answers) == (date(2026, 11, 20), {})
    (said,) = _news(tracker, number)
    assert said.startswith("@ana-hub, @bo-hub, @cy-hub, @di-hub and @eva-hub: the meeting of Thursday 19")
    assert not any('"note":"told:' in comment.body for comment in tracker.issues[number].comments)


def test_what_was_in_the_file_before_a_closed_issue_is_open_is_of_the_day_before() -> None:
    """A run has seen it there before somebody moved the meeting by hand."""
    tracker, number = _answered()
    tracker.close_by_hand(number)
    tracker.files[FILE] = tracker.files[FILE].replace(b"cy: maybe", b"cy: maybe, eva: yes")
    run_steward(tracker)
    _by_hand(tracker, number)
    _settle(tracker)
    assert meeting_of(tracker, KEY).answers == {}
    (said,) = _news(tracker, number)
    assert "@eva-hub" in said


def _moved_before_it_has_an_issue() -> FakeTracker:
    """Fix another day for a meeting that somebody has answered in the file, and that no run has opened yet."""
    tracker = opened("2026-11-03", a_folder(on_2026_11_12="facilitator: ana\n", on_2026_11_19=ANSWERED))
    assert f"meeting:{KEY}" not in open_subjects(tracker)
    tracker.now = at("2026-11-10")
    tracker.comment(number_of(tracker, "meeting:2026-11-12"), "ana", "/next 2026-11-20")
    return tracker


def test_a_run_that_breaks_off_before_it_tells_of_a_move_leaves_it_to_the_next() -> None:
    """Also where it had only just opened the issue: who had answered stands in the file no more."""
    whole = _moved_before_it_has_an_issue()
    _settle(whole)
    number = number_of(whole, f"meeting:{KEY}")
    (said,) = _news(whole, number)
    assert said.startswith("@ana-hub, @bo-hub, @cy-hub and @di-hub: the meeting of Thursday 19")
    broken_off = _moved_before_it_has_an_issue()
    actions = make_plan(broken_off).actions
    opening = next(
        n for n, one in enumerate(actions) if isinstance(one, Create) and str(one.subject) == f"meeting:{KEY}"
    )
    apply(make_plan(broken_off), broken_off, most=opening + 1)
    _settle(broken_off)
    (told,) = (one.body for one in broken_off.issues[number].comments if "Thursday 19" in one.body)
    assert all(f"@{who}-hub" in told for who in ("ana", "bo", "cy", "di"))


def test_each_further_move_is_told() -> None:
    """To who has answered since, or leads."""
    tracker, number = _answered()
    for day in ("2026-11-20", "2026-11-19", "2026-11-20"):
        tracker.comment(number, "di", f"/next {day}")
        _settle(tracker)
    assert len(_news(tracker, number)) == 3


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_cancellation_tells_who_had_answered_and_why(*, by_hand: bool) -> None:
    """The issue closes, and says when the next one is."""
    tracker, number = _answered()
    if by_hand:
        _add(tracker, "status: cancelled\nwhy: The inn is closed\n")
    else:
        tracker.comment(number, "di", "/cancel The inn is closed")
    _settle(tracker)
    assert meeting_of(tracker, KEY).cancelled
    (said,) = _news(tracker, number)
    assert "@bo-hub" in said
    assert said.endswith("the meeting of Thursday 19 November is cancelled: The inn is closed")
    assert not tracker.issues[number].is_open


def test_what_was_skipped_at_the_table_is_told() -> None:
    """Who had said yes to the week between would else stand before a closed door."""
    tracker, number = _answered()
    run_steward(tracker, "2026-11-12 13:30")
    say(tracker, number_of(tracker, "meeting:2026-11-12"), "ana", "/next 2026-11-26")
    (said,) = _news(tracker, number)
    assert "is cancelled: at the table, Thursday 26 November was chosen" in said


def test_what_is_said_before_a_cancellation_can_be_known_counts_when_it_is_taken_back() -> None:
    """One run reads all three: she agreed to a meeting that was on for her, and that is on again."""
    tracker, number = _answered("called:\n  - {member: di, on: 2026-11-09}\n")
    turn = number_of(tracker, f"facilitator:{KEY}")
    tracker.comment(number, "ana", "/cancel Storm")
    tracker.comment(turn, "di", "/yes")
    tracker.comment(number, "bo", "/yes")
    tracker.comment(number, "ana", f"/next {KEY}")
    _settle(tracker)
    meeting = meeting_of(tracker, KEY)
    assert not meeting.cancelled
    assert meeting.facilitators == ("di",)
    assert meeting.answers == {"bo": Answer.YES}


def test_who_answers_before_a_cancellation_can_be_known_is_told_of_it() -> None:
    """One run reads both; the answer is no fault of theirs."""
    tracker, number = _answered("facilitator: di\n")
    tracker.comment(number, "ana", "/cancel Storm")
    tracker.comment(number, "bo", "/yes")
    _settle(tracker)
    assert meeting_of(tracker, KEY).cancelled
    assert ["@bo-hub" in news for news in _news(tracker, number)] == [True]


def test_what_is_said_before_a_cancellation_by_hand_can_be_known_counts_when_it_is_taken_back() -> None:
    """Its issue said that it was on: whoever answered there is told that it is off, and that it is on after all."""
    tracker, number = _answered("facilitator: di\n")
    tracker.react(number, "cy", ReactionContent.PLUS_ONE)
    tracker.comment(number, "bo", "/maybe")
    _add(tracker, "status: cancelled\nwhy: Storm\n")
    _settle(tracker)
    assert meeting_of(tracker, KEY).answers == {"bo": Answer.MAYBE, "cy": Answer.YES}
    tracker.comment(number_of(tracker, "meeting:2026-11-12"), "ana", f"/next {KEY}")
    _settle(tracker)
    assert meeting_of(tracker, KEY).answers == {"bo": Answer.MAYBE, "cy": Answer.YES}
    off, on = _news(tracker, number)
    assert all(f"@{who}-hub" in news for news in (off, on) for who in ("bo", "cy"))


def test_nobody_is_told_of_what_is_past() -> None:
    """A correction of an old file is no news."""
    tracker, number = _answered()
    run_steward(tracker, "2026-11-21")
    _add(tracker, "date: 2026-11-18\n")
    run_steward(tracker)
    assert _news(tracker, number) == []


def test_who_is_not_public_is_never_named() -> None:
    """Their answer lapses as any other."""
    tracker, number = _answered("facilitator: di\nanswers: {m-1q2w: yes, ana: yes}\n")
    _by_hand(tracker, number)
    _settle(tracker)
    assert meeting_of(tracker, KEY).answers == {}
    assert "m-1q2w" not in tracker.issues[number].body + " ".join(_news(tracker, number))


def test_when_all_say_no_the_facilitator_is_asked_once() -> None:
    """Call it off, or another day?"""
    tracker, number = _answered("facilitator: di\n")
    for who in (*EVERYBODY, "gil"):
        if who != "di":
            tracker.comment(number, "ana", f"/come {who}") if who == "gil" else tracker.comment(
                number, who, "/no"
            )
    run_steward(tracker)
    assert not any("nobody-comes" in comment.body for comment in tracker.issues[number].comments)
    tracker.files[FILE] = tracker.files[FILE].replace(b"gil: yes", b"gil: no")
    run_steward(tracker, "2026-11-17")
    run_steward(tracker, "2026-11-18")
    asked = [comment.body for comment in tracker.issues[number].comments if "nobody-comes" in comment.body]
    assert len(asked) == 1
    assert asked[0].startswith("@di-hub: everybody who answered for Thursday 19 November said no.")
    assert "So far nobody comes." in tracker.issues[number].body
    say(tracker, number, "di", "/cancel nobody has time")
    assert meeting_of(tracker, KEY).cancelled


moves = st.lists(
    st.tuples(
        st.sampled_from(("command", "hand", "cancel", "yes", "react")), st.integers(0, 5), st.integers(18, 21)
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(moves)
def test_no_answer_outlives_its_day_and_everybody_with_one_is_told(
    deeds: list[tuple[str, int, int]],
) -> None:
    """Whatever people do: a day changes by their deed alone, and whoever had an answer is mentioned."""
    tracker, number = _answered()
    for deed, who, day in deeds:
        before = group_of(tracker).meetings[KEY]
        told_before = len(_news(tracker, number))
        if deed == "command":
            tracker.comment(number, "ana", f"/next 2026-11-{day}")
        elif deed == "hand" and "date:" not in tracker.files[FILE].decode() and not before.cancelled:
            _add(tracker, f"date: 2026-11-{day}\n")
        elif deed == "cancel":
            tracker.comment(number, "ana", "/cancel")
        elif deed == "yes":
            tracker.comment(number, EVERYBODY[who], "/yes")
        elif deed == "react":
            tracker.react(number, EVERYBODY[who], ReactionContent.PLUS_ONE)
        run_steward(tracker)
        run_steward(tracker)
        after = group_of(tracker).meetings[KEY]
        news = _news(tracker, number)[told_before:]
        if after.day != before.day:
            assert deed in {"command", "hand"}
            assert after.answers == {}
        if (after.day, after.cancelled) != (before.day, before.cancelled):
            assert len(news) == 1
            assert all(f"@{member}-hub" in news[0] for member in before.answers)
        else:
            assert news == []
    stands = group_of(tracker).meetings[KEY].day
    for run in range(10, 18):
        run_steward(tracker, f"2026-11-{run}")
    assert group_of(tracker).meetings[KEY].day == stands
