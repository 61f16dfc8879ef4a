"""A member's own file is broken: what the member says, and what is said of the member, waits until it is mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fake_tracker import FakeTracker
from stewarded import a_folder, at, make_plan, meeting_of, number_of, opened, run_steward
from tablee.model import Answer
from tablee.steward.tracker import Comment, ReactionContent

KEY = "2026-11-12"
FILE = f"meetings/{KEY}.yml"
HELD = "facilitator: cy\npresent: [ana, bo, cy, di]\nmissions: {table: di, word: bo}\ndone: [word]\n"


def _opened(text: str) -> FakeTracker:
    return opened("2026-11-09", a_folder(on_2026_11_12=text))


def _break(tracker: FakeTracker, member: str) -> bytes:
    path = f"members/{member}.yml"
    sound, tracker.files[path] = tracker.files[path], b"public: perhaps\n"
    return sound


def _news(tracker: FakeTracker, number: int, who: str) -> list[str]:
    """Return the first line of each comment that calls an account."""
    bodies = [one.body for one in tracker.issues[number].comments if f"@{who}-hub" in one.body]
    return [body.partition("\n")[0] for body in bodies]


def _said(tracker: FakeTracker, number: int, who: str) -> list[Comment]:
    return [one for one in tracker.issues[number].comments if one.person.login == who]


def test_what_a_member_says_waits_while_the_own_file_is_broken() -> None:
    """Whoever looks like a stranger may be that member: no reply, no reaction, nothing written before it is mended."""
    tracker = _opened("facilitator: ana\n")
    number = number_of(tracker, f"meeting:{KEY}")
    sound = _break(tracker, "di")
    tracker.comment(number, "di", "/yes")
    before = len(tracker.issues[number].comments)
    run_steward(tracker)
    assert len(tracker.issues[number].comments) == before
    assert [one.answered for one in _said(tracker, number, "di")] == [False]
    assert make_plan(tracker).actions == ()
    tracker.files["members/di.yml"] = sound
    run_steward(tracker)
    assert meeting_of(tracker, KEY).answers["di"] is Answer.YES
    assert [one.answered for one in _said(tracker, number, "di")] == [True]


def test_who_was_called_through_a_keeper_is_called_by_name_once_the_own_file_is_mended() -> None:
    """Nobody knew the account when the turn was hers; who was told before is told no more through anybody."""
    for broken_at_first in (True, False):
        tracker = opened("2026-11-05", a_folder(on_2026_11_12="called:\n  - {member: di, on: 2026-11-05}\n"))
        number = number_of(tracker, f"facilitator:{KEY}")
        if broken_at_first:
            tracker.issues[number] = replace(tracker.issues[number], comments=())
        sound = _break(tracker, "di")
        run_steward(tracker)
        assert len(_news(tracker, number, "ana")) == broken_at_first
        tracker.files["members/di.yml"] = sound
        run_steward(tracker)
        assert len(_news(tracker, number, "di")) == 1
        assert make_plan(tracker).actions == ()


def test_an_issue_with_a_word_that_waits_is_not_closed() -> None:
    """All its missions are done: it would close, and nobody would read the word any more; heard, it closes."""
    tracker = _opened("facilitator: cy\n")
    number = number_of(tracker, f"meeting:{KEY}")
    run_steward(tracker, "2026-11-12 15:00")
    tracker.files[FILE] = HELD.encode()
    run_steward(tracker)
    sound = _break(tracker, "di")
    tracker.comment(number, "di", "/done table")
    tracker.files[FILE] = HELD.replace("[word]", "[table, word]").encode()
    run_steward(tracker)
    assert tracker.issues[number].is_open
    assert make_plan(tracker).actions == ()
    tracker.files["members/di.yml"] = sound
    run_steward(tracker)
    assert [one.answered for one in _said(tracker, number, "di")] == [True]
    run_steward(tracker)
    assert not tracker.issues[number].is_open
    assert make_plan(tracker).actions == ()


def test_an_issue_with_a_thumb_that_waits_is_not_closed() -> None:
    """The turn's issue would close, since who came is known; the thumb of who cannot be known keeps it open."""
    tracker = _opened("called:\n  - {member: di, on: 2026-11-08}\n")
    number = number_of(tracker, f"facilitator:{KEY}")
    sound = _break(tracker, "di")
    tracker.react(number, "di", ReactionContent.PLUS_ONE)
    tracker.files[FILE] += b"present: [ana, bo]\n"
    run_steward(tracker, "2026-11-12 15:00")
    assert tracker.issues[number].is_open
    tracker.files["members/di.yml"] = sound
    run_steward(tracker)
    assert meeting_of(tracker, KEY).facilitators == ("di",)
    assert not tracker.issues[number].is_open


def test_a_keepers_word_about_such_a_member_waits() -> None:
    """Nobody can say whether that member may facilitate: no reply and no reaction, and the turn once it is mended."""
    tracker = _opened("called:\n  - {member: di, on: 2026-11-08}\n")
    number = number_of(tracker, f"facilitator:{KEY}")
    sound = _break(tracker, "di")
    tracker.comment(number, "ana", "/yes di")
    run_steward(tracker)
    assert [one.answered for one in tracker.issues[number].comments if not one.by_steward] == [False]
    assert meeting_of(tracker, KEY).facilitators == ()
    assert make_plan(tracker).actions == ()
    tracker.files["members/di.yml"] = sound
    run_steward(tracker)
    assert [one.answered for one in _said(tracker, number, "ana")] == [True]
    assert meeting_of(tracker, KEY).facilitators == ("di",)


def test_who_could_not_be_named_hears_of_a_cancellation_once_the_own_file_is_mended() -> None:
    """The issue stays open until then; a move and a cancellation in between are one message."""
    tracker = _opened("answers: {di: yes, eva: yes}\n")
    number = number_of(tracker, f"meeting:{KEY}")
    sound = _break(tracker, "di")
    tracker.files[FILE] += b"date: 2026-11-13\n"
    run_steward(tracker, "2026-11-10")
    tracker.files[FILE] += b"status: cancelled\n"
    run_steward(tracker)
    assert tracker.issues[number].is_open
    assert make_plan(tracker).actions == ()
    tracker.files["members/di.yml"] = sound
    run_steward(tracker)
    run_steward(tracker)
    assert _news(tracker, number, "di") == ["@di-hub: the meeting of Thursday 12 November is cancelled."]
    assert not tracker.issues[number].is_open
    assert make_plan(tracker).actions == ()


@pytest.mark.parametrize("change", ["status: cancelled\n", "date: 2026-11-20\n"])
def test_so_does_who_could_not_be_named_when_the_issue_was_opened(change: str) -> None:
    """Another issue has named them before: that they are a public member is no secret."""
    tracker = _opened("answers: {di: yes}\n")
    sound = _break(tracker, "di")
    tracker.files["meetings/2026-11-19.yml"] = b"answers: {di: yes, m-1q2w: yes}\n"
    run_steward(tracker, "2026-11-10")
    number = number_of(tracker, "meeting:2026-11-19")
    tracker.files["meetings/2026-11-19.yml"] += change.encode()
    run_steward(tracker)
    assert _news(tracker, number, "di") == []
    tracker.files["members/di.yml"] = sound
    run_steward(tracker)
    run_steward(tracker)
    assert len(_news(tracker, number, "di")) == 1
    assert make_plan(tracker).actions == ()


def test_who_was_never_named_is_not_named_while_the_own_file_is_broken() -> None:
    """They may be somebody who is not public."""
    tracker = _opened("answers: {di: yes, m-1q2w: yes}\n")
    number = number_of(tracker, f"meeting:{KEY}")
    _break(tracker, "m-1q2w")
    tracker.files[FILE] += b"status: cancelled\n"
    run_steward(tracker)
    assert "m-1q2w" not in tracker.issues[number].body
    assert not tracker.issues[number].is_open


def test_who_could_not_be_named_is_not_told_of_what_was_taken_back() -> None:
    """For them nothing has changed."""
    tracker = _opened("answers: {di: yes}\n")
    number = number_of(tracker, f"meeting:{KEY}")
    sound, before = _break(tracker, "di"), tracker.files[FILE]
    tracker.files[FILE] += b"status: cancelled\n"
    run_steward(tracker)
    tracker.files[FILE] = before
    run_steward(tracker)
    tracker.files["members/di.yml"] = sound
    run_steward(tracker)
    assert _news(tracker, number, "di") == []
    assert make_plan(tracker).actions == ()


@pytest.mark.parametrize("names", ["ana, di", "ana, bo"])
def test_a_later_word_about_who_came_counts_though_a_file_was_broken_meanwhile(names: str) -> None:
    """Whom nobody can name does not make the file look edited by hand, neither meanwhile nor once it is mended."""
    tracker = _opened("facilitator: cy\n")
    number = number_of(tracker, f"meeting:{KEY}")
    tracker.now = at("2026-11-12 15:00")
    tracker.comment(number, "ana", "/present ana, bo, cy, di")
    run_steward(tracker)
    sound = _break(tracker, "di")
    tracker.comment(number, "ana", f"/present {names}")
    run_steward(tracker)
    assert [one.answered for one in _said(tracker, number, "ana")] == [True, False]
    tracker.files["members/di.yml"] = sound
    run_steward(tracker)
    assert meeting_of(tracker, KEY).present == tuple(names.split(", "))


@pytest.mark.parametrize("is_broken_when_it_moves", [False, True])
def test_a_lapsed_answer_stays_lapsed_once_the_own_file_is_mended(*, is_broken_when_it_moves: bool) -> None:
    """The thumb was for another day: a file that nobody could read meanwhile does not make it new."""
    tracker = _opened("facilitator: cy\n")
    number = number_of(tracker, f"meeting:{KEY}")
    tracker.react(number, "di", ReactionContent.PLUS_ONE)
    run_steward(tracker)
    sound = tracker.files["members/di.yml"]
    if is_broken_when_it_moves:
        _break(tracker, "di")
    tracker.files[FILE] += b"date: 2026-11-13\n"
    run_steward(tracker)
    _break(tracker, "di")
    run_steward(tracker, "2026-11-10")
    tracker.files["members/di.yml"] = sound
    for _run in range(2):
        run_steward(tracker)
        assert meeting_of(tracker, KEY).answers == {}
    assert make_plan(tracker).actions == ()


@pytest.mark.parametrize("said", ["👍", "/yes"])
def test_what_was_said_before_a_move_while_the_own_file_was_broken_is_of_the_old_day(said: str) -> None:
    """Nobody could read it then; once the file is mended, a new word counts."""
    tracker = _opened("facilitator: cy\n")
    number = number_of(tracker, f"meeting:{KEY}")
    sound = _break(tracker, "di")

    def say() -> None:
        tracker.unreact(number, "di", ReactionContent.PLUS_ONE)
        if said == "👍":
            tracker.react(number, "di", ReactionContent.PLUS_ONE)
        else:
            tracker.comment(number, "di", said)

    say()
    run_steward(tracker)
    tracker.files[FILE] += b"date: 2026-11-13\n"
    run_steward(tracker)
    tracker.files["members/di.yml"] = sound
    for _run in range(2):
        run_steward(tracker)
        assert meeting_of(tracker, KEY).answers == {}
    say()
    run_steward(tracker)
    assert meeting_of(tracker, KEY).answers == {"di": Answer.YES}
    assert make_plan(tracker).actions == ()
