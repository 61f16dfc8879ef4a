"""The name that somebody may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(text: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the known name that a text resembles most, and at `least` so much; empty where none is near."""
    import difflib  # noqa: PLC0415 (nothing is misspelt in most groups)

    return next(iter(difflib.get_close_matches(text.casefold(), list(known), 1, least)), "")
