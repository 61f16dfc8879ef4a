"""The next date: it confirms itself, is fixed at the table, or everybody sees that there is none."""

from __future__ import annotations

from datetime import date, time

import pytest

from fake_tracker import FakeTracker
from stewarded import (
    GROUP,
    a_folder,
    a_tracker,
    answer_to,
    group_of,
    issue_of,
    make_plan,
    meeting_of,
    number_of,
    opened,
    run_steward,
    say,
)

FACILITATED = "facilitator: cy\nanswers: {ana: yes}\n"
WITHOUT_RHYTHM = GROUP.replace(GROUP[GROUP.index("rhythm:") : GROUP.index("turns:")], "")
WITHOUT_HUB = GROUP.replace("duties: {hub: [ana, bo]}\n", "")


def _at_the_table(group: str = GROUP) -> tuple[FakeTracker, int]:
    tracker = opened("2026-11-09", a_folder(group, on_2026_11_12=FACILITATED))
    run_steward(tracker, "2026-11-12 13:30")
    return tracker, number_of(tracker, "facilitator:2026-11-12")


def _days(tracker: FakeTracker) -> dict[str, str]:
    """Return the day of each meeting after the table's, or that it is cancelled."""
    return {
        key: "cancelled" if meeting.cancelled else str(meeting.day)
        for key, meeting in group_of(tracker).meetings.items()
        if key > "2026-11-12"
    }


def test_next_alone_takes_the_rhythms_own_date() -> None:
    """It is confirmed at once."""
    tracker, number = _at_the_table()
    del tracker.files["meetings/2026-11-19.yml"]
    answer_to(tracker, number, "cy", "/prochaine")
    assert _days(tracker) == {"2026-11-19": "2026-11-19"}


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("2026-11-17", {"2026-11-19": "2026-11-17"}),  # beside a date: that one moves
        ("2026-11-22", {"2026-11-19": "2026-11-22"}),  # nearer to it than to the one after
        ("2026-11-26", {"2026-11-19": "cancelled", "2026-11-26": "2026-11-26"}),  # a week is skipped
        ("2026-12-02", {"2026-11-19": "cancelled", "2026-11-26": "cancelled", "2026-12-03": "2026-12-02"}),
    ],
)
def test_next_moves_a_date_or_cancels_what_lies_between(said: str, days: dict[str, str]) -> None:
    """What was fixed at the table holds; a key stays, `date:` says the new day."""
    tracker, number = _at_the_table()
    answer_to(tracker, number, "cy", f"/next {said}")
    assert _days(tracker) == days


def test_a_date_far_from_the_rhythm_moves_the_last_one_before_it() -> None:
    """A monthly group may meet between two of its days."""
    monthly = GROUP.replace("week on thursday", "second thursday of the month")
    tracker, number = _at_the_table(monthly)
    answer_to(tracker, number, "cy", "/next 2026-12-21")
    assert _days(tracker) == {"2026-12-10": "2026-12-21"}


def test_next_takes_back_a_cancellation() -> None:
    """Whoever names a cancelled day wants it after all."""
    tracker, number = _at_the_table()
    answer_to(tracker, number, "cy", "/next 2026-11-26")
    say(tracker, number, "cy", "/next 2026-11-19")
    run_steward(tracker)
    assert make_plan(tracker).actions == ()
    assert (_days(tracker)["2026-11-19"], meeting_of(tracker, "2026-11-19").why) == ("2026-11-19", "")


def test_next_tells_an_hour_and_a_place() -> None:
    """In any of the ways in which people write an hour; what the rhythm says anyway is not repeated."""
    tracker, number = _at_the_table()
    answer_to(tracker, number, "cy", "/next 2026-11-20 19h30 Chez Lulu")
    meeting = meeting_of(tracker, "2026-11-19")
    assert (meeting.day, meeting.at, meeting.place) == (date(2026, 11, 20), time(19, 30), "Chez Lulu")
    answer_to(tracker, number, "cy", "/next 2026-11-19 12:30")
    assert (meeting_of(tracker, "2026-11-19").at, meeting_of(tracker, "2026-11-19").moved_to) == (None, None)


def test_before_its_day_a_meeting_itself_can_be_moved() -> None:
    """In its own issue, to a day nearer to it than to the next one; a later date leaves it alone."""
    tracker = opened("2026-11-16", a_folder())
    number = number_of(tracker, "meeting:2026-11-19")
    answer_to(tracker, number, "ana", "/next 2026-11-20")
    assert _days(tracker)["2026-11-19"] == "2026-11-20"
    answer_to(tracker, number, "ana", "/next 2026-12-03")
    assert _days(tracker) == {
        "2026-11-19": "2026-11-20",
        "2026-11-26": "cancelled",
        "2026-12-03": "2026-12-03",
    }


def test_next_wants_a_day_to_come() -> None:
    """A past day and no day are answered with an example."""
    tracker, number = _at_the_table()
    assert "is past" in answer_to(tracker, number, "cy", "/next 2026-11-01")
    assert "Which day?" in answer_to(tracker, number, "cy", "/next soon")


def test_next_is_the_facilitators_or_a_keepers() -> None:
    """Others are told so."""
    tracker, number = _at_the_table()
    assert "Only the facilitator" in answer_to(tracker, number, "flo", "/next 2026-11-17")
    assert "Only the facilitator" in answer_to(tracker, number, "flo", "/cancel")


def test_without_facilitator_and_hub_any_member_fixes_the_date() -> None:
    """Else nobody could."""
    tracker = a_tracker("2026-11-17", a_folder(WITHOUT_HUB, on_2026_11_19="called: []\nanswers: {}\n"))
    tracker.files |= {
        f"members/{who}.yml": tracker.files[f"members/{who}.yml"] + b"facilitates: no\n"
        for who in ("ana", "bo", "cy", "di", "eva", "flo", "gil")
    }
    run_steward(tracker)
    answer_to(tracker, number_of(tracker, "meeting:2026-11-19"), "flo", "/next 2026-11-20")
    assert _days(tracker)["2026-11-19"] == "2026-11-20"


def test_a_public_holiday_is_skipped_and_the_meeting_before_says_so() -> None:
    """It offers another day, and whoever wants to meet that week writes it."""
    rhythm = GROUP.replace("deck:", "holidays: {country: FR}\ndeck:")
    files = a_folder(rhythm, on_2026_11_12=FACILITATED)
    files["holidays.yml"] = b"from: 2026-01-01\nto: 2028-12-31\npublic: [{on: 2026-11-19, name: Feast}]\n"
    tracker = opened("2026-11-10", files)
    assert "meetings/2026-11-19.yml" not in tracker.files
    words = "No meeting on Thursday 19 November: public holiday (Feast)."
    body = issue_of(tracker, "meeting:2026-11-12").body
    assert (
        f"{words} The next one is on Thursday 26 November; `/next` with a day, as in `/next 2026-11-18`"
        in body
    )
    run_steward(tracker, "2026-11-13")
    assert words in issue_of(tracker, "dashboard").body
    answer_to(tracker, number_of(tracker, "meeting:2026-11-12"), "ana", "/next 2026-11-18")
    assert _days(tracker)["2026-11-19"] == "2026-11-18"
    assert words not in issue_of(tracker, "dashboard").body


def test_a_meeting_in_the_school_holidays_says_so() -> None:
    """It is kept: who answers knows why others are away."""
    files = a_folder(GROUP.replace("deck:", "holidays: {country: FR}\ndeck:"), on_2026_11_12=FACILITATED)
    files["holidays.yml"] = (
        b"from: 2026-01-01\nto: 2028-12-31\nschool: [{from: 2026-11-07, to: 2026-11-15, name: Half *term*}]\n"
    )
    tracker = opened("2026-11-10", files)
    said = "🎒 In the school holidays: Half &#42;term&#42;."
    assert said in issue_of(tracker, "meeting:2026-11-12").body
    assert said not in issue_of(tracker, "meeting:2026-11-19").body


def test_a_group_without_rhythm_fixes_each_date() -> None:
    """At an hour and a place; the next one is at the same hour where nothing else is said."""
    files = {path: data for path, data in a_folder(WITHOUT_RHYTHM).items() if "meetings/" not in path}
    tracker = opened("2026-11-02", files | {"meetings/2026-11-05.yml": b"at: 12:30\nplace: The Inn\n"})
    number = number_of(tracker, "meeting:2026-11-05")
    answer_to(tracker, number, "ana", "/next 2026-12-17 19:00 The Café")
    meeting = meeting_of(tracker, "2026-12-17")
    assert (meeting.at, meeting.place) == (time(19), "The Café")
    answer_to(tracker, number, "ana", "/next 2026-12-10")
    assert group_of(tracker).meetings["2026-12-17"].day == date(2026, 12, 10)


def test_a_group_that_has_no_hour_is_asked_for_one() -> None:
    """Nothing says when it meets."""
    files = {path: data for path, data in a_folder(WITHOUT_RHYTHM).items() if "meetings/" not in path}
    tracker = opened("2026-11-05", files | {"meetings/2026-11-05.yml": b"lasts: 1 day\n"})
    number = number_of(tracker, "meeting:2026-11-05")
    assert "At what hour?" in answer_to(tracker, number, "ana", "/next 2026-12-17")


def test_a_group_without_next_date_sees_it() -> None:
    """The dashboard says so, a restart asks for one, and any member who has one says it there."""
    tracker = opened("2026-11-09", a_folder(GROUP.replace("every: week on thursday, from: 2026-10-01", OVER)))
    assert "There is no next date" in issue_of(tracker, "restart:2026-11-05").title
    assert "no date is fixed" in issue_of(tracker, "dashboard").body
    assert make_plan(tracker).actions == ()
    answer_to(tracker, number_of(tracker, "restart:2026-11-05"), "flo", "/next 2026-11-26 12:30 The Inn")
    assert _days(tracker) == {"2026-11-26": "2026-11-26"}


@pytest.mark.parametrize(("to_on", "times"), [("2027-01-08", 1), ("2027-01-09", 0)])
def test_the_dashboard_says_when_the_holidays_end_soon(to_on: str, times: int) -> None:
    """Sixty days ahead, with the button that renews them."""
    files = a_folder(GROUP.replace("deck:", "holidays: {country: FR}\ndeck:"))
    files["holidays.yml"] = f"from: 2026-01-01\nto: {to_on}\n".encode()
    tracker = opened("2026-11-09", files)
    assert issue_of(tracker, "dashboard").body.count("*Actions > Upgrade > Run workflow*") == times


def test_a_new_group_without_rhythm_fixes_its_first_date_on_the_dashboard() -> None:
    """Nothing else is open yet; once there is a date, the keepers alone change it there."""
    files = {path: data for path, data in a_folder(WITHOUT_RHYTHM).items() if "meetings/" not in path}
    tracker = opened("2026-11-09", files)
    number = number_of(tracker, "dashboard")
    answer_to(tracker, number, "flo", "/next 2026-12-17 12:30 The Inn")
    assert _days(tracker) == {"2026-12-17": "2026-12-17"}
    assert "Only the facilitator" in answer_to(tracker, number, "flo", "/next 2026-12-18")
    answer_to(tracker, number, "ana", "/next 2026-12-18")
    assert _days(tracker) == {"2026-12-17": "2026-12-18"}


OVER = "every: last monday of the month, from: 2031-01-01"


def test_a_group_that_lives_in_its_circles_lacks_no_date() -> None:
    """The dashboard names the circles' dates, and no trouble; the text to paste invites to the next of them."""
    group = WITHOUT_RHYTHM + (
        "circles: {evening: {name: The Evening, rhythm: {every: week on monday, from: 2026-10-05, at: 19:00}}}\n"
    )
    files = {path: data for path, data in a_folder(group).items() if not path.startswith("meetings/")}
    tracker = opened("2026-11-09", files)
    told = issue_of(tracker, "dashboard").body
    assert "**The Evening**: Monday 9 November" in told
    assert "no date" not in told
    assert "has no next date" not in told
    assert "```text\nThe Round Table\nNext date: Monday 9 November" in told
