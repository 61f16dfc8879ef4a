"""The people of a rehearsal: how they are, their luck, what they find on a day, and what they can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from math import inf
from typing import TypeAlias

from tablee.model import Group, Meeting, Member
from tablee.rules.timeline import Event, Timeline
from tablee.rules.turnout import PAST, turnout
from tablee.steward.observe import ExistingIssues
from tablee.steward.state import Kind, Subject
from tablee.steward.tracker import ReactionContent

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


NEVER = Habits(0, 0)


def habits_of(group: Group, timeline: Timeline, circle: str, crowd: Crowd) -> Mapping[str, Habits]:
    """Return the habits of a circle's members, by identity; of who never takes part they are all 0.

    Visits are counted among the last meetings, as if everybody had one more, attended as newcomers do.
    """
    least = {Crowd.PLAUSIBLE: 0.0, Crowd.CORE: _CORE, Crowd.SILENT: inf}[crowd]
    met = [event for event in timeline.past(circle) if event.state in PAST][-REMEMBERED:]
    came = [(event.on, set(turnout(event, group.members).came)) for event in met]
    habits = {}
    for member in group.members_of(circle):
        here = [member.id in those for on, those in came if member.belongs(on)]
        share = (sum(here) + NEWCOMER) / (len(here) + 1)
        habits[member.id] = Habits(share, (1 + share) / 2) if share >= least else NEVER
    return habits


_BITS = 52


@dataclass(frozen=True, slots=True)
class Chance:
    """The luck of one rehearsal; `about` tells one throw from another, in any order."""

    seed: int

    def share(self, *about: object) -> float:
        """Return a number from 0 to less than 1: the beginning of a SHA-256 ticket."""
        ticket = sha256("\n".join(map(str, (self.seed, *about))).encode()).digest()
        return (int.from_bytes(ticket[:8]) >> (64 - _BITS)) / (1 << _BITS)

    def happens(self, likely: float, *about: object) -> bool:
        """Say whether something happens that is so likely."""
        return self.share(*about) < likely

    def up_to(self, most: int, *about: object) -> int:
        """Return a whole number from 0 to `most`."""
        return int(self.share(*about) * (most + 1))


@dataclass(frozen=True, slots=True)
class Reacts:
    """A member reacts to an issue."""

    member: str
    subject: Subject
    reply: ReactionContent


@dataclass(frozen=True, slots=True)
class Writes:
    """A member comments."""

    member: str
    subject: Subject
    body: str


@dataclass(frozen=True, slots=True)
class Ticks:
    """A member ticks a box, by its hidden name."""

    member: str
    subject: Subject
    box: str


Deed: TypeAlias = Reacts | Writes | Ticks


@dataclass(frozen=True, slots=True)
class Day:
    """What people know on a day at the instant `now`, and how each of them is, by circle and identity."""

    group: Group
    timeline: Timeline
    existing: ExistingIssues
    now: datetime
    habits: Mapping[str, Mapping[str, Habits]]
    chance: Chance

    def open_issues(self, kind: Kind) -> Iterator[tuple[Subject, Event, Meeting]]:
        """Yield the open issues of meetings or turns, with what they are about."""
        for subject, seen in self.existing.by_subject.items():
            event = self.timeline.event(subject.key) if subject.kind is kind and seen.issue.is_open else None
            if event and event.meeting:
                yield subject, event, event.meeting

    def until(self, event: Event) -> int:
        """Return the number of days until a meeting."""
        return (event.on - self.now.date()).days

    def subject_for(self, key: str) -> Subject | None:
        """Return where a meeting's facilitator writes: in the turn's issue while it is open, else in the meeting's."""
        for kind in (Kind.FACILITATOR, Kind.MEETING):
            seen = self.existing.by_subject.get(Subject(kind, key))
            if seen and seen.issue.is_open:
                return seen.subject
        return None

    def members(self, event: Event) -> list[Member]:
        """Return who could come to a meeting."""
        there = self.group.members_of(event.circle)
        return [m for m in there if m.belongs(event.on) and not m.is_away(event.on)]

    def speakers(self, event: Event) -> list[Member]:
        """Return who can answer by themselves: members whose account is known, or everybody where nobody has one.

        An account without its number is a stranger's until the steward has looked that up.
        """
        named = [member for member in self.members(event) if member.public]
        with_account = [member for member in named if member.github]
        return [member for member in with_account if member.github_id is not None] if with_account else named

    def spokesman(self, event: Event) -> str:
        """Return who writes for the others: the first who facilitates, else a keeper of the hub, and can speak."""
        able = {member.id for member in self.speakers(event)}
        meeting = event.meeting
        asked = (*(meeting.facilitators if meeting else ()), *self.group.settings.keepers)
        return next((member for member in asked if member in able), "")

    def habit(self, event: Event, member: str) -> Habits:
        """Return how a member is in the circle that meets."""
        return self.habits[event.circle].get(member, NEVER)

    def takes_part(self, member: str) -> bool:
        """Say whether a member ever says a word, in whatever circle."""
        return any(habits.get(member, NEVER).answers for habits in self.habits.values())
