"""Who sat with whom: pairs of members, by recorded presence alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import combinations

from tablee.data.model import Group
from tablee.decide.timeline import State, Timeline

Pair = tuple[str, str]
"""Two members, sorted by identity."""


def shared(
    group: Group, line: Timeline, asked: Collection[Pair] | None = None
) -> Mapping[Pair, tuple[date, ...]]:
    """Return, for every pair of public members, the days of the held meetings at which both were, oldest first.

    All circles count. Assumed presence proves nothing, so it does not. Pairs that never met are left out; the others
    stand in the order in which they met first. Where pairs are `asked` for, these alone are looked at: a large group
    has hundreds of thousands, and its pages name few.
    """
    days: defaultdict[Pair, list[date]] = defaultdict(list)
    named = {member.id for member in group.members.values() if member.public}
    partners = None if asked is None else _partners(asked)
    for event in line.events:
        if event.state is State.HELD and event.meeting:
            for pair in _pairs(named.intersection(event.meeting.present or ()), partners):
                days[pair].append(event.on)
    return {pair: tuple(on) for pair, on in days.items()}


def together(pairs: Mapping[Pair, tuple[date, ...]], one: str, other: str) -> tuple[date, ...]:
    """Return the days that two members shared, in whichever order they are named."""
    return pairs.get((one, other) if one < other else (other, one), ())


def proven(pairs: Mapping[Pair, tuple[date, ...]], recommender: str, recommended: str) -> bool:
    """Say whether a recommendation stands on a meeting at which both were present."""
    return bool(together(pairs, recommender, recommended))


def _partners(pairs: Collection[Pair]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in map(sorted, pairs):
        if one != other:
            found[one].add(other)
    return found


def _pairs(present: set[str], partners: Mapping[str, set[str]] | None) -> Iterable[Pair]:
    if partners is None:
        return combinations(sorted(present), 2)
    return [
        (one, other) for one in sorted(present & partners.keys()) for other in sorted(present & partners[one])
    ]
