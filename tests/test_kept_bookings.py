"""Bookings that are kept: a past meeting is booked once, and anew as soon as it, or a member, says something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from builders import a_group, a_meeting, a_member, an_instant
from tablee.model import Group, Meeting, Share
from tablee.rules.timeline import timeline
from tablee.rules.turns import ledger
from tablee.rules.turns.bookings import Booking, bookings

NOW = an_instant("2026-12-31 12:00")
PEOPLE = ("ana", "bo", "cy")
DAYS = ("2026-01-01", "2026-01-08", "2026-01-15", "2026-01-22")


def a_booked_group(*meetings: Meeting) -> Group:
    """Build a group of three, and its meetings."""
    return a_group(members=[a_member(who) for who in PEOPLE], meetings=meetings)


def booked(group: Group) -> tuple[Booking, ...]:
    """Book what the group's own circle held."""
    return bookings(group, timeline(group, NOW), "")


def held(day: str, present: Iterable[str] = PEOPLE, by: str = "ana") -> Meeting:
    """Build a meeting that was held."""
    return a_meeting(day, present=tuple(present), facilitators=(by,))


def with_changed(group: Group, meeting: Meeting) -> Group:
    """Return the group as it is once one meeting's file was read again."""
    return replace(group, meetings={**group.meetings, str(meeting.key): meeting})


def test_what_is_past_is_booked_once() -> None:
    """One meeting more leaves the bookings of the others the very same."""
    before = a_booked_group(held(DAYS[0]), held(DAYS[1]))
    first = booked(before)
    after = booked(with_changed(before, held(DAYS[2], by="bo")))
    assert [one is other for one, other in zip(after, first, strict=False)] == [True, True]
    assert after[2].entry.served == {"bo": 1}


def test_a_meeting_that_was_corrected_is_booked_anew() -> None:
    """Somebody adds to the file of last month who was there as well."""
    before = a_booked_group(held(DAYS[0], ["ana", "bo"]), held(DAYS[1]))
    assert booked(before)[0].entry.owed == dict.fromkeys(("ana", "bo"), Fraction(1, 2))
    after = booked(with_changed(before, held(DAYS[0])))
    assert after[0].entry.owed == dict.fromkeys(PEOPLE, Fraction(1, 3))


def test_other_shares_book_everything_anew() -> None:
    """A member's file now says since when nobody may count on a full turn of hers."""
    group = a_booked_group(held(DAYS[0]))
    assert booked(group)[0].entry.owed["bo"] == Fraction(1, 3)
    half = a_member("bo", facilitates=(Share(date(2025, 1, 1), Fraction(1, 2)),))
    assert booked(replace(group, members={**group.members, "bo": half}))[0].entry.owed["bo"] == Fraction(1, 5)


def test_a_meeting_that_is_gone_is_not_booked() -> None:
    """A file that was deleted moves nothing any more."""
    group = a_booked_group(held(DAYS[0]), held(DAYS[1]))
    assert len(booked(group)) == 2
    assert [one.entry.key for one in booked(replace(group, meetings={DAYS[1]: group.meetings[DAYS[1]]}))] == [
        DAYS[1]
    ]


several = st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True)


@given(st.lists(st.tuples(st.sampled_from(DAYS), several, st.sampled_from(PEOPLE)), max_size=12))
def test_kept_bookings_say_what_fresh_ones_say(changes: list[tuple[str, list[str], str]]) -> None:
    """Whatever is corrected one after the other, the ledger is that of a group read for the first time."""
    group = a_booked_group()
    for day, present, by in changes:
        group = with_changed(group, held(day, present, by))
        fresh = replace(group, members=dict(group.members))
        assert ledger(group, timeline(group, NOW), "") == ledger(fresh, timeline(fresh, NOW), "")
