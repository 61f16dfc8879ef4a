"""A month as a table: weeks from Monday to Sunday, with the meetings of each day."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tablee.rules.timeline import Event

SHOWN = 2
"""How many months are shown: this one and the next."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month's table, with its meetings; a day of another month has no number there."""

    on: date
    inside: bool
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, with its weeks of seven days."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]


def months(events: Iterable[Event], today: date) -> list[Month]:
    """Return this month and the next, without those in which nothing happens."""
    firsts = [today.replace(day=1)]
    while len(firsts) < SHOWN:
        firsts.append((firsts[-1] + timedelta(days=31)).replace(day=1))
    by_day: defaultdict[date, list[Event]] = defaultdict(list)
    for event in events:
        by_day[event.on].append(event)
    shown = [
        first for first in firsts if any((day.year, day.month) == (first.year, first.month) for day in by_day)
    ]
    return [Month(first, _weeks(first, by_day)) for first in shown]


def _weeks(first: date, by_day: dict[date, list[Event]]) -> tuple[tuple[Day, ...], ...]:
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return tuple(
        tuple(Day(on, on.month == first.month, tuple(by_day.get(on, ()))) for on in week) for week in weeks
    )
