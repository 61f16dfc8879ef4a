"""The slots of a circle: the nominal days of its rhythm, without its breaks and the public holidays.

All of it depends on the calendar alone (`group.yml` and `holidays.yml`), never on now nor on the meetings' files:
a slot that a feed has shown does not flip because time goes by or because a meeting is confirmed.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from tablee.model import GROUP_CIRCLE, Closure, Every, Group, RhythmRule, Unit
from tablee.model.identity import SlotKey
from tablee.rules.holidays import DaysOff, days_off

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A date that the rhythm yields; `returns` is the break that ends with it."""

    key: SlotKey
    rule: RhythmRule
    returns: Closure | None = None


def rule_on(rhythm: Sequence[RhythmRule], day: date) -> RhythmRule | None:
    """Return the rule in force on a day: the last one that began; None before the first, and where that one ended."""
    rule = None
    for one in rhythm:
        if one.from_on <= day and (rule is None or one.from_on >= rule.from_on):
            rule = one
    return rule if rule and (rule.until_on is None or day <= rule.until_on) else None


def nominal_days(rhythm: Sequence[RhythmRule], first: date, last: date) -> Iterator[tuple[date, RhythmRule]]:
    """Yield each nominal day within [first, last] with its rule, earliest first."""
    rules = sorted(rhythm, key=lambda rule: rule.from_on)  # of one day's, the last written counts
    for rule, following in zip_longest(rules, rules[1:]):
        if following and following.from_on == rule.from_on:
            continue
        before_next = following.from_on - DAY if following else last
        for day in days_of(rule, first, min(last, before_next, rule.until_on or last)):
            yield day, rule


def days_of(rule: RhythmRule, first: date, last: date) -> Iterator[date]:
    """Yield the days of a rule within [first, last], earliest first, as if it stayed in force for ever."""
    every = rule.every
    weekdays = range(7) if every.month_days else {(weekday + 1) % 7 for weekday in every.weekdays}
    numbers = range(max(first, rule.from_on).toordinal(), last.toordinal() + 1)
    days = (date.fromordinal(number) for number in numbers if number % 7 in weekdays)  # 1 is a Monday
    yield from (day for day in days if _is_nominal(rule, day))


def _is_nominal(rule: RhythmRule, day: date) -> bool:
    """Return whether a rule names a day not before its anchor; periods are counted from the anchor's own.

    Weeks start on Monday (ISO 8601).
    """
    every, anchor = rule.every, rule.from_on
    if day.month in every.without:
        return False
    if every.unit is Unit.WEEK:
        periods = (day.toordinal() - day.weekday() - anchor.toordinal() + anchor.weekday()) // 7
        named = day.weekday() in every.weekdays
    else:
        periods = 12 * (day.year - anchor.year) + day.month - anchor.month
        named = _is_in_month(every, day)
    turn, between = divmod(periods, every.interval)
    if not named or between:
        return False
    return not every.alternating or day.weekday() == every.weekdays[turn % len(every.weekdays)]


def _is_in_month(every: Every, day: date) -> bool:
    """Return whether a monthly rule names a day of its month; the nth weekday is the first where it does not say."""
    left = monthrange(day.year, day.month)[1] - day.day
    if every.month_days:
        return day.day in every.month_days or (not left and -1 in every.month_days)
    nth = {(day.day - 1) // 7 + 1, -(left // 7 + 1)}
    return day.weekday() in every.weekdays and not nth.isdisjoint(every.nth or (1,))


def calendars_of(group: Group) -> Mapping[str, Calendar]:
    """Return the calendars of the group and its circles, by circle."""
    own, others = days_off(group, GROUP_CIRCLE), days_off(group, "*")
    return {c: Calendar(c, group.rhythm(c), others if c else own) for c in group.circle_ids}


@dataclass(frozen=True, slots=True)
class Calendar:
    """A circle's rhythm and its days off.

    Days in a closure and public holidays yield no slot. The group's own circle starts again on the closure's return
    date, be it off the rhythm or a holiday. School holidays are only named.
    """

    circle: str
    rhythm: tuple[RhythmRule, ...]
    off: DaysOff

    def slots(self, first: date, last: date) -> tuple[Slot, ...]:
        """Return the slots within [first, last], sorted by their days."""
        free = {day: rule for day, rule in nominal_days(self.rhythm, first, last) if self.off.is_free(day)}
        returns = {day: rule_on(self.rhythm, day) for day in self.off.returns if first <= day <= last}
        days = sorted({**free, **returns}.items())
        return tuple(self._slot(day, rule) for day, rule in days if rule)

    def skipped(self, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """Return the nominal days within [first, last] that are skipped, each with the name of its holiday."""
        days = (day for day, _rule in nominal_days(self.rhythm, first, last) if not self.off.closure_on(day))
        public = self.off.public
        return tuple((day, public[day]) for day in days if day in public and day not in self.off.returns)

    def slot_of(self, day: date) -> Slot | None:
        """Return the slot that a meeting of a day belongs to, also where a break or a holiday leaves none.

        Members may meet anyway: the day then has its rule. None where the rhythm has no such day.
        """
        rule = rule_on(self.rhythm, day)
        if rule is None or not (day in self.off.returns or _is_nominal(rule, day)):
            return None
        return self._slot(day, rule)

    def _slot(self, day: date, rule: RhythmRule) -> Slot:
        return Slot(SlotKey(self.circle, day), rule, self.off.returns.get(day))
