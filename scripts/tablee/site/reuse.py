"""What an earlier build left and this one need not make again: pictures, compiled templates, texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

    from tablee.site.cards.card import Card

DrawCards = Callable[["Mapping[str, Card]"], Mapping[str, bytes]]
MakeText = Callable[[str, Callable[[], str]], str]


def draw_anew(cards: Mapping[str, Card]) -> Mapping[str, bytes]:
    """Draw cards, each by its path."""
    if not cards:
        return {}
    from tablee.site.cards.painter import Painter  # noqa: PLC0415 (40 ms that a build without new cards does not need)

    painter = Painter()
    return {path: painter.draw(card) for path, card in cards.items()}


def make_anew(made_of: str, make: Callable[[], str]) -> str:
    """Make a text, whatever it is made of."""
    del made_of
    return make()


@dataclass(frozen=True, slots=True)
class Reuse:
    """How a build makes what an earlier one may have left: cards, templates compiled by Jinja, texts.

    `text` gets all that a text is made of, but for the program, and the function that makes it.
    """

    draw: DrawCards = draw_anew
    templates: BytecodeCache | None = None
    text: MakeText = make_anew


NOTHING = Reuse()
