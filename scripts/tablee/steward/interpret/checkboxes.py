"""Check boxes in bodies: what the steward writes so that a tick can be read again, and who reads it.

GitHub ticks a box by editing the body; the hidden name behind each box tells which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BOX = re.compile(r"^- \[(?P<mark>[ xX])\] .*<!-- box:(?P<name>[a-z0-9:-]+) -->$", re.MULTILINE)
CARD = "card:"
"""What the name of a mission's box begins with."""


def render_box(name: str, text: str, *, ticked: bool) -> str:
    """Return one line of a checklist."""
    return f"- [{'x' if ticked else ' '}] {text} <!-- box:{name} -->"


def render_card_box(card: str, text: str, *, ticked: bool) -> str:
    """Return the line of a mission."""
    return render_box(f"{CARD}{card}", text, ticked=ticked)


def tick_box(body: str, name: str) -> str:
    """Return a body in which somebody has ticked a box; as it was where there is none of that name."""

    def tick(found: re.Match[str]) -> str:
        return found[0].replace("- [ ]", "- [x]", 1) if found["name"] == name else found[0]

    return _BOX.sub(tick, body)


def ticked_boxes(body: str) -> tuple[str, ...]:
    """Return the names of the boxes that are ticked, those of missions left out."""
    return tuple(sorted({name for name in _ticked(body) if not name.startswith(CARD)}))


def ticked_cards(body: str) -> tuple[str, ...]:
    """Return the cards whose boxes are ticked."""
    return tuple(sorted({name.removeprefix(CARD) for name in _ticked(body) if name.startswith(CARD)}))


def _ticked(body: str) -> Iterator[str]:
    body = body.replace("\r\n", "\n")
    return (found["name"] for found in _BOX.finditer(body) if found["mark"] != " ")
