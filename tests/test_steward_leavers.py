"""Who leaves: what was said before counts as of its day, turns come back, contradictions wait for people."""

from __future__ import annotations

import pytest

from fake_tracker import FakeTracker
from stewarded import a_folder, at, issue_of, make_plan, meeting_of, number_of, opened, react, run_steward
from tablee.model import Answer, CallAnswer
from tablee.steward.tracker import ReactionContent

KEY = "2026-11-12"
FILE = f"meetings/{KEY}.yml"
CALLED = "called:\n  - {member: di, on: 2026-11-08}\nanswers: {ana: yes}\n"


def _opened(text: str = CALLED) -> FakeTracker:
    return opened("2026-11-08", a_folder(on_2026_11_12=text))


def _leave(tracker: FakeTracker, member: str, on: str) -> None:
    tracker.files[f"members/{member}.yml"] += f"left: {on}\n".encode()


def _said(tracker: FakeTracker, subject: str, who: str, text: str, on: str) -> None:
    tracker.now = at(on)
    tracker.comment(number_of(tracker, subject), who, text)


# Turns


def test_a_thumb_of_who_will_have_left_accepts_nothing() -> None:
    """Read late, it would make a file that cannot be written, and who came would be lost with it."""
    tracker = _opened()
    _leave(tracker, "di", "2026-11-09")
    tracker.now = at("2026-11-09")
    tracker.react(number_of(tracker, f"facilitator:{KEY}"), "di", ReactionContent.PLUS_ONE)
    _said(tracker, f"meeting:{KEY}", "ana", "/present ana, bo", "2026-11-12 15:00")
    run_steward(tracker, "2026-11-13")
    assert meeting_of(tracker, KEY).facilitators == ()
    assert meeting_of(tracker, KEY).present == ("ana", "bo")


def test_who_leaves_after_the_call_gives_the_turn_back() -> None:
    """The call stays, as passed, and the next one is called at once."""
    tracker = _opened()
    _leave(tracker, "di", "2026-11-09")
    run_steward(tracker, "2026-11-10")
    first, second = meeting_of(tracker, KEY).called
    assert (first.member, first.answer) == ("di", CallAnswer.PASSED)
    assert (second.member, second.answer) == ("gil", None)


def test_who_leaves_gives_back_a_turn_without_a_call() -> None:
    """Somebody wrote the facilitator by hand: no call is made up of who has left, which no check would let pass."""
    tracker = _opened("facilitator: di\n")
    _leave(tracker, "di", "2026-11-09")
    run_steward(tracker, "2026-11-10")
    meeting = meeting_of(tracker, KEY)
    assert meeting.facilitators == ()
    assert [call.member for call in meeting.called] == ["gil"]
    assert "could not be written" not in issue_of(tracker, "dashboard").body


def test_a_call_from_after_the_leaving_is_left_for_a_person_to_mend() -> None:
    """One of two files is wrong, and nobody knows which: nothing is written, and nothing is refused run after run."""
    tracker = _opened()
    _leave(tracker, "di", "2026-11-05")
    before = tracker.files[FILE]
    for day in ("2026-11-09", "2026-11-10"):
        run_steward(tracker, day)
        assert tracker.files[FILE] == before
        assert "could not be written" not in issue_of(tracker, "dashboard").body
    assert make_plan(tracker).actions == ()


def test_a_turn_accepted_before_leaving_counts_for_a_meeting_before_it() -> None:
    """The thumb came in time; that its member left afterwards, before it was read, changes nothing."""
    tracker = _opened()
    tracker.now = at("2026-11-11 18:00")
    tracker.react(number_of(tracker, f"facilitator:{KEY}"), "di", ReactionContent.PLUS_ONE)
    _leave(tracker, "di", "2026-11-12")
    run_steward(tracker, "2026-11-14")
    assert meeting_of(tracker, KEY).facilitators == ("di",)


# Words


def test_a_word_counts_by_who_was_a_member_on_its_day() -> None:
    """The writer has left since."""
    tracker = _opened()
    _said(tracker, f"meeting:{KEY}", "flo", "/yes", "2026-11-11 18:00")
    _leave(tracker, "flo", "2026-11-12")
    run_steward(tracker, "2026-11-13")
    assert meeting_of(tracker, KEY).answers["flo"] is Answer.YES


def test_who_leaves_does_not_come_to_what_is_ahead() -> None:
    """A thumb for a meeting to come goes with its member, however early it was given."""
    tracker = _opened()
    react(tracker, number_of(tracker, f"meeting:{KEY}"), "flo", ReactionContent.PLUS_ONE)
    assert meeting_of(tracker, KEY).answers["flo"] is Answer.YES
    _leave(tracker, "flo", "2026-11-09")
    run_steward(tracker, "2026-11-10")
    assert "flo" not in meeting_of(tracker, KEY).answers


def test_a_word_from_after_the_leaving_is_a_strangers() -> None:
    """Whoever has left is told so, as anybody else."""
    tracker = _opened()
    _leave(tracker, "flo", "2026-11-09")
    _said(tracker, f"meeting:{KEY}", "flo", "/yes", "2026-11-10 18:00")
    run_steward(tracker, "2026-11-11")
    assert "flo" not in meeting_of(tracker, KEY).answers
    said = [comment.body for comment in issue_of(tracker, f"meeting:{KEY}").comments]
    assert any("Only members can answer here" in body for body in said)


@pytest.mark.parametrize("kind", ["meeting", "facilitator"])
def test_a_keepers_word_about_who_has_left_since_counts(kind: str) -> None:
    """`/yes NAME` means who had that name on the day it was said."""
    tracker = _opened()
    _said(tracker, f"{kind}:{KEY}", "ana", "/yes Di", "2026-11-11 18:00")
    _leave(tracker, "di", "2026-11-12")
    run_steward(tracker, "2026-11-14")
    meeting = meeting_of(tracker, KEY)
    assert (meeting.answers.get("di"), meeting.facilitators) == (
        (Answer.YES, ()) if kind == "meeting" else (None, ("di",))
    )


def test_a_turn_offered_to_who_has_left_since_is_understood() -> None:
    """Nobody is asked who is meant: it is said that they cannot."""
    tracker = _opened()
    _said(tracker, f"facilitator:{KEY}", "di", "/swap Eva", "2026-11-09 18:00")
    _leave(tracker, "eva", "2026-11-09")
    run_steward(tracker, "2026-11-10")
    said = issue_of(tracker, f"facilitator:{KEY}").comments[-1].body
    assert "Eva cannot facilitate this meeting" in said
