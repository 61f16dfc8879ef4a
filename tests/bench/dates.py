"""The dates of a made group: its circles' rhythms, walked back through the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

NOW = "2026-12-01T09:00:00+01:00"
"""The present in every measurement, as TABLEE_NOW has it."""

TODAY = date.fromisoformat(NOW[:10])
NEW_RULE_FROM = date(2025, 1, 13)
"""The group itself changed one of its weekdays on that day."""

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
DAYS_BEFORE, DAYS_AFTER = (MONDAY, THURSDAY), (TUESDAY, THURSDAY)
PUBLIC_HOLIDAYS = {
    (1, 1): "Jour de l’an",
    (5, 1): "Fête du Travail",
    (7, 14): "Fête nationale",
    (11, 11): "Armistice",
}

HUB = 10_000
"""From so many meetings on a group is the hub of many groups: a circle each."""

_CONFIRMED_UNTIL = TODAY + timedelta(weeks=2)
_AUGUST, _LAST_DAYS = 8, (12, 21)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a group is, and on which weekdays its circles meet."""

    members: int
    meetings: int
    circles: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a made group: a slot of its rhythm, or an extra in the evening of the same day."""

    circle: str
    on: date
    extra: bool = False

    @property
    def key(self) -> str:
        """The name of its file."""
        return f"{self.circle}{'.' if self.circle else ''}{self.on}{'-soir' if self.extra else ''}"


def size_of(members: int, meetings: int) -> Size:
    """Return a size with circles enough that so many meetings are a few years of a group's life."""
    if meetings <= 1000:
        return Size(members, meetings, {"atelier": (MONDAY,), "propulseurs": (FRIDAY,)})
    if meetings >= HUB:
        return Size(members, meetings, {f"groupe-{n:02}": (n % 5,) for n in range(1, 31)})
    circles = {
        "atelier": (MONDAY, WEDNESDAY),
        "lecteurs": (TUESDAY, FRIDAY),
        "propulseurs": (WEDNESDAY, FRIDAY),
    }
    return Size(members, meetings, circles)


def make_dates(size: Size) -> list[Date]:
    """Return as many dates as the size wants, up to the last confirmed one, in their order."""
    backwards = _dates_backwards(size)
    dates = [next(backwards) for _meeting in range(size.meetings)]
    return sorted(dates, key=lambda meeting: (meeting.on, meeting.key))


def own_days(day: date) -> tuple[int, ...]:
    """Return the weekdays of the group itself, by the rule in force on a day."""
    return DAYS_AFTER if day >= NEW_RULE_FROM else DAYS_BEFORE


def _dates_backwards(size: Size) -> Iterator[Date]:
    day = _CONFIRMED_UNTIL
    while True:
        if not _is_closed(day):
            weekday = day.weekday()
            yield from (Date(circle, day) for circle, days in size.circles.items() if weekday in days)
            if weekday in own_days(day):
                yield Date("", day)
                if weekday == THURSDAY and day.day <= 3 and day < TODAY:
                    yield Date("", day, extra=True)
        day -= timedelta(1)


def _is_closed(day: date) -> bool:
    month_and_day = (day.month, day.day)
    return month_and_day in PUBLIC_HOLIDAYS or day.month == _AUGUST or month_and_day >= _LAST_DAYS
