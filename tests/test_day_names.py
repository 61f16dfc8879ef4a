"""The names of days and months are those of the Unicode CLDR, as Babel has them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date

from tablee.i18n.day_names import day_names
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import load_translations

LOCALES = {"en": "en_GB", "fr": "fr_FR"}
YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_of_a_year_is_said_as_the_cldr_says_it(language: str) -> None:
    """With weekday and year, without either; the first of a month is `1er` in French, where the CLDR says `1`."""
    words, locale = load_translations(language), LOCALES[language]
    assert [words.month(day) for day in YEAR] == [format_date(day, "MMMM y", locale=locale) for day in YEAR]
    for pattern, options in {
        "EEEE d MMMM y": {},
        "EEEE d MMMM": {"year": False},
        "d MMMM y": {"weekday": False},
        "d MMMM": {"year": False, "weekday": False},
    }.items():
        said = [words.day(day, **options).replace("1er ", "1 ") for day in YEAR]
        assert said == [format_date(day, pattern, locale=locale) for day in YEAR]


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_names_are_the_cldrs(language: str) -> None:
    """Weekdays and months as they are abbreviated within a date."""
    names = day_names(language)
    short = [(names.short_weekdays[day.weekday()], names.short_months[day.month - 1]) for day in YEAR]
    locale = LOCALES[language]
    assert short == [
        (format_date(day, "EEE", locale=locale), format_date(day, "MMM", locale=locale)) for day in YEAR
    ]
