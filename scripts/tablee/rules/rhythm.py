"""The slots of a circle: the nominal days of its rhythm, without the breaks, and where public holidays move them.

All of it depends on the calendar alone (`group.yml` and `holidays.yml`), never on now nor on the meetings' files:
a slot that a feed has shown does not flip because time goes by or because a meeting is confirmed.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

from tablee.model.identity import SlotKey
from tablee.rules.days_off import days_off
from tablee.rules.moving import Neighbours, other_weekdays, week_later
from tablee.rules.recurrence import days_of, last_day_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tablee.model import Closure, Group, Holidays, RhythmRule, Settings
    from tablee.rules.days_off import DaysOff

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A date that the rhythm yields: `key.on` is the nominal day, `on` where it falls.

    `holiday` names the public holiday that moved it, `school` the school holidays in which it lies (a warning only);
    `returns` is the break that ends with it.
    """

    key: SlotKey
    on: date
    rule: RhythmRule
    holiday: str = ""
    school: str = ""
    returns: Closure | None = None


def rule_on(rhythm: Sequence[RhythmRule], day: date) -> RhythmRule | None:
    """Return the rule in force on a day: the last one that began; None before the first."""
    return max((r for r in reversed(rhythm) if r.from_on <= day), key=lambda r: r.from_on, default=None)


def nominal_days(rhythm: Sequence[RhythmRule], first: date, last: date) -> Iterator[tuple[date, RhythmRule]]:
    """Yield each nominal day within [first, last] with its rule, earliest first."""
    rules = _in_order(rhythm)
    for rule, following in zip_longest(rules, rules[1:]):
        if following and following.from_on == rule.from_on:
            continue
        until = min(last, following.from_on - DAY) if following else last
        for day in days_of(rule, first, until):
            yield day, rule


def last_nominal_day_before(rhythm: Sequence[RhythmRule], day: date) -> date | None:
    """Return the last nominal day that lies before a day; None where the rhythm has none."""
    end = day
    for rule in reversed(_in_order(rhythm)):
        found = last_day_before(rule, end)
        if found:
            return found
        end = min(end, rule.from_on)
    return None


def _in_order(rhythm: Sequence[RhythmRule]) -> list[RhythmRule]:
    """Sort rules by the day from which they are in force; of one day's, the last written comes last and counts."""
    return sorted(rhythm, key=lambda rule: rule.from_on)


def slots(group: Group, circle: str, first: date, last: date) -> tuple[Slot, ...]:
    """Return a circle's slots whose nominal day lies within [first, last], sorted by it.

    Days in a closure are skipped; the group's own circle starts again on the closure's return date, rhythm or not, and
    that date never moves. On a public holiday a slot moves within its ISO week (Monday to Friday, nearest first, the
    day before on a tie), else a week later, else it is skipped. A day to move to is free of closures and public
    holidays, and keeps half a cadence from the slots around. School holidays are only named.
    """
    return calendar_of(group, circle).slots(first, last)


def candidates(group: Group, circle: str, slot: Slot, not_before: date) -> tuple[date, ...]:
    """Return the days to choose from instead of a slot's: see `Calendar.candidates`."""
    return calendar_of(group, circle).candidates(slot, not_before)


_KEPT: deque[tuple[Settings, Holidays | None, Calendar]] = deque(maxlen=8)
"""The last calendars, with all that they hang on: one run asks for the same few many times."""


def calendar_of(group: Group, circle: str) -> Calendar:
    """Return the calendar of a circle, for many questions at once; a circle that is gone has no rhythm.

    The very same settings and holidays give the same one, with the slots that it has found.
    """
    settings, holidays = group.settings, group.holidays
    for of_settings, of_holidays, calendar in _KEPT:
        if of_settings is settings and of_holidays is holidays and calendar.circle == circle:
            return calendar
    known = not circle or circle in settings.circles
    made = Calendar(circle, group.rhythm(circle) if known else (), days_off(group, circle))
    _KEPT.append((settings, holidays, made))
    return made


@dataclass(frozen=True, slots=True)
class Calendar:
    """A circle's rhythm and its days off; the slots of a year that was asked about are kept."""

    circle: str
    rhythm: tuple[RhythmRule, ...]
    off: DaysOff
    _by_year: dict[int, Mapping[date, Slot]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def slots(self, first: date, last: date) -> tuple[Slot, ...]:
        """Return the slots whose nominal day lies within [first, last], sorted by it."""
        years = range(first.year, last.year + 1)
        kept = (item for year in years for item in self._slots_of_year(year).items())
        return tuple(slot for day, slot in kept if first <= day <= last)

    def slot_of(self, day: date) -> Slot | None:
        """Return the slot that a meeting of a day belongs to, also where a break or a holiday leaves no slot.

        Members may meet anyway: the day then has its rule, and falls on itself. None where the rhythm has no such day.
        """
        found = self._slots_of_year(day.year).get(day)
        if found:
            return found
        nominal = next(nominal_days(self.rhythm, day, day), None)
        return self._slot_at(day, day, nominal[1]) if nominal else None

    def _slots_of_year(self, year: int) -> Mapping[date, Slot]:
        """Return a year's slots sorted by their nominal days: much is asked about few years."""
        if year not in self._by_year:
            self._by_year[year] = self._find_slots(date(year, 1, 1), date(year, 12, 31))
        return self._by_year[year]

    def _find_slots(self, first: date, last: date) -> Mapping[date, Slot]:
        days = {
            day: rule for day, rule in nominal_days(self.rhythm, first, last) if not self.off.is_closed(day)
        }
        for day in (day for day in self.off.returns if first <= day <= last):
            rule = rule_on(self.rhythm, day)
            if rule:
                days[day] = rule
        found = {day: self._slot(day, days[day]) for day in sorted(days)}
        return {day: slot for day, slot in found.items() if slot}

    def moved(self, day: date) -> date | None:
        """Return where a public holiday moves a nominal day; None where no day is left."""
        around = self._neighbours(day)
        options = [*other_weekdays(day), *week_later(day)]
        return next((other for other in options if self._is_open(other, around)), None)

    def candidates(self, slot: Slot, not_before: date) -> tuple[date, ...]:
        """Return the days to choose from: the nominal one, another weekday, a week later; none before `not_before`.

        All obey the rules of a move, so that a week later is offered only where it is no slot. A public holiday is not
        offered: two other weekdays are then, since one alone is no choice.
        """
        day, around = slot.key.on, self._neighbours(slot.key.on)
        nominal = [] if day in self.off.public else [day]
        others = [d for d in other_weekdays(day) if d >= not_before and self._is_open(d, around)]
        later = [d for d in week_later(day) if self._is_open(d, around)]
        chosen = [*nominal, *others[: 2 - len(nominal)], *later]
        return tuple(d for d in chosen if d >= not_before)

    def _slot(self, day: date, rule: RhythmRule) -> Slot | None:
        holiday = self.off.public.get(day)
        if holiday is None or day in self.off.returns:
            return self._slot_at(day, day, rule)
        on = self.moved(day)
        return self._slot_at(day, on, rule, holiday) if on else None

    def _slot_at(self, day: date, on: date, rule: RhythmRule, holiday: str = "") -> Slot:
        school = self.off.school.find(on) or ""
        return Slot(SlotKey(self.circle, day), on, rule, holiday, school, self.off.returns.get(day))

    def _is_open(self, other: date, around: Neighbours) -> bool:
        return self.off.is_free(other) and around.leave_room(other, self.off)

    def _neighbours(self, day: date) -> Neighbours:
        """Find the nominal days and return dates around a day, those in a break included."""
        return Neighbours(day, self._before(day), self._after(day))

    def _before(self, day: date) -> date | None:
        days = [other for other in self.off.returns if other < day]
        nominal = last_nominal_day_before(self.rhythm, day)
        return max([*days, nominal] if nominal else days, default=None)

    def _after(self, day: date) -> date | None:
        days = [other for other in self.off.returns if other > day]
        coming = nominal_days(self.rhythm, day + DAY, date.max) if day < date.max else iter(())
        nominal = next(coming, None)
        return min([*days, nominal[0]] if nominal else days, default=None)
