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
from tablee.model.number_words import in_digits

if TYPE_CHECKING:
    from datetime import date

_LOOSE = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]((?:20)?[0-9]{2})"
)
_SHORT = re.compile(r"(?<![0-9./-])([0-9]{1,2})[/.]([0-9]{1,2})(?![0-9./-])")
"""A day without its year."""
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_ASIDE = re.compile(r"\s*\([^()]*\)$|[\s;,.]+$")
"""What stands behind a day and is no part of it."""
_ORDINAL = r"(?:er|st|nd|rd|th|e)?(?![0-9])"
_IN_WORDS = (
    rf"(?P<d>[0-9]{{1,2}}){_ORDINAL}[ .]+(?:of )?(?P<m>[a-z]{{3,9}})\.?(?:,? (?P<y>[0-9]{{4}}))?",
    rf"(?P<m>[a-z]{{3,9}})\.? (?P<d>[0-9]{{1,2}}){_ORDINAL}(?:,? (?P<y>[0-9]{{4}}))?",
)
_FORMS = tuple(re.compile(form) for form in _IN_WORDS)
_FIRST_OF_SPAN = re.compile(
    rf"(?P<d>[0-9]{{1,2}}){_ORDINAL} ?(?:au|a|to|until|jusqu'au|et|and|[-–>→]) ?"
    r"(?:le |the )?(?:[a-z]+day |[a-z]+di |dimanche )?(?=[0-9])"
)
_MONTH = re.compile(
    r"(?:(?:all|tout|en|in|de|from|entre|between) (?:of |le mois (?:de |d')?)?)?(?P<m>[a-z]{3,9})\.?"
    r"(?: ?(?:et|and|&|-|a|to) ?(?P<last>[a-z]{3,9})\.?)?(?: (?P<y>[0-9]{4}))?"
)
_FROM = re.compile(r"(?:from|since|starting|depuis|a partir d[eu]|des)(?: le| the)? ?")
_UNTIL = re.compile(r"(?:until|till|to|jusqu'(?:au|a|en)|jusque|au)(?: le| the)? ?")
LEAP_YEAR = 2024
_BEFORE = re.compile(r"(?:(?:on|le|the|au|du) )?(?:(?P<weekday>[a-z]+),? )?(?:the )?")
PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|.*[0-9]{1,2}.*[a-zA-Zéû]{3}.* [0-9]{4}|.*[a-zA-Zéû]{3}.* [0-9]{1,2}.* [0-9]{4}"
"""What an editor takes for a day: in digits, or with its month in words."""
_HOUR_BEHIND = re.compile(
    r"(?<=[0-9])(?:T|,? (?:at |à )?)(?:[0-9]{1,2}(?:[:h.][0-9]{2}(?::[0-9]{2})?|h)Z?|midi|noon|midnight|minuit)$",
    re.IGNORECASE,
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
    """Spell a loosely written day as it should be, day before month; an hour behind it is left out.

    The month comes first where it can mean nothing else: `12/25/2026`.
    """
    if len(text) > MOST_LETTERS:
        return None
    text = _HOUR_BEHIND.sub("", _ASIDE.sub("", text.translate(_HYPHENS)))
    if re.fullmatch(r"(?:le |on |the |du |au )?[0-9./ -]+", text):
        text = "-".join(re.findall("[0-9]+", text))
    if parse_written_day(text):
        return text
    if weekday_clashes(text):
        return None
    weekday, digits = _weekday_before(text)
    if days := _days_of(digits):
        return next((spelt for spelt, day in days if weekday in {None, day.weekday()}), None)
    said = " ".join(fold(text).split())
    return _suggest_in_words(said) or _suggest_in_words(in_digits(said))


def _weekday_before(text: str) -> tuple[int | None, str]:
    """Return the weekday that a day in digits begins with, and what follows: `jeudi 03/12/2026`."""
    before, _blank, digits = fold(text).rpartition(" ")
    found = _BEFORE.fullmatch(f"{before} ".replace(". ", " "))
    weekday = weekdays_by_name().get(found["weekday"] or "") if found and before else None
    return (weekday, digits) if weekday is not None else (None, text)


def _days_of(digits: str) -> list[tuple[str, date]]:
    """Return the days that digits may mean, that with the day before the month first: `03/12/2026`, `20261203`."""
    together = re.fullmatch(r"(20[0-9]{2})([0-9]{2})([0-9]{2})", digits)
    found = _LOOSE.fullmatch("-".join(together.groups()) if together else digits)
    if not found:
        return []
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    pairs = ((int(month), int(day)), (int(day), int(month)))
    spelt = [spell(int(year) % 2000 + 2000, *pair) for pair in pairs[: 1 if found[1] else 2]]
    return [(one, known) for one in spelt if (known := parse_day(one))]


def suggest_short_day(text: str) -> tuple[str, str] | None:
    """Return twice the day of two numbers alone, its year missing: `04-12`, `4.12.`."""
    found = re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})\.?", text.translate(_HYPHENS))
    spelt = spell(None, int(found[2]), int(found[1])) if found else ""
    return (spelt, spelt) if parse_day(spelt.replace("…", str(LEAP_YEAR))) else None


def suggest_month(text: str) -> str | None:
    """Spell the one month of a text that says no day, with its year: `fin mars 2026`, `03/2026`."""
    if len(text) > MOST_LETTERS:
        return None
    said = " ".join(fold(text).translate(_HYPHENS).split())
    found = re.fullmatch(
        r"(?P<m>[0-9]{1,2})[-/.](?P<y>20[0-9]{2})|(?P<year>20[0-9]{2})[-/.](?P<month>[0-9]{1,2})", said
    )
    if found:
        year, month = found["y"] or found["year"], int(found["m"] or found["month"])
        return f"{year}-{month:02}-…" if 1 <= month <= 12 else None  # noqa: PLR2004 (months)
    span = _whole_months(
        re.sub(r"^(?:fin|debut|mi-?|end of|early|late|mid-?|since|depuis|from|de) ?", "", said)
    )
    is_one = span and span[0][:-2] == span[1][:-2] and not span[0].startswith("…")
    return f"{span[0][:-2]}…" if span and is_one else None


def other_day(text: str) -> str | None:
    """Spell a day of digits alone with the month first, where that is another day: `03/12/2026`."""
    plain = _ASIDE.sub("", text.translate(_HYPHENS)) if len(text) <= MOST_LETTERS else ""
    found = _LOOSE.fullmatch(plain)
    if not found or found[1] or found[4] == found[5] or int(found[5]) > 12:  # noqa: PLR2004 (months)
        return None
    spelt = spell(int(found[6]) % 2000 + 2000, int(found[4]), int(found[5]))
    return spelt if parse_day(spelt) else None


def weekday_clashes(text: str) -> bool:
    """Return whether a day in words is no such weekday: `mercredi 3 décembre 2026`."""
    said = " ".join(fold(text).split()) if len(text) <= MOST_LETTERS else ""
    found = _BEFORE.match(said)
    weekday = found["weekday"] if found else None
    shown, digits = _weekday_before(text) if said else (None, "")
    if shown is not None and (days := _days_of(digits)):
        return all(day.weekday() != shown for _spelt, day in days)
    return (
        weekday in weekdays_by_name() and parse_written_day(said[found.end() :] if found else "") is not None
    )


def _suggest_in_words(said: str) -> str | None:
    """Spell `12-mars-2026`, `12mars26`, `2026 mars 12` or `le premier avril 2026`."""
    said = re.sub(r"\bpremier\b", "1", said)
    parts = re.findall(r"[0-9]+|[a-z]+", _BEFORE.sub("", said, count=1) if said[:1].isalpha() else said)
    months = [month for part in parts if (month := months_by_name().get(part))] or _months_near(parts)
    numbers = [part for part in parts if part.isdigit()]
    if len(months) != 1 or len(numbers) != 2 or len(parts) > 4:  # noqa: PLR2004 (a day and a year, and an ending)
        return None
    day, year = reversed(numbers) if len(numbers[0]) == 4 else numbers  # noqa: PLR2004 (a year in full)
    if len(day) > 2 or len(year) not in {2, 4}:  # noqa: PLR2004 (digits of a day)
        return None
    spelt = spell(int(year) % 2000 + 2000, months[0], int(day))
    weekday = next((weekdays_by_name()[part] for part in parts if part in weekdays_by_name()), None)
    found = parse_day(spelt)
    return spelt if found and weekday in {None, found.weekday()} else None


def _months_near(parts: list[str]) -> list[int]:
    """Return the months that words differ from by a letter or two: `septembe`, `febuary`."""
    import difflib  # noqa: PLC0415 (few files need it)

    near = [
        difflib.get_close_matches(part, months_by_name(), 1, 0.8) for part in parts if len(part) > len("mars")
    ]
    return [months_by_name()[one[0]] for one in near if one]


def suggest_span(text: str) -> tuple[str, str] | None:
    """Return the two days of `from 3 July to 5 August`, `…` where no year is said; one day is both ends.

    An end that nobody said is `…` at the beginning, and empty at the end: `until 5 August`, `from 3 July`.
    """
    if len(text) > MOST_LETTERS:
        return None
    said = " ".join(fold(_HOUR_BEHIND.sub("", text)).translate(_HYPHENS).split())
    days = sorted(_find_days(said))
    if len(days) not in {1, 2}:
        return None if days else _open_months(said)
    is_list = re.search(r"[0-9]\S* (?:et|and) ", said) and not re.match(r"(?:entre|between) ", said)
    if is_list or any(
        one.isdigit() for at, one in enumerate(said) if not any(day.start <= at < day.end for day in days)
    ):
        return None  # `le 10 et le 12 août`: a day that was not understood, or days apart
    last = days[-1]
    first = days[0]._replace(month=days[0].month or last.month, year=days[0].year or last.year)
    if first.year and last.year and (first.month or 0) > (last.month or 0) and not days[0].year:
        first = first._replace(year=first.year - 1)  # from December to January
    spelt = tuple(spell(one.year, one.month or 0, one.day) for one in (first, last))
    if not all(parse_day(one.replace("…", str(LEAP_YEAR))) for one in spelt):
        return None
    before = said[: first.start] if len(days) == 1 else ""
    if _FROM.fullmatch(before):
        return spelt[0], ""
    return ("…", spelt[1]) if _UNTIL.fullmatch(before) else (spelt[0], spelt[1])


def split_day(text: str) -> tuple[str, str] | None:
    """Return what stands before the one day of a text, and that day: `paul-meyer le 20/11/2026`."""
    said = " ".join(fold(text).translate(_HYPHENS).split())
    days = _find_days(said) if len(said) <= 2 * MOST_LETTERS else []
    if len(days) != 1:
        return None
    day = days[0]
    before = re.sub(r"[\s,:=(]+(?:(?:le|on|the) )?$", "", said[: day.start])
    return before, spell(day.year, day.month or 0, day.day)


def _open_months(said: str) -> tuple[str, str] | None:
    """Return the days of a month, open at the end that nobody said: `depuis mars`, `jusqu'en août 2026`."""
    if whole := _whole_months(said):
        return whole
    for before, is_first in ((_FROM, True), (_UNTIL, False)):
        found = before.match(said)
        whole = _whole_months(said[found.end() :].strip()) if found else None
        if whole:
            if whole[0][:-2] != whole[1][:-2]:  # `from March to May`
                return whole
            return (whole[0], "") if is_first else ("…", whole[1])
    return None


def _whole_months(said: str) -> tuple[str, str] | None:
    """Return the first and the last day of `mars 2026`, `july and august` or `all of august`."""
    found = _MONTH.fullmatch(said)
    month = months_by_name().get(found["m"]) if found else None
    if not found or not month:
        return None
    last = months_by_name().get(found["last"], 0) if found["last"] else month
    if last < month:
        return None
    year = int(found["y"]) if found["y"] else None
    return spell(year, month, 1), spell(year, last, monthrange(year or LEAP_YEAR - 1, last)[1])


def _find_days(said: str) -> list[_Written]:
    found: list[_Written] = []
    for one in _LOOSE.finditer(said):
        year, month, day = one.group(1, 2, 3) if one[1] else one.group(6, 5, 4)
        found.append(_Written(*one.span(), int(day), int(month), int(year) % 2000 + 2000))
    for one in _SHORT.finditer(said):
        if all(one.start() >= other.end or one.end() <= other.start for other in found):
            found.append(_Written(*one.span(), int(one[1]), int(one[2]), None))
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
