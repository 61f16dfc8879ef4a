"""Turns: called in time, accepted by a thumb, passed for free, taken on, exchanged by agreement."""

from __future__ import annotations

from fake_tracker import FakeTracker
from stewarded import a_folder, a_tracker, issue_of, make_plan, meeting_of, number_of, run_steward
from tablee.model import CallAnswer
from tablee.steward.tracker import Reply

KEY = "2026-11-12"
CALLED = "called:\n  - {member: di, on: 2026-11-08}\nanswers: {ana: yes, bo: yes}\n"


def _called(text: str = CALLED) -> tuple[FakeTracker, int]:
    tracker = a_tracker("2026-11-08", a_folder(on_2026_11_12=text))
    run_steward(tracker)
    return tracker, number_of(tracker, f"facilitator:{KEY}")


def _said(tracker: FakeTracker, number: int, who: str, text: str) -> str:
    tracker.comment(number, who, text)
    run_steward(tracker)
    assert make_plan(tracker).actions == ()
    return tracker.issues[number].comments[-1].body


def test_a_thumb_of_who_was_called_accepts() -> None:
    """The file says so; somebody else's thumb means nothing."""
    tracker, number = _called()
    tracker.react(number, "cy", Reply.PLUS_ONE)
    run_steward(tracker)
    assert meeting_of(tracker, KEY).facilitators == ()
    tracker.react(number, "di", Reply.PLUS_ONE)
    run_steward(tracker)
    assert meeting_of(tracker, KEY).facilitators == ("di",)
    assert meeting_of(tracker, KEY).called[0].answer is CallAnswer.ACCEPTED


def test_passing_calls_the_next_in_the_same_run() -> None:
    """No reason is asked; who passed is not called again for this meeting."""
    tracker, number = _called()
    _said(tracker, number, "di", "/je-passe")
    meeting = meeting_of(tracker, KEY)
    assert meeting.called[0].answer is CallAnswer.PASSED
    assert len(meeting.called) == 2
    assert meeting.called[1].member == "gil"
    assert tracker.issues[number].title == "Facilitation on Thursday 12 November: Gil"


def test_passing_after_accepting_frees_the_turn() -> None:
    """Plans change; the next one is called."""
    tracker, number = _called()
    _said(tracker, number, "di", "/yes")
    assert meeting_of(tracker, KEY).facilitators == ("di",)
    _said(tracker, number, "di", "/pass")
    assert meeting_of(tracker, KEY).facilitators == ()
    assert meeting_of(tracker, KEY).called[-1].answer is None


def test_who_passed_and_took_the_turn_again_can_pass_again() -> None:
    """An earlier refusal does not bind: whoever holds the turn gives it back."""
    tracker, number = _called()
    _said(tracker, number, "di", "/pass")
    _said(tracker, number, "di", "/take")
    assert meeting_of(tracker, KEY).facilitators == ("di",)
    _said(tracker, number, "di", "/pass")
    assert meeting_of(tracker, KEY).facilitators == ()


def test_who_was_not_called_is_told_how_to_take_a_turn_on() -> None:
    """And a volunteer has it, as long as nobody has accepted."""
    tracker, number = _called()
    assert "was not called" in _said(tracker, number, "flo", "/yes")
    _said(tracker, number, "flo", "/take")
    assert meeting_of(tracker, KEY).facilitators == ("flo",)
    assert "has accepted" in _said(tracker, number, "cy", "/take")


def test_a_swap_takes_the_others_thumb() -> None:
    """Until then the turn stays where it is; the other is asked once."""
    tracker, number = _called()
    _said(tracker, number, "di", "/swap @eva-hub")
    assert meeting_of(tracker, KEY).called[-1].member == "di"
    said = [c.body for c in tracker.issues[number].comments if "offers you" in c.body]
    assert len(said) == 1
    assert said[0].startswith("@eva-hub: Di offers you the turn")
    tracker.react(number, "eva", Reply.PLUS_ONE)
    run_steward(tracker)
    assert meeting_of(tracker, KEY).facilitators == ("eva",)
    assert make_plan(tracker).actions == ()


def test_a_swap_gives_the_others_own_turn_in_return() -> None:
    """An exchange is one: each has the other's turn."""
    tracker, number = _called()
    other = "called:\n  - {member: eva, on: 2026-11-08, answer: accepted}\nfacilitator: eva\n"
    tracker.files["meetings/2026-11-26.yml"] = other.encode()
    _said(tracker, number, "di", "/échanger Eva")
    _said(tracker, number, "eva", "/oui")
    assert meeting_of(tracker, KEY).facilitators == ("eva",)
    assert meeting_of(tracker, "2026-11-26").facilitators == ("di",)


def test_nobody_swaps_a_turn_of_others() -> None:
    """Only who has it, or a keeper, can offer it."""
    tracker, number = _called()
    assert "Only the facilitator" in _said(tracker, number, "flo", "/swap cy")


def test_called_turns_count_for_the_next_call() -> None:
    """Two meetings in the window never call the same member."""
    tracker = a_tracker("2026-11-09")
    run_steward(tracker)
    first, second = (meeting_of(tracker, key).called[0].member for key in (KEY, "2026-11-19"))
    assert first != second


def test_who_has_no_account_is_named_and_nobody_is_assigned() -> None:
    """The keeper answers in their name."""
    tracker, number = _called(CALLED.replace("di", "gil"))
    assert tracker.issues[number].assignees == ()
    assert "Gil: will you facilitate" in tracker.issues[number].body
    _said(tracker, number, "ana", "/yes Gil")
    assert meeting_of(tracker, KEY).facilitators == ("gil",)


def test_who_cannot_be_assigned_is_mentioned_all_the_same() -> None:
    """GitHub drops some assignees in silence: the body calls them."""
    tracker = a_tracker("2026-11-08", a_folder(on_2026_11_12=CALLED))
    tracker.assignable = lambda login: login != "di-hub"
    run_steward(tracker)
    issue = issue_of(tracker, f"facilitator:{KEY}")
    assert issue.assignees == ()
    assert "@di-hub: will you facilitate" in issue.body
    assert make_plan(tracker).actions == ()


def test_the_why_stands_in_the_issue() -> None:
    """Balance, stand-ins and the commands that cost nothing."""
    _tracker, number = _called()
    body = _tracker.issues[number].body
    assert "### Why you" in body
    assert "Stand-ins: " in body
    assert "`/pass` costs nothing" in body


def test_ticks_of_the_checklist_are_kept() -> None:
    """What no file tells lives in the issue alone."""
    tracker, number = _called()
    tracker.tick(number, "place")
    run_steward(tracker)
    assert "- [x] The table is booked" in tracker.issues[number].body
    run_steward(tracker, "2026-11-09")
    assert "- [x] The table is booked" in tracker.issues[number].body


def test_stand_ins_are_called_once_when_a_call_stays_unanswered() -> None:
    """Four days before, three days after the call."""
    tracker, number = _called()
    run_steward(tracker, "2026-11-11")
    run_steward(tracker, "2026-11-12 08:00")
    said = [c.body for c in tracker.issues[number].comments if "has no answer yet" in c.body]
    assert len(said) <= 1
