"""Who came to a meeting and who facilitated it, as far as its file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tablee.model import Answer, CallAnswer, Meeting, Member
from tablee.rules.timeline import Event, State

PAST = frozenset({State.HELD, State.ASSUMED})
"""The states in which a meeting counts: as a visit, and for the balances."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """The known members who came to a held or assumed meeting, and those of them who led it."""

    event: Event
    came: tuple[str, ...]
    led: tuple[str, ...]


def turnout(event: Event, members: Mapping[str, Member]) -> Turnout:
    """Return who came and who led; identities without a file are left out, each member stands there once."""
    meeting = event.meeting
    if meeting is None or event.state not in PAST:
        return Turnout(event, (), ())
    if event.state is State.HELD:
        came, led = meeting.present or (), meeting.facilitators
    else:
        came = tuple(who for who, answer in meeting.answers.items() if answer is Answer.YES)
        led = meeting.facilitators or _accepted(meeting)
    return Turnout(event, _known((*came, *led), members), _known(led, members))


def _accepted(meeting: Meeting) -> tuple[str, ...]:
    return tuple(call.member for call in meeting.called if call.answer is CallAnswer.ACCEPTED)


def _known(who: Iterable[str], members: Mapping[str, Member]) -> tuple[str, ...]:
    return tuple(member for member in dict.fromkeys(who) if member in members)
