"""Lengths of time as people write them: `1h45`, `90 min`, `2 days`; and what is nearly one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from tablee.model.number_words import in_digits


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long a meeting lasts: `time` for a meeting with an hour, `days` for an all-day one; one is set."""

    time: timedelta | None = None
    days: int | None = None


_LASTS = re.compile(
    r"(?:([0-9]{1,3})\s?h(?:rs?|ours?|eures?)?\s?(?:et\s|and\s)?)?(?:([0-9]{1,3})\s?(?:min(?:s|utes?)?)?)?",
    re.IGNORECASE,
)
_DAYS = re.compile(r"([0-9]{1,2})\s(?:days?|jours?)", re.IGNORECASE)
_WHOLE_DAYS = frozenset(
    {
        "all day",
        "a day",
        "whole day",
        "journée",
        "la journée",
        "toute la journée",
        "1 journée",
        "p1d",
    }
)
_AROUND = re.compile(r"^(?:~|environ |about |around |ca\.? )|(?: max| maximum| environ|[.\s])+$")
_HALF_MORE = re.compile(
    r"([0-9]{1,2}) ?(?:h|heures?|hours?) ?(?:et demie?|(?:and|et) (?:a|1)(?: half|/2)|1/2|½)"
)
_HALF_MORE_ENGLISH = re.compile(
    r"([0-9]{1,2}) (?:and (?:a|1) half|1/2) (?:h|hours?)|([0-9]{1,2})½ ?(?:h|hours?|heures?)"
)
_DECIMAL = re.compile(r"([0-9]{1,2})[.,]([0-9]{1,2}) ?(?:h|hours?|heures?)|([0-9]{1,2})[.,](5|25|75)")
"""Hours with a part; without their unit only where it cannot be minutes."""
_ISO = re.compile(r"pt(?:([0-9]{1,3})h)?(?:([0-9]{1,3})m)?")
_LONGEST_AS_A_CLOCK = 9
"""Hours of `2:30` up to which it is a length; beyond, it may be the hour of the end."""


def parse_lasts(text: str) -> Lasts | None:
    """Read `1h45`, `90 min`, `2h` or `2 days`."""
    if days := _DAYS.fullmatch(text):
        return Lasts(days=int(days[1])) if int(days[1]) else None
    found = _LASTS.fullmatch(text)
    if not found or not (found[1] or "min" in text.casefold()):
        return None
    length = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
    return Lasts(time=length) if length else None


def suggest_lasts(text: str) -> str | None:
    """Spell a length as `1h45`, `90 min` or `2 days`; also out of words: `deux heures`, `une heure et demie`."""
    said = re.sub(r"^an? ", "1 ", _AROUND.sub("", in_digits(text)))
    if said in _WHOLE_DAYS or text.casefold() in _WHOLE_DAYS:
        return "1 day"
    if found := re.fullmatch(r"([0-9]{1,2}) ?(j|d|jours?|days?|w|weeks?|semaines?)", said):
        days = int(found[1]) * (7 if found[2][0] in "ws" else 1)
        return say_lasts(Lasts(days=days)) if days else None
    if re.fullmatch(r"(?:1 )?demi[- ]?heure|half (?:an|1) hour", said):
        return "30 min"
    if (minutes := _minutes_of(said)) is not None:
        return say_lasts(Lasts(time=timedelta(minutes=minutes))) if minutes else None
    if found := re.fullmatch(r"([1-9][0-9]{0,2}) ?(?:'|’|mn?)?", said):
        return f"{said}h" if len(said) == 1 else f"{int(found[1])} min"
    read = parse_lasts(said)
    return say_lasts(read) if read and read.time else None


def _minutes_of(said: str) -> int | None:
    """Return the minutes of a length that is said with its hours, None for another one."""
    if (found := re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", said)) and int(found[1]) <= _LONGEST_AS_A_CLOCK:
        return int(found[1]) * 60 + int(found[2])
    if found := _HALF_MORE.fullmatch(said) or _HALF_MORE_ENGLISH.fullmatch(said):
        return int(next(filter(None, found.groups()))) * 60 + 30
    if found := _DECIMAL.fullmatch(said):
        return round(60 * float(f"{found[1] or found[3]}.{found[2] or found[4]}"))
    if found := _ISO.fullmatch(said) or re.fullmatch(r"([0-9]{1,2}) ?h ?([0-9]{1,2}) ?mn?", said):
        return int(found[1] or 0) * 60 + int(found[2] or 0)
    return None


def say_lasts(lasts: Lasts) -> str:
    """Spell a length as our files do."""
    if lasts.time is None:
        return "1 day" if lasts.days == 1 else f"{lasts.days} days"
    hours, minutes = divmod(lasts.time // timedelta(minutes=1), 60)
    return f"{hours}h{minutes:02}" if hours and minutes else f"{hours}h" if hours else f"{minutes} min"
