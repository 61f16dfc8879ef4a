"""How somebody is: comes, answers, leads. Chance comes from a hash alone, so a life is the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256


class Led(StrEnum):
    """What somebody does when called to facilitate."""

    ACCEPTS = "accepts"
    PASSES = "passes"
    SAYS_NOTHING = "says nothing"


@dataclass(frozen=True, slots=True)
class Someone:
    """A member: `comes` and `answers` are shares of all meetings, `keeps` of the given yeses."""

    id: str
    comes: float = 0.9
    answers: float = 0.9
    keeps: float = 1
    called: Led = Led.ACCEPTS
    account: bool = True
    joined: date | None = None
    left: date | None = None
    circles: tuple[str, ...] = ()
    share: str = ""

    @property
    def login(self) -> str:
        """The account's name."""
        return f"gh-{self.id}"

    @property
    def is_regular(self) -> bool:
        """Whether this one comes to most meetings."""
        return self.comes > 0.5

    def belongs(self, day: date) -> bool:
        """Say whether this is a member on a day."""
        return (self.joined is None or self.joined <= day) and (self.left is None or day < self.left)


TYPES, REPORTS, VOTES = 0.1, 0.3, 0.6
"""How many answers are typed rather than a reaction, how many missions are reported, how many vote."""


def luck(*about: object) -> float:
    """Return a share from 0 to less than 1 for a question, always the same."""
    text = "\n".join(map(str, about))
    return int.from_bytes(sha256(text.encode()).digest()[:6]) / 2**48


def up_to(most: int, *about: object) -> int:
    """Return a whole number from 0 to `most`."""
    return int(luck(*about) * (most + 1))
