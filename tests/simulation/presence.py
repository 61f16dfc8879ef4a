"""What was said of who came to a meeting, in comments and by hand, since everything was last quiet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

Came = tuple[str, ...]


class Told(NamedTuple):
    """One word about who came."""

    came: Came
    at: datetime
    by_hand: bool


@dataclass
class Presence:
    """The words of each meeting; `unsure` while a member's file is broken."""

    told: dict[str, list[Told]] = field(default_factory=dict)
    known: dict[str, Came | None] = field(default_factory=dict)
    unsure: bool = False
    led: dict[str, set[str]] = field(default_factory=dict)
    """Who was said to have led: whoever did was there."""

    def tell(self, key: str, told: Told) -> None:
        """Remember a word."""
        self.told.setdefault(key, []).append(told)

    def may_be(self, key: str, begins_at: datetime) -> set[Came | None]:
        """Return who may have come by what was said: the newest word since the meeting began counts.

        Where the file was edited in the same window, it wins, and who commented is told so; a comment that came after
        the edit was read counts again. Where the file says what a comment said as well, it may only have been
        recorded. While a member's file is broken words wait until their speaker is known, so that any of them may be
        heard last.
        """
        told = [one for one in self.told.get(key, []) if one.by_hand or one.at >= begins_at]
        if not told:
            return {self.known.get(key)}
        last_by_hand = max((n for n, word in enumerate(told) if word.by_hand), default=None)
        comments: set[Came | None] = {word.came for word in told if not word.by_hand}
        if last_by_hand is None:
            return comments if self.unsure else {told[-1].came}
        by_hand = told[last_by_hand].came
        later: set[Came | None] = {word.came for word in told[last_by_hand:]}
        return later | (comments if self.unsure or by_hand in comments else set())

    def settle(self, key: str, came: Came | None) -> None:
        """Take what the file says for what is known."""
        self.known[key] = came
        self.told.pop(key, None)
