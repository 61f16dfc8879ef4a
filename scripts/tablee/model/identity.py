"""Identities: what a member, a circle and a meeting are called for ever, by the names of their files."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

SLUG_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SLUG = re.compile(SLUG_PATTERN)
RESERVED = frozenset(
    {
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
)
"""Names that a page of the site already has, and those that Windows keeps for its devices, whatever the ending."""
MOST_LETTERS = 60
SAMPLE_IDENTITY = "tablee-vallee.example.org"
"""That of the template's own group, which no other may keep."""
NEUTRAL = re.compile(r"m-[a-z0-9]{4}")
"""The identity of a member who is not public: it tells nothing."""
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody confuses."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEARS = range(1970, 2200)
"""Far from the ends of the calendar, where adding a time zone's offset would overflow."""
_SLOT_KEY = re.compile(rf"(?:({SLUG_PATTERN})\.)?([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:-({SLUG_PATTERN}))?")


class SlotKey(NamedTuple):
    """The identity of a meeting, which its file's name spells and which never changes.

    `on` is the nominal day; `suffix` tells a second meeting of that day; `circle` is empty for the group itself.
    """

    circle: str
    on: date
    suffix: str = ""

    def __str__(self) -> str:
        """Spell the key as the file's name does: `propulseurs.2026-12-10-soir`."""
        return _spell(self)


@lru_cache(maxsize=4096)  # a meeting is named many times in one run
def _spell(key: SlotKey) -> str:
    named = f"{key.circle}.{key.on.isoformat()}" if key.circle else key.on.isoformat()
    return f"{named}-{key.suffix}" if key.suffix else named


def is_identity(text: str) -> bool:
    """Return whether a text may name a member, a circle, a duty or a card: small letters, digits, single hyphens."""
    return len(text) <= MOST_LETTERS and text not in RESERVED and SLUG.fullmatch(text) is not None


@lru_cache(maxsize=4096)  # the days on which a group met, and those on which somebody was called
def parse_day(text: str) -> date | None:
    """Read `2026-12-10`, and nothing looser; no group met before 1970, and none plans beyond 2199."""
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


@lru_cache(maxsize=4096)
def parse_slot_key(text: str) -> SlotKey | None:
    """Read a slot key; None where the text is none."""
    match = _SLOT_KEY.fullmatch(text)
    on = parse_day(match[2]) if match else None
    return SlotKey(match[1] or "", on, match[3] or "") if match and on and match[1] not in RESERVED else None


def neutral_identity(group: str, is_taken: Callable[[str], bool]) -> str:
    """Return a free `m-xxxx` that tells nothing: it comes from the group's identity and a counter alone."""
    for number in count(1):
        digest = sha256(f"{group}:{number}".encode()).digest()
        wanted = "m-" + "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:4])
        if not is_taken(wanted):
            break
    return wanted
