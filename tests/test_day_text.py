"""Days: read where their month is a word, spelt out where day and month could change places, found within a span."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import load_translations
from tablee.model.day_text import parse_written_day, suggest_day, suggest_span


@given(
    st.dates(date(1970, 1, 1), date(2199, 12, 31)),
    st.sampled_from(LANGUAGES),
    st.booleans(),
)
def test_a_day_said_in_full_is_read(day: date, language: str, weekday: bool) -> None:  # noqa: FBT001 (drawn)
    """What the program says of a day, a person may type."""
    assert parse_written_day(load_translations(language).day(day, weekday=weekday)) == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-12",
        "12 mars 2026",
        "12 March 2026",
        "March 12, 2026",
        "le jeudi 12 mars 2026",
        "12th of March 2026",
        "12 Mar 2026",
    ],
)
def test_a_month_in_words_means_one_day(text: str) -> None:
    """In French and English, whatever the group speaks."""
    assert parse_written_day(text) == date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "vendredi 12 mars 2026",
        "31 février 2026",
        "12 mars",
        "mars 2026",
        "12/03/2026",
        "20260312",
        "hier",
        "2026",
        "x 12 mars 2026",
        "9" * 99,
    ],
)
def test_anything_looser_is_no_day(text: str) -> None:
    """A weekday that is not that day's, a day without year, digits in either order."""
    assert parse_written_day(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10/12/2026", "2026-12-10"),
        ("1.2.2026", "2026-02-01"),
        ("2026-2-1", "2026-02-01"),
        ("2026/03/12", "2026-03-12"),
        ("12-03-2026", "2026-03-12"),
        ("12/03/26", "2026-03-12"),
        ("30/02/2026", None),
        ("x", None),
    ],
)
def test_loose_days_are_spelt_out(text: str, meant: str | None) -> None:
    """The day comes before the month, as in French."""
    assert suggest_day(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("from 3 July to 5 August", ("…-07-03", "…-08-05")),
        ("du 3 juillet au 5 août 2026", ("2026-07-03", "2026-08-05")),
        ("du 20 décembre au 3 janvier 2027", ("2026-12-20", "2027-01-03")),
        ("du 3 au 5 août 2026", ("2026-08-03", "2026-08-05")),
        ("2026-07-10 - 2026-08-25", ("2026-07-10", "2026-08-25")),
        ("10/07/2026 au 25/08/2026", ("2026-07-10", "2026-08-25")),
        ("2026-07-10", ("2026-07-10", "2026-07-10")),
        ("July 3 to August 5, 2026", ("2026-07-03", "2026-08-05")),
        ("july", ("…-07-01", "…-07-31")),
        ("mars 2026", ("2026-03-01", "2026-03-31")),
        ("all of february 2028", ("2028-02-01", "2028-02-29")),
        ("20 26", None),
        ("31 février 2026", None),
    ],
)
def test_a_span_keeps_its_own_days(text: str, meant: tuple[str, str] | None) -> None:
    """The year that nobody said stays open: no other day is put in its place."""
    assert suggest_span(text) == meant
