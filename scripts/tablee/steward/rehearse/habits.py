"""How people are, as far as the group's past tells: who comes often, who answers, who only watches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tablee.model import Group
from tablee.rules.timeline import Timeline
from tablee.rules.turns.turnout import PAST, turnout

REMEMBERED = 12
"""How many meetings back tell who comes often."""

NEWCOMER = 0.6
"""How often somebody comes of whom nothing is known yet."""

_CORE = 0.5


class Crowd(StrEnum):
    """Who takes part in a rehearsal: people as they are, those alone who come to half of the meetings, or nobody."""

    PLAUSIBLE = "plausible"
    CORE = "core"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Habits:
    """How likely a member comes to a meeting of a circle, and answers before it; both from 0 to 1."""

    comes: float
    answers: float


def habits_of(group: Group, line: Timeline, circle: str, crowd: Crowd) -> Mapping[str, Habits]:
    """Return the habits of a circle's members, by identity; of who never takes part they are all 0."""
    shares = _shares(group, line, circle)
    if crowd is Crowd.SILENT:
        shares = dict.fromkeys(shares, 0.0)
    elif crowd is Crowd.CORE:
        core = {member for member, share in shares.items() if share >= _CORE}
        shares = {member: share if member in core else 0.0 for member, share in shares.items()}
    return {member: Habits(share, (1 + share) / 2 if share else 0.0) for member, share in shares.items()}


def _shares(group: Group, line: Timeline, circle: str) -> dict[str, float]:
    """Count the visits among the last meetings; as if everybody had a single one more, half attended."""
    met = [event for event in line.past(circle) if event.state in PAST][-REMEMBERED:]
    came = [(event.on, set(turnout(event, group.members).came)) for event in met]
    shares = {}
    for member in group.members_of(circle):
        here = [member.id in those for on, those in came if member.belongs(on)]
        shares[member.id] = (sum(here) + NEWCOMER) / (len(here) + 1)
    return shares
