"""Who sat with whom: by recorded presence alone, which a recommendation stands on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from itertools import chain

from tablee.model import Group
from tablee.rules.timeline import State, Timeline


class Company:
    """How often members sat with each other, looked up one member at a time: nothing is counted before it is asked.

    All circles count, recorded presence alone, and public members alone.
    """

    def __init__(self, group: Group, timeline: Timeline) -> None:
        named = frozenset(member.id for member in group.members.values() if member.public)
        self._tables: defaultdict[str, list[tuple[date, tuple[str, ...]]]] = defaultdict(list)
        self._company: dict[str, Counter[str]] = {}
        for event in timeline.events:
            if event.state is State.HELD and event.meeting:
                present = tuple(named.intersection(event.meeting.present or ()))
                for member in present:
                    self._tables[member].append((event.on, present))

    def visits(self, member: str) -> int:
        """Return to how many meetings a member came."""
        return len(self._tables.get(member, ()))

    def of(self, member: str) -> Mapping[str, int]:
        """Return with whom a member sat, and how often."""
        if member not in self._company:
            met = Counter(chain.from_iterable(present for _on, present in self._tables.get(member, ())))
            del met[member]
            self._company[member] = met
        return self._company[member]

    def met(self, one: str, other: str) -> int:
        """Return how often two members sat at one table."""
        return self.of(one).get(other, 0)

    def days(self, one: str, other: str) -> tuple[date, ...]:
        """Return the days on which two members sat at one table, oldest first."""
        return tuple(on for on, present in self._tables.get(one, ()) if other in present and other != one)

    def between(self, one: str, other: str, those: Collection[str], most: int = 2) -> tuple[str, ...]:
        """Return who of `those` sat with both of two members, so can introduce them: who knows both best comes first.

        How well somebody knows two people is how often they sat with the one they know less.
        """
        left, right = self.of(one), self.of(other)
        known = (who for who in left.keys() & right.keys() if who in those)
        return tuple(sorted(known, key=lambda who: (-min(left[who], right[who]), who))[:most])
