"""The rest after a turn: who led, passed or let a call lapse among the last meetings comes after the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import IntEnum

from tablee.model import Member
from tablee.rules.timeline import Event
from tablee.rules.turnout import PAST, turnout
from tablee.rules.turns.vacancy import Taken, Vacancy, facilitators_then


class Rest(IntEnum):
    """How a member rests: who led one of the last meetings comes after the others, who declined a call after these."""

    NONE = 0
    LED = 1
    DECLINED = 2


def rests(
    around: Iterable[Event],
    asked: Vacancy,
    projected: Taken,
    members: Mapping[str, Member],
    notice: timedelta,
) -> dict[str, Rest]:
    """Return who led, passed or let a call lapse among the meetings `around`, or has or is to have a turn there."""
    found: dict[str, Rest] = {}
    for event in around:
        if event.state in PAST and event.on < asked.as_of:
            led = turnout(event, members).led
        else:
            led = projected.get(event.key) or facilitators_then(event, asked, notice)
        found |= {who: max(Rest.LED, found.get(who, Rest.LED)) for who in led}
        found |= dict.fromkeys(_declined_then(event, asked), Rest.DECLINED)
    return found


def _declined_then(event: Event, asked: Vacancy) -> tuple[str, ...]:
    """Return who had passed the turn of another meeting, or let the call lapse, when a vacancy was asked."""
    calls = event.meeting.called if event.meeting else ()
    pairs = zip(calls, [*calls[1:], None], strict=False)
    return tuple(
        call.member for call, after in pairs if call.is_declined and asked.knew((after or call).on, event)
    )
