"""When the clocks of a zone change, as the pinned tzdata has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

_STEP = timedelta(days=5)  # Casablanca goes back after a month; no zone changes twice within five days


@cache
def clock_changes(zone: str, first_year: int, last_year: int) -> tuple[datetime, ...]:
    """Return the instants, in UTC and to the second, at which a zone's offset changes in those years."""
    return tuple(_changes(ZoneInfo(zone), datetime(first_year, 1, 1, tzinfo=UTC), last_year))


def _changes(place: ZoneInfo, at: datetime, last_year: int) -> Iterator[datetime]:
    while at.year <= last_year:
        if _offset(place, at) != _offset(place, at + _STEP):
            yield _between(place, at, at + _STEP)
        at += _STEP


def _between(place: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the first second that has the offset of `after`."""
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(place, middle) == _offset(place, before):
            before = middle
        else:
            after = middle
    return after


def _offset(place: ZoneInfo, at: datetime) -> timedelta | None:
    return at.astimezone(place).utcoffset()
