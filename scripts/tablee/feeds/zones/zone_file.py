"""The zone files (TZif, RFC 9636) of the pinned `tzdata` package: all clock changes of a zone."""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from tablee.feeds.zones.posix_rule import LocalTime, PosixRule, parse_posix_rule

_HEADER = struct.Struct(">4s16x6L")
_TYPE = struct.Struct(">l?B")


class _Counts(NamedTuple):
    """The sizes that a TZif header gives, in its order."""

    utc_marks: int
    standard_marks: int
    leap_seconds: int
    changes: int
    types: int
    name_octets: int

    def octets(self, time_size: int) -> int:
        """Return the length of the data block that follows the header."""
        leap = self.leap_seconds * (time_size + 4)
        changes = self.changes * (time_size + 1)
        return (
            changes + self.types * _TYPE.size + self.name_octets + leap + self.standard_marks + self.utc_marks
        )


@dataclass(frozen=True, slots=True)
class Change:
    """Clocks set differently at a POSIX timestamp: how before, how after."""

    instant: int
    before: LocalTime
    after: LocalTime


@dataclass(frozen=True, slots=True)
class History:
    """The local time in force when a span of years begins, and every change within it."""

    start: LocalTime
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """The local time before all changes, the known changes in order, and the rule after the last one."""

    earliest: LocalTime
    known: tuple[tuple[int, LocalTime], ...]
    rule: PosixRule

    def history(self, years: range) -> History:
        """Return what really happens to the clocks in those years (bounded in UTC)."""
        ruled_after = self.known[-1][0] if self.known else None
        ruled = [
            onset for onset in _onsets(self.rule, years) if ruled_after is None or onset[0] > ruled_after
        ]
        return _history(self.earliest, [*self.known, *ruled], years)

    def ruled_history(self, years: range) -> History:
        """Return what would happen in those years if the final rule had always been in force."""
        return _history(self.rule.standard, _onsets(self.rule, years), years)


@lru_cache(maxsize=16)
def load_zone(name: str) -> Zone:
    """Read a zone by its IANA name; raises ValueError for a name that the `tzdata` package does not list."""
    if name not in zone_names():
        message = f"unknown time zone: {name!r}"
        raise ValueError(message)
    return parse_zone_file(files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes())


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return the IANA names that the `tzdata` package holds."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


def parse_zone_file(data: bytes) -> Zone:
    """Read a TZif file of version 2 or later; the 32-bit block that comes first in it is skipped."""
    start = _HEADER.size + _counts(data, 0).octets(time_size=4)
    counts = _counts(data, start)
    body = start + _HEADER.size
    types_at = body + counts.changes * 9
    types = _local_times(data[types_at:], counts)
    instants = struct.unpack_from(f">{counts.changes}q", data, body)
    chosen = data[body + counts.changes * 8 : types_at]
    known = tuple((instant, types[index]) for instant, index in zip(instants, chosen, strict=True))
    footer = data[body + counts.octets(time_size=8) :].strip(b"\n").decode("ascii")
    latest = known[-1][1] if known else types[0]
    return Zone(types[0], known, parse_posix_rule(footer) if footer else PosixRule(latest))


def _counts(data: bytes, at: int) -> _Counts:
    magic, *counts = _HEADER.unpack_from(data, at)
    if magic != b"TZif":
        message = "not a time zone file"
        raise ValueError(message)
    return _Counts(*counts)


def _local_times(data: bytes, counts: _Counts) -> list[LocalTime]:
    """Return the local time types at the head of `data`; their names follow them."""
    size = counts.types * _TYPE.size
    names = data[size : size + counts.name_octets]
    return [
        LocalTime(offset, daylight, names[at : names.index(b"\0", at)].decode("ascii"))
        for offset, daylight, at in _TYPE.iter_unpack(data[:size])
    ]


def _onsets(rule: PosixRule, years: range) -> list[tuple[int, LocalTime]]:
    """Return the rule's changes, from a year early so that the local time at the start is known."""
    return rule.onsets(range(years.start - 1, years.stop))


def _history(earliest: LocalTime, onsets: list[tuple[int, LocalTime]], years: range) -> History:
    begin, end = _new_year(years.start), _new_year(years.stop)
    start = latest = earliest
    changes: list[Change] = []
    for instant, after in onsets:
        if instant < begin:
            start = latest = after
        elif instant < end and after != latest:
            changes.append(Change(instant, latest, after))
            latest = after
    return History(start, tuple(changes))


def _new_year(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
