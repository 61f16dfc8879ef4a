"""The clocks of the zones in the pinned `tzdata` package: how they are set, and when that changes.

zoneinfo reads the files. The last line of each is the rule for all later years, a POSIX TZ string (RFC 9636, 3.3.1); a
zone made of that line alone tells what the rule means in any year.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tablee.i18n.package_files import TZDATA

_STEP, _SECOND = timedelta(days=5), timedelta(seconds=1)
_ONE_NAMELESS_TIME = b"TZif2" + bytes(15) + bytes((0, 0, 0, 0) * 4 + (0, 0, 0, 1) * 2) + bytes(7)
"""The header and data of a zone file without any change (RFC 9636, 3.1)."""


class LocalTime(NamedTuple):
    """How clocks are set: the offset from UTC, and the abbreviation for it."""

    offset: timedelta
    name: str


class Change(NamedTuple):
    """Clocks set differently from an instant on (in UTC): how before, how after."""

    at: datetime
    before: LocalTime
    after: LocalTime


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return the IANA names that the package lists."""
    return frozenset((TZDATA / "zones").read_text(encoding="ascii").split())


@lru_cache(maxsize=16)
def footer_of(zone: str) -> str:
    """Return the rule that ends a zone's file; raises ValueError for a name that the package does not list."""
    return _zone_file(zone).rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")


def local_time(zone: str, at: datetime) -> LocalTime:
    """Return how the clocks of a zone are set at an instant."""
    return _local_time(_load(zone), at)


@lru_cache(maxsize=1024)
def changes_of_year(zone: str, year: int) -> tuple[Change, ...]:
    """Return the changes of the clocks of a zone within a year (by UTC), in order."""
    return tuple(_changes(_load(zone), year))


@lru_cache(maxsize=1024)
def ruled_changes(footer: str, year: int) -> tuple[Change, ...]:
    """Return what the changes of a year would be if a rule had always been in force."""
    return tuple(_changes(_load_footer(footer), year))


@lru_cache(maxsize=16)
def _load(zone: str) -> ZoneInfo:
    return ZoneInfo.from_file(BytesIO(_zone_file(zone)), key=zone)


@lru_cache(maxsize=16)
def _load_footer(footer: str) -> ZoneInfo:
    return ZoneInfo.from_file(BytesIO(_ONE_NAMELESS_TIME * 2 + f"\n{footer}\n".encode("ascii")))


def _zone_file(zone: str) -> bytes:
    if zone not in zone_names():  # nothing else becomes a path
        raise ValueError(f"unknown time zone: {zone!r}")
    return (TZDATA / "zoneinfo" / zone).read_bytes()


def _local_time(zone: ZoneInfo, at: datetime) -> LocalTime:
    there = at.astimezone(zone)
    return LocalTime(there.utcoffset() or timedelta(), there.tzname() or "")


def _changes(zone: ZoneInfo, year: int) -> list[Change]:
    """Walk through a year in steps within which no zone changes its clocks twice; then look for the second."""
    found: list[Change] = []
    at = datetime(year, 1, 1, tzinfo=UTC) - _SECOND
    before = _local_time(zone, at)
    while at.year <= year:
        at += _STEP
        after = _local_time(zone, at)
        if after != before:
            found.append(Change(_first_second(zone, at, after), before, after))
        before = after
    return [change for change in found if change.at.year == year]


def _first_second(zone: ZoneInfo, high: datetime, after: LocalTime) -> datetime:
    """Return the first second of the step before an instant from which clocks are set as at that instant."""
    low = high - _STEP
    while high - low > _SECOND:
        middle = low + (high - low) // (2 * _SECOND) * _SECOND
        low, high = (low, middle) if _local_time(zone, middle) == after else (middle, high)
    return high
