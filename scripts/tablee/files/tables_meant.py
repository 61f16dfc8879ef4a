"""A text in the place of a set of keys, in one line of YAML: days, a rhythm, a member and what is said of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tablee.files.entries import entries_of, entry, identities_of
from tablee.model.clock_text import find_clock
from tablee.model.day_text import parse_written_day, split_day, suggest_day, suggest_span
from tablee.model.nothing import says_nothing
from tablee.model.parsing import parse_country, suggest_country
from tablee.model.rhythm_text import parse_every, suggest_every

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tablee.files.schema import Schema

MOST_LETTERS = 500
"""Letters of the longest text that is looked at for what it was meant to be."""
_FOR = re.compile(r"\s+(?:for|pour)\s+|\s*(?:->|[:=→])\s*|\s+[-–—]\s+|\s*\(")
_UNTIL = re.compile(r"(?P<what>.*?\w)[\s,(]+(?:jusqu['’]au|until|till) +(?P<day>.*?)\)?", re.IGNORECASE)
_YES = re.compile(r"oui|yes|ok|x|✅|👍", re.IGNORECASE)
_OR = re.compile(r"\s+(?:ou|or|et|and)\s+")


def table_of(schema: Schema, text: str) -> str | None:
    """Return a set of keys that says what a text said; nothing of one that is longer than anybody types."""
    return _short_table(schema, text) if len(text) <= MOST_LETTERS else None


def _short_table(schema: Schema, text: str) -> str | None:
    known, required = schema["properties"], list(schema["required"])
    if {"from", "to"} <= known.keys():
        return _span_of(known, required, text)
    if "every" in required:
        return _rhythm_of(text)
    if required == ["country"]:
        country = None if says_nothing(text) else parse_country(text) or suggest_country(text)
        return f"{{country: {country}}}" if country else None
    if "member" in required:
        return _about_member(required, text)
    if "candidates" in required:
        texts = [one for part in entries_of(text) for one in _OR.split(part)]
        days = [_candidate(one, texts[at + 1 :]) for at, one in enumerate(texts)]
        return f"{{candidates: [{', '.join(days)}], closes: …}}"
    first = next((name for name in required if known[name].get("x-text")), None)
    return f"{{{first}: {_said_until(known, text)}}}" if first else None


def _candidate(text: str, others: Sequence[str]) -> str:
    """Return the day of a text, with the month of what follows where it says none: `3 ou 10 décembre 2026`."""
    number = re.search(r"\b[0-9]{1,2}$", text)
    whole = [re.sub(r"\b[0-9]{1,2}\b", number[0], other, count=1) for other in others[:1]] if number else []
    tried = (suggest_day(one) or next(iter(suggest_span(one) or ()), None) for one in (text, *whole))
    return next(filter(None, tried), "…")


def _said_until(known: Schema, text: str) -> str:
    """Return a text as an entry, with the day that it says to be the last where one may stand; `oui` is no text."""
    found = _UNTIL.fullmatch(text) if "until" in known else None
    day = found["day"] if found else ""
    last = parse_written_day(day) or suggest_day(day) or (suggest_span(day) or ("",))[0]
    if found and last:
        return f"{entry(found['what'])}, until: {last}"
    return "…" if _YES.fullmatch(text) else entry(text)


def _about_member(required: Sequence[str], text: str) -> str:
    """Return a member and what is said of it: a call's day, or what it is recommended for."""
    if "on" in required:
        member, day = split_day(text) or (_FOR.split(text)[0], "…")
        return f"{{member: {identities_of(member)[0]}, on: {day}}}"
    member, *what_for = _FOR.split(text, maxsplit=1)
    second = next(name for name in required if name != "member")
    said = entry(what_for[0].removesuffix(")")) if what_for else "…"
    return f"{{member: {identities_of(member)[0]}, {second}: {said}}}"


def _span_of(known: Schema, required: list[str], text: str) -> str:
    """Return the days that a text says, with what it says before a colon as their reason where one may stand."""
    why, colon, rest = text.partition(" : ") if " : " in text else text.partition(": ")
    colon = "" if suggest_span(why) else colon
    reason = f", why: {entry(why.strip())}" if colon and "why" in known else ""
    first, last = suggest_span(rest if colon else text) or ("…", "…")
    end = f", to: {last or '…'}" if last or "to" in required else ""
    return f"{{from: {first}{end}{reason}}}"


def _rhythm_of(text: str) -> str | None:
    """Return the rule that a text says, with the hour if it says one: `tous les jeudis à 12h30`."""
    every = text if parse_every(text) else suggest_every(text)
    hour = find_clock(text)
    at = f", at: {hour}" if hour else ""
    return f"{{every: {entry(every)}, from: …{at}}}" if every else None
