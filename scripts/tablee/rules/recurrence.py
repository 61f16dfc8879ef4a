"""The days that one rule of a rhythm yields, by arithmetic on its anchor.

Weeks start on Monday (ISO 8601). Periods (weeks or months) are counted from the anchor's own; no day lies before the
anchor.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date
from itertools import count
from typing import TYPE_CHECKING

from tablee.model import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.model import Every, RhythmRule

LAST_ORDINAL = date.max.toordinal()


def days_of(rule: RhythmRule, first: date, last: date) -> Iterator[date]:
    """Yield the days of a rule within [first, last], earliest first, as if it stayed in force for ever."""
    first = max(first, rule.from_on)
    if first > last or not rule.every.weekdays:
        return
    for period in count(_period(rule, first)):
        days = _days_in(rule, period)
        if days is None or (days and days[0] > last):
            return
        yield from (day for day in days if first <= day <= last)


def _period(rule: RhythmRule, day: date) -> int:
    """Return the number of the period, 0 being the anchor's, that has begun last on a day not before the anchor."""
    anchor, every = rule.from_on, rule.every
    if every.unit is Unit.WEEK:
        return (day.toordinal() - _monday(anchor)) // (7 * every.interval)
    return ((day.year - anchor.year) * 12 + day.month - anchor.month) // every.interval


def _days_in(rule: RhythmRule, period: int) -> list[date] | None:
    """Return the days of a period, earliest first; None when the calendar ends before it."""
    anchor, every = rule.from_on, rule.every
    if every.unit is Unit.WEEK:
        monday = _monday(anchor) + 7 * every.interval * period
        if monday > LAST_ORDINAL:
            return None
        ordinals = sorted({monday + weekday for weekday in _weekdays(every, period)})
        return [date.fromordinal(ordinal) for ordinal in ordinals if 0 < ordinal <= LAST_ORDINAL]
    years, month = divmod(anchor.month - 1 + every.interval * period, 12)
    if anchor.year + years > MAXYEAR:
        return None
    return sorted(
        {_nth(every, weekday, anchor.year + years, month + 1) for weekday in _weekdays(every, period)}
    )


def _weekdays(every: Every, period: int) -> tuple[int, ...]:
    if not every.alternating:
        return every.weekdays
    return (every.weekdays[period % len(every.weekdays)],)


def _nth(every: Every, weekday: int, year: int, month: int) -> date:
    """Return the nth (1 to 4) or the last weekday of a month; the first where the rule does not say."""
    first_weekday, length = monthrange(year, month)
    first = 1 + (weekday - first_weekday) % 7
    if every.nth == -1:
        return date(year, month, first + (length - first) // 7 * 7)
    return date(year, month, first + 7 * ((every.nth or 1) - 1))


def _monday(day: date) -> int:
    """Return the ordinal of the Monday of a day's week; the calendar's first day is one."""
    return day.toordinal() - day.weekday()
