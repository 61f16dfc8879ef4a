"""Votes on a date: one reaction for each candidate, or `/vote` with days; written while the poll is open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tablee.data.identity import parse_day
from tablee.data.model import Group, Meeting, Poll
from tablee.data.words import _
from tablee.steward.memory import Memory
from tablee.steward.record import Record
from tablee.steward.requests import Request, unclear
from tablee.steward.tracker import Reaction, Reply

BALLOTS = (Reply.HOORAY, Reply.HEART, Reply.ROCKET, Reply.EYES, Reply.LAUGH)
"""The reaction for each candidate, in their order; none of them answers whether one comes."""

NO_POLL = _("There is no open vote on this date.")
CLOSED = _("The vote closed on {day}.")
WHICH_DAYS = _("Which days? Write for example `/vote {day}`. To choose from: {days}.")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def open_poll(meeting: Meeting, today: date) -> Poll | None:
    """Return a meeting's poll while one can vote: until the end of its last day."""
    poll = meeting.poll
    return poll if poll and poll.decided_on is None and today <= poll.closes_on else None


def apply_ballots(
    record: Record, key: str, memory: Memory, reactions: Mapping[str, tuple[Reaction, ...]]
) -> None:
    """Write what changed among the reactions for candidates; who edited the file since is left alone."""
    poll = open_poll(record.meeting(key), record.today)
    if poll is None:
        return
    for member in sorted({*memory.reactions, *reactions}):
        before = _days(poll, memory.reactions.get(member, ()))
        after = _days(poll, tuple(one.reply.value for one in reactions.get(member, ())))
        if before != after and not _edited_by_hand(record, key, memory, member):
            votes = set(_votes(record.meeting(key), member))
            _write(record, key, member, (votes | (after - before)) - (before - after))


def handle_vote(record: Record, request: Request) -> None:
    """Grant `/vote DAY DAY`: these days, and no other."""
    meeting = record.meeting(request.key)
    poll = open_poll(meeting, record.today)
    if poll is None:
        closed = meeting.poll.decided_on or meeting.poll.closes_on if meeting.poll else None
        raise unclear(CLOSED, day=closed) if closed else unclear(NO_POLL)
    named = [parse_day(text) for text in _DAY.findall(request.command.rest)]
    chosen = {day for day in named if day is not None and day in poll.candidates}
    if not chosen or len(chosen) < len(set(named)):
        offered = ", ".join(day.isoformat() for day in poll.candidates)
        raise unclear(WHICH_DAYS, day=poll.candidates[0], days=offered)
    _write(record, request.key, request.speaker, chosen)


def known_votes(group: Group, key: str) -> Mapping[str, tuple[str, ...]]:
    """Return the votes of a file as a marker keeps them: nothing of members who are not public."""
    meeting = group.meetings.get(key)
    poll = meeting.poll if meeting else None
    votes = poll.votes if poll else {}
    named = [who for who in sorted(votes) if who in group.members and group.members[who].public]
    return {who: tuple(sorted(day.isoformat() for day in votes[who])) for who in named}


def _edited_by_hand(record: Record, key: str, memory: Memory, member: str) -> bool:
    before = record.file_before(key)
    found = tuple(sorted(day.isoformat() for day in _votes(before, member))) if before else ()
    return found != memory.votes.get(member, ())


def _votes(meeting: Meeting, member: str) -> tuple[date, ...]:
    return meeting.poll.votes.get(member, ()) if meeting.poll else ()


def _days(poll: Poll, replies: tuple[str, ...]) -> set[date]:
    ballots = zip(BALLOTS, poll.candidates, strict=False)
    return {day for reply, day in ballots if reply.value in replies}


def _write(record: Record, key: str, member: str, days: set[date]) -> None:
    meeting = record.meeting(key)
    if meeting.poll is None:
        return
    votes = {who: those for who, those in meeting.poll.votes.items() if who != member or days}
    if days:
        votes[member] = tuple(sorted(days))
    record.put(replace(meeting, poll=replace(meeting.poll, votes=votes)))
