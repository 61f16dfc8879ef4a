"""Local times name one instant each, also on the nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.rules.event import at_wall_clock

ZONES = (
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "UTC",
)


@pytest.mark.parametrize(
    ("on", "at", "zone", "answer"),
    [
        (date(2026, 12, 10), time(12, 30), "Europe/Paris", "2026-12-10T12:30:00+01:00"),
        (date(2026, 7, 9), time(12, 30), "Europe/Paris", "2026-07-09T12:30:00+02:00"),
        (date(2026, 3, 29), time(2, 0), "Europe/Paris", "2026-03-29T03:00:00+02:00"),
        (date(2026, 3, 29), time(2, 30), "Europe/Paris", "2026-03-29T03:30:00+02:00"),
        (date(2026, 10, 25), time(2, 30), "Europe/Paris", "2026-10-25T02:30:00+02:00"),
        (date(2026, 10, 25), time(3, 0), "Europe/Paris", "2026-10-25T03:00:00+01:00"),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", "2026-10-04T02:45:00+11:00"),
        (date(2011, 12, 30), time(12, 0), "Pacific/Apia", "2011-12-31T12:00:00+14:00"),
    ],
)
def test_a_time_means_one_instant(on: date, at: time, zone: str, answer: str) -> None:
    """A skipped time moves forward by the gap, be it a whole day; a repeated one is its first occurrence."""
    assert at_wall_clock(on, at, zone).isoformat() == answer


def test_the_fold_of_the_time_given_does_not_count() -> None:
    """Whoever hands over a time has no say in which of two occurrences is meant."""
    late = at_wall_clock(date(2026, 10, 25), time(2, 30, fold=1), "Europe/Paris")
    assert late.isoformat() == "2026-10-25T02:30:00+02:00"


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.times(), st.sampled_from(ZONES))
def test_going_to_utc_and_back_changes_nothing(on: date, at: time, zone: str) -> None:
    """The answer shows a time that exists in its zone."""
    answer = at_wall_clock(on, at, zone)
    back = answer.astimezone(UTC).astimezone(ZoneInfo(zone))
    assert (back, back.fold, back.isoformat()) == (answer, answer.fold, answer.isoformat())


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001
def test_the_clocks_show_the_time_asked_for_or_a_later_one(wall: datetime, zone: str) -> None:
    """Only a gap moves a time, forward, and by an hour at most in these years."""
    moved = at_wall_clock(wall.date(), wall.time(), zone).replace(tzinfo=None) - wall
    assert moved in (timedelta(), timedelta(minutes=30), timedelta(hours=1))
