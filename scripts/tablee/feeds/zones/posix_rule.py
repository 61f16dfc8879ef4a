"""The yearly rule that ends a time zone file: a POSIX TZ string (RFC 9636, 3.3.1)."""

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta

DAY = 86_400
_EPOCH = date(1970, 1, 1)
_LAST_WEEK = 5
_BEFORE_MARCH = 59

_NAME = r"<[-+\w]+>|[A-Za-z]+"
_TIME = r"[-+]?\d+(?::\d+){0,2}"
_ONSET = r"M\d+\.\d+\.\d+|J?\d+"
_RULE = re.compile(
    rf"(?P<name>{_NAME})(?P<west>{_TIME})"
    rf"(?:(?P<summer>{_NAME})(?P<summer_west>{_TIME})?"
    rf",(?P<begins>{_ONSET})(?:/(?P<begins_at>{_TIME}))?"
    rf",(?P<ends>{_ONSET})(?:/(?P<ends_at>{_TIME}))?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A way to set the clocks: seconds east of UTC, whether the data calls it daylight saving, its name."""

    offset: int
    daylight: bool
    name: str


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """The day of `Mm.w.d`: week 1 to 4, or 5 for the last; weekday 0 is Sunday."""

    month: int
    week: int
    weekday: int

    def falls_on(self, year: int) -> date:
        """Return the day in that year."""
        if self.week == _LAST_WEEK:
            following = date(year + self.month // 12, self.month % 12 + 1, 1)
            latest = following - timedelta(days=1)
            return latest - timedelta(days=(latest.isoweekday() - self.weekday) % 7)
        first = date(year, self.month, 1)
        return first + timedelta(days=(self.weekday - first.isoweekday()) % 7 + 7 * (self.week - 1))


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """The day of `Jn` (from 1, 29 February never counted) or `n` (from 0, counted), as `number` from 0."""

    number: int
    counts_leap_day: bool

    def falls_on(self, year: int) -> date:
        """Return the day in that year."""
        skipped = isleap(year) and not self.counts_leap_day and self.number >= _BEFORE_MARCH
        return date(year, 1, 1) + timedelta(days=self.number + skipped)


@dataclass(frozen=True, slots=True)
class Onset:
    """When clocks change: a day, and seconds after its midnight by the clocks before the change.

    The seconds may be negative or exceed a day: `M3.4.4/50` is 02:00, two days after the fourth Thursday.
    """

    day: WeekdayOfMonth | DayOfYear
    seconds: int

    def instant(self, year: int, offset_before: int) -> int:
        """Return the POSIX timestamp of the change in that year."""
        return (self.day.falls_on(year) - _EPOCH).days * DAY + self.seconds - offset_before


@dataclass(frozen=True, slots=True)
class Summer:
    """The other half of the year: how clocks are set in it, when it begins and when it ends."""

    time: LocalTime
    begins: Onset
    ends: Onset


@dataclass(frozen=True, slots=True)
class PosixRule:
    """Standard time, and the daylight saving time that interrupts it every year, if any."""

    standard: LocalTime
    summer: Summer | None = None

    def onsets(self, years: range) -> list[tuple[int, LocalTime]]:
        """Return the changes of those years as (POSIX timestamp, local time from then on), in order."""
        if self.summer is None:
            return []
        begins = (self.summer.begins, self.standard.offset, self.summer.time)
        ends = (self.summer.ends, self.summer.time.offset, self.standard)
        changes = (
            (onset.instant(year, before), after) for year in years for onset, before, after in (begins, ends)
        )
        return sorted(changes, key=lambda change: change[0])


def parse_posix_rule(text: str) -> PosixRule:
    """Read a TZ string such as `CET-1CEST,M3.5.0,M10.5.0/3`; raises ValueError for anything else."""
    found = _RULE.fullmatch(text)
    if found is None:
        message = f"not a POSIX time zone rule: {text!r}"
        raise ValueError(message)
    offset = -_seconds(found["west"])
    standard = LocalTime(offset, daylight=False, name=found["name"].strip("<>"))
    if found["summer"] is None:
        return PosixRule(standard)
    summer_offset = -_seconds(found["summer_west"]) if found["summer_west"] else offset + 3600
    summer = LocalTime(summer_offset, daylight=True, name=found["summer"].strip("<>"))
    begins = _onset(found["begins"], found["begins_at"])
    return PosixRule(standard, Summer(summer, begins, _onset(found["ends"], found["ends_at"])))


def _seconds(text: str) -> int:
    """Return the seconds of `[+-]hh[:mm[:ss]]`; the sign counts for the whole."""
    parts = [int(part) for part in text.lstrip("+-").split(":")]
    hours, minutes, seconds = (*parts, 0, 0)[:3]
    total = hours * 3600 + minutes * 60 + seconds
    return -total if text.startswith("-") else total


def _onset(day: str, at: str | None) -> Onset:
    """Return the onset of `Mm.w.d`, `Jn` or `n` with its time, which is 02:00 unless given."""
    seconds = _seconds(at or "2")
    if day.startswith("M"):
        month, week, weekday = map(int, day[1:].split("."))
        return Onset(WeekdayOfMonth(month, week, weekday), seconds)
    if day.startswith("J"):
        return Onset(DayOfYear(int(day[1:]) - 1, counts_leap_day=False), seconds)
    return Onset(DayOfYear(int(day), counts_leap_day=True), seconds)
