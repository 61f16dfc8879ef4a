"""Who sat with whom: pairs of members, by recorded presence alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations

from tablee.data.model import Group
from tablee.decide.timeline import State, Timeline

Pair = tuple[str, str]
"""Two members, sorted by identity."""


def shared(group: Group, line: Timeline) -> Mapping[Pair, tuple[date, ...]]:
    """Return, for every pair of public members, the days of the held meetings at which both were, oldest first.

    All circles count. Assumed presence proves nothing, so it does not. Pairs that never met are left out; the others
    stand in the order in which they met first.
    """
    days: dict[Pair, list[date]] = {}
    named = {member.id for member in group.members.values() if member.public}
    for event in line.events:
        if event.state is State.HELD and event.meeting:
            for pair in combinations(sorted(named.intersection(event.meeting.present or ())), 2):
                days.setdefault(pair, []).append(event.on)
    return {pair: tuple(on) for pair, on in days.items()}


def together(pairs: Mapping[Pair, tuple[date, ...]], one: str, other: str) -> tuple[date, ...]:
    """Return the days that two members shared, in whichever order they are named."""
    return pairs.get((one, other) if one < other else (other, one), ())


def proven(pairs: Mapping[Pair, tuple[date, ...]], recommender: str, recommended: str) -> bool:
    """Say whether a recommendation stands on a meeting at which both were present."""
    return bool(together(pairs, recommender, recommended))
