"""A member: what one file in `members/` says."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tablee.model.spans import Span


FULL, NONE = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Share:
    """From a day on, how much of a full turn a member owes: 0 for none, 1 for a full share."""

    from_on: date
    share: Fraction


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a member offers or needs, perhaps until a day."""

    what: str
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A member recommends another one for something."""

    member: str
    what_for: str


@dataclass(frozen=True, slots=True)
class Member:
    """One file in `members/`: its name is the member's identity.

    `spans` are the times of belonging (rejoining makes several); `links` map a label to an https address.
    A member who is not public has no telling field, is counted and never named.
    """

    id: str
    public: bool
    spans: tuple[Span, ...]
    name: str = ""
    trade: str = ""
    photo: str = ""
    skills: tuple[str, ...] = ()
    city: str = ""
    about: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    github: str = ""
    github_id: int | None = None
    away: tuple[Span, ...] = ()
    facilitates: tuple[Share, ...] = ()
    circles: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    needs: tuple[Offer, ...] = ()
    recommends: tuple[Recommendation, ...] = ()

    def belongs(self, day: date) -> bool:
        """Say whether the member belongs to the group on a day."""
        return any(span.covers(day) for span in self.spans)

    def is_away(self, day: date) -> bool:
        """Say whether the member said to be away on a day."""
        return bool(self.away) and any(span.covers(day) for span in self.away)

    def share(self, day: date) -> Fraction:
        """Return how much of a full turn the member owes on a day: a full one unless the file says otherwise."""
        if not self.facilitates:
            return FULL
        shares = [entry.share for entry in self.facilitates if entry.from_on <= day]
        return shares[-1] if shares else NONE
