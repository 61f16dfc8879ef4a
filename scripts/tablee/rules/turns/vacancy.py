"""The turn of one meeting as a question: as of which day is it asked, and whose are the other turns by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from tablee.model import Answer, Call, Meeting
from tablee.model.identity import SlotKey
from tablee.rules.event import Event, State, order
from tablee.rules.turnout import PAST

LAPSES_AFTER = timedelta(days=3)
EVENING = time(18)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A turn to fill: the meeting, the day `as_of` which the files are read, and who had been `asked` by then.

    `called` and `called_on` are the recorded call, if there is one. `is_open` where nobody has the turn yet: then
    everything known today counts; otherwise what was known that day.
    """

    event: Event
    as_of: date
    asked: frozenset[str] = frozenset()
    called: str = ""
    called_on: date | None = None
    is_open: bool = False

    def knew(self, called_on: date, event: Event) -> bool:
        """Return whether a call for another meeting came before this one.

        Files know days, no hours: on one day earlier meetings are called first, and calls after a refusal last.
        """
        if self.is_open:
            return True
        if called_on != self.as_of:
            return called_on < self.as_of
        return bool(self.asked) or order(event) < order(self.event)

    def is_refused_by(self, member: str) -> bool:
        """Return whether a member said no for this meeting."""
        return self.event.answers.get(member) is Answer.NO


Taken: TypeAlias = Mapping[SlotKey, tuple[str, ...]]
"""The turns to come, or not yet recorded, that somebody already has."""


def vacancy(event: Event, now: datetime, notice: timedelta) -> Vacancy:
    """Ask for a meeting's facilitator: as of the day of the recorded call, else `notice` before, else today."""
    today, meeting = now.date(), event.meeting
    calls = meeting.called if meeting else ()
    current = current_call(meeting)
    asked = frozenset(c.member for c in (calls[: calls.index(current)] if current else calls))
    if current:
        return Vacancy(event, min(current.on, today, event.on), asked, current.member, current.on)
    if event.is_over(now) or event.state in PAST or (meeting and meeting.facilitators):
        return Vacancy(event, min(event.on - notice, today), asked)
    return Vacancy(event, today, asked, is_open=True)


def current_call(meeting: Meeting | None) -> Call | None:
    """Return the last call that was neither passed on nor lapsed."""
    calls = [call for call in meeting.called if not call.is_declined] if meeting else []
    return calls[-1] if calls else None


def has_lapsed(call: Call, event: Event, now: datetime) -> bool:
    """Return whether a call has waited three days for its answer, or until the evening before the meeting.

    Who is called on that day, or later, keeps the turn until the meeting. `now` is in the group's zone.
    """
    eve = event.on - DAY
    if call.answer is not None or call.on >= eve:
        return False
    return now.date() >= call.on + LAPSES_AFTER or (now.date(), now.time()) >= (eve, EVENING)


def current_facilitators(meeting: Meeting | None) -> tuple[str, ...]:
    """Return who has the turn of a meeting, by accepting it or by being called."""
    if meeting and meeting.facilitators:
        return meeting.facilitators
    current = current_call(meeting)
    return (current.member,) if current else ()


def taken(events: Iterable[Event], asked: Vacancy, notice: timedelta) -> Taken:
    """Return the turns to come that others already had, as of the day on which a vacancy is asked."""
    others = (event for event in events if event.key != asked.event.key and not is_history(event, asked))
    return {event.key: who for event in others if (who := facilitators_then(event, asked, notice))}


def is_history(event: Event, asked: Vacancy) -> bool:
    """Return whether a meeting was over on the day on which a vacancy is asked, or is called off."""
    return event.state is State.CANCELLED or (event.state in PAST and event.on < asked.as_of)


def facilitators_then(event: Event, asked: Vacancy, notice: timedelta) -> tuple[str, ...]:
    """Return who had the turn of another meeting when a vacancy was asked."""
    meeting = event.meeting
    if meeting is None or asked.is_open:
        return current_facilitators(meeting)
    if not meeting.called:
        return meeting.facilitators if asked.knew(event.on - notice, event) else ()
    by_then = [call for call in meeting.called if asked.knew(call.on, event)]
    if not by_then:
        return ()
    # Passing bears no date: where somebody was called after it, that is when it happened; else it is past.
    if by_then[-1].is_declined and by_then[-1] is meeting.called[-1]:
        return meeting.facilitators
    return (by_then[-1].member,)
