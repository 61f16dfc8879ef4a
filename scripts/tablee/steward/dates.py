"""Dates: the nominal one confirms itself, a contested one is voted on, and `/next` fixes the one after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tablee.i18n.words import _
from tablee.model import Meeting
from tablee.model.identity import parse_day
from tablee.rules.event import Event, State
from tablee.rules.poll import contest, new_poll, tally
from tablee.rules.turns.vacancy import order
from tablee.steward.record import Record
from tablee.steward.requests import IS_OVER, Request, need_right, unclear

WHICH_DAY = _("Which day? Write it as in `/{command} {day}`.")
IS_PAST = _("{day} is past.")
NO_NEXT = _("The rhythm has no date after this one: write a meeting’s file.")
FAR = _("{day} is far from every date of the rhythm: write a meeting’s file with a title and an hour.")
ANSWERED = _("Members have already answered for {day}: cancel that meeting in its file first.")
FROZEN = _("The date is already put to the vote: its candidates stay as they are.")
NO_CHOICE = _("It is too late to vote on this date.")
NO_SLOT = _("This meeting is off the rhythm: change `date:` in its file.")
SKIPPED = _("at the table, {day} was chosen for the next date")
NEAR = 3
"""How many days beside a slot a date still means that slot."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def fix_dates(record: Record) -> None:
    """Confirm the slots whose time has come, with a vote where it takes one, and count the votes that ended."""
    for circle in record.group.circle_ids:
        for event in record.line.coming(circle):
            opens = event.on - record.group.settings.poll.opens
            if event.meeting is None and opens <= record.today and not record.silent_since(circle):
                _confirm(record, event)
    for key in [str(event.key) for event in record.line.coming() if event.meeting]:
        _decide(record, record.meeting(key))


def contest_dates(record: Record) -> None:
    """Put the confirmed dates to the vote that too few people want; in a group that is silent nobody is asked that."""
    for event in record.line.coming():
        contested = contest(record.group, event, record.today)
        if event.meeting and contested and not record.silent_since(event.circle):
            poll = new_poll(record.group, event, record.today)
            record.put(replace(event.meeting, poll=poll))


def handle_next(record: Record, request: Request) -> None:
    """Grant `/next DATE`: the date after this meeting is fixed; alone, it is the rhythm's own."""
    need_right(record, request)
    after = _following(record, request.key)
    if not after:
        raise unclear(NO_NEXT)
    if not request.command.rest:
        record.put(record.meeting(str(after[0].key)))
        return
    day = _need_day(record, request)
    chosen = _nearest(after, day)
    for event in after[: after.index(chosen)]:
        _skip(record, event, day)
    meeting = record.meeting(str(chosen.key))
    own = chosen.slot.on if chosen.slot else chosen.key.on
    record.put(replace(meeting, moved_to=None if day == own else day))


def handle_propose(record: Record, request: Request) -> None:
    """Grant `/propose DATE`: the date of a coming meeting is put to the vote, this day among the candidates."""
    need_right(record, request)
    event = record.event(request.key)
    if event is None or record.is_over(request.key):
        raise unclear(IS_OVER)
    if event.slot is None:
        raise unclear(NO_SLOT)
    day, meeting = _need_day(record, request), record.meeting(request.key)
    if meeting.poll and day not in meeting.poll.candidates:
        raise unclear(FROZEN)
    poll = meeting.poll or new_poll(record.group, event, record.today, [day])
    if poll is None:
        raise unclear(NO_CHOICE)
    record.put(replace(meeting, poll=poll))


def _confirm(record: Record, event: Event) -> None:
    """Write the file of a slot, and with it a poll where the date is contested."""
    meeting = event.meeting or Meeting(event.key)
    if contest(record.group, event, record.today):
        meeting = replace(meeting, poll=new_poll(record.group, event, record.today))
    record.put(meeting)


def _decide(record: Record, meeting: Meeting) -> None:
    """End a poll whose last day is over: its day is written, with the day of the decision."""
    poll = meeting.poll
    if poll is None or poll.decided_on or record.today <= poll.closes_on:
        return
    count, event = tally(record.group, record.line, meeting, record.today), record.event(str(meeting.key))
    if count and event and event.slot:
        moved = None if count.day == event.slot.on else count.day
        record.put(replace(meeting, poll=replace(poll, decided_on=record.today), moved_to=moved))


def _following(record: Record, key: str) -> list[Event]:
    event = record.event(key)
    if event is None:
        return []
    return [other for other in record.line.coming(event.circle) if order(other) > order(event)]


def _need_day(record: Record, request: Request) -> date:
    found = _ISO.search(request.command.rest)
    day = parse_day(found[0]) if found else None
    if day is None:
        raise unclear(WHICH_DAY, command=request.command.name, day=record.today.isoformat())
    if day <= record.today:
        raise unclear(IS_PAST, day=day)
    return day


def _nearest(after: Sequence[Event], day: date) -> Event:
    """Return the date that a day means: the one it lies near to, else the one that comes next."""
    near = min(after, key=lambda event: (abs((event.on - day).days), event.on))
    if abs((near.on - day).days) <= NEAR or near is after[0]:
        return near
    if len(after) > 1 and day < after[1].on:
        return after[0]
    raise unclear(FAR, day=day)


def _skip(record: Record, event: Event, day: date) -> None:
    """Cancel a date that was passed over at the table; where somebody has answered already, that takes a hand."""
    meeting = record.meeting(str(event.key))
    if meeting.answers or event.state is not State.TENTATIVE:
        raise unclear(ANSWERED, day=event.on)
    why = record.words.say(SKIPPED, day=record.words.day(day, year=False))
    record.put(replace(meeting, cancelled=True, why=why))
