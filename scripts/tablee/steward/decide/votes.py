"""Votes on a date: one reaction for each candidate, or `/vote` with days; written while the poll is open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tablee.i18n.translations import _
from tablee.model import Group, Meeting
from tablee.model.identity import parse_day
from tablee.rules.names import split_named
from tablee.steward.decide.permissions import rejected
from tablee.steward.interpret.statements import CommandGiven, VoteChanged
from tablee.steward.working_group import WorkingGroup

NO_POLL = _("There is no open vote on this date.")
CLOSED = _("The vote closed on {day}.")
WHICH_DAYS = _("Which days? Write for example `/vote {day}`. To choose from: {days}.")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def apply_vote(working: WorkingGroup, said: VoteChanged) -> None:
    """Write one changed vote, unless the file was edited since to say the contrary of this day.

    Nothing is written where somebody has fixed the date before that.
    """
    key, member, day = said.key, said.speaker, said.day
    if working.meeting(key).open_poll is None:
        return
    before = working.file_before(key)
    in_file = before is not None and day in _votes(before, member)
    known = day in said.state.votes.get(member, ())
    if in_file is not known and said.is_given is not in_file:
        return
    votes = set(_votes(working.meeting(key), member))
    _write(working, key, member, votes | {day} if said.is_given else votes - {day})


def handle_vote(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/vote DAY DAY`, until the end of the poll's last day: these days, and no other."""
    meeting = working.meeting(context.key)
    poll = meeting.open_poll
    if poll is None or working.day(context.said_at) > poll.closes_on:
        closed = meeting.poll.decided_on or meeting.poll.closes_on if meeting.poll else None
        raise rejected(CLOSED, day=closed) if closed else rejected(NO_POLL)
    named = [parse_day(text) for text in _DAY.findall(context.command.rest)]
    chosen = {day for day in named if day is not None and day in poll.candidates}
    if not chosen or len(chosen) < len(set(named)):
        offered = ", ".join(day.isoformat() for day in poll.candidates)
        raise rejected(WHICH_DAYS, day=poll.candidates[0], days=offered)
    _write(working, context.key, context.speaker, chosen)


def known_votes(group: Group, key: str) -> Mapping[str, tuple[date, ...]]:
    """Return the votes of a file as a marker keeps them: nothing of members who are not public."""
    meeting = group.meetings.get(key)
    poll = meeting.poll if meeting else None
    votes = poll.votes if poll else {}
    return {who: tuple(sorted(votes[who])) for who in split_named(group, votes)[0]}


def _votes(meeting: Meeting, member: str) -> tuple[date, ...]:
    return meeting.poll.votes.get(member, ()) if meeting.poll else ()


def _write(working: WorkingGroup, key: str, member: str, days: set[date]) -> None:
    meeting = working.meeting(key)
    if meeting.poll is None:
        return
    votes = {who: those for who, those in meeting.poll.votes.items() if who != member or days}
    if days:
        votes[member] = tuple(sorted(days))
    working.put(replace(meeting, poll=replace(meeting.poll, votes=votes)))
