"""Text of people as text: in Markdown on GitHub, in a title or a code block it shows itself and does nothing.

An entity stops Markdown and HTML. It does not stop what GitHub looks for after rendering (`@name`, `#12`, `GH-12`,
addresses): there a zero-width space parts the sign from what follows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tablee.i18n.invisible import INVISIBLE

ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
MOST_LETTERS = 300
MOST_IN_TITLE = 120

_UNSEEN = re.compile(rf"(?:[\s\u200b\ufffc]|{INVISIBLE.pattern})+")
"""Blanks, what cannot be seen, and the sign that parts here; each run of them is one space."""
_SIGNIFICANT = re.compile(r"[\\`*_\[\]<>&|~$#]|^[-+=]")
"""What GitHub's Markdown could read as more than a letter; brackets around an address mean nothing without these."""
_CODE = re.compile("&#96;(.+?)&#96;")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
_LINKING = re.compile(r"[@#]|:(?=//)|\bwww(?=\.)|\bGH(?=-\d)", re.IGNORECASE)


@lru_cache(maxsize=4096)  # one run names the same people in many places
def escape_markdown(text: str) -> str:
    """Return a text as one line of Markdown that shows itself and does nothing."""
    parted = _part(_one_line(text, MOST_LETTERS))
    whole = _SIGNIFICANT.sub(lambda found: f"&#{ord(found[0])};", parted)
    return _NUMBERED.sub(lambda found: f"{found[1]}&#{ord(found[2])};", whole)


def show_code(escaped: str) -> str:
    """Return an escaped sentence of ours in which that is code again which stands between two backticks."""
    return _CODE.sub(r"<code>\1</code>", escaped)


def escape_title(text: str) -> str:
    """Return a text for an issue's title, which is no Markdown but for code spans."""
    return _part(_one_line(text, MOST_IN_TITLE).replace("`", "'"))


def escape_code(text: str) -> str:
    """Return a text as one line of a code block, which it can neither end nor use to hide something in."""
    line = _part(plain_line(text).replace("`", "'"))
    return line.replace("<!--", f"<{ZERO_WIDTH_SPACE}!--").replace("-->", f"--{ZERO_WIDTH_SPACE}>")


def plain_line(text: str) -> str:
    """Return a text in one line without what cannot be seen, for a place where nothing is interpreted."""
    return _one_line(text, MOST_LETTERS)


def _part(line: str) -> str:
    return _LINKING.sub(lambda found: found[0] + ZERO_WIDTH_SPACE, line)


def _one_line(text: str, most: int) -> str:
    line = " ".join(_UNSEEN.sub(" ", text[: 8 * most]).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
