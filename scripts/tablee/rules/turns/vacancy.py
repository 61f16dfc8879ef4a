"""The turn of one meeting as a question: as of which day is it asked, and whose are the other turns by then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tablee.model import Call, CallAnswer, Meeting
from tablee.rules.timeline import Event, State
from tablee.rules.turns.turnout import PAST


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A turn to fill: the meeting, the day `as_of` which the files are read, and who had passed by then.

    `called` and `called_on` are the recorded call, if there is one. `is_open` where nobody has the turn yet: then
    everything known today counts; otherwise what was known that day.
    """

    event: Event
    as_of: date
    passed: frozenset[str] = frozenset()
    called: str = ""
    called_on: date | None = None
    is_open: bool = False

    def knew(self, called_on: date, event: Event) -> bool:
        """Say whether a call for another meeting came before this one.

        Files know days, no hours: on one day earlier meetings are called first, and calls after a refusal last.
        """
        if called_on != self.as_of:
            return called_on < self.as_of
        return bool(self.passed) or order(event) < order(self.event)


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn to come, or not yet recorded, that somebody already has."""

    event: Event
    members: tuple[str, ...]


def order(event: Event) -> tuple[datetime, str]:
    """Return the place of a meeting among the others."""
    return event.starts_at.astimezone(UTC), str(event.key)


def vacancy(event: Event, now: datetime, notice: timedelta) -> Vacancy:
    """Ask for a meeting's facilitator: as of the day of the recorded call, else `notice` before, else today."""
    today, meeting = now.date(), event.meeting
    calls = meeting.called if meeting else ()
    current = current_call(meeting)
    passed = frozenset(c.member for c in _until(calls, current) if c.answer is CallAnswer.PASSED)
    if current:
        return Vacancy(event, min(current.on, today, event.on), passed, current.member, current.on)
    if event.is_over(now) or event.state in PAST or (meeting and meeting.facilitators):
        return Vacancy(event, min(event.on - notice, today), passed)
    return Vacancy(event, today, passed, is_open=True)


def current_call(meeting: Meeting | None) -> Call | None:
    """Return the last call that was not passed on."""
    calls = [c for c in meeting.called if c.answer is not CallAnswer.PASSED] if meeting else []
    return calls[-1] if calls else None


def holders(meeting: Meeting | None) -> tuple[str, ...]:
    """Return who has the turn of a meeting, by accepting it or by being called."""
    if meeting and meeting.facilitators:
        return meeting.facilitators
    current = current_call(meeting)
    return (current.member,) if current else ()


def taken(events: Iterable[Event], asked: Vacancy, notice: timedelta) -> list[Taken]:
    """Return the turns to come that others already had, as of the day on which a vacancy is asked."""
    others = (event for event in events if event.key != asked.event.key and not _is_history(event, asked))
    found = [Taken(event, _holders_then(event, asked, notice)) for event in others]
    return [turn for turn in found if turn.members]


def _is_history(event: Event, asked: Vacancy) -> bool:
    return event.state is State.CANCELLED or (event.state in PAST and event.on < asked.as_of)


def _holders_then(event: Event, asked: Vacancy, notice: timedelta) -> tuple[str, ...]:
    meeting = event.meeting
    if meeting is None or asked.is_open:
        return holders(meeting)
    if not meeting.called:
        return meeting.facilitators if asked.knew(event.on - notice, event) else ()
    by_then = [call for call in meeting.called if asked.knew(call.on, event)]
    if not by_then:
        return ()
    # Passing bears no date: where somebody was called after it, that is when it happened; else it is past.
    if by_then[-1].answer is CallAnswer.PASSED and by_then[-1] is meeting.called[-1]:
        return meeting.facilitators
    return (by_then[-1].member,)


def _until(calls: tuple[Call, ...], current: Call | None) -> tuple[Call, ...]:
    return calls[: calls.index(current)] if current else calls
