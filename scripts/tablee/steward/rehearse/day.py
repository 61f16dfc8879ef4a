"""One day of a rehearsal, as the people of the group find it: files, issues, and who can say something in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tablee.model import Group, Member
from tablee.rules.timeline import Event, Timeline
from tablee.steward.observed import Observed, Seen
from tablee.steward.rehearse.chance import Chance
from tablee.steward.rehearse.habits import Habits
from tablee.steward.subjects import Kind, Subject
from tablee.steward.who import HUB

NEVER = Habits(0, 0)


@dataclass(frozen=True, slots=True)
class Day:
    """What people know on a day at the instant `now`, and how each of them is, by circle and identity."""

    group: Group
    line: Timeline
    observed: Observed
    now: datetime
    habits: Mapping[str, Mapping[str, Habits]]
    chance: Chance

    def open_issues(self, kind: Kind) -> Iterator[tuple[Seen, Event]]:
        """Yield the open issues of meetings or turns, with what they are about."""
        for subject, seen in self.observed.seen.items():
            event = self.line.event(subject.key) if subject.kind is kind and seen.issue.is_open else None
            if event and event.meeting:
                yield seen, event

    def subject_for(self, key: str) -> Subject | None:
        """Return where a meeting's facilitator writes: in the turn's issue while it is open, else in the meeting's."""
        for kind in (Kind.FACILITATOR, Kind.MEETING):
            seen = self.observed.seen.get(Subject(kind, key))
            if seen and seen.issue.is_open:
                return seen.subject
        return None

    def members(self, event: Event) -> list[Member]:
        """Return who could come to a meeting."""
        there = self.group.members_of(event.circle)
        return [m for m in there if m.belongs(event.on) and not m.is_away(event.on)]

    def speakers(self, event: Event) -> list[Member]:
        """Return who can answer by themselves: members with an account, or everybody named where nobody has one."""
        named = [member for member in self.members(event) if member.public]
        return [member for member in named if member.github] or named

    def spokesman(self, event: Event) -> str:
        """Return who writes for the others: the first who facilitates, else a keeper of the hub, and can speak."""
        able = {member.id for member in self.speakers(event)}
        meeting = event.meeting
        asked = (*(meeting.facilitators if meeting else ()), *self.group.settings.duties.get(HUB, ()))
        return next((member for member in asked if member in able), "")

    def habit(self, event: Event, member: str) -> Habits:
        """Return how a member is in the circle that meets."""
        return self.habits[event.circle].get(member, NEVER)

    def takes_part(self, member: str) -> bool:
        """Say whether a member ever says a word, in whatever circle."""
        return any(habits.get(member, NEVER).answers for habits in self.habits.values())
