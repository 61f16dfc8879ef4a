"""What a share card says: the picture that stands for a page where people share its link."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

WIDTH, HEIGHT = 1200, 630
"""Pixels; what Facebook, LinkedIn, Signal and WhatsApp show whole."""

MOST_SEATS = 8


class Chair(NamedTuple):
    """Somebody at the table: up to two initials, and the number of a tint."""

    initials: str
    tint: int


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a picture: a title with the group above and lines below, beside a table.

    `centre` is what lies on the table, from top to bottom: a leaf of a calendar, or initials. `chairs` are taken by the
    named; the others, but one, by anybody. What is `called_off` is struck through.
    """

    group: str
    title: str
    lines: tuple[str, ...] = ()
    centre: tuple[str, ...] = ()
    chairs: tuple[Chair, ...] = ()
    called_off: bool = False

    @property
    def alt(self) -> str:
        """What the picture says, for who does not see it."""
        return ". ".join(text.rstrip(".") for text in (self.title, *self.lines, self.group) if text)

    @property
    def version(self) -> str:
        """What changes with the words, so that a messenger that keeps the old picture asks for the new one."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:8]
