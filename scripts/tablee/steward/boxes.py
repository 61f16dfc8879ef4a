"""Check boxes in bodies: what the steward writes so that a tick can be read again, and who reads it.

GitHub ticks a box by editing the body; the hidden name behind each box tells which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BOX = re.compile(r"^- \[(?P<mark>[ xX])\] .*<!-- box:(?P<name>[a-z0-9:-]+) -->$", re.MULTILINE)
_CARD = "card:"


def render_box(name: str, text: str, *, ticked: bool) -> str:
    """Return one line of a checklist."""
    return f"- [{'x' if ticked else ' '}] {text} <!-- box:{name} -->"


def render_card_box(card: str, text: str, *, ticked: bool) -> str:
    """Return the line of a mission."""
    return render_box(f"{_CARD}{card}", text, ticked=ticked)


def ticked_boxes(body: str) -> tuple[str, ...]:
    """Return the names of the boxes that are ticked, those of missions left out."""
    return tuple(sorted({name for name in _ticked(body) if not name.startswith(_CARD)}))


def ticked_cards(body: str) -> tuple[str, ...]:
    """Return the cards whose boxes are ticked."""
    return tuple(sorted({name.removeprefix(_CARD) for name in _ticked(body) if name.startswith(_CARD)}))


def _ticked(body: str) -> Iterator[str]:
    body = body.replace("\r\n", "\n")
    return (found["name"] for found in _BOX.finditer(body) if found["mark"] != " ")
