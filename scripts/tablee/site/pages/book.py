"""What all pages look up, computed once a build: who is shown, who came when, what comes next."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tablee.files.folding import fold
from tablee.rules.faces import is_current
from tablee.rules.tables import shared, together
from tablee.rules.timeline import State
from tablee.site.pages.insight import Insight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from tablee.files.history import History
    from tablee.i18n.words import Words
    from tablee.model import Closure, Group, Member, Recommendation
    from tablee.rules.tables import Pair
    from tablee.rules.timeline import Event, Timeline
    from tablee.rules.turns import Turn

HAPPENED = frozenset({State.HELD, State.ASSUMED})

TURNS = 3
"""How many turns ahead the pages tell, for each circle."""


class Book:
    """A group, its timeline and its language, with the indexes that pages share."""

    def __init__(
        self, group: Group, line: Timeline, turns: Mapping[str, Turn], words: Words, history: History
    ) -> None:
        self.group = group
        self.line = line
        self.words = words
        self.settings = group.settings
        self._turns = turns
        self._history = history
        self._zone = ZoneInfo(group.settings.timezone)
        self.today = line.now.astimezone(self._zone).date()

    @cached_property
    def insight(self) -> Insight:
        """What the rules find out."""
        return Insight(self.group, self.line, self.today, self.members)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Those who have a page, by name: public members who have not left."""
        shown = (m for m in self.group.members.values() if m.public and is_current(m, self.today))
        return tuple(sorted(shown, key=lambda m: (fold(m.name), m.id)))

    @cached_property
    def shown(self) -> frozenset[str]:
        """The identities of those who have a page."""
        return frozenset(m.id for m in self.members)

    @cached_property
    def thanked(self) -> tuple[str, ...]:
        """The names of those who left, whom the members' page thanks."""
        left = (m for m in self.group.members.values() if m.public and m.name and m.id not in self.shown)
        return tuple(member.name for member in sorted(left, key=lambda m: (fold(m.name), m.id)))

    def touched_on(self, member: str) -> date | None:
        """The day on which a member's file was last changed; None without Git."""
        commits = self._history.of(f"members/{member}.yml").changed_at
        return commits[-1].astimezone(self._zone).date() if commits else None

    def unnamed(self, circle: str = "") -> int:
        """How many members of a circle, today, are counted and not named."""
        return sum(1 for m in self.group.members_of(circle) if not m.public and is_current(m, self.today))

    def group_today(self, circle: str) -> list[Member]:
        """The members of a circle who have not left, those who are not named among them."""
        return [m for m in self.group.members_of(circle) if is_current(m, self.today)]

    def of_circle(self, circle: str) -> tuple[Member, ...]:
        """Those who have a page and belong to a circle, by name."""
        return tuple(m for m in self.members if not circle or circle in m.circles)

    @cached_property
    def facilitated(self) -> Mapping[str, tuple[Event, ...]]:
        """The meetings that each member facilitated, newest first."""
        return _by_member((e, e.meeting.facilitators) for e in self._happened if e.meeting)

    @cached_property
    def attended(self) -> Mapping[str, tuple[Event, ...]]:
        """The meetings to which each member came, newest first."""
        return _by_member((e, e.meeting.present or ()) for e in self._happened if e.meeting)

    @cached_property
    def drawn(self) -> Mapping[str, tuple[tuple[Event, str], ...]]:
        """The missions that each member drew, newest first: the meeting and the card."""
        found = defaultdict(list)
        for event in self._happened:
            if event.meeting:
                for card, member in event.meeting.missions.items():
                    found[member].append((event, card))
        return {member: tuple(cards) for member, cards in found.items()}

    @cached_property
    def recommended_by(self) -> Mapping[str, tuple[tuple[str, Recommendation], ...]]:
        """For each member with a page, who among those with a page recommends them, and for what."""
        found = defaultdict(list)
        for member in self.members:
            for praise in member.recommends:
                found[praise.member].append((member.id, praise))
        return {member: tuple(praises) for member, praises in found.items()}

    def sat_together(self, one: str, other: str) -> tuple[date, ...]:
        """The days on which two members sat at one table, oldest first."""
        return together(self._shared, one, other)

    def turns(self, circle: str) -> tuple[Turn, ...]:
        """The turns of a circle's next meetings."""
        keys = [str(event.key) for event in self.line.coming(circle)[:TURNS]]
        return tuple(self._turns[key] for key in keys if key in self._turns)

    @cached_property
    def breaks(self) -> tuple[Closure, ...]:
        """The breaks that are not over: the one in force first."""
        closures = (c for c in self.settings.closures if c.to_on >= self.today)
        return tuple(sorted(closures, key=lambda c: c.from_on))

    @cached_property
    def _happened(self) -> tuple[Event, ...]:
        return tuple(e for e in reversed(self.line.events) if e.state in HAPPENED)

    @cached_property
    def _shared(self) -> Mapping[Pair, tuple[date, ...]]:
        asked = {(member.id, praise.member) for member in self.members for praise in member.recommends}
        return shared(self.group, self.line, asked)


def _by_member(events: Iterable[tuple[Event, Iterable[str]]]) -> Mapping[str, tuple[Event, ...]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event, members in events:
        for member in members:
            found[member].append(event)
    return {member: tuple(them) for member, them in found.items()}
