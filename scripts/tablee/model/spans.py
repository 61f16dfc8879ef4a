"""Days and lengths of time, as several files have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `from_on` to `to_on`, both included; open-ended without `to_on`."""

    from_on: date
    to_on: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether a day lies within the span."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long a meeting lasts: `time` for a meeting with an hour, `days` for an all-day one; one is set."""

    time: timedelta | None = None
    days: int | None = None
