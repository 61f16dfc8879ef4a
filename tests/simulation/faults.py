"""What goes wrong: the kinds of faults, and what strikes one run at which of its writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """Everything that can go wrong with a run."""

    MISSING = "run missing"
    LATE = "run late"
    DOUBLED = "two runs at once"
    STALE = "second run on the first one's reading"
    CRASHED_BEFORE = "crashed before a write"
    CRASHED_AFTER = "crashed after a write"
    LOST_ANSWER = "502 after the write"
    REFUSED = "refused, nothing written"
    UNREADABLE = "list unreadable"
    PAGE_LOST = "page of the list lost"
    LAGGING = "list lags behind"
    MOVED = "branch moved meanwhile"
    SPOKEN = "somebody spoke meanwhile"
    TRUNCATED = "few writes allowed"
    FORBIDDEN = "token without a permission"


class Crashed(Exception):
    """A run ended in the middle, as a runner does that is taken away."""


DEEDS = ("create_issue", "commit_files", "add_comment", "update_issue")
_WEIGHTS = {
    Fault.MISSING: 4,
    Fault.LATE: 4,
    Fault.DOUBLED: 2,
    Fault.STALE: 2,
    Fault.CRASHED_BEFORE: 3,
    Fault.CRASHED_AFTER: 3,
    Fault.LOST_ANSWER: 4,
    Fault.REFUSED: 2,
    Fault.UNREADABLE: 1,
    Fault.PAGE_LOST: 2,
    Fault.LAGGING: 2,
    Fault.MOVED: 2,
    Fault.SPOKEN: 2,
    Fault.TRUNCATED: 2,
}


@dataclass
class Weather:
    """What strikes one run: `kind` at its `at`-th write, `times` times; `forbidden` is a deed that no token allows."""

    kind: Fault | None = None
    at: int = 0
    times: int = 1
    forbidden: str = ""
    lag: timedelta = timedelta(hours=30)
    meanwhile: Callable[[], None] | None = field(default=None, repr=False)

    def is_at(self, kind: Fault, write: int) -> bool:
        """Say whether a kind strikes at a write."""
        return self.kind is kind and self.at <= write < self.at + self.times


def draw_weather(rng: Random, chance: float, forbidden: str = "") -> Weather:
    """Draw what strikes the next run, if anything."""
    if rng.random() >= chance:
        return Weather(forbidden=forbidden)
    kind = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    at = 1 if kind is Fault.MOVED else rng.choice((1, 1, 2, 2, 3, 4, 6))
    return Weather(kind, at, times=rng.choice((1, 1, 2, 9)), forbidden=forbidden)
