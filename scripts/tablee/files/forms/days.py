"""A day as people type it into a form: `10 décembre`, `December 10, 2026`, `10/12`, `demain`, `2026-12-10`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from tablee.model.day_text import months_by_name, suggest_day, weekdays_by_name
from tablee.model.folding import fold
from tablee.model.identity import parse_day

_FROM_TODAY: Mapping[str, int] = {
    "today": 0, "aujourd'hui": 0, "aujourdhui": 0, "now": 0, "maintenant": 0,
    "tomorrow": 1, "demain": 1, "yesterday": -1, "hier": -1,
}  # fmt: skip
_SHORT = re.compile(r"(\d{1,2})[/.](\d{1,2})\.?(?:[/.](\d\d))?")
_WORDS = re.compile(r"[^\W\d_]+\.?|\d+|[^\w\s.,']+")
_ENDINGS = {"st", "nd", "rd", "th", "er", "le", "the", "of", "du", "on", "au", "from", "to"}


def read_day(text: str, today: date) -> date | None:
    """Return the day that a text means, days before months; without a year it is the next one; None for none."""
    said = fold(" ".join(text.split()).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).strip(" .,;!?")
    if said in _FROM_TODAY:
        return today + timedelta(days=_FROM_TODAY[said])
    if day := parse_day((_is_in_digits(said) and suggest_day(said)) or said):
        return day
    if short := _SHORT.fullmatch(said):
        year = 2000 + int(short[3]) if short[3] else None
        return _day(year, int(short[2]), int(short[1]), today)
    return _in_words(said, today)


def _is_in_digits(said: str) -> bool:
    """Return whether a day is in digits alone, with its month where it belongs."""
    month = re.match(r"\d{1,2}[/.-](\d{1,2})", said)
    return not re.search("[a-su-z]", said) and (month is None or int(month[1]) <= 12)  # noqa: PLR2004 (months)


def _in_words(said: str, today: date) -> date | None:
    weekdays, months = weekdays_by_name(), months_by_name()
    if said in weekdays:
        return today + timedelta(days=(weekdays[said] - today.weekday()) % 7)
    words = [found.rstrip(".") for found in _WORDS.findall(said)]
    named = [word for word in words if word in months]
    month = next((word for word in named if word not in weekdays), next(iter(named), ""))  # `mar.` is both
    numbers = [word for word in words if word.isdigit()]
    others = [w for w in words if not (w.isdigit() or w == month or w in weekdays or w in _ENDINGS)]
    years = [word for word in numbers if len(word) == 4]  # noqa: PLR2004 (the digits of a year)
    days = [word for word in numbers if len(word) <= 2]  # noqa: PLR2004 (those of a day)
    if not month or others or len(days) != 1 or len(years) > 1 or len(numbers) != len(days) + len(years):
        return None
    day = _day(int(years[0]) if years else None, months[month], int(days[0]), today)
    named_days = {weekdays[word] for word in words if word in weekdays and word not in months}
    return day if day and named_days <= {day.weekday()} else None


def _day(year: int | None, month: int, day: int, today: date) -> date | None:
    """Return a day; one without a year is the next one from today on."""
    years = (
        (year,) if year else range(today.year, today.year + 5)
    )  # four years on, 29 February is there again
    days = (parse_day(f"{one:04}-{month:02}-{day:02}") for one in years)
    return next((one for one in days if one and (year or one >= today)), None)
