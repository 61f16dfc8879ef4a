"""The days on which a circle does not meet (closures, public holidays), and those with a warning (school holidays)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tablee.model import GROUP_CIRCLE, Closure, Group, NamedSpan

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What a circle's calendar knows besides its rhythm; spans are sorted, so that the one that began last is found.

    `closed` has each closure with its last day without meeting. `returns` maps the day of a declared return to its
    closure: always a slot of the group's own circle.
    """

    closed: tuple[tuple[Closure, date], ...]
    returns: Mapping[date, Closure]
    public: Mapping[date, str]
    school: tuple[NamedSpan, ...]

    def closure_on(self, day: date) -> Closure | None:
        """Return the break in which a day lies."""
        return next((c for c, last in reversed(self.closed) if c.from_on <= day <= last), None)

    def school_on(self, day: date) -> str:
        """Return the name of the school holidays in which a day lies; empty where there are none."""
        return next((s.name for s in reversed(self.school) if s.from_on <= day <= s.to_on), "")

    def is_free(self, day: date) -> bool:
        """Return whether a slot can be on a day: no break and no public holiday."""
        return day not in self.public and self.closure_on(day) is None


def days_off(group: Group, circle: str) -> DaysOff:
    """Gather the days off of a circle: closures are the whole group's, their return dates the group circle's alone.

    A circle that waits for a return date meets no sooner.
    """
    closures = sorted(group.settings.closures, key=lambda c: (c.from_on, c.to_on))
    returns = {c: c.returns_on for c in closures if c.returns_on} if circle == GROUP_CIRCLE else {}
    holidays = group.holidays
    return DaysOff(
        closed=tuple((c, max(c.to_on, returns.get(c, date.min + DAY) - DAY)) for c in closures),
        returns={on: c for c, on in returns.items()},
        public={day.on: day.name for day in holidays.public} if holidays else {},
        school=tuple(sorted(holidays.school, key=lambda s: s.from_on)) if holidays else (),
    )
