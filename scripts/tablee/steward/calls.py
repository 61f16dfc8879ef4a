"""Turns: who is called, who accepts, who passes, who takes over; all of it stands in the meeting's file.

The rule itself is `decide.turns`. A call that stands in a file sticks; passing is free and calls the next one at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from tablee.i18n.words import Phrase, _
from tablee.model import Call, CallAnswer, Meeting
from tablee.rules.event import Event
from tablee.rules.turns import explain
from tablee.rules.turns.vacancy import current_call, holders
from tablee.steward.memory import Memory
from tablee.steward.record import Note, Record
from tablee.steward.requests import Request, need_member, need_right, need_subject, unclear
from tablee.steward.saying import people
from tablee.steward.subjects import Kind, Subject
from tablee.steward.tracker import Reaction, Reply

NOT_CALLED = _("{who} was not called for this turn: `/take` takes it on, if nobody has accepted it.")
ALREADY = _("{who} has accepted this turn: `/swap` asks for an exchange.")
NOT_YOURS = _("Only {who} can offer this turn to somebody.")
CANNOT_LEAD = _("{who} cannot facilitate this meeting: not a public member of the circle on that day.")
OFFERED = _("{mentions}: {who} offers you the turn of {day}. React with 👍 to this issue to take it.")
TURN_OVER = _("This turn is over.")


def call_facilitators(record: Record) -> None:
    """Call who is next for every confirmed meeting whose notice has come and whose turn nobody has.

    Whoever has left by the meeting's day gives the turn back.
    """
    for key in [str(event.key) for event in record.line.coming() if event.meeting]:
        _free_of_leavers(record, key)
    for circle in record.group.circle_ids:
        for event in record.line.coming(circle):
            if _is_vacant(record, event):
                lead = explain(record.group, record.line, str(event.key)).lead
                if lead:
                    _call(record, event.meeting or Meeting(event.key), Call(lead, record.today))


def apply_acceptance(
    record: Record, key: str, memory: Memory, reactions: Mapping[str, tuple[Reaction, ...]]
) -> None:
    """Let a new 👍 of who was called accept the turn, and one of who was offered it take it over."""
    for member, at in _newly_in_favour(memory, reactions):
        if record.is_over(key, at) or not _is_able(record, key, member):
            continue
        meeting = record.meeting(key)
        current = current_call(meeting)
        if memory.swap[1:] == (member,) and memory.swap[0] in holders(meeting):
            _exchange(record, meeting, memory.swap[0], member)
        elif current and current.member == member and current.answer is None and not meeting.facilitators:
            _accept(record, meeting, member)


def handle_accept(record: Record, request: Request) -> None:
    """Grant `/yes` in a facilitator's issue: the turn is accepted, or taken over where it was offered."""
    member, meeting = need_subject(record, request), _open_meeting(record, request)
    swap = record.swaps.get(request.key, request.memory.swap)
    if swap[1:] == (member,) and swap[0] in holders(meeting):
        _exchange(record, meeting, swap[0], member)
    elif member not in holders(meeting):
        raise unclear(NOT_CALLED, who=people(member))
    elif member not in meeting.facilitators:
        _need_able(record, request.key, member)
        _accept(record, meeting, member)


def handle_pass(record: Record, request: Request) -> None:
    """Grant `/pass`: no reason is asked, and the next one is called."""
    member, meeting = need_subject(record, request), _open_meeting(record, request)
    if member in holders(meeting):
        record.put(_passed(meeting, member, record.today))
    elif not any(call.member == member and call.answer is CallAnswer.PASSED for call in meeting.called):
        raise unclear(NOT_CALLED, who=people(member))


def handle_take(record: Record, request: Request) -> None:
    """Grant `/take`: a volunteer has the turn where nobody has accepted it yet."""
    member, meeting = need_subject(record, request), _open_meeting(record, request)
    others = tuple(who for who in meeting.facilitators if who != member)
    if others:
        raise unclear(ALREADY, who=people(*others))
    if member in meeting.facilitators:
        return
    _need_able(record, request.key, member)
    if member in holders(meeting):
        _accept(record, meeting, member)
    else:
        _give(record, meeting, member)


def handle_swap(record: Record, request: Request) -> None:
    """Grant `/swap @other`: the other is asked, and has the turn once they agree."""
    other = need_member(record, request.command.rest, record.day(request.said_at))
    meeting = _open_meeting(record, request)
    holding = holders(meeting)
    if request.speaker not in holding:
        if not holding:
            raise unclear(NOT_CALLED, who=people(request.speaker))
        need_right(record, request)
    giver = request.speaker if request.speaker in holding else holding[0]
    if other == giver:
        raise unclear(NOT_YOURS, who=people(giver))
    _need_able(record, request.key, other)
    record.swaps[request.key] = (giver, other)
    event = record.event(request.key)
    values = {"who": people(giver), "day": event.on if event else meeting.day}
    subject = Subject(Kind.FACILITATOR, request.key)
    record.notes.append(Note(subject, f"swap:{giver}:{other}", Phrase(OFFERED, values), (other,)))


def standing_swap(record: Record, key: str, memory: Memory) -> tuple[str, ...]:
    """Return who offers a turn to whom, while the offer stands."""
    swap = record.swaps.get(key, memory.swap)
    return swap if swap and swap[0] in holders(record.meeting(key)) else ()


def _free_of_leavers(record: Record, key: str) -> None:
    """Let who has left pass; a call from after the leaving is a contradiction that only a person can mend."""
    event = record.event(key)
    for who in holders(record.meeting(key)):
        known, meeting = record.group.members.get(who), record.meeting(key)
        own = [call for call in meeting.called if call.member == who]
        if event and known and not known.belongs(event.on) and all(known.belongs(call.on) for call in own):
            record.put(_passed(meeting, who))


def _is_vacant(record: Record, event: Event) -> bool:
    meeting = event.meeting
    soon = event.on - record.group.settings.turns.notice <= record.today
    return meeting is not None and soon and meeting.present is None and not holders(meeting)


def _open_meeting(record: Record, request: Request) -> Meeting:
    if record.is_over(request.key, request.said_at):
        raise unclear(TURN_OVER)
    return record.meeting(request.key)


def _need_able(record: Record, key: str, member: str) -> None:
    if not _is_able(record, key, member):
        raise unclear(CANNOT_LEAD, who=people(member))


def _is_able(record: Record, key: str, member: str) -> bool:
    """Say whether somebody can facilitate a meeting: a public member of the circle on that day."""
    event, known = record.event(key), record.group.members.get(member)
    if event is None or known is None or not known.public or not known.belongs(event.on):
        return False
    return not event.circle or event.circle in known.circles


def _newly_in_favour(
    memory: Memory, reactions: Mapping[str, tuple[Reaction, ...]]
) -> Iterator[tuple[str, datetime]]:
    for member, those in reactions.items():
        agreed_at = next((one.at for one in those if one.reply is Reply.PLUS_ONE), None)
        if agreed_at and Reply.PLUS_ONE.value not in memory.reactions.get(member, ()):
            yield member, agreed_at


def _accept(record: Record, meeting: Meeting, member: str) -> None:
    called = list(meeting.called)
    for index, call in enumerate(called):
        if call.member == member and call.answer is None:
            called[index] = replace(call, answer=CallAnswer.ACCEPTED)
    record.put(replace(meeting, called=tuple(called), facilitators=(member,)))


def _give(record: Record, meeting: Meeting, member: str) -> None:
    """Let a member have a turn who was not called for it."""
    call = Call(member, record.today, CallAnswer.ACCEPTED)
    record.put(replace(meeting, called=(*meeting.called, call), facilitators=(member,)))


def _call(record: Record, meeting: Meeting, call: Call) -> None:
    record.put(replace(meeting, called=(*meeting.called, call)))


def _passed(meeting: Meeting, member: str, today: date | None = None) -> Meeting:
    """Take a turn from a member; who passes uncalled is noted with `today`, and will not be called."""
    called = [
        replace(call, answer=CallAnswer.PASSED) if call.member == member else call for call in meeting.called
    ]
    if today and not any(call.member == member for call in called):
        called.append(Call(member, today, CallAnswer.PASSED))
    left = tuple(who for who in meeting.facilitators if who != member)
    return replace(meeting, called=tuple(called), facilitators=left)


def _exchange(record: Record, meeting: Meeting, giver: str, taker: str) -> None:
    """Give a turn to who agreed to take it; the first turn to come of the taker's own goes the other way."""
    own = next((other for other in _turns_of(record, taker, meeting)), None)
    _give(record, _passed(meeting, giver, record.today), taker)
    if own and _is_able(record, str(own.key), giver):
        _give(record, _passed(own, taker, record.today), giver)


def _turns_of(record: Record, member: str, meeting: Meeting) -> Iterator[Meeting]:
    for event in record.line.coming(meeting.circle):
        if event.meeting and event.key != meeting.key and holders(event.meeting) == (member,):
            yield event.meeting
