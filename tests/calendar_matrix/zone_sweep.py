"""Every zone of the tz database: meetings about each clock change, and in the middle of each month, 2020 to 2040."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from builders import a_group, a_meeting, an_instant
from calendar_matrix.clock_changes import clock_changes
from calendar_matrix.truth import Case
from tablee.model import Meeting

FIRST_YEAR, LAST_YEAR = 2020, 2040
_ABOUT = (
    timedelta(hours=-26),
    timedelta(minutes=-70),
    timedelta(minutes=-10),
    timedelta(minutes=20),
    timedelta(hours=26),
)


def zone_case(zone: str, first_year: int, last_year: int) -> Case:
    """Return a group in a zone whose meetings lie where its clocks could be misread."""
    meetings = [*_mid_months(first_year, last_year)]
    for change in clock_changes(zone, first_year, last_year):
        meetings += _about(change.astimezone(ZoneInfo(zone)))
    group = a_group(meetings=meetings, timezone=zone, rhythm=())
    return Case(zone, group, an_instant(f"{first_year}-01-01", zone))


def _mid_months(first_year: int, last_year: int) -> Iterator[Meeting]:
    for year in range(first_year, last_year + 1):
        for month in range(1, 13):
            yield a_meeting(f"{year}-{month:02}-15", at="12:30")


def _about(change: datetime) -> Iterator[Meeting]:
    """Return meetings a day before and after a change, and within minutes of it, by the clocks after it."""
    for number, shift in enumerate(_ABOUT):
        clock = change.replace(tzinfo=None) + shift
        yield a_meeting(f"{clock:%Y-%m-%d}-c{number}", at=f"{clock:%H:%M}", lasts="0h50")
