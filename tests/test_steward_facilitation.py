"""Turns: called in time, accepted by a thumb, passed for free, taken on, exchanged by agreement."""

from __future__ import annotations

import re

import pytest

from fake_tracker import FakeTracker
from stewarded import (
    GROUP,
    MEMBERS,
    a_folder,
    a_tracker,
    answer_to,
    at,
    group_of,
    issue_of,
    make_plan,
    meeting_of,
    number_of,
    opened,
    react,
    run_steward,
    say,
)
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import load_translations
from tablee.model import Answer, CallAnswer
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Turns
from tablee.steward.decide.missions import BOXES
from tablee.steward.tracker import ReactionContent

KEY = "2026-11-12"
CALLED = "called:\n  - {member: di, on: 2026-11-08}\nanswers: {ana: yes, bo: yes}\n"


def _called(text: str = CALLED) -> tuple[FakeTracker, int]:
    tracker = opened("2026-11-08", a_folder(on_2026_11_12=text))
    return tracker, number_of(tracker, f"facilitator:{KEY}")


def test_a_thumb_of_who_was_called_accepts() -> None:
    """The file says so; somebody else's thumb means nothing."""
    tracker, number = _called()
    react(tracker, number, "cy", ReactionContent.PLUS_ONE)
    assert meeting_of(tracker, KEY).facilitators == ()
    react(tracker, number, "di", ReactionContent.PLUS_ONE)
    assert meeting_of(tracker, KEY).facilitators == ("di",)
    assert meeting_of(tracker, KEY).called[0].answer is CallAnswer.ACCEPTED


def test_passing_calls_the_next_in_the_same_run() -> None:
    """No reason is asked; who passed is not called again for this meeting."""
    tracker, number = _called()
    answer_to(tracker, number, "di", "/je-passe")
    meeting = meeting_of(tracker, KEY)
    assert meeting.called[0].answer is CallAnswer.PASSED
    assert len(meeting.called) == 2
    assert meeting.called[1].member == "gil"
    assert tracker.issues[number].title == "Facilitation on Thursday 12 November: Gil"


def test_passing_after_accepting_frees_the_turn() -> None:
    """Plans change; the next one is called."""
    tracker, number = _called()
    answer_to(tracker, number, "di", "/yes")
    assert meeting_of(tracker, KEY).facilitators == ("di",)
    answer_to(tracker, number, "di", "/pass")
    assert meeting_of(tracker, KEY).facilitators == ()
    assert meeting_of(tracker, KEY).called[-1].answer is None


def test_who_passed_and_took_the_turn_again_can_pass_again() -> None:
    """An earlier refusal does not bind: whoever holds the turn gives it back."""
    tracker, number = _called()
    answer_to(tracker, number, "di", "/pass")
    answer_to(tracker, number, "di", "/take")
    assert meeting_of(tracker, KEY).facilitators == ("di",)
    answer_to(tracker, number, "di", "/pass")
    assert meeting_of(tracker, KEY).facilitators == ()


def test_who_was_not_called_is_told_how_to_take_a_turn_on() -> None:
    """And a volunteer has it, as long as nobody has accepted."""
    tracker, number = _called()
    assert "was not called" in answer_to(tracker, number, "flo", "/yes")
    answer_to(tracker, number, "flo", "/take")
    assert meeting_of(tracker, KEY).facilitators == ("flo",)
    assert "has accepted" in answer_to(tracker, number, "cy", "/take")


def test_a_swap_takes_the_others_thumb() -> None:
    """Until then the turn stays where it is; the other is asked once."""
    tracker, number = _called()
    answer_to(tracker, number, "di", "/swap @eva-hub")
    assert meeting_of(tracker, KEY).called[-1].member == "di"
    said = [c.body for c in tracker.issues[number].comments if "offers you" in c.body]
    assert len(said) == 1
    assert said[0].startswith("@eva-hub: Di offers you the turn")
    react(tracker, number, "eva", ReactionContent.PLUS_ONE)
    assert meeting_of(tracker, KEY).facilitators == ("eva",)
    assert make_plan(tracker).actions == ()


def test_a_swap_gives_the_others_own_turn_in_return() -> None:
    """An exchange is one: each has the other's turn."""
    tracker, number = _called()
    other = "called:\n  - {member: eva, on: 2026-11-08, answer: accepted}\nfacilitator: eva\n"
    tracker.files["meetings/2026-11-26.yml"] = other.encode()
    answer_to(tracker, number, "di", "/échanger Eva")
    answer_to(tracker, number, "eva", "/oui")
    assert meeting_of(tracker, KEY).facilitators == ("eva",)
    assert meeting_of(tracker, "2026-11-26").facilitators == ("di",)


def test_nobody_swaps_a_turn_of_others() -> None:
    """Only who has it, or a keeper, can offer it."""
    tracker, number = _called()
    assert "Only the facilitator" in answer_to(tracker, number, "flo", "/swap cy")


def test_called_turns_count_for_the_next_call() -> None:
    """Two meetings in the window never call the same member."""
    tracker = opened("2026-11-09")
    first, second = (meeting_of(tracker, key).called[0].member for key in (KEY, "2026-11-19"))
    assert first != second


def test_who_has_no_account_is_called_through_a_keeper() -> None:
    """Named, and passed on: the keeper's thumb, or word, counts for them."""
    for word in ("/yes Gil", "/yes", ""):
        tracker, number = _called(CALLED.replace("di", "gil"))
        assert "Gil (no account here: please pass it on, Ana" in tracker.issues[number].body
        assert "@ana-hub: it is Gil’s turn" in tracker.issues[number].comments[0].body
        if word:
            answer_to(tracker, number, "ana", word)
        else:
            react(tracker, number, "ana", ReactionContent.PLUS_ONE)
        assert meeting_of(tracker, KEY).facilitators == ("gil",)


def test_without_keepers_somebody_who_came_last_passes_a_call_on() -> None:
    """The first of them by name who has an account; the word of others counts for nothing."""
    files = a_folder(
        GROUP.replace("duties: {hub: [ana, bo]}\n", ""), on_2026_11_12=CALLED.replace("di", "gil")
    )
    tracker = opened("2026-11-08", files)
    number = number_of(tracker, f"facilitator:{KEY}")
    assert "please pass it on, Ana" in tracker.issues[number].body
    assert "was not called" in answer_to(tracker, number, "cy", "/yes")
    answer_to(tracker, number, "ana", "/pass")
    assert meeting_of(tracker, KEY).called[0].answer is CallAnswer.PASSED


def test_a_thumb_down_gives_the_turn_on() -> None:
    """As `/pass` does; somebody else's thumb means nothing."""
    tracker, number = _called()
    react(tracker, number, "cy", ReactionContent.MINUS_ONE)
    assert meeting_of(tracker, KEY).called[-1].member == "di"
    react(tracker, number, "di", ReactionContent.MINUS_ONE)
    meeting = meeting_of(tracker, KEY)
    assert [(call.member, call.answer) for call in meeting.called] == [
        ("di", CallAnswer.PASSED),
        ("gil", None),
    ]


@pytest.mark.parametrize("how", ["thumb", "file", "away"])
def test_who_cannot_come_gives_an_accepted_turn_back_at_once(how: str) -> None:
    """A 👎 in the meeting's issue, a no in its file, an absence: in the same run the next one is called."""
    tracker, number = _called()
    answer_to(tracker, number, "di", "/yes")
    if how == "thumb":
        tracker.react(number_of(tracker, f"meeting:{KEY}"), "di", ReactionContent.MINUS_ONE)
    elif how == "file":
        file = tracker.files[f"meetings/{KEY}.yml"]
        tracker.files[f"meetings/{KEY}.yml"] = file.replace(b"bo: yes", b"bo: yes, di: no")
    else:
        tracker.files["members/di.yml"] += b"away: [{from: 2026-11-10, to: 2026-11-20}]\n"
    run_steward(tracker)
    meeting = meeting_of(tracker, KEY)
    assert meeting.facilitators == ()
    assert [(call.member, call.answer) for call in meeting.called] == [
        ("di", CallAnswer.PASSED),
        ("gil", None),
    ]


def test_who_said_no_and_takes_the_turn_comes_after_all() -> None:
    """The last word counts; otherwise the no would give the turn back at once."""
    tracker, number = _called("answers: {flo: no}\n")
    answer_to(tracker, number, "flo", "/take")
    meeting = meeting_of(tracker, KEY)
    assert (meeting.facilitators, meeting.answers["flo"]) == (("flo",), Answer.YES)


def test_a_call_lapses_after_three_days_and_the_next_is_called() -> None:
    """Who lets it lapse can still accept, as long as nobody else has."""
    tracker = a_tracker("2026-11-03", a_folder(on_2026_11_12=CALLED.replace("11-08", "11-03")))
    for day in ("2026-11-03", "2026-11-04", "2026-11-05"):
        run_steward(tracker, day)
        assert len(meeting_of(tracker, KEY).called) == 1
    run_steward(tracker, "2026-11-06")
    first, second = meeting_of(tracker, KEY).called
    assert (first.member, first.answer, second.answer) == ("di", CallAnswer.LAPSED, None)
    number = number_of(tracker, f"facilitator:{KEY}")
    answer_to(tracker, number, "di", "/yes")
    assert meeting_of(tracker, KEY).facilitators == ("di",)


def test_a_call_lapses_the_evening_before_and_one_more_is_called() -> None:
    """Who is called that evening keeps the turn until the meeting."""
    tracker = opened("2026-11-10", a_folder(on_2026_11_12=CALLED.replace("11-08", "11-10")))
    run_steward(tracker, "2026-11-11 17:00")
    assert len(meeting_of(tracker, KEY).called) == 1
    for instant in ("2026-11-11 18:30", "2026-11-11 22:00", "2026-11-12 09:00"):
        run_steward(tracker, instant)
        assert [call.answer for call in meeting_of(tracker, KEY).called] == [CallAnswer.LAPSED, None]


def test_a_call_does_not_lapse_in_a_closed_issue_before_it_is_heard() -> None:
    """Somebody closed it by accident: whoever had accepted there in time has the turn."""
    for answers in (True, False):
        tracker, number = _called()
        if answers:
            tracker.now = at("2026-11-09")
            tracker.comment(number, "di", "/yes")
        tracker.close_by_hand(number)
        run_steward(tracker, "2026-11-11 12:00")
        assert [call.answer for call in meeting_of(tracker, KEY).called] == [None]
        run_steward(tracker)
        meeting = meeting_of(tracker, KEY)
        assert meeting.facilitators == (("di",) if answers else ())
        assert meeting.called[0].answer is (CallAnswer.ACCEPTED if answers else CallAnswer.LAPSED)


@pytest.mark.parametrize("word", ["/yes", "", "/pass"])
def test_a_word_from_before_a_call_is_not_about_it(word: str) -> None:
    """Whoever passes a call on had spoken of their own turn, and is heard only after it lapsed."""
    tracker, number = _called(CALLED.replace("di", "ana"))
    tracker.now = at("2026-11-09")
    if word:
        tracker.comment(number, "ana", word)
    else:
        tracker.react(number, "ana", ReactionContent.PLUS_ONE)
    calls = "called: [{member: ana, on: 2026-11-08, answer: lapsed}, {member: gil, on: 2026-11-11}]\n"
    tracker.files[f"meetings/{KEY}.yml"] = calls.encode()
    run_steward(tracker, "2026-11-11 12:00")
    meeting = meeting_of(tracker, KEY)
    assert meeting.facilitators == (() if word == "/pass" else ("ana",))
    assert meeting.called[1].answer is None


@pytest.mark.parametrize(
    ("key", "called_on", "now"),
    [(KEY, "2026-11-08", f"{KEY} 12:45"), ("2026-12-03", "2026-11-24", "2026-12-01")],
)
def test_a_call_lapses_also_where_a_run_comes_late_or_the_group_is_silent(
    key: str, called_on: str, now: str
) -> None:
    """While the meeting goes on, and four weeks after the last one; nobody else is called then."""
    name = f"on_{key.replace('-', '_')}"
    tracker = opened(now, a_folder(**{name: f"called: [{{member: di, on: {called_on}}}]\n"}))
    assert [(call.member, call.answer) for call in meeting_of(tracker, key).called] == [
        ("di", CallAnswer.LAPSED)
    ]


def test_the_turn_of_a_meeting_that_has_begun_is_nobodys() -> None:
    """Who would have been called for it may be called for the next one."""
    tracker = a_tracker(
        f"{KEY} 12:00", a_folder(on_2026_11_12="called: [{member: di, on: 2026-11-08, answer: lapsed}]\n")
    )
    group = group_of(tracker)
    before, after = (
        Turns(group, build_timeline(group, at(f"{KEY} {hour}"))).ahead("", 2) for hour in ("12:00", "12:45")
    )
    assert (len(before[0].facilitators), after[0].facilitators) == (1, ())
    assert after[1].facilitators == before[0].facilitators


def test_when_everybody_was_asked_the_issue_says_that_nobody_leads() -> None:
    """Plainly, and `/take` stays open."""
    asked = "".join(f"  - {{member: {who}, on: 2026-11-03, answer: passed}}\n" for who in (*MEMBERS, "gil"))
    tracker = opened("2026-11-08", a_folder(on_2026_11_12=f"called:\n{asked}"))
    assert len(meeting_of(tracker, KEY).called) == 7
    assert "Nobody facilitates yet: a `/take`" in issue_of(tracker, f"meeting:{KEY}").body
    assert "Nobody leads the meeting of Thursday 12 November" in issue_of(tracker, "dashboard").body
    say(tracker, number_of(tracker, f"meeting:{KEY}"), "flo", "/take")
    assert meeting_of(tracker, KEY).facilitators == ("flo",)


def test_a_turn_ahead_can_be_taken() -> None:
    """With its day; it counts as served for what is called before."""
    tracker, number = _called()
    answer_to(tracker, number, "flo", "/take 2026-11-26")
    assert meeting_of(tracker, "2026-11-26").facilitators == ("flo",)
    assert "No meeting is planned on “2026-11-27”" in answer_to(tracker, number, "flo", "/take 2026-11-27")


# Who really led


def _after(present: str = "/present ana, bo, cy") -> tuple[FakeTracker, int]:
    tracker, number = _called()
    answer_to(tracker, number, "di", "/yes")
    tracker.now = at("2026-11-12 18:00")
    answer_to(tracker, number, "ana", present)
    return tracker, number


def test_an_absent_facilitator_is_not_credited() -> None:
    """Presence decides: nobody has led until somebody says who."""
    tracker, _number = _after()
    group = group_of(tracker)
    last = Turns(group, build_timeline(group, tracker.now)).ledger("").entries[-1]
    assert str(last.turnout.event.key) == "2026-11-05"


@pytest.mark.parametrize(
    ("who", "said", "led"),
    [("bo", "/led", ("bo",)), ("ana", "/led Bo, Cy", ("bo", "cy")), ("flo", "/take", ("flo",))],
)
def test_who_really_led_is_credited_afterwards(who: str, said: str, led: tuple[str, ...]) -> None:
    """By their own word, or by a keeper's for several; whoever led was there."""
    tracker, _number = _after()
    answer_to(tracker, number_of(tracker, f"meeting:{KEY}"), who, said)
    assert meeting_of(tracker, KEY).facilitators == led
    assert set(led) <= set(meeting_of(tracker, KEY).present or ())
    group = group_of(tracker)
    assert set(Turns(group, build_timeline(group, tracker.now)).ledger("").entries[-1].served) == set(led)


def test_nobody_takes_the_credit_of_who_led() -> None:
    """Where the facilitator was there, only they or a keeper correct it."""
    tracker, _number = _after("/present ana, bo, di")
    said = answer_to(tracker, number_of(tracker, f"meeting:{KEY}"), "flo", "/led")
    assert "Di is written down as facilitator" in said
    assert meeting_of(tracker, KEY).facilitators == ("di",)


def test_before_the_meeting_nobody_has_led() -> None:
    """What is to come is taken on."""
    tracker, number = _called()
    assert "has not begun" in answer_to(tracker, number, "di", "/led")


def test_the_why_stands_in_the_issue() -> None:
    """What to press comes first, then the checklist; why it is you is folded, at the end."""
    _tracker, number = _called()
    body = _tracker.issues[number].body
    places = [
        body.index(part)
        for part in (
            "will you facilitate",
            "👍 on this issue accepts. 👎 or `/pass`",
            "### Before",
            "<details>",
            "Stand-ins: ",
        )
    ]
    assert places == sorted(places)


def test_ticks_of_the_checklist_are_kept() -> None:
    """What no file tells lives in the issue alone."""
    tracker, number = _called()
    tracker.tick(number, "place")
    run_steward(tracker)
    assert "- [x] Book the table" in tracker.issues[number].body
    run_steward(tracker, "2026-11-09")
    assert "- [x] Book the table" in tracker.issues[number].body


def test_done_ticks_a_box_of_the_checklist() -> None:
    """GitHub lets only people with write access tick a box of a body that is not their own."""
    tracker, number = _called()
    assert "`/done newcomers`" in tracker.issues[number].body
    answer_to(tracker, number, "di", "/done newcomers")
    assert "- [x] Greet newcomers" in tracker.issues[number].body
    assert "Only the facilitator" in answer_to(tracker, number, "flo", "/done place")
    assert "- [ ] Book the table" in tracker.issues[number].body


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_box_is_ticked_by_its_name_in_every_language(language: str) -> None:
    """What a checklist says to write is heard, whatever the group's language."""
    words = load_translations(language)
    tracker, number = _called()
    for box, name in BOXES.items():
        answer_to(tracker, number, "di", f"/done {words.gettext(name)}")
        assert re.search(rf"- \[x\] .*box:{box} ", tracker.issues[number].body)


def test_who_was_reminded_of_a_meeting_is_called_all_the_same() -> None:
    """A reminder of the meeting does not tell whose turn it is."""
    tracker, number = _called()
    run_steward(tracker, "2026-11-09")
    reminded = {login for login, _issue, text in tracker.notified if "do you come" in text}
    called = "di"
    while f"{called}-hub" not in reminded:
        answer_to(tracker, number, "ana", f"/pass {called}")
        called = meeting_of(tracker, KEY).called[-1].member
    assert f"@{called}-hub: will you facilitate" in tracker.issues[number].comments[-1].body


def test_who_is_called_in_a_closed_issue_is_told_once_it_is_open() -> None:
    """Somebody closed it by accident: what was said there comes first, and the call is not lost."""
    tracker, number = _called()
    tracker.react(number_of(tracker, f"meeting:{KEY}"), "di", ReactionContent.MINUS_ONE)
    tracker.close_by_hand(number)
    run_steward(tracker)
    assert meeting_of(tracker, KEY).called[-1].member == "gil"
    run_steward(tracker)
    assert "@ana-hub: it is Gil" in tracker.issues[number].comments[-1].body
    assert make_plan(tracker).actions == ()


def test_a_comment_of_several_commands_is_refused_once() -> None:
    """One reason, one answer."""
    tracker, _number = _called(f"{CALLED}facilitator: di\n")
    tracker.now = at("2026-11-12 15:00")
    meeting = number_of(tracker, f"meeting:{KEY}")
    say(tracker, meeting, "cy", "/present ana, cy\n/words olive umbrella")
    assert sum("answer for others" in comment.body for comment in tracker.issues[meeting].comments) == 1


def test_where_nobody_else_could_every_member_says_who_came() -> None:
    """The facilitator has no account, and no keeper looks after the hub."""
    files = a_folder(GROUP.replace("duties: {hub: [ana, bo]}\n", ""), on_2026_11_12="facilitator: gil\n")
    tracker = opened("2026-11-11", files)
    tracker.now = at("2026-11-12 15:00")
    answer_to(tracker, number_of(tracker, f"meeting:{KEY}"), "cy", "/present cy, gil")
    assert meeting_of(tracker, KEY).present == ("cy", "gil")
