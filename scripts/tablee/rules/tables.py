"""Who sat with whom: pairs of members, by recorded presence alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain, combinations

from tablee.model import Group
from tablee.rules.timeline import State, Timeline

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


class Company:
    """How often members sat with each other, looked up one member at a time: nothing is counted before it is asked.

    All circles count, recorded presence alone, and public members alone.
    """

    def __init__(self, group: Group, line: Timeline) -> None:
        named = frozenset(member.id for member in group.members.values() if member.public)
        self._tables: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._company: dict[str, Counter[str]] = {}
        for event in line.events:
            if event.state is State.HELD and event.meeting:
                present = tuple(named.intersection(event.meeting.present or ()))
                for member in present:
                    self._tables[member].append(present)

    def visits(self, member: str) -> int:
        """Return to how many meetings a member came."""
        return len(self._tables.get(member, ()))

    def of(self, member: str) -> Mapping[str, int]:
        """Return with whom a member sat, and how often."""
        if member not in self._company:
            met = Counter(chain.from_iterable(self._tables.get(member, ())))
            del met[member]
            self._company[member] = met
        return self._company[member]

    def met(self, one: str, other: str) -> int:
        """Return how often two members sat at one table."""
        return self.of(one).get(other, 0)

    def between(self, one: str, other: str, those: Collection[str], most: int = 2) -> tuple[str, ...]:
        """Return who of `those` sat with both of two members, so can introduce them: who knows both best comes first.

        How well somebody knows two people is how often they sat with the one they know less.
        """
        left, right = self.of(one), self.of(other)
        known = (who for who in left.keys() & right.keys() if who in those)
        return tuple(sorted(known, key=lambda who: (-min(left[who], right[who]), who))[:most])


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
