"""Who came to a meeting and who facilitated it, as far as its file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from tablee.model import Answer, CallAnswer, Meeting, Member
from tablee.model.identity import SlotKey
from tablee.rules.timeline import Event, State, Timeline

PAST = frozenset({State.HELD, State.ASSUMED})
"""The states in which a meeting counts: as a visit, and for the balances."""

_AUTOMATIC = {"key", "called", "answers", "poll", "present"}
_written = attrgetter(*(field.name for field in fields(Meeting) if field.name not in _AUTOMATIC))
_NOTHING = _written(Meeting(SlotKey("", date.min)))


@dataclass(frozen=True, slots=True)
class Turnout:
    """The known members who came to a held or assumed meeting, and those of them who led it.

    `recorded`: somebody wrote down who came; otherwise those are who had said yes, and who led.
    """

    event: Event
    came: tuple[str, ...]
    led: tuple[str, ...]
    recorded: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether it tells how many came: by a list, or at least by the answers given before."""
        return self.recorded or len(self.came) > len(self.led)

    @property
    def said_yes(self) -> bool:
        """Whether somebody had said yes."""
        meeting = self.event.meeting
        return meeting is not None and Answer.YES in meeting.answers.values()


def turnout(event: Event, members: Mapping[str, Member]) -> Turnout:
    """Return who came and who led; identities without a file are left out, each member stands there once.

    Where presence is recorded it decides: who is not among those present has not led.
    """
    meeting = event.meeting
    if meeting is None or event.state not in PAST:
        return Turnout(event, (), ())
    if event.state is State.HELD:
        came = _known(meeting.present or (), members)
        return Turnout(event, came, tuple(who for who in meeting.facilitators if who in came), recorded=True)
    led = meeting.facilitators or [
        call.member for call in meeting.called if call.answer is CallAnswer.ACCEPTED
    ]
    said_yes = tuple(who for who, answer in meeting.answers.items() if answer is Answer.YES)
    return Turnout(event, _known((*said_yes, *led), members), _known(led, members))


def past(timeline: Timeline, circle: str) -> list[Event]:
    """Return a circle's held and assumed meetings, oldest first."""
    return [event for event in timeline.of(circle) if event.state in PAST]


def is_empty(event: Event) -> bool:
    """Return whether nobody came to a meeting, by its file: no presence, no yes, and nothing that a person wrote."""
    meeting = event.meeting
    if meeting is None or meeting.present or Answer.YES in meeting.answers.values():
        return False
    return _written(meeting) == _NOTHING


def _known(who: Iterable[str], members: Mapping[str, Member]) -> tuple[str, ...]:
    return tuple(member for member in dict.fromkeys(who) if member in members)
