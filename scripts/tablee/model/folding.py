"""Letters folded: without accents and capitals, to compare, to search, and to make an identity out of a name."""

from __future__ import annotations

import re
import unicodedata

from tablee.model.identity import MOST_LETTERS, RESERVED

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def fold(text: str) -> str:
    """Return a text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def slug_of(name: str) -> str:
    """Return the identity that a name suggests; empty where it holds no letter that identities use."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:MOST_LETTERS].strip("-")
    return f"{slug}-1" if slug in RESERVED else slug
