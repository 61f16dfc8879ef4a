"""The days on which a circle does not meet (closures, public holidays), and those with a warning (school holidays)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

from tablee.model import GROUP_CIRCLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tablee.model import Closure, Group

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SpanIndex(Generic[T]):
    """Spans of days, each with a thing, found by a day; `reach` is the latest end up to each span."""

    spans: tuple[tuple[date, date, T], ...]
    starts: tuple[date, ...]
    reach: tuple[date, ...]

    def find(self, day: date) -> T | None:
        """Return the thing of the span in which a day lies, of the one that began last where there are several."""
        at = bisect_right(self.starts, day) - 1
        while at >= 0 and self.reach[at] >= day:
            if self.spans[at][1] >= day:
                return self.spans[at][2]
            at -= 1
        return None


def index_spans(spans: Iterable[tuple[date, date, T]]) -> SpanIndex[T]:
    """Index spans (first day, last day, thing), both days included."""
    ordered = tuple(sorted(spans, key=lambda span: span[:2]))
    return SpanIndex(
        ordered, tuple(span[0] for span in ordered), tuple(accumulate((s[1] for s in ordered), max))
    )


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What a circle's calendar knows besides its rhythm.

    `returns` maps the day of a declared return to its closure: always a slot of the group's own circle.
    """

    closed: SpanIndex[Closure]
    returns: Mapping[date, Closure]
    public: Mapping[date, str]
    school: SpanIndex[str]

    def is_closed(self, day: date) -> bool:
        """Say whether a break forbids a meeting on a day."""
        return self.closed.find(day) is not None

    def is_free(self, day: date) -> bool:
        """Say whether a slot can be on a day: no break and no public holiday."""
        return day not in self.public and not self.is_closed(day)


def days_off(group: Group, circle: str) -> DaysOff:
    """Gather the days off of a circle: closures are the whole group's, their return dates the group circle's alone."""
    closures, holidays = group.settings.closures, group.holidays
    is_group = circle == GROUP_CIRCLE
    return DaysOff(
        closed=index_spans((c.from_on, _closed_to(c, waits=is_group), c) for c in closures),
        returns={c.returns_on: c for c in closures if c.returns_on} if is_group else {},
        public={day.on: day.name for day in holidays.public} if holidays else {},
        school=index_spans((s.from_on, s.to_on, s.name) for s in holidays.school)
        if holidays
        else index_spans(()),
    )


def _closed_to(closure: Closure, *, waits: bool) -> date:
    """Return the last day without meeting; a circle that waits for the return date meets no sooner."""
    if waits and closure.returns_on and closure.returns_on > closure.to_on:
        return closure.returns_on - timedelta(days=1)
    return closure.to_on
