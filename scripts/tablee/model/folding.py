"""Letters folded: without accents and capitals, to compare, to search, and to make an identity out of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count

from tablee.model.identity import MOST_LETTERS, RESERVED, is_identity

LETTERS = {
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "ə": "e",
    "þ": "th",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
    "ĸ": "k",
}
"""Letters that Unicode does not take apart, as people type them on a keyboard without; `tablee.js` has them, too."""
APOSTROPHES = "’‘ʼʹʻ′´`"
_FOLDED = str.maketrans({**LETTERS, **dict.fromkeys(APOSTROPHES, "'")})


def fold(text: str) -> str:
    """Return a text in small letters without accents, each apostrophe the one of the keyboard."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, and the rest as it is."""
    return text[:1].upper() + text[1:]


def slug_of(name: str) -> str:
    """Return the identity that a name suggests; empty where it holds no letter that identities use."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:MOST_LETTERS].strip("-")
    return f"{slug}-1" if slug in RESERVED else slug


def free_identity(name: str, taken: Container[str]) -> str:
    """Return an identity for a name: its own where it is free, else with a number after it."""
    slug = slug_of(name)
    start = slug if is_identity(slug) else "member"
    others = (f"{start[:56].rstrip('-')}-{number}" for number in count(2))
    return next(one for one in chain([start], others) if one not in taken)
