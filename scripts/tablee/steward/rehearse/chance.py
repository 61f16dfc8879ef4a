"""Luck that can be had again: what happens hangs on the seed and on what it is about, not on what happened before."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

_BITS = 52


@dataclass(frozen=True, slots=True)
class Chance:
    """The luck of one rehearsal; `about` tells one throw from another, in any order."""

    seed: int

    def share(self, *about: object) -> float:
        """Return a number from 0 to less than 1: the beginning of a SHA-256 ticket."""
        ticket = sha256("\n".join(map(str, (self.seed, *about))).encode()).digest()
        return (int.from_bytes(ticket[:8]) >> (64 - _BITS)) / (1 << _BITS)

    def happens(self, likely: float, *about: object) -> bool:
        """Say whether something happens that is so likely."""
        return self.share(*about) < likely

    def up_to(self, most: int, *about: object) -> int:
        """Return a whole number from 0 to `most`."""
        return int(self.share(*about) * (most + 1))
