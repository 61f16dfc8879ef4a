"""VTIMEZONE components (RFC 5545, 3.6.5) that every reader understands alike.

Two yearly rules from 1970 where the zone keeps its final rule throughout the span, otherwise each change by itself.
Never RDATE: of its dates ical.js, hence Thunderbird, reads only the first, and it then forgets DTSTART.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from tablee.feeds.serialising import serialise
from tablee.feeds.zones.zone_clocks import (
    Change,
    LocalTime,
    changes_of_year,
    footer_of,
    local_time,
    ruled_changes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_SINCE = datetime(1970, 1, 1)  # noqa: DTZ001 (a local time)
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LAST_WEEK = 5
_FEBRUARY = 2
_ONSET = re.compile(
    r",M(?P<month>\d+)\.(?P<week>\d)\.(?P<weekday>\d)(?:/(?P<hours>-[1-9]\d*|\d+)[:\d]*)?(?=,|$)"
)


class _Observance(NamedTuple):
    """A STANDARD or DAYLIGHT part; its onset is told by the clocks before the change."""

    onset: datetime
    offset_before: timedelta
    time: LocalTime
    recurrence: Mapping[str, object] | None = None


def render_vtimezone(zone: str, first_on: date, last_on: date) -> bytes:
    """Return the VTIMEZONE component of an IANA zone, right for every instant from `first_on` to `last_on`.

    Whole years count, with one to spare on either side: the same years give the same bytes. Raises ValueError for a
    zone that the pinned `tzdata` does not list.
    """
    return _render(zone, max(first_on.year - 1, 2), min(last_on.year + 1, 9998))


@lru_cache(maxsize=64)
def _render(zone: str, first_year: int, last_year: int) -> bytes:
    component = Timezone()
    component.add("TZID", zone)
    for observance in _observances(zone, range(first_year, last_year + 1)):
        component.add_component(_part(observance))
    return serialise(component)


def _part(observance: _Observance) -> TimezoneStandard | TimezoneDaylight:
    """Make a part; daylight saving time is what readers expect by it, clocks ahead of those before."""
    summer = observance.time.offset > observance.offset_before
    part = TimezoneDaylight() if summer else TimezoneStandard()
    part.add("DTSTART", observance.onset)
    part.add("TZOFFSETFROM", observance.offset_before)
    part.add("TZOFFSETTO", observance.time.offset)
    part.add("TZNAME", observance.time.name)
    if observance.recurrence:
        part.add("RRULE", observance.recurrence)
    return part


def _observances(zone: str, years: range) -> list[_Observance]:
    """Return the yearly rule where it tells these years truly and readers can read it, else every change."""
    footer = footer_of(zone)
    changes = [change for year in years for change in changes_of_year(zone, year)]
    ruled = years.start >= _SINCE.year and changes == [c for y in years for c in ruled_changes(footer, y)]
    if ruled and (yearly := _yearly(footer)):
        return yearly
    start = local_time(zone, datetime(years.start, 1, 1, tzinfo=UTC))
    since = min(_SINCE, _SINCE.replace(year=years.start))
    other = (
        changes[0].after if changes else start
    )  # whichever half of the year begins it, the other one was before
    return [_Observance(since, other.offset, start), *map(_single, changes)]


def _single(change: Change) -> _Observance:
    onset = change.at.replace(tzinfo=None) + change.before.offset
    return _Observance(onset, change.before.offset, change.after)


def _yearly(footer: str) -> list[_Observance]:
    """Return the observances of a rule, none where it has none or an onset without a recurrence that readers share."""
    recurrences = {int(onset["month"]): _recurrence(onset) for onset in _ONSET.finditer(footer)}
    both = [_single(change) for change in ruled_changes(footer, _SINCE.year)]
    if len(both) != len(recurrences) or None in recurrences.values():
        return []
    return [one._replace(recurrence=recurrences[one.onset.month]) for one in both]


def _recurrence(onset: re.Match[str]) -> Mapping[str, object] | None:
    """Return a yearly RRULE for an onset `,Mm.w.d/hours`, or None where only day numbers in the year could tell it.

    Hours below 0 or from 24 on move it to another day, hence to another weekday within a window of seven dates.
    """
    month, week = int(onset["month"]), int(onset["week"])
    shift = int(onset["hours"] or 2) // 24
    weekday = _WEEKDAYS[(int(onset["weekday"]) + shift) % 7]
    if shift == 0:
        return {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"{-1 if week == _LAST_WEEK else week}{weekday}"}
    length = monthrange(_SINCE.year, month)[1]
    first = (length - 6 if week == _LAST_WEEK else 7 * week - 6) + shift
    if first < 1 or first + 6 > length or (month == _FEBRUARY and week == _LAST_WEEK):
        return None
    days = list(range(first, first + 7))
    return {"FREQ": "YEARLY", "BYMONTH": month, "BYMONTHDAY": days, "BYDAY": weekday}
