"""Dates of meetings: what collides is told, and what only lies near is left alone."""

from __future__ import annotations

import pytest

from small_group import find_problems, found, group_with
from tablee.files.problem import Severity

NEIGHBOURS: dict[str, dict[str, str | bytes]] = {
    "a second meeting of the day at another hour": {
        "meetings/2026-12-10-soir.yml": "title: La fête\nat: 19:00\n"
    },
    "a circle's own meeting at the same time": {
        "meetings/soir.2026-12-10.yml": "title: Le Soir\nat: 12:30\n"
    },
    "one of the two is cancelled": {
        "meetings/2026-12-10-noel.yml": "title: Noël\nat: 12:30\nstatus: cancelled\nwhy: neige\n"
    },
    "moved to a free day": {"meetings/2026-12-10.yml": "date: 2026-12-11\n"},
    "moved onto a day whose meeting is cancelled": {
        "meetings/2026-12-10.yml": "date: 2026-12-17\n",
        "meetings/2026-12-17.yml": "status: cancelled\n",
    },
    "moved onto a day whose meeting was moved": {
        "meetings/2026-12-10.yml": "date: 2026-12-17\n",
        "meetings/2026-12-17.yml": "date: 2026-12-18\n",
    },
    "moved to the day of an evening": {
        "meetings/2026-12-10.yml": "date: 2026-12-11\n",
        "meetings/2026-12-11-fete.yml": "title: La fête\nat: 19:00\n",
    },
    "an evening moved to the day of a lunch": {
        "meetings/2026-12-09-fete.yml": "title: La fête\nat: 19:00\ndate: 2026-12-10\n"
    },
    "a circle's meeting on the group's day": {"meetings/soir.2026-12-01.yml": "date: 2026-12-03\n"},
    "an extra of whole days": {"meetings/2026-12-12.yml": "title: Au vert\nlasts: 2 days\n"},
    "a cancelled extra": {"meetings/2026-12-12.yml": "status: cancelled\n"},
    "a regular meeting that says nothing": {"meetings/2026-12-24.yml": "guests: 0\n"},
    "an extra at midnight": {"meetings/2026-12-31-reveillon.yml": "title: Réveillon\nat: 0:00\n"},
    "the meeting that ends a break": {
        **group_with("closures: [{", "closures: [{from: 2026-12-21, to: 2027-01-07, returns: 2027-01-07}, {"),
        "meetings/2027-01-07.yml": "title: Reprise\n",
    },
    "a past meeting in a break": {"meetings/2026-07-23.yml": "present: [zoe-duval, yann-petit]\n"},
    "a cancelled meeting in a break": {
        **group_with("closures: [{", "closures: [{from: 2026-12-21, to: 2027-01-03}, {"),
        "meetings/2026-12-24.yml": "status: cancelled\n",
    },
    "moved off the holiday": {"meetings/2026-12-25-noel.yml": "title: Noël\nat: 19:00\ndate: 2026-12-23\n"},
    "a past meeting on a holiday": {
        "holidays.yml": "from: 2026-01-01\nto: 2028-12-31\npublic: [{on: 2026-11-19, name: Fête}]\n",
        "meetings/2026-11-19.yml": "date: 2026-11-19\npresent: [zoe-duval, yann-petit]\n",
    },
    "no file is gone": {"base.txt": "meetings/2026-11-19.yml\nmeetings/2026-12-10.yml\n"},
    "a misnamed file was renamed": {"base.txt": "meetings/10-12-2026.yml\nmeetings/2026-11-19.yml\n"},
}


@pytest.mark.parametrize("changed", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_valid_neighbour_is_left_alone(changed: dict[str, str | bytes]) -> None:
    """Nothing is said of what is valid, however near it lies to a fault."""
    assert found(changed) == []


def test_two_regular_meetings_of_one_day_are_one_too_many() -> None:
    """Moved onto the day of another regular meeting, it collides even at another hour, and once only."""
    assert found(
        {"meetings/2026-12-10.yml": "at: 19:00\ndate: 2026-12-17\n", "meetings/2026-12-17.yml": "at: 9:00\n"}
    ) == ["meetings/2026-12-10.yml:2:7 moved-onto-another"]


def test_an_evening_moved_into_a_lunch_collides() -> None:
    """It may be meant, so it is only told; two regular meetings of one day never are."""
    changed: dict[str, str | bytes] = {
        "meetings/2026-12-09-fete.yml": "title: La fête\nat: 13:00\ndate: 2026-12-10\n"
    }
    assert found(changed) == ["meetings/2026-12-09-fete.yml:3:7 two-meetings-at-one-time"]


def test_parallel_tracks_are_told_once_and_stop_nothing() -> None:
    """Two communities may meet at one hour; of those that are over nobody has to hear."""
    tracks = "title: Atelier\nat: 19:00\n"
    coming: dict[str, str | bytes] = {f"meetings/2026-12-12-{name}.yml": tracks for name in ("a", "b")}
    past: dict[str, str | bytes] = {f"meetings/2026-10-03-{name}.yml": tracks for name in ("a", "b")}
    (told,) = find_problems(changed={**coming, **past})
    assert (told.file, told.code.name, told.severity) == (
        "meetings/2026-12-12-b.yml",
        "two-meetings-at-one-time",
        Severity.WARNING,
    )


def test_an_extra_at_the_hour_of_a_coming_slot_is_told() -> None:
    """The slot needs no file for that."""
    changed: dict[str, str | bytes] = {"meetings/2026-12-17-noel.yml": "title: Noël\nat: 12:30\n"}
    assert found(changed) == ["meetings/2026-12-17-noel.yml:2:5 two-meetings-at-one-time"]


def test_an_extra_that_was_not_understood_is_not_told_twice() -> None:
    """A refused title is no missing title."""
    changed: dict[str, str | bytes] = {"meetings/2026-12-12.yml": "title: [a, b]\nat: 19:00\n"}
    assert found(changed) == ["meetings/2026-12-12.yml:1:8 wrong-type"]


def test_a_rhythm_that_was_not_understood_makes_no_meeting_an_extra() -> None:
    """Each meeting's file would be told of one word in `group.yml`."""
    problems = find_problems(changed=group_with("week on thursday", "week on thrusday evening"))
    assert {one.file for one in problems} == {"group.yml"}


def test_a_new_meeting_of_another_circle_or_month_is_no_renaming() -> None:
    """Only a new file of the same circle within two weeks looks renamed; else the way out is to cancel."""
    changed: dict[str, str | bytes] = {
        "base.txt": "meetings/2026-12-17.yml\nmeetings/2026-12-10.yml\nmeetings/2026-11-19.yml\n",
        "meetings/soir.2026-12-18.yml": "title: Le Soir\nat: 19:00\n",
        "meetings/2027-01-02.yml": "title: Vœux\nat: 19:00\n",
    }
    (gone,) = find_problems(changed=changed)
    assert (gone.code.name, gone.fix.message) == ("meeting-deleted", gone.code.fix)
