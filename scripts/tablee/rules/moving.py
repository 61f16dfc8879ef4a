"""Where a meeting can go when its day is taken: near, yet not too near to the meetings before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tablee.rules.days_off import DaysOff

WORKING_DAYS = 5
WEEK = 7


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A nominal day between the one before and the one after it, where there are such."""

    day: date
    before: date | None
    after: date | None

    def leave_room(self, other: date, off: DaysOff) -> bool:
        """Say whether another day keeps at least half a cadence from both neighbours.

        The cadence is what lies between the nominal day and that neighbour. Two neighbours that both move could meet
        halfway: that day belongs to the later one.
        """
        if self.before and 2 * (other - self.before) < self.day - self.before:
            return False
        if not self.after:
            return True
        room, needed = 2 * (self.after - other), self.after - self.day
        return room > needed or (room == needed and self.after not in off.public)


def other_weekdays(day: date) -> list[date]:
    """Return the other days from Monday to Friday of a day's ISO week: nearest first, the earlier one on a tie."""
    monday = day.toordinal() - day.weekday()
    ordinals = (monday + weekday for weekday in range(WORKING_DAYS) if weekday != day.weekday())
    days = [date.fromordinal(ordinal) for ordinal in ordinals if ordinal <= date.max.toordinal()]
    return sorted(days, key=lambda other: (abs(other - day), other))


def week_later(day: date) -> list[date]:
    """Return the same weekday a week later; nothing where the calendar ends before."""
    ordinal = day.toordinal() + WEEK
    return [date.fromordinal(ordinal)] if ordinal <= date.max.toordinal() else []
