"""Dates: the usual one confirms itself; `/next` fixes another, `/propose` asks for a vote, `/cancel` calls one off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from tablee.i18n.translations import _
from tablee.model import Meeting, Poll
from tablee.model.identity import SlotKey, parse_day, parse_slot_key
from tablee.rules.event import Event, State, event_of_slot, order
from tablee.rules.poll import MOST_CANDIDATES, Outcome, new_poll, tally
from tablee.rules.rhythm import rule_on
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.decide.moves import is_deserted
from tablee.steward.decide.permissions import IS_OVER, need_right, rejected
from tablee.steward.interpret.statements import CommandGiven
from tablee.steward.state import Kind, Subject
from tablee.steward.working_group import WorkingGroup

WHICH_DAY = _("Which day? Write it as in `/{command} {day}`.")
WHICH_HOUR = _("At what hour? Write it as in `/next {day} 12:30`, with the place behind it if there is one.")
IS_PAST = _("{day} is past.")
NO_NEXT = _("The rhythm has no date after this one: write `/next` with a day.")
FROZEN = _("This date was put to the vote already: `/next {day}` moves it without one.")
NO_CHOICE = _(
    "It is too late for a vote in which each of these days can still win. "
    "If you agree on another day, `/next {day}` moves the meeting there."
)
TOO_MANY = _("A vote has room for {most} days, the usual one included: propose fewer.")
SKIPPED = _("at the table, {day} was chosen for the next date")
NEAR = 3
"""How many days beside a date still mean that date."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_HOUR = re.compile(r"(\d{1,2})\s?[:hH.]\s?(\d\d)?(?!\w)")


def fix_dates(working: WorkingGroup) -> None:
    """Confirm the slots whose time has come, and count the votes that ended."""
    for circle in working.group.circle_ids:
        for event in working.timeline.coming(circle):
            opens = event.on - working.group.settings.poll.opens
            if event.meeting is None and opens <= working.today and not working.silent_since(circle):
                working.put(Meeting(event.key))
    for event in working.timeline.events:
        if event.meeting and event.open_poll:
            _decide(working, event, event.meeting, event.open_poll)


def handle_next(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/next DAY [HH:MM] [PLACE]`: the next meeting is on that day; alone, it is the rhythm's own.

    What lies between is cancelled. Where the rhythm has nothing to move, a new meeting is made.
    """
    _need_say(working, context)
    circle, here = _circle_of(context), working.event(context.key)
    if not context.command.rest:
        after = working.timeline.after(here) if here else working.timeline.coming(circle)
        if not after:
            raise rejected(NO_NEXT)
        working.put(working.meeting(str(after[0].key)))
        return
    day = _need_days(working, context)[0]
    at, place = _hour_and_place(working, context.command.rest)
    dates = _dates_for(working, circle, here, day)
    chosen = _meant(dates, day, here)
    for event in dates:
        passed_over = event is not chosen and event.on < day and event.state is not State.CANCELLED
        if passed_over and not (event is here and not is_deserted(working, event)):
            _cancel(working, event, working.words.gettext(SKIPPED, day=working.words.day(day, year=False)))
    if chosen:
        _move(working, chosen, day, at, place)
    else:
        _create(working, circle, day, at, place)


def fix_date(working: WorkingGroup, said: CommandGiven, day: date, at: time | None, place: str) -> None:
    """Let one meeting be on a day, at an hour and a place where they are said; all other dates stay as they are."""
    _need_say(working, said)
    event = working.event(said.key)
    if event is None or event.starts_at <= working.now:
        raise rejected(IS_OVER)
    if day < working.today:
        raise rejected(IS_PAST, day=day)
    _move(working, event, day, at, _place_meant(working, place))


def handle_propose(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/propose DAY DAY`: the date of a coming meeting is put to the vote, these days and the usual one."""
    _need_say(working, context)
    event = working.event(context.key)
    is_off = event is None or (event.meeting is not None and event.meeting.cancelled)
    if event is None or is_off or event.is_over(working.now):
        raise rejected(IS_OVER)
    days, meeting = _need_days(working, context), working.meeting(context.key)
    if meeting.poll and (meeting.poll.decided_on or not set(days) <= set(meeting.poll.candidates)):
        raise rejected(FROZEN, day=days[0].isoformat())
    if len({event.on, *days}) > MOST_CANDIDATES:
        raise rejected(TOO_MANY, most=MOST_CANDIDATES)
    poll = meeting.poll or new_poll(working.group, event, working.today, days)
    if poll is None:
        raise rejected(NO_CHOICE, day=days[0].isoformat())
    working.put(replace(meeting, poll=poll))


def handle_cancel(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/cancel WHY`: the meeting does not take place, and who had answered is told."""
    _need_say(working, context)
    event = working.event(context.key)
    if event is None or working.is_over(context.key, context.said_at):
        raise rejected(IS_OVER)
    _cancel(working, event, " ".join(context.command.rest.split()))


def _decide(working: WorkingGroup, event: Event, meeting: Meeting, poll: Poll) -> None:
    """End a poll whose last day is over, with the day of the decision; a day that is not ahead moves nothing."""
    count = tally(working.group, event, meeting, working.today)
    if count is None or meeting.cancelled or working.today <= poll.closes_on:
        return
    if Subject(Kind.MEETING, str(event.key)) in working.unheard:
        return  # whoever voted in time is counted once the issue is open again
    ahead = event.on in poll.candidates and min(count.day, event.on) > working.today
    won = count.outcome is Outcome.VOTED and ahead
    moved = meeting.moved_to if not won else _moved_to(event.key, count.day)
    working.put(replace(meeting, poll=replace(poll, decided_on=working.today), moved_to=moved))


def _need_say(working: WorkingGroup, context: CommandGiven) -> None:
    """Reject who may not fix dates; who may are the facilitator, a keeper, or anybody where nobody else could.

    Where there is no date, or a restart asks for one, whoever has one may say it; where nobody comes, whoever said so.
    """
    circle, event = _circle_of(context), working.event(context.key)
    meeting = event.meeting if event else None
    asked = meeting is not None and context.speaker in meeting.answers and is_deserted(working, event)
    orphan = event is not None and not current_facilitators(meeting) and not working.group.settings.keepers
    free = context.kind is Kind.RESTART or working.timeline.next(circle) is None or orphan
    belongs = any(member.id == context.speaker for member in working.group.members_of(circle))
    if not (belongs and (free or (asked and not current_facilitators(meeting)))):
        need_right(working, context)


def _circle_of(context: CommandGiven) -> str:
    key = parse_slot_key(context.key)
    return key.circle if key else ""


def _need_days(working: WorkingGroup, context: CommandGiven) -> list[date]:
    named = [parse_day(text) for text in _ISO.findall(context.command.rest)]
    days = [day for day in named if day]
    if not days:
        raise rejected(WHICH_DAY, command=context.command.name, day=working.today.isoformat())
    for day in days:
        if day <= working.today:
            raise rejected(IS_PAST, day=day)
    return days


def _hour_and_place(working: WorkingGroup, rest: str) -> tuple[time | None, str]:
    """Read what follows the day: an hour, and a place by its key, by its name or in free words."""
    found = _ISO.search(rest)
    text = rest[found.end() :].strip() if found else rest
    hour = _HOUR.match(text)
    at = None
    if hour and int(hour[1]) < 24 and int(hour[2] or 0) < 60:  # noqa: PLR2004 (hours and minutes)
        at, text = time(int(hour[1]), int(hour[2] or 0)), text[hour.end() :]
    return at, _place_meant(working, text)


def _place_meant(working: WorkingGroup, text: str) -> str:
    """Return the key of a place that is named by its key or its name; any other place stays in free words."""
    said = " ".join(text.split()).strip(" ,;")
    places = working.group.settings.places
    known = (key for key, place in places.items() if said.casefold() in {key, place.name.casefold()})
    return next(known, said)


def _dates_for(working: WorkingGroup, circle: str, here: Event | None, day: date) -> list[Event]:
    """Return the dates that `/next` can mean, by their days: those to come, cancelled ones and holidays too.

    So is the meeting `here`, in whose issue it is said, until it begins. An extra is nobody's next date, except
    where no rhythm is in force, or on its own day.
    """
    calendar, settings = working.timeline.calendars[circle], working.group.settings
    events = {event.key: event for event in working.timeline.of(circle)}
    nominal = [slot.key.on for slot in calendar.slots(working.today, day + timedelta(days=NEAR))]
    nominal += [on for on, _name in calendar.skipped(day - timedelta(days=NEAR), day + timedelta(days=NEAR))]
    for on in nominal:
        slot = calendar.slot_of(on)
        if slot and slot.key not in events:
            events[slot.key] = event_of_slot(settings, slot)
    return sorted(
        (
            event
            for event in events.values()
            if event.starts_at > working.now
            and (here is None or order(event) >= order(here))
            and (event.slot or event.on == day or rule_on(calendar.rhythm, event.on) is None)
        ),
        key=order,
    )


def _meant(dates: Sequence[Event], day: date, here: Event | None) -> Event | None:
    """Return the date that a day means: the one it lies near to, else the last one before it, else the next one."""
    near = [event for event in dates if abs((event.on - day).days) <= NEAR]
    if near:
        return min(near, key=lambda event: (abs((event.on - day).days), event.on))
    after = [event for event in dates if event is not here]
    before = [event for event in after if event.on < day]
    return next(iter(before[-1:] or after[:1]), None)


def _move(working: WorkingGroup, event: Event, day: date, at: time | None, place: str) -> None:
    """Let a meeting be on a day; what was cancelled takes place again, and an open vote on it is over."""
    meeting = working.meeting(str(event.key))
    poll = replace(meeting.open_poll, decided_on=working.today) if meeting.open_poll else meeting.poll
    usual = event.slot.rule if event.slot else None
    working.put(
        replace(
            meeting,
            moved_to=_moved_to(event.key, day),
            at=at if at and not (usual and usual.at == at) else meeting.at if not at else None,
            place=place or meeting.place,
            cancelled=False,
            why="" if meeting.cancelled else meeting.why,
            poll=poll,
        )
    )


def _create(working: WorkingGroup, circle: str, day: date, at: time | None, place: str) -> None:
    """Make a meeting that no rhythm yields, at the hour and place of the last one where nothing else is said."""
    known = [event for event in working.timeline.of(circle) if event.meeting and not event.all_day]
    last = known[-1] if known else None
    if at is None and last is None:
        raise rejected(WHICH_HOUR, day=day.isoformat())
    same = last.meeting if last else None
    made = Meeting(
        SlotKey(circle, day),
        at=at or (last.starts_at.time() if last else None),
        place=place or (same.place if same else ""),
    )
    working.put(made)


def _moved_to(key: SlotKey, day: date) -> date | None:
    return None if day == key.on else day


def _cancel(working: WorkingGroup, event: Event, why: str) -> None:
    working.put(replace(working.meeting(str(event.key)), cancelled=True, why=why))
