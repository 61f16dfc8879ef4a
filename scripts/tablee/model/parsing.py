"""The plain values of the files as texts: each is parsed, and what nearly is one is spelt as it should be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files

from tablee.model.folding import slug_of
from tablee.model.identity import SLUG_PATTERN, is_identity, parse_day


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long a meeting lasts: `time` for a meeting with an hour, `days` for an all-day one; one is set."""

    time: timedelta | None = None
    days: int | None = None


MOST_AHEAD = timedelta(weeks=104)
_LOOSE_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_CLOCK = re.compile(r"([0-9]{1,2}) ?[:hH] ?([0-9][0-9])?")
_LASTS = re.compile(r"(?:([0-9]{1,2}) ?h(?:ours?)? ?)?(?:([0-9]{1,3}) ?(?:min(?:utes?)?)?)?")
_DAYS = re.compile(r"([0-9]{1,2}) days?")
_PERIOD = re.compile(r"([0-9]{1,3}) (day|week)s?")
_SHARE = re.compile(r"([0-9]{1,4})(?:/([0-9]{1,4}))?")
_HTTPS = re.compile(r"https://[^\s\"<>\\^`{|}@/?#]+\.[^\s\"<>\\^`{|}@/?#]+(?:[/?#][^\s\"<>\\^`{|}]*)?")
_MAILTO = re.compile(r"mailto:[^\s\"<>\\^`{|}@,?&]+@[^\s\"<>\\^`{|}@,?&]+\.[a-zA-Z]+")
_HOST = re.compile(rf"{SLUG_PATTERN}(?:\.{SLUG_PATTERN})+")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+")


def suggest_day(text: str) -> str | None:
    """Spell a loosely written day, day before month, as it should be."""
    found = _LOOSE_DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    spelt = f"{year}-{int(month):02}-{int(day):02}"
    return spelt if parse_day(spelt) else None


def parse_joined(text: str) -> date | None:
    """Read a day, or a year by its first day."""
    return parse_day(f"{text}-01-01" if re.fullmatch(r"(?:19|20)[0-9]{2}", text) else text)


def parse_clock(text: str) -> time | None:
    """Read `12:30`, also `12h30` and `9h`, as people write it."""
    found = _CLOCK.fullmatch(text)
    if not found or (":" in text and not found[2]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 (a day's hours and minutes)


def parse_lasts(text: str) -> Lasts | None:
    """Read `1h45`, `90 min`, `2h` or `2 days`."""
    if days := _DAYS.fullmatch(text):
        return Lasts(days=int(days[1])) if int(days[1]) else None
    found = _LASTS.fullmatch(text)
    if not found or not (found[1] or "min" in text):
        return None
    length = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
    return Lasts(time=length) if length else None


def parse_period(text: str) -> timedelta | None:
    """Read `10 days` or `2 weeks`, of at most two years: what is further is of no use, and costs every build."""
    found = _PERIOD.fullmatch(text)
    if not found:
        return None
    period = timedelta(days=int(found[1]) * (7 if found[2] == "week" else 1))
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
    """Spell a time zone whose capitals or spaces are off."""
    return _zones().get(text.casefold().replace(" ", "_"))


@cache
def _zones() -> dict[str, str]:
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {name.casefold(): name for name in names}


def suggest_https(text: str) -> str | None:
    """Spell a web address that lacks its `https://`."""
    meant = f"https://{text.removeprefix('http://')}"
    return parse_https(meant)


def suggest_identity(text: str) -> str | None:
    """Spell a person's name as an identity."""
    return slug_of(text) or None


def suggest_lasts(text: str) -> str | None:
    """Spell a length as `1h45`, `90 min` or `2 days`."""
    if found := re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text):
        return f"{int(found[1])}h{found[2]}"
    if found := re.fullmatch(r"([0-9]{1,2}) ?(?:j|jours?)", text.casefold()):
        return "1 day" if int(found[1]) == 1 else f"{int(found[1])} days"
    return f"{text} min" if re.fullmatch(r"[1-9][0-9]{0,2}", text) else None


def suggest_period(text: str) -> str | None:
    """Spell a number of days or weeks, also out of French words."""
    found = re.fullmatch(r"([0-9]{1,3}) ?(j|jours?|d|semaines?|sem\.?|w)?", text.casefold())
    if not found:
        return None
    spelt = f"{int(found[1])} {'weeks' if found[2] and found[2][0] in 'sw' else 'days'}"
    return spelt if parse_period(spelt) else None


def suggest_share(text: str) -> str | None:
    """Spell a decimal or a percentage as the fraction that it is."""
    found = re.fullmatch(r"([0-9]{1,3}) ?%|([01])[.,]([0-9]{1,3})", text)
    if not found:
        return None
    share = Fraction(int(found[1]), 100) if found[1] else Fraction(f"{found[2]}.{found[3]}")
    return str(share) if share <= 1 else None


@lru_cache(maxsize=4096)  # a group names the same members over and over: each name is kept once
def parse_identity(text: str) -> str | None:
    """Read the name of a member, a circle, a duty or a card."""
    return text if is_identity(text) else None


def parse_host(text: str) -> str | None:
    """Read a name such as a site's."""
    return text if _HOST.fullmatch(text) and len(text) <= 100 else None  # noqa: PLR2004 (it stands in every UID)


def parse_file_name(text: str) -> str | None:
    """Read the name of a file, without a folder."""
    return text if _FILE_NAME.fullmatch(text) else None


def parse_colour(text: str) -> str | None:
    """Read a colour, as `#a0522d`."""
    return text.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", text) else None


def parse_login(text: str) -> str | None:
    """Read the name of a GitHub account."""
    return text if re.fullmatch(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}", text) else None
