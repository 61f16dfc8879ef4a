"""VTIMEZONE components (RFC 5545, 3.6.5) that every reader understands alike.

Two yearly rules from 1970 where the zone keeps its rule throughout the span, otherwise each change by itself.
Never RDATE: of its dates ical.js, hence Thunderbird, reads only the first, and it then forgets DTSTART.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from tablee.feeds.zones.posix_rule import DAY, LocalTime, Onset, PosixRule, Summer, WeekdayOfMonth
from tablee.feeds.zones.zone_file import Change, History, Zone, load_zone

_SINCE = datetime(1970, 1, 1)  # noqa: DTZ001 (a local time)
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LAST_WEEK = 5
_FEBRUARY = 2
_BASIC = str.maketrans("", "", "-:")  # strftime would drop the zeros of an early year


@dataclass(frozen=True, slots=True)
class _Observance:
    """A STANDARD or DAYLIGHT part; its onset is told by the clocks before the change."""

    summer: bool
    onset: datetime
    offset_before: int
    time: LocalTime
    recurrence: str | None = None


def render_vtimezone(zone: str, first_on: date, last_on: date) -> bytes:
    """Return the VTIMEZONE component of an IANA zone, right for every instant from `first_on` to `last_on`.

    Lines end in CRLF and stay within 75 octets. Whole years count, with one to spare on either side: the same
    years give the same bytes. Raises ValueError for a zone that the pinned `tzdata` does not know.
    """
    return _render(zone, max(first_on.year - 1, 2), min(last_on.year + 1, 9998))


@lru_cache(maxsize=64)
def _render(name: str, first_year: int, last_year: int) -> bytes:
    observances = _observances(load_zone(name), range(first_year, last_year + 1))
    parts = (line for observance in observances for line in _lines(observance))
    lines = ("BEGIN:VTIMEZONE", f"TZID:{name}", *parts, "END:VTIMEZONE", "")
    return "\r\n".join(lines).encode("ascii")


def _observances(zone: Zone, years: range) -> list[_Observance]:
    """Return the yearly rule where it tells these years truly and readers can read it, else every change."""
    history = zone.history(years)
    ruled = years.start >= _SINCE.year and history == zone.ruled_history(years)
    yearly = _yearly(zone.rule) if ruled else []
    return yearly or _one_by_one(history, years.start)


def _lines(observance: _Observance) -> Iterator[str]:
    kind = "DAYLIGHT" if observance.summer else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{observance.onset.isoformat().translate(_BASIC)}"
    yield f"TZOFFSETFROM:{_offset(observance.offset_before)}"
    yield f"TZOFFSETTO:{_offset(observance.time.offset)}"
    yield f"TZNAME:{observance.time.name}"
    if observance.recurrence:
        yield f"RRULE:FREQ=YEARLY;{observance.recurrence}"
    yield f"END:{kind}"


def _offset(seconds: int) -> str:
    """Return a UTC offset as `+hhmm`, with seconds only where there are some (RFC 5545, 3.3.14)."""
    minutes, rest = divmod(abs(seconds), 60)
    sign = "-" if seconds < 0 else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")


def _one_by_one(history: History, first_year: int) -> list[_Observance]:
    """Return one observance for the local time at the start, and one for each change after it."""
    changes = history.changes
    turns = bool(changes) and changes[0].before.daylight != changes[0].after.daylight
    summer = turns and not _is_summer(changes[0])
    since = min(_SINCE, _SINCE.replace(year=first_year))
    start = _Observance(summer, since, history.start.offset, history.start)
    return [start, *(_single(change) for change in changes)]


def _single(change: Change) -> _Observance:
    by_utc = datetime.fromtimestamp(change.instant, UTC).replace(tzinfo=None)
    onset = by_utc + timedelta(seconds=change.before.offset)
    return _Observance(_is_summer(change), onset, change.before.offset, change.after)


def _is_summer(change: Change) -> bool:
    """Tell whether a change begins daylight saving time as readers expect it: clocks ahead of standard time.

    The data of Dublin and Casablanca call the months in which clocks are *behind* daylight saving.
    """
    before, after = change.before, change.after
    if before.daylight == after.daylight or before.offset == after.offset:
        return after.daylight
    return after.offset > before.offset


def _yearly(rule: PosixRule) -> list[_Observance]:
    """Return the observances of a rule, none if one of its onsets has no recurrence that readers share."""
    if rule.summer is None:
        return [
            _Observance(summer=False, onset=_SINCE, offset_before=rule.standard.offset, time=rule.standard)
        ]
    begins, ends = _recurrence(rule.summer.begins), _recurrence(rule.summer.ends)
    if begins is None or ends is None:
        return []
    return _two_halves(rule.standard, rule.summer, begins, ends)


def _two_halves(standard: LocalTime, summer: Summer, begins: str, ends: str) -> list[_Observance]:
    usual = summer.time.offset > standard.offset
    return [
        _Observance(not usual, _onset(summer.ends), summer.time.offset, standard, ends),
        _Observance(usual, _onset(summer.begins), standard.offset, summer.time, begins),
    ]


def _onset(onset: Onset) -> datetime:
    """Return the first onset since 1970, by the clocks before the change."""
    day = datetime.combine(onset.day.falls_on(_SINCE.year), _SINCE.time())
    return day + timedelta(seconds=onset.seconds)


def _recurrence(onset: Onset) -> str | None:
    """Return the parts of a yearly RRULE, or None where only day numbers in the year could tell it."""
    if not isinstance(onset.day, WeekdayOfMonth):
        return None
    shift = onset.seconds // DAY
    month, week = onset.day.month, onset.day.week
    weekday = _WEEKDAYS[(onset.day.weekday + shift) % 7]
    if shift == 0:
        return f"BYMONTH={month};BYDAY={-1 if week == _LAST_WEEK else week}{weekday}"
    days = _week_days(month, week, shift)
    return days and f"BYMONTH={month};BYMONTHDAY={days};BYDAY={weekday}"


def _week_days(month: int, week: int, shift: int) -> str | None:
    """Return the seven days of the month on which a moved onset may fall, None if they leave the month."""
    length = monthrange(_SINCE.year, month)[1]
    first = (length - 6 if week == _LAST_WEEK else 7 * week - 6) + shift
    if first < 1 or first + 6 > length or (month == _FEBRUARY and week == _LAST_WEEK):
        return None
    return ",".join(str(day) for day in range(first, first + 7))
