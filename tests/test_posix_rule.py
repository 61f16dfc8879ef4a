"""TZ strings are read as POSIX and RFC 9636 define them."""

from datetime import UTC, date, datetime

import pytest
from dateutil.relativedelta import SU, relativedelta
from hypothesis import given
from hypothesis import strategies as st

from tablee.feeds.zones.posix_rule import (
    DayOfYear,
    LocalTime,
    Onset,
    PosixRule,
    Summer,
    WeekdayOfMonth,
    parse_posix_rule,
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("UTC0", PosixRule(LocalTime(0, daylight=False, name="UTC"))),
        ("<+0545>-5:45", PosixRule(LocalTime(20700, daylight=False, name="+0545"))),
        (
            "CET-1CEST,M3.5.0,M10.5.0/3",
            PosixRule(
                LocalTime(3600, daylight=False, name="CET"),
                Summer(
                    LocalTime(7200, daylight=True, name="CEST"),
                    Onset(WeekdayOfMonth(3, 5, 0), 7200),
                    Onset(WeekdayOfMonth(10, 5, 0), 10800),
                ),
            ),
        ),
        (
            "<-02>2<-01>,M3.4.4/50,M10.5.0/-1:30",
            PosixRule(
                LocalTime(-7200, daylight=False, name="-02"),
                Summer(
                    LocalTime(-3600, daylight=True, name="-01"),
                    Onset(WeekdayOfMonth(3, 4, 4), 180000),
                    Onset(WeekdayOfMonth(10, 5, 0), -5400),
                ),
            ),
        ),
        (
            "IST-1GMT0,J300,59/1:00:01",
            PosixRule(
                LocalTime(3600, daylight=False, name="IST"),
                Summer(
                    LocalTime(0, daylight=True, name="GMT"),
                    Onset(DayOfYear(299, counts_leap_day=False), 7200),
                    Onset(DayOfYear(59, counts_leap_day=True), 3601),
                ),
            ),
        ),
    ],
)
def test_each_form_is_read(text: str, rule: PosixRule) -> None:
    """Offsets count westward in the text and eastward in the rule; changes are at 02:00 unless told."""
    assert parse_posix_rule(text) == rule


@pytest.mark.parametrize(
    "text", ["", "CET", "CET-1CEST", "CET-1CEST,M3.5,M10.5.0", "CET-1\n", ":Europe/Paris"]
)
def test_anything_else_is_refused(text: str) -> None:
    """A rule is read whole or not at all."""
    with pytest.raises(ValueError, match="not a POSIX time zone rule"):
        parse_posix_rule(text)


@given(st.integers(1970, 2100), st.integers(1, 12), st.integers(1, 5), st.integers(0, 6))
def test_a_weekday_of_a_month_is_the_one_dateutil_finds(
    year: int, month: int, week: int, weekday: int
) -> None:
    """Week 5 is the last one, whether the month has four or five."""
    day = SU.weekday if weekday == 0 else weekday - 1
    if week == 5:
        wanted = date(year, month, 1) + relativedelta(day=31, weekday=SU.__class__(day, -1))
    else:
        wanted = date(year, month, 1) + relativedelta(weekday=SU.__class__(day, week))
    assert WeekdayOfMonth(month, week, weekday).falls_on(year) == wanted


@pytest.mark.parametrize(
    ("number", "counts_leap_day", "year", "day"),
    [
        (58, False, 2028, date(2028, 2, 28)),
        (59, False, 2028, date(2028, 3, 1)),
        (59, True, 2028, date(2028, 2, 29)),
        (59, True, 2027, date(2027, 3, 1)),
        (364, False, 2028, date(2028, 12, 31)),
    ],
)
def test_days_of_the_year_treat_29_february_as_told(
    *, number: int, counts_leap_day: bool, year: int, day: date
) -> None:
    """`Jn` steps over 29 February, `n` counts it."""
    assert DayOfYear(number, counts_leap_day).falls_on(year) == day


def test_onsets_come_in_order_in_the_south_too() -> None:
    """Sydney's year begins in summer: the end comes before the beginning."""
    onsets = parse_posix_rule("AEST-10AEDT,M10.1.0,M4.1.0/3").onsets(range(2026, 2027))
    assert [(datetime.fromtimestamp(at, UTC).isoformat(), time.name) for at, time in onsets] == [
        ("2026-04-04T16:00:00+00:00", "AEST"),
        ("2026-10-03T16:00:00+00:00", "AEDT"),
    ]
