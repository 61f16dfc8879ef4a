"""Numbers that look drawn and are the same on every machine: they come out of a hash."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_STREAM = 1024


class Dice:
    """Dice for one purpose: the same purpose gives the same throws."""

    def __init__(self, purpose: str) -> None:
        self._stream = hashlib.shake_128(purpose.encode()).digest(_STREAM)
        self._at = 0

    def roll(self, sides: int) -> int:
        """Return a whole number from 0 to `sides` - 1."""
        four = self._stream[self._at : self._at + 4]
        self._at = (self._at + 4) % _STREAM
        return int.from_bytes(four, "big") % sides

    def happens(self, percent: int) -> bool:
        """Say yes so many times in a hundred."""
        return self.roll(100) < percent

    def pick(self, things: Sequence[T]) -> T:
        """Return one of the things."""
        return things[self.roll(len(things))]

    def deal(self, things: Sequence[T], count: int) -> list[T]:
        """Return `count` different things, those in front more often than the others: a group has its regulars."""
        left = list(things)
        dealt = []
        for _turn in range(min(count, len(left))):
            favour = self.roll(1000) * self.roll(1000)
            dealt.append(left.pop(favour * len(left) // 1_000_000))
        return dealt
