"""Share cards that an earlier build drew are not drawn again."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from tablee.adapters.build_cache import key_of
from tablee.site.cards.painter import draw_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tablee.adapters.build_cache import BuildCache
    from tablee.site.cards.card import Card

_LIBRARIES = ("pillow", "font-source-sans-pro")


def drawing_with(cache: BuildCache) -> Callable[[Mapping[str, Card]], dict[str, bytes]]:
    """Return what draws cards, by their paths, and asks the cache before."""
    drawn_by = _drawn_by()

    def draw(cards: Mapping[str, Card]) -> dict[str, bytes]:
        keys = {path: key_of(drawn_by, repr(card).encode()) for path, card in cards.items()}
        found = {path: made for path, key in keys.items() if (made := cache.find(key))}
        drawn = draw_cards({path: card for path, card in cards.items() if path not in found})
        for path, made in drawn.items():
            cache.store(keys[path], made)
        return {path: found.get(path) or drawn[path] for path in cards}

    return draw


def _drawn_by() -> bytes:
    """Return what changes with the program that draws."""
    code = sorted((files("tablee.site") / "cards").iterdir(), key=lambda file: file.name)
    sources = [file.read_bytes() for file in code if file.name.endswith(".py")]
    return key_of(*(version(name).encode() for name in _LIBRARIES), *sources).encode()
