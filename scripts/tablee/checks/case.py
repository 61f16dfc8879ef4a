"""All that a rule looks at: the group, its time and its surroundings; and how it reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tablee.files.paths import file_of_meeting
from tablee.files.problem import Code, Problem, problem
from tablee.model import Group, Meeting, Member
from tablee.rules.timeline import Event, State, Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.checks.surroundings import Surroundings
    from tablee.files.load import Loaded


Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in its file: keys and indexes."""


class Filed(NamedTuple):
    """A meeting with its file and the event that it makes."""

    file: str
    meeting: Meeting
    event: Event

    @property
    def is_coming(self) -> bool:
        """Whether the meeting is still to be held or recorded: what is over cannot be changed."""
        return self.event.state is State.CONFIRMED


@dataclass(frozen=True)
class Case:
    """A loaded group at an instant."""

    loaded: Loaded
    group: Group
    timeline: Timeline
    today: date
    surroundings: Surroundings
    filed: tuple[Filed, ...] = field(repr=False)
    """Every meeting that has a file, by start."""
    days: Mapping[tuple[str, date], tuple[Event, ...]] = field(repr=False)
    """The events that are not cancelled, by circle and first day, where there are several."""
    doubtful: frozenset[str] = field(repr=False)
    """The files in which something was refused: what they lack may only have been misspelt."""

    def problem(
        self,
        code: Code,
        file: str,
        path: Path,
        values: Mapping[str, object] | None = None,
        fix: str | None = None,
    ) -> Problem:
        """Make a problem at the value of a path of keys and indexes; the file is searched only now."""
        return problem(code, file, self.loaded.place(file, *path), values or {}, fix)


Rule: TypeAlias = Callable[[Case], Iterator[Problem]]
"""A rule looks at a case and yields what contradicts it."""


def open_case(loaded: Loaded, group: Group, timeline: Timeline, surroundings: Surroundings) -> Case:
    """Prepare what several rules look at."""
    return Case(
        loaded=loaded,
        group=group,
        timeline=timeline,
        today=group.settings.day_of(timeline.now),
        surroundings=surroundings,
        filed=tuple(Filed(file_of_meeting(e.key), e.meeting, e) for e in timeline.events if e.meeting),
        days=_shared_days(timeline),
        doubtful=frozenset(p.file for p in loaded.problems if p.is_error),
    )


def _shared_days(timeline: Timeline) -> Mapping[tuple[str, date], tuple[Event, ...]]:
    days: defaultdict[tuple[str, date], list[Event]] = defaultdict(list)
    for event in timeline.events:
        if event.state is not State.CANCELLED:
            days[event.circle, event.on].append(event)
    return {day: tuple(events) for day, events in days.items() if len(events) > 1}


def belonging(member: Member) -> str:
    """Say when a member belongs, as the file does: `joined: 2025-01-09, left: 2026-06-30`."""
    if len(member.spans) == 1:
        span = member.spans[0]
        joined = f"joined: {span.from_on}" if span.from_on > date.min else ""
        return ", ".join(filter(None, (joined, f"left: {span.to_on}" if span.to_on else "")))
    return "joined: " + ", ".join(f"{span.from_on}…{span.to_on or ''}" for span in member.spans)
