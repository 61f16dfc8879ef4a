"""The days on which a circle does not meet (closures, public holidays), and those that are mentioned (school)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tablee.i18n.translations import Translations, _
from tablee.model import GROUP_CIRCLE, Closure, Group

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

    def closure_on(self, day: date) -> Closure | None:
        """Return the break in which a day lies."""
        return next((c for c, last in reversed(self.closed) if c.from_on <= day <= last), None)

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
    )


def say_school_holidays(group: Group, day: date, words: Translations) -> str:
    """Say that a day lies in the school holidays, when some are away; nothing where it does not."""
    spans = group.holidays.school if group.holidays else ()
    names = (span.name for span in spans if span.from_on <= day <= span.to_on)
    return next((words.gettext(_("In the school holidays: {name}."), name=name) for name in names), "")
