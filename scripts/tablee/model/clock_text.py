"""Hours as people write them: `12:30`, `12h30`, `12.30`, `8am`, `noon`; and what is nearly one."""

from __future__ import annotations

import re
from datetime import time

from tablee.model.number_words import in_digits

_DIGITS = r"(?P<h>[0-9]{1,2})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_DIGITS}\s?(?:h|heures?|hours?)\s?(?P<m>[0-9]{{2}})?(?:\s?min)?(?:\s?(?P<half>[ap])\.?m\.?)?",
        rf"{_DIGITS}\s?:\s?(?P<m>[0-9]{{2}})(?::00)?(?:\s?(?P<half>[ap])\.?m\.?)?",
        rf"{_DIGITS}[.,](?P<m>[0-9]{{2}})(?:\s?(?P<half>[ap])\.?m\.?)?",
        rf"{_DIGITS}\s?(?P<half>[ap])\.?m\.?",
    )
)
_NAMED = {"noon": time(12), "midday": time(12), "midi": time(12), "midnight": time(0), "minuit": time(0)}
_HALF_PAST = frozenset({"midi et demi", "midi et demie", "midi trente", "half past twelve", "half past noon"})
_PAST = (
    (r"half past ([0-9]{1,2})", r"\1:30"),
    (r"quarter past ([0-9]{1,2})", r"\1:15"),
    (r"([0-9]{1,2}) (?:h|heures?) et demie?", r"\1:30"),
    (r"([0-9]{1,2}) (?:h|heures?) et quart", r"\1:15"),
    (r"(?:midi|noon) et quart|quarter past noon", "12:15"),
    (r"\b([0-9]{1,2}) (15|20|30|40|45|50)\b", r"\1:\2"),
)
"""Hours in words, their numbers in digits already."""
_WITHIN = re.compile(
    r"(?<![0-9:.+])[0-9]{1,2}(?: ?(?::|h|heures?) ?[0-9]{2}| ?(?:h|heures?)\b|(?:[:.][0-9]{2})? ?[ap]\.?m\b)(?![0-9])"
)
"""An hour within a text."""
_OF_A_ZONE = re.compile(r"\b(?:utc|gmt|z|[a-z]{1,3}e?s?t)\b|[0-9][+-][0-9]")
_EVENING = (
    r" *\b(?:(?:du|le|ce) soir|(?:de )?l['’]apr[èe]s[ -]?midi|in the (?:evening|afternoon)|at night)\b *"
)
_LEAD = re.compile(r"^(?:à|a|at|vers|around|from|de) +")
_BETWEEN = re.compile(r" *(?:-|–|—|→|>|à|to|until|jusqu['’]à) *")
PATTERN = (
    r"[0-9]{1,2}\s?([hH]|heures?|hours?)\s?([0-9]{2})?(\s?min)?(\s?[aApP]\.?[mM]\.?)?|[0-9]{1,2}\s?[:.,]\s?[0-9]{2}(:00)?(\s?[aApP]\.?[mM]\.?)?"
    r"|[0-9]{1,2}\s?[aApP]\.?[mM]\.?|"
    + "|".join(f"[{name[0]}{name[0].upper()}]{name[1:]}" for name in _NAMED)
)
"""All forms, for the schemas."""


def parse_clock(text: str) -> time | None:
    """Read an hour; midnight and noon are 12am and 12pm."""
    said = text.casefold()
    if said in _NAMED:
        return _NAMED[said]
    found = next((match for form in _FORMS if (match := form.fullmatch(said))), None)
    return _time_of(found) if found else None


def _time_of(found: re.Match[str]) -> time | None:
    parts = found.groupdict()
    hour, minute, half = int(parts["h"]), int(parts.get("m") or 0), parts.get("half")
    if half and not 1 <= hour <= 12:  # noqa: PLR2004 (the hours of half a day)
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 (a day's hours and minutes)


def suggest_clock(text: str) -> str | None:
    """Spell what is nearly an hour: `8`, `1230`, `12;30`, `à 12h30`, `12:30h`, `midi et demi`, `sept heures`."""
    said = _LEAD.sub("", text.casefold(), count=1)
    if said in _HALF_PAST:
        return "12:30"
    if re.search(_EVENING, said):
        return _in_the_evening(re.sub(_EVENING, " ", said).strip())
    said = re.sub(r"(?<=[0-9]) ?o['’]clock$|(?<=:[0-9]{2}) ?h$", "", said)
    said = re.sub(r"^24(?=[:h]0?0?$)", "0", said)
    if digits := re.fullmatch(r"([0-9]{1,2})(?:[;' -]([0-9]{2})|([0-9]{2})h?)?", said):
        said = f"{digits[1]}:{digits[2] or digits[3] or '00'}"
    return _spell(parse_clock(said)) or find_clock(text)


def _in_the_evening(text: str) -> str | None:
    """Spell an hour of which the afternoon or the evening is said: `8h du soir` is 20:00."""
    hour, colon, minute = (suggest_clock(text) or "").partition(":")
    early = colon and 1 <= int(hour) < 12  # noqa: PLR2004 (the hours of half a day)
    return f"{int(hour) + 12}:{minute}" if early else f"{hour}:{minute}" if colon else None


def find_clock(text: str) -> str | None:
    """Spell the one hour that a text says among other words: `jeudi 12h30`, `midi pile`; None where there are two."""
    said = re.sub(r"\b(?:apr[èe]s|avant|before|after)[ -]?(?:midi|noon)", "", in_digits(text))
    for form, meant in _PAST:
        said = re.sub(form, meant, said)
    if _OF_A_ZONE.search(said):
        return None
    named = [word for word in re.findall(r"\w+", said) if word in _NAMED]
    found = {parse_clock(one) for one in (*_WITHIN.findall(said), *named)}
    is_sure = len(found) == 1 and not re.search("[0-9]", _WITHIN.sub("", said))
    return _spell(found.pop()) if is_sure else None


def _spell(at: time | None) -> str | None:
    return f"{at.hour}:{at.minute:02}" if at else None


_MOST_OF_A_NIGHT = 12 * 60


def suggest_hours(text: str) -> tuple[str, str] | None:
    """Return the hour and the length of `12:30-14:00`; past midnight where that is nearer than a mistake."""
    said = _LEAD.sub("", text.casefold(), count=1)
    first, *rest = _BETWEEN.split(said, maxsplit=1)
    half = re.search(r" ?[ap]\.?m\.?$", rest[0]) if rest else None
    first = f"{first.strip()}{half[0]}" if half and re.fullmatch(r"[0-9:.]+", first.strip()) else first
    start, end = parse_clock(first.strip()), parse_clock(rest[0].strip()) if rest else None
    if start is None or end is None or end == start:
        return None
    minutes = ((end.hour - start.hour) * 60 + end.minute - start.minute) % (24 * 60)
    if end < start and minutes > _MOST_OF_A_NIGHT:
        return None
    length = f"{minutes // 60}h{minutes % 60:02}" if minutes >= 60 else f"{minutes} min"  # noqa: PLR2004 (an hour's minutes)
    return f"{start.hour}:{start.minute:02}", length.removesuffix("00") if length.endswith("h00") else length
