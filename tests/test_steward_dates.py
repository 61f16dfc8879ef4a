"""The next date: it confirms itself, is fixed at the table, or everybody sees that there is none."""

from __future__ import annotations

from datetime import date

from fake_tracker import FakeTracker
from stewarded import GROUP, a_folder, a_tracker, issue_of, make_plan, meeting_of, number_of, run_steward

FACILITATED = "facilitator: cy\nanswers: {ana: yes}\n"


def _at_the_table() -> tuple[FakeTracker, int]:
    tracker = a_tracker("2026-11-09", a_folder(on_2026_11_12=FACILITATED))
    run_steward(tracker)
    run_steward(tracker, "2026-11-12 13:30")
    return tracker, number_of(tracker, "facilitator:2026-11-12")


def _said(tracker: FakeTracker, number: int, who: str, text: str) -> str:
    tracker.comment(number, who, text)
    run_steward(tracker)
    assert make_plan(tracker).actions == ()
    return tracker.issues[number].comments[-1].body


def test_next_alone_takes_the_rhythms_own_date() -> None:
    """It is confirmed at once."""
    tracker, number = _at_the_table()
    del tracker.files["meetings/2026-11-19.yml"]
    _said(tracker, number, "cy", "/prochaine")
    assert meeting_of(tracker, "2026-11-19").day == date(2026, 11, 19)


def test_next_with_a_day_beside_a_slot_moves_that_slot() -> None:
    """The key stays, `date:` says the new day."""
    tracker, number = _at_the_table()
    _said(tracker, number, "cy", "/next 2026-11-17")
    assert meeting_of(tracker, "2026-11-19").moved_to == date(2026, 11, 17)


def test_next_beyond_a_slot_cancels_what_is_passed_over() -> None:
    """Only where nobody has a file yet: a date with answers takes a hand."""
    tracker, number = _at_the_table()
    del tracker.files["meetings/2026-11-19.yml"]
    tracker.now = tracker.now.replace(day=12)
    _said(tracker, number, "cy", "/next 2026-11-26")
    assert meeting_of(tracker, "2026-11-19").cancelled
    assert meeting_of(tracker, "2026-11-26").day == date(2026, 11, 26)


def test_next_refuses_to_pass_over_a_confirmed_date() -> None:
    """Somebody may have answered for it."""
    tracker, number = _at_the_table()
    assert "already answered" in _said(tracker, number, "cy", "/next 2026-11-26")
    assert not meeting_of(tracker, "2026-11-19").cancelled


def test_next_wants_a_day_to_come() -> None:
    """A past day and no day are answered with an example."""
    tracker, number = _at_the_table()
    assert "is past" in _said(tracker, number, "cy", "/next 2026-11-01")
    assert "Which day?" in _said(tracker, number, "cy", "/next soon")


def test_next_is_the_facilitators_or_a_keepers() -> None:
    """Others are told so."""
    tracker, number = _at_the_table()
    assert "Only the facilitator" in _said(tracker, number, "flo", "/next 2026-11-17")


def test_a_public_holiday_is_put_to_the_vote() -> None:
    """The slot is contested from the start."""
    rhythm = GROUP.replace("deck:", "holidays: {country: FR}\ndeck:")
    files = a_folder(rhythm, on_2026_11_12="facilitator: cy\nanswers: {ana: yes}\n")
    files["holidays.yml"] = b"from: 2026-01-01\nto: 2028-12-31\npublic: [{on: 2026-11-19, name: Feast}]\n"
    tracker = a_tracker("2026-11-09", files)
    run_steward(tracker)
    poll = meeting_of(tracker, "2026-11-19").poll
    assert poll is not None
    assert date(2026, 11, 19) not in poll.candidates
    assert make_plan(tracker).actions == ()


def test_a_group_without_next_date_sees_it() -> None:
    """The dashboard says so, and a restart asks for one."""
    tracker = a_tracker(
        "2026-11-09", a_folder(GROUP.replace("every: week on thursday, from: 2026-10-01", OVER))
    )
    run_steward(tracker)
    assert "There is no next date" in issue_of(tracker, "restart:2026-11-05").title
    assert "no date is fixed" in issue_of(tracker, "dashboard").body
    assert make_plan(tracker).actions == ()


OVER = "every: last monday of the month, from: 2031-01-01"
