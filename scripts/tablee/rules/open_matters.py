"""What is still open for a coming meeting: polls, calls and answers that wait for somebody; and who comes as a rule.

A standing answer counts as expected, and never as an answer given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tablee.model import Answer, Meeting, Member
from tablee.rules.event import Event
from tablee.rules.turns import Turn

LATE = timedelta(days=2)
"""So shortly before a meeting nobody waits for more answers."""


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """What a coming meeting still waits for.

    `unconfirmed`: it has no file yet. `poll_closes_on`: an undecided poll's last day. `no_facilitator`: nobody can be
    called. `awaits_answer_of`: called and silent. `coming` and `perhaps` are head-counts; `silent` the active members
    who said nothing.
    """

    unconfirmed: bool
    poll_closes_on: date | None
    no_facilitator: bool
    awaits_answer_of: str
    coming: int
    perhaps: int
    silent: tuple[str, ...]
    expected: tuple[str, ...] = ()


def open_matters(event: Event, turn: Turn | None, active: Iterable[Member]) -> OpenMatters:
    """Gather what a coming meeting waits for."""
    awaited, poll, said = tuple(active), event.open_poll, list(event.answers.values())
    is_called = turn is not None and turn.status == "called"
    return OpenMatters(
        unconfirmed=event.meeting is None,
        poll_closes_on=poll.closes_on if poll else None,
        no_facilitator=turn is None or not (turn.facilitators or turn.status == "served"),
        awaits_answer_of=turn.facilitators[0] if turn and is_called else "",
        coming=said.count(Answer.YES),
        perhaps=said.count(Answer.MAYBE),
        silent=silent(event, awaited),
        expected=expected(event, awaited),
    )


def expected(event: Event, members: Iterable[Member]) -> tuple[str, ...]:
    """Return those of some members who come as a rule to a meeting, and have said nothing of this one."""
    usual = (m for m in members if m.usually and m.id not in event.answers and not m.is_away(event.on))
    return tuple(member.id for member in usual if member.belongs(event.on))


def silent(event: Event, members: Iterable[Member]) -> tuple[str, ...]:
    """Return those of some members who have said nothing of a meeting, nor of meetings in general."""
    return tuple(member.id for member in members if member.id not in event.answers and not member.usually)


def nobody_comes(meeting: Meeting, active: Iterable[Member], today: date) -> bool:
    """Return whether all said no: all active members, or those who answered until shortly before."""
    if set(meeting.answers.values()) != {Answer.NO} or meeting.cancelled:
        return False
    return today >= meeting.day - LATE or all(member.id in meeting.answers for member in active)
