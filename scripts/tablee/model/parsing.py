"""The plain values of the files as texts: each is parsed, and what nearly is one is spelt as it should be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files

from tablee.model.day_text import parse_written_day
from tablee.model.folding import slug_of
from tablee.model.identity import SLUG_PATTERN, is_identity


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long a meeting lasts: `time` for a meeting with an hour, `days` for an all-day one; one is set."""

    time: timedelta | None = None
    days: int | None = None


MOST_AHEAD = timedelta(weeks=104)
_LASTS = re.compile(
    r"(?:([0-9]{1,3}) ?h(?:rs?|ours?|eures?)? ?(?:et |and )?)?(?:([0-9]{1,3}) ?(?:min(?:s|utes?)?)?)?",
    re.IGNORECASE,
)
_DAYS = re.compile(r"([0-9]{1,2}) (?:days?|jours?)", re.IGNORECASE)
_WHOLE_DAYS = {
    "all day",
    "a day",
    "whole day",
    "one day",
    "journée",
    "la journée",
    "toute la journée",
    "une journée",
}
_PERIOD = re.compile(r"([0-9]{1,3}) (day|week|jour|semaine)s?", re.IGNORECASE)
_GITHUB = re.compile(r"(?:(?:https?://)?(?:www\.)?github\.com/|@)", re.IGNORECASE)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            *("one un une", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept"),
            *("eight huit", "nine neuf", "ten dix", "eleven onze", "twelve douze", "thirteen treize"),
            *("fourteen quatorze", "fifteen quinze", "sixteen seize", "seventeen", "eighteen", "nineteen"),
            "twenty vingt",
        ),
        start=1,
    )
    for word in words.split()
}
_SHARE = re.compile(r"([0-9]{1,4})(?:/([0-9]{1,4}))?")
_HTTPS = re.compile(r"https://[^\s\"<>\\^`{|}@/?#]+\.[^\s\"<>\\^`{|}@/?#]+(?:[/?#][^\s\"<>\\^`{|}]*)?")
_MAILTO = re.compile(r"mailto:[^\s\"<>\\^`{|}@,?&]+@[^\s\"<>\\^`{|}@,?&]+\.[a-zA-Z]+")
_HOST = re.compile(rf"{SLUG_PATTERN}(?:\.{SLUG_PATTERN})+")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+")


def parse_joined(text: str) -> date | None:
    """Read a day, or a year by its first day."""
    return parse_written_day(f"{text}-01-01" if re.fullmatch(r"(?:19|20)[0-9]{2}", text) else text)


def parse_lasts(text: str) -> Lasts | None:
    """Read `1h45`, `90 min`, `2h` or `2 days`."""
    if days := _DAYS.fullmatch(text):
        return Lasts(days=int(days[1])) if int(days[1]) else None
    found = _LASTS.fullmatch(text)
    if not found or not (found[1] or "min" in text.casefold()):
        return None
    length = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
    return Lasts(time=length) if length else None


def parse_period(text: str) -> timedelta | None:
    """Read `10 days` or `2 semaines`, of at most two years: what is further is of no use, and costs every build."""
    found = _PERIOD.fullmatch(text)
    if not found:
        return None
    period = timedelta(days=int(found[1]) * (7 if found[2][0] in "wWsS" else 1))
    return period if period <= MOST_AHEAD else None


def parse_share(text: str) -> Fraction | None:
    """Read `1/2`, `0` or `1`: exact, never a rounded decimal."""
    found = _SHARE.fullmatch(text)
    if not found or (found[2] and not int(found[2])):
        return None
    share = Fraction(int(found[1]), int(found[2] or 1))
    return share if share <= 1 else None


def parse_whole(text: str) -> int | None:
    """Read a number of people, meetings or visits."""
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def parse_account(text: str) -> int | None:
    """Read GitHub's number of an account."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,14}", text) else None


def parse_https(text: str) -> str | None:
    """Read an https address without a user name in it."""
    return text if len(text) <= 500 and _HTTPS.fullmatch(text) else None  # noqa: PLR2004 (no address is longer)


def parse_web(text: str) -> str | None:
    """Read an https or http address, such as that of an old site."""
    secure = re.sub("^http://", "https://", text)
    return text if parse_https(secure) else None


def parse_contact(text: str) -> str | None:
    """Read an https address or a `mailto:`."""
    return parse_https(text) or (text if _MAILTO.fullmatch(text) else None)


def parse_degrees(text: str) -> float | None:
    """Read a latitude or a longitude in degrees."""
    found = re.fullmatch(r"[-+]?[0-9]{1,3}(?:\.[0-9]{1,16})?", text)
    return float(text) if found and abs(float(text)) <= 180 else None  # noqa: PLR2004 (half a turn)


def parse_zone(text: str) -> str | None:
    """Read the name of a time zone, as the pinned tz database has it."""
    return text if text in _zones().values() else None


def suggest_zone(text: str) -> str | None:
    """Spell a time zone whose capitals or spaces are off, or of which only the town or the country is said.

    What is said by its hours, as `GMT+1`, is none: it knows no summer, and `Etc/GMT+1` lies the other way.
    """
    said = text.casefold().replace(" ", "_")
    towns = [name for folded, name in _zones().items() if folded.rpartition("/")[2] == said]
    zones = [name for name in towns if not name.startswith("Etc/")] or _zones_of(suggest_country(text))
    return _zones().get(said) or (zones[0] if len(zones) == 1 else None)


def _zones_of(country: str | None) -> list[str]:
    """Return the zones of a country: those that lie in it first, as tzdata's newer table has them, else all."""
    main, every = (
        [row for row in map(_columns, _table(name)) if country and country in row[0].split(",")[:1]]
        for name in ("zone1970.tab", "zone.tab")
    )
    return [row[2] for row in main or every]


def _columns(line: str) -> list[str]:
    return line.split("\t")


def _table(name: str) -> list[str]:
    """Return the lines of one of tzdata's tables, without its remarks."""
    lines = files("tzdata").joinpath("zoneinfo", name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def countries_of_zones() -> dict[str, str]:
    """Return the two letters of the country of each time zone."""
    return {row[2]: row[0] for row in map(_columns, _table("zone.tab"))}


@cache
def _zones() -> dict[str, str]:
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {name.casefold(): name for name in names}


def suggest_contact(text: str) -> str | None:
    """Spell a bare mail address, or a web address that lacks its `https://`."""
    address = re.sub(r" *[(\[](?:at|à)[)\]] *", "@", text.removeprefix("mailto:").strip())
    return parse_contact(f"mailto:{address}") or suggest_https(text)


def suggest_https(text: str) -> str | None:
    """Spell a web address that lacks its `https://`."""
    meant = f"https://{text.removeprefix('http://').removeprefix('https://')}"
    return parse_https(meant)


def suggest_identity(text: str) -> str | None:
    """Spell a person's name as an identity."""
    return slug_of(text) or None


def suggest_lasts(text: str) -> str | None:
    """Spell a length as `1h45`, `90 min` or `2 days`."""
    said = text.casefold()
    if said in _WHOLE_DAYS:
        return "1 day"
    if found := re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", said):
        return f"{int(found[1])}h{found[2]}"
    if found := re.fullmatch(r"([0-9]{1,2}) ?(?:j|d|jours?|days?)", said):
        return "1 day" if int(found[1]) == 1 else f"{int(found[1])} days"
    if found := re.fullmatch(r"([0-9]{1,2})[.,]([0-9]{1,2}) ?(?:h|hours?|heures?)", said):
        minutes = round(60 * float(f"{found[1]}.{found[2]}"))
        return f"{minutes // 60}h{minutes % 60:02}" if minutes % 60 else f"{minutes // 60}h"
    if found := re.fullmatch(r"([1-9][0-9]{0,2}) ?(?:'|’|mn)?", said):
        return f"{said}h" if len(said) == 1 else f"{int(found[1])} min"
    return None


def suggest_period(text: str) -> str | None:
    """Spell a number of days or weeks, also out of words; a month is four weeks."""
    found = re.fullmatch(
        r"([0-9]{1,3}|[a-z]+) ?(jours?|j|days?|d|semaines?|sem\.?|weeks?|w|mois|months?)?", text.casefold()
    )
    number = _number(found[1]) if found else None
    if not found or not number:
        return None
    unit = found[2] or "d"
    number, name = (number * 4, "week") if unit[0] == "m" else (number, "week" if unit[0] in "sw" else "day")
    spelt = f"{number} {name}" if number == 1 else f"{number} {name}s"
    return spelt if parse_period(spelt) else None


def suggest_whole(text: str) -> str | None:
    """Spell a number with a sign, a noun or a word for it: `+2`, `2 people`, `two`."""
    found = re.fullmatch(r"\+?([0-9]{1,4}|[a-z]+)(?: [^\W\d]+)?", text.casefold())
    number = _number(found[1]) if found else None
    return None if number is None else str(number)


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else _NUMBERS.get(text)


def suggest_share(text: str) -> str | None:
    """Spell a decimal or a percentage as the fraction that it is."""
    if text.casefold() in {"half", "a half", "moitié", "la moitié", "demi"}:
        return "1/2"
    found = re.fullmatch(r"([0-9]{1,3}) ?%|([01])[.,]([0-9]{1,3})", text)
    if not found:
        return None
    share = Fraction(int(found[1]), 100) if found[1] else Fraction(f"{found[2]}.{found[3]}")
    return str(share) if share <= 1 else None


@lru_cache(maxsize=4096)  # a group names the same members over and over: each name is kept once
def parse_identity(text: str) -> str | None:
    """Read the name of a member, a circle, a duty or a card."""
    return text if is_identity(text) else None


def suggest_host(text: str) -> str | None:
    """Spell a site's name without what stands around it in an address."""
    return parse_host(re.sub(r"^https?://|[/?#].*$", "", text.casefold()))


def parse_country(text: str) -> str | None:
    """Read the two letters of a country."""
    return text.upper() if re.fullmatch(r"[A-Za-z]{2}", text) else None


def suggest_country(text: str) -> str | None:
    """Return the two letters of a country of which the English name is said."""
    return _countries().get(text.casefold())


@cache
def _countries() -> dict[str, str]:
    return {name.casefold(): code for code, name in map(_columns, _table("iso3166.tab"))}


def parse_host(text: str) -> str | None:
    """Read a name such as a site's."""
    return text if _HOST.fullmatch(text) and len(text) <= 100 else None  # noqa: PLR2004 (it stands in every UID)


def parse_file_name(text: str) -> str | None:
    """Read the name of a file, without a folder."""
    return text if _FILE_NAME.fullmatch(text) else None


def suggest_file_name(text: str) -> str | None:
    """Return the name of a file without its folders."""
    name = re.split(r"[/\\]", text)[-1]
    return None if "://" in text else parse_file_name(name)


def parse_colour(text: str) -> str | None:
    """Read a colour, as `#a0522d`."""
    return text.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", text) else None


def suggest_colour(text: str) -> str | None:
    """Spell a colour that lacks its sign, or has one digit for two; in the quotes without which YAML drops it."""
    digits = text.removeprefix("#")
    if re.fullmatch(r"[0-9a-fA-F]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    return f'"#{digits.lower()}"' if re.fullmatch(r"[0-9a-fA-F]{6}", digits) else None


def parse_login(text: str) -> str | None:
    """Read the name of a GitHub account, also as `@ines-g` or as its address."""
    name = _GITHUB.sub("", text, count=1).removesuffix("/") if _GITHUB.match(text) else text
    return name if re.fullmatch(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}", name) else None
