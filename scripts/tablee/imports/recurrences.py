"""The rules of a foreign calendar: the days that they yield, never without end, and the words that our files have."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateutil.rrule import rrulestr
from icalendar.prop import vRecur

from tablee.i18n.translations import _
from tablee.imports.source import Unusable
from tablee.model import Every, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from icalendar import Event

MOST_OCCURRENCES = 10_000
TOO_MANY = _(
    "This calendar repeats its events more than {most} times. Export fewer years, or fewer calendars."
)
SENSELESS = _(
    "This calendar repeats events by rules that name no day, such as 30 February. Mend them, and export it again."
)
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_NOT_FOLLOWED = ("BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY", "BYEASTER")
_NOT_BY_WEEKS = ("BYMONTHDAY", "BYSETPOS")
_FOURTH = 4


class Budget:
    """How many occurrences may still be made of one file, and how many rules may be tried that yield none.

    dateutil looks for a day until the year 9999 where a rule has none, which takes a second.
    """

    def __init__(self, most: int = MOST_OCCURRENCES, most_empty: int = 2) -> None:
        self._most = self._left = most
        self._empty_left = most_empty

    def take(self, starts: Iterator[datetime]) -> list[datetime]:
        """Return what is yielded; raises Unusable where that is too much."""
        if not self._empty_left:
            raise Unusable(SENSELESS)
        taken = list(islice(starts, self._left + 1))
        self._left -= len(taken)
        self._empty_left -= not taken
        if self._left < 0:
            raise Unusable(TOO_MANY, most=self._most)
        return taken


class NoSuchRule(Exception):
    """A rule that cannot be followed."""


def bound_rule(
    event: Event, rule: vRecur, start: date, last: date, budget: Budget
) -> tuple[list[datetime], bool]:
    """Return the starts that a rule yields up to a day, and whether it goes on; in the event it ends there then.

    Starts are in the zone of the event's own start. Raises NoSuchRule.
    """
    begins = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
    zone = start.tzinfo if isinstance(start, datetime) else None
    stop = datetime.combine(last, time(23, 59))
    ends = min(stop, _until(rule, zone) or stop)
    try:
        starts = budget.take(_starts(rule, begins, ends)) if begins <= ends else []
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as fault:
        raise NoSuchRule from fault
    goes_on = "COUNT" not in rule and (_until(rule, zone) or stop) >= stop
    if goes_on or ("COUNT" in rule and len(starts) < int(_one(rule["COUNT"]))):
        stop_at = stop.replace(tzinfo=zone).astimezone(UTC) if zone else stop
        value = stop_at if isinstance(start, datetime) else last
        event["RRULE"] = vRecur(
            {**{k: v for k, v in rule.items() if k not in {"COUNT", "UNTIL"}}, "UNTIL": [value]}
        )
    return [one.replace(tzinfo=zone) for one in starts], goes_on


def say_rule(rule: vRecur) -> str:
    """Return a rule as the calendar has it."""
    text: bytes = rule.to_ical()  # type: ignore[no-untyped-call]
    return text.decode()


def last_day(rule: vRecur, zone: ZoneInfo) -> date | None:
    """Return the day that a rule names as its last, in a zone; None where it names none."""
    found = _one(rule.get("UNTIL"))
    if isinstance(found, datetime):
        return (found.astimezone(zone) if found.tzinfo else found).date()
    return found if isinstance(found, date) else None


def _starts(rule: vRecur, begins: datetime, ends: datetime) -> Iterator[datetime]:
    if not _can_be_followed(rule):
        raise NoSuchRule
    free = {name: value for name, value in rule.items() if name not in {"COUNT", "UNTIL"}}
    text = f"{say_rule(vRecur(free))};UNTIL={ends:%Y%m%dT%H%M%S}"
    count = _one(rule.get("COUNT"))
    return islice(iter(rrulestr(text, dtstart=begins)), None if count is None else max(int(count), 0))


def _can_be_followed(rule: vRecur) -> bool:
    """Say whether a rule has a form that calendars show to people, and that is followed in little time."""
    frequency = str(_one(rule.get("FREQ"))).upper()
    unusual = any(part in rule for part in _NOT_FOLLOWED)
    by_weeks = frequency in {"DAILY", "WEEKLY"} and any(part in rule for part in _NOT_BY_WEEKS)
    skipping = frequency == "DAILY" and "BYDAY" in rule and int(_one(rule.get("INTERVAL")) or 1) > 1
    return frequency in _FREQUENCIES and not (unusual or by_weeks or skipping)


def _until(rule: vRecur, zone: Any) -> datetime | None:  # noqa: ANN401 (any zone of icalendar)
    found = _one(rule.get("UNTIL"))
    if isinstance(found, datetime):
        return (found.astimezone(zone) if found.tzinfo and zone else found).replace(tzinfo=None)
    return datetime.combine(found, time(23, 59, 59)) if isinstance(found, date) else None


def _one(value: Any) -> Any:  # noqa: ANN401 (icalendar's values)
    return value[0] if isinstance(value, list) and value else value if not isinstance(value, list) else None


def guess_every(rule: Mapping[str, Any], days: Sequence[date]) -> Iterator[Every]:
    """Yield what may be a rule in our files, the likeliest first; `days` are those that it yields.

    Whether one of them yields the same days is for the caller to try.
    """
    frequency, interval = str(_one(rule.get("FREQ"))).upper(), int(_one(rule.get("INTERVAL")) or 1)
    weekdays = tuple(sorted({day.weekday() for day in days}))
    months = {int(str(month)) for month in _many(rule.get("BYMONTH"))}
    if frequency == "YEARLY" and len(months) < 2:  # noqa: PLR2004 (in one month each year)
        interval, months = 12 * interval, set()
    without = tuple(month for month in range(1, 13) if months and month not in months)
    if frequency in {"DAILY", "WEEKLY"}:
        weeks = interval if frequency == "WEEKLY" else max(interval // 7, 1)
        yield Every(Unit.WEEK, weekdays, weeks, without=without)
        return
    nths = tuple(sorted({(day.day - 1) // 7 + 1 for day in days}))
    for nth in ((-1,), nths, (-2,)) if "-1" in str(rule) else (nths, (-1,), (-2,)):
        if len(weekdays) == 1 and nth[-1] <= _FOURTH:
            yield Every(Unit.MONTH, weekdays, interval, nth, without=without)
    for numbers in (tuple(sorted({day.day for day in days})), (-1,)):
        yield Every(Unit.MONTH, (), interval, month_days=numbers, without=without)


def _many(value: Any) -> list[Any]:  # noqa: ANN401 (icalendar's values)
    return value if isinstance(value, list) else [] if value is None else [value]
