"""Days as people write them: `12 mars 2026`, `10/12/2026`, "from 3 July to 5 August"."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tablee.i18n.day_names import day_names
from tablee.i18n.languages import LANGUAGES
from tablee.model.folding import fold
from tablee.model.identity import parse_day

if TYPE_CHECKING:
    from datetime import date

_LOOSE = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]((?:20)?[0-9]{2})"
)
_ORDINAL = r"(?:er|st|nd|rd|th)?(?![0-9])"
_IN_WORDS = (
    rf"(?P<d>[0-9]{{1,2}}){_ORDINAL}[ .]+(?:of )?(?P<m>[a-z]{{3,9}})\.?(?:,? (?P<y>[0-9]{{4}}))?",
    rf"(?P<m>[a-z]{{3,9}})\.? (?P<d>[0-9]{{1,2}}){_ORDINAL}(?:,? (?P<y>[0-9]{{4}}))?",
)
_FORMS = tuple(re.compile(form) for form in _IN_WORDS)
_FIRST_OF_SPAN = re.compile(rf"(?P<d>[0-9]{{1,2}}){_ORDINAL} ?(?:au|a|to|until|jusqu'au|[-–]) ?(?=[0-9])")
_MONTH = re.compile(
    r"(?:(?:all|tout|en|in) (?:of |le mois (?:de |d')?)?)?(?P<m>[a-z]{3,9})\.?(?: (?P<y>[0-9]{4}))?"
)
LEAP_YEAR = 2024
_BEFORE = re.compile(r"(?:(?:on|le|the|au|du) )?(?:(?P<weekday>[a-z]+),? )?(?:the )?")
PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|.*[0-9]{1,2}.*[a-zA-Zéû]{3}.* [0-9]{4}|.*[a-zA-Zéû]{3}.* [0-9]{1,2}.* [0-9]{4}"
"""What an editor takes for a day: in digits, or with its month in words."""
_HOUR_BEHIND = re.compile(
    r"(?<=[0-9])(?:T|,? (?:at |à )?)[0-9]{1,2}[:h.][0-9]{2}(?::[0-9]{2})?$", re.IGNORECASE
)
MOST_LETTERS = 60
"""Letters of the longest day or span that anybody types."""


class _Written(NamedTuple):
    """A day as it is written: where it stands, and its parts; the year or the month may be missing."""

    start: int
    end: int
    day: int
    month: int | None
    year: int | None


@lru_cache(maxsize=4096)
def parse_written_day(text: str) -> date | None:
    """Read `2026-12-10`, or a day whose month is a word, so that it can mean nothing else: `jeudi 10 décembre 2026`."""
    found = parse_day(text)
    if found or len(text) > MOST_LETTERS or text.isdigit():
        return found
    said = " ".join(fold(text).split())
    for form in _FORMS:
        for one in form.finditer(said):
            written = _in_words(one)
            if written and written.year and written.end == len(said):
                day = parse_day(spell(written.year, written.month or 0, written.day))
                return day if day and _leads_to(said[: written.start], day) else None
    return None


def _leads_to(before: str, day: date) -> bool:
    """Return whether what stands before a day is nothing, an article or the day's own weekday."""
    found = _BEFORE.fullmatch(before)
    if not found:
        return False
    weekday = found["weekday"]
    return weekday is None or weekdays_by_name().get(weekday) == day.weekday()


def suggest_day(text: str) -> str | None:
    """Spell a loosely written day, day before month, as it should be; an hour behind it is left out."""
    text = _HOUR_BEHIND.sub("", text) if len(text) <= MOST_LETTERS else text
    if parse_written_day(text):
        return text
    found = _LOOSE.fullmatch(text) if len(text) <= MOST_LETTERS else None
    if not found:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    spelt = spell(int(f"{year:0>4}") % 2000 + 2000 if len(year) == 2 else int(year), int(month), int(day))  # noqa: PLR2004 (two digits of a year)
    return spelt if parse_day(spelt) else None


def suggest_span(text: str) -> tuple[str, str] | None:
    """Return the two days of `from 3 July to 5 August`, `…` where no year is said; one day is both ends."""
    if len(text) > MOST_LETTERS:
        return None
    said = " ".join(fold(text).split())
    days = sorted(_find_days(said))
    if len(days) not in {1, 2}:
        return None if days else _whole_month(said)
    last = days[-1]
    first = days[0]._replace(month=days[0].month or last.month, year=days[0].year or last.year)
    if first.year and last.year and (first.month or 0) > (last.month or 0) and not days[0].year:
        first = first._replace(year=first.year - 1)  # from December to January
    spelt = tuple(spell(one.year, one.month or 0, one.day) for one in (first, last))
    readable = all(parse_day(one.replace("…", str(LEAP_YEAR))) for one in spelt)
    return (spelt[0], spelt[1]) if readable else None


def _whole_month(said: str) -> tuple[str, str] | None:
    """Return the first and the last day of `mars 2026` or `all of august`."""
    found = _MONTH.fullmatch(said)
    month = months_by_name().get(found["m"]) if found else None
    if not found or not month:
        return None
    year = int(found["y"]) if found["y"] else None
    return spell(year, month, 1), spell(year, month, monthrange(year or LEAP_YEAR - 1, month)[1])


def _find_days(said: str) -> list[_Written]:
    found: list[_Written] = []
    for one in _LOOSE.finditer(said):
        year, month, day = one.group(1, 2, 3) if one[1] else one.group(6, 5, 4)
        found.append(_Written(*one.span(), int(day), int(month), int(year) % 2000 + 2000))
    for form in (*_FORMS, _FIRST_OF_SPAN):
        for one in form.finditer(said):
            written = _in_words(one)
            if written and all(one.start() >= other.end or one.end() <= other.start for other in found):
                found.append(written)
    return found


def _in_words(found: re.Match[str]) -> _Written | None:
    parts = found.groupdict()
    month = months_by_name().get(parts["m"]) if "m" in parts else None
    if "m" in parts and month is None:
        return None
    year = parts.get("y")
    return _Written(*found.span(), int(parts["d"]), month, int(year) if year else None)


def spell(year: int | None, month: int, day: int) -> str:
    """Spell a day as files have it, `…` for a year that nobody said."""
    return f"{year or '…'}-{month:02}-{day:02}"


@cache
def months_by_name() -> dict[str, int]:
    """Return the number of each month by its name, in full or short, in every language, without accents and dots."""
    named: dict[str, int] = {}
    for language in LANGUAGES:
        names = day_names(language)
        for months in (names.months, names.short_months):
            named |= {fold(name).rstrip("."): number for number, name in enumerate(months, start=1)}
    return named


@cache
def weekdays_by_name() -> dict[str, int]:
    """Return the number of each weekday by its name, likewise; Monday is 0."""
    return {
        fold(name).rstrip("."): number
        for language in LANGUAGES
        for names in (day_names(language).weekdays, day_names(language).short_weekdays)
        for number, name in enumerate(names)
    }
