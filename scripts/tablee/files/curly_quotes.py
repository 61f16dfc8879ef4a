"""A text between the quotes that a phone or a word processor makes of straight ones: it is read as between those.

Whoever wants to see them on the site puts straight ones around them: `title: "« Le Petit Prince »"`.
"""

from __future__ import annotations

import re

CURLY = frozenset("“„‘«")
"""What opens such a text."""
_WHOLE = re.compile(r"[“„]([^“„”]*)[“”]|‘([^‘]*)’|«([^«»]*)»", re.DOTALL)

_OPENED, _CLOSED = r"[“„][^“”]*|‘[^’]*|«[^«»]*", r"[^“„”]*[“”]|[^‘’]*’|[^«»]*»"


def is_opened(text: str) -> bool:
    """Return whether a text begins with a curly quote that nothing in it closes."""
    return re.fullmatch(_OPENED, text) is not None


def is_closed(text: str) -> bool:
    """Return whether a text ends with a curly quote that nothing in it opens."""
    return re.fullmatch(_CLOSED, text) is not None


def without_curly_quotes(text: str) -> str:
    """Return what stands between curly quotes; a text that is not wholly between them is returned as it is."""
    found = _WHOLE.fullmatch(text)
    return found[found.lastindex or 0].strip() if found else text
