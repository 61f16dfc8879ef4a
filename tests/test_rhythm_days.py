"""One rule of a rhythm yields the days that RFC 5545 recurrence rules yield, where both can say the same."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from builders import a_rule
from tablee.model import Every, RhythmRule, Unit
from tablee.rules.rhythm import days_of

RRULE_DAYS = (MO, TU, WE, TH, FR, SA, SU)

anchors = st.dates(date(2019, 12, 1), date(2028, 3, 1))
intervals = st.integers(1, 7)
weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True).map(tuple)
NTH = st.lists(st.sampled_from([1, 2, 3, 4, -1, -2]), min_size=1, max_size=3, unique=True).map(tuple)
MONTH_DAYS = st.lists(st.sampled_from([*range(1, 29), -1]), min_size=1, max_size=3, unique=True).map(tuple)
MONTHS_OFF = st.lists(st.integers(1, 12), max_size=11, unique=True).map(tuple)
lengths = st.integers(0, 900)
shifts = st.integers(-400, 1500)
ranges = st.tuples(shifts, lengths)


def between(rule: rrule, first: date, last: date) -> list[date]:
    """List the days of a recurrence rule within [first, last]."""
    return [d.date() for d in rule.between(midnight(first), midnight(last), inc=True)]


def midnight(day: date) -> datetime:
    """Return the floating midnight that dateutil wants."""
    return datetime.combine(day, time())


def a_range(anchor: date, shifted: tuple[int, int]) -> tuple[date, date]:
    """Return a range of days that begins before or after an anchor."""
    first = anchor + timedelta(days=shifted[0])
    return first, first + timedelta(days=shifted[1])


@given(anchors, intervals, weekdays, ranges)
def test_weeks_are_those_of_an_rrule(
    anchor: date, interval: int, days: tuple[int, ...], shifted: tuple[int, int]
) -> None:
    """FREQ=WEEKLY with INTERVAL, BYDAY and WKST=MO."""
    first, last = a_range(anchor, shifted)
    by_day = [RRULE_DAYS[day] for day in days]
    rule = rrule(WEEKLY, dtstart=midnight(anchor), interval=interval, byweekday=by_day, wkst=MO)
    ours = RhythmRule(Every(Unit.WEEK, days, interval), anchor)
    assert list(days_of(ours, first, last)) == between(rule, first, last)


@given(anchors, intervals, weekdays, NTH, ranges)
def test_months_are_those_of_an_rrule(
    anchor: date, interval: int, days: tuple[int, ...], nth: tuple[int, ...], shifted: tuple[int, int]
) -> None:
    """FREQ=MONTHLY with INTERVAL and BYDAY=2TH,4TH or BYDAY=-1FR."""
    first, last = a_range(anchor, shifted)
    by_day = [RRULE_DAYS[day](n) for day in days for n in nth]
    rule = rrule(MONTHLY, dtstart=midnight(anchor), interval=interval, byweekday=by_day)
    ours = RhythmRule(Every(Unit.MONTH, days, interval, nth), anchor)
    assert list(days_of(ours, first, last)) == between(rule, first, last)


@given(anchors, intervals, MONTH_DAYS, MONTHS_OFF, ranges)
def test_days_of_months_are_those_of_an_rrule(
    anchor: date, interval: int, days: tuple[int, ...], off: tuple[int, ...], shifted: tuple[int, int]
) -> None:
    """FREQ=MONTHLY with INTERVAL, BYMONTHDAY=15,-1, and without some months."""
    first, last = a_range(anchor, shifted)
    rule = rrule(MONTHLY, dtstart=midnight(anchor), interval=interval, bymonthday=days)
    ours = RhythmRule(Every(Unit.MONTH, (), interval, month_days=days, without=off), anchor)
    assert list(days_of(ours, first, last)) == [
        day for day in between(rule, first, last) if day.month not in off
    ]


@given(anchors, intervals, weekdays, ranges)
def test_alternation_takes_one_rrule_a_weekday(
    anchor: date, interval: int, days: tuple[int, ...], shifted: tuple[int, int]
) -> None:
    """Each weekday of the list has its turn every (interval times number of weekdays) weeks."""
    first, last = a_range(anchor, shifted)
    monday = anchor - timedelta(days=anchor.weekday())
    expected = []
    for turn, day in enumerate(days):
        start = midnight(monday + timedelta(weeks=interval * turn))
        rule = rrule(WEEKLY, dtstart=start, interval=interval * len(days), byweekday=RRULE_DAYS[day], wkst=MO)
        expected += [found for found in between(rule, first, last) if found >= anchor]
    ours = RhythmRule(Every(Unit.WEEK, days, interval, alternating=True), anchor)
    assert list(days_of(ours, first, last)) == sorted(expected)


def test_alternation_begins_with_the_first_weekday_of_the_list() -> None:
    """The list is an order, not a set: here Thursday comes before Tuesday."""
    rule = a_rule("thursday, tuesday", alternating=True, from_on="2026-11-30")
    days = list(islice(days_of(rule, date(2026, 11, 1), date(2027, 1, 1)), 4))
    assert days == [date(2026, 12, 3), date(2026, 12, 8), date(2026, 12, 17), date(2026, 12, 22)]


def test_the_last_friday_may_be_the_fourth_or_the_fifth() -> None:
    """October 2026 has five Fridays, November four."""
    rule = a_rule("friday", nth=-1)
    assert list(days_of(rule, date(2026, 10, 1), date(2026, 11, 30))) == [
        date(2026, 10, 30),
        date(2026, 11, 27),
    ]


def test_a_weekday_named_twice_is_one_day() -> None:
    """No two days are the same, so that no two slots have the same key."""
    rule = a_rule("thursday, thursday")
    assert list(days_of(rule, date(2026, 12, 7), date(2026, 12, 13))) == [date(2026, 12, 10)]


def test_the_calendar_ends_without_an_error() -> None:
    """A hand-written file may name the year 9999."""
    first = date(9999, 12, 20)
    assert list(days_of(a_rule("thursday"), first, date.max)) == [date(9999, 12, 23), date(9999, 12, 30)]
    assert list(days_of(a_rule("thursday", nth=1), first, date.max)) == []


def test_a_rule_without_a_weekday_has_no_day() -> None:
    """Nothing is searched for ever."""
    assert list(days_of(a_rule(Every(Unit.WEEK, ())), date(2026, 1, 1), date.max)) == []
