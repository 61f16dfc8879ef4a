"""What an earlier build left in the build folder's cache, for the pages of this one: see `site/reuse.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.build_cache import key_of
from tablee.site.compiled_templates import CompiledTemplates
from tablee.site.reuse import Reuse, draw_anew

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tablee.adapters.build_cache import BuildCache
    from tablee.site.cards.card import Card
    from tablee.site.reuse import DrawCards, MakeText


def reuse_of(cache: BuildCache) -> Reuse:
    """Return what a cache holds for the pages of a group."""
    return Reuse(drawing_with(cache), templates_of(cache), making_with(cache))


def drawing_with(cache: BuildCache) -> DrawCards:
    """Return what draws cards, by their paths, and asks the cache before."""
    drawn_by = cache.program.digest("site/cards/").encode()

    def draw(cards: Mapping[str, Card]) -> dict[str, bytes]:
        keys = {path: key_of(drawn_by, repr(card).encode()) for path, card in cards.items()}
        found = {path: made for path, key in keys.items() if (made := cache.find(key))}
        drawn = draw_anew({path: card for path, card in cards.items() if path not in found})
        for path, made in drawn.items():
            cache.store(keys[path], made)
        return {path: found.get(path) or drawn[path] for path in cards}

    return draw


def making_with(cache: BuildCache) -> MakeText:
    """Return what makes texts, and asks the cache before."""
    made_by = cache.program.digest("").encode()

    def make(made_of: str, make: Callable[[], str]) -> str:
        key = key_of(made_by, made_of.encode())
        found = cache.find(key)
        if found is None:
            cache.store(key, found := make().encode())
        return found.decode()

    return make


def templates_of(cache: BuildCache) -> CompiledTemplates:
    """Return the templates that a cache holds compiled."""
    return CompiledTemplates(cache, cache.program.digest("adapters/", "site/renderer.py"))
