"""Turns: who is called, who accepts, who passes, who takes over; all of it stands in the meeting's file.

The rule itself is `rules.turns`. A call sticks for three days; passing is free and calls the next one at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tablee.i18n.translations import LazyText, _
from tablee.model import Answer, Call, CallAnswer, Meeting
from tablee.model.identity import parse_day
from tablee.rules.event import Event
from tablee.rules.turns.vacancy import current_call, current_facilitators, has_lapsed
from tablee.steward.decide.permissions import (
    contact_for,
    need_member,
    need_members,
    need_right,
    need_subject,
    rejected,
)
from tablee.steward.interpret.statements import CommandGiven, MailedTurn, ThumbGiven
from tablee.steward.messages import Messages
from tablee.steward.state import IssueState, Kind, Subject, Swap
from tablee.steward.texts import UserText, people
from tablee.steward.tracker import ReactionContent
from tablee.steward.working_group import DesiredComment, WorkingGroup

NOT_CALLED = _("{who} was not called for this turn: `/take` takes it on, if nobody has accepted it.")
ALREADY = _("{who} has accepted this turn: `/swap` asks for an exchange.")
HAS_LED = _(
    "{who} is written down as facilitator: `/led` with a name, by them or a keeper of the hub, corrects that."
)
NOT_YOURS = _("Only {who} can offer this turn to somebody.")
CANNOT_LEAD = _("{who} cannot facilitate this meeting: not a public member of the circle on that day.")
OFFERED = _("{mentions}: {who} offers you the turn of {day}. React with 👍 to this issue to take it.")
TURN_OVER = _("This turn is over: `/led` with a name says who facilitated.")
NO_SUCH_DATE = _("No meeting is planned on “{day}”: write the day of a coming one, as in `/take {example}`.")
IS_AWAY = _("{who} is away on {day}: ask somebody else.")
SAID_NO = _("{who} cannot come on {day}: ask somebody else.")
LEADS_ELSEWHERE = _("{who} leads {circle} at that time on {day}: ask somebody else.")
NOT_LED_YET = _("This meeting has not begun: who facilitated it is written afterwards.")


def call_facilitators(working: WorkingGroup, messages: Messages) -> None:
    """Call who is next for every confirmed meeting whose notice has come and whose turn nobody has.

    Whoever cannot come, or let the call lapse, gives the turn on first. Where a circle is silent nobody is called, nor
    by name before it has met once since it began with this program; who had enough messages waits some days.
    """
    for key in [str(event.key) for event in working.timeline.coming() if event.meeting]:
        _free_turn(working, key)
    for circle in working.group.circle_ids:
        for event in working.timeline.coming(circle):
            if _is_vacant(working, event) and working.turns.activity(circle).may_call:
                _call_next(working, event, event.meeting or Meeting(event.key), messages)


def apply_thumb(working: WorkingGroup, said: ThumbGiven) -> None:
    """Let a 👍 accept a turn, or take over what was offered; let a 👎 of who has the turn give it on."""
    key, member, swap = said.key, said.speaker, said.state.swap
    meeting = working.meeting(key)
    who, call = _speaks_for(working, key, member, said.said_at), current_call(meeting)
    if working.is_closed(key, said.said_at):
        return
    if said.reply is ReactionContent.MINUS_ONE:
        working.put(
            _declined(meeting, who, working.today) if who in current_facilitators(meeting) else meeting
        )
    elif swap and _is_offered(swap, meeting, member):
        if _is_able(working, key, member):
            _exchange(working, meeting, swap.giver, member)
    elif not meeting.facilitators and _is_able(working, key, who):
        was_called = (call and call.member == who) or _let_lapse(meeting, who)
        working.put(_given(working, meeting, who) if was_called else meeting)


def apply_mailed_turn(working: WorkingGroup, said: MailedTurn) -> None:
    """Let a mail accept a turn as long as nobody else has it, or give it on."""
    key, member, meeting = said.key, said.speaker, working.meeting(said.key)
    if working.is_closed(key):
        return
    has_it = member in current_facilitators(meeting)
    if not said.accepts:
        working.put(_declined(meeting, member, working.today) if has_it else meeting)
    elif (
        not meeting.facilitators
        and _is_able(working, key, member)
        and (has_it or _let_lapse(meeting, member))
    ):
        working.put(_given(working, meeting, member))


def handle_accept(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/yes` in a facilitator's issue: the turn is accepted, or taken over where it was offered."""
    member, meeting = _holder_meant(working, context), _open_meeting(working, context)
    swap = working.swaps.get(context.key, context.state.swap)
    if swap and _is_offered(swap, meeting, member):
        _exchange(working, meeting, swap.giver, member)
    elif member in meeting.facilitators:
        return
    elif member in current_facilitators(meeting) or (
        _let_lapse(meeting, member) and not meeting.facilitators
    ):
        _need_able(working, context.key, member)
        working.put(_given(working, meeting, member))
    else:
        raise rejected(NOT_CALLED, who=people(member))


def handle_pass(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/pass`: no reason is asked, and the next one is called."""
    member, meeting = _holder_meant(working, context), _open_meeting(working, context)
    if member in current_facilitators(meeting):
        working.put(_declined(meeting, member, working.today))
    elif not any(call.member == member and call.is_declined for call in meeting.called):
        raise rejected(NOT_CALLED, who=people(member))


def handle_take(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/take`, or `/take DATE`: a volunteer has the turn where nobody has accepted it; afterwards, they led."""
    member, key = context.speaker, _key_meant(working, context)
    if not context.command.rest and working.is_closed(key, context.said_at):
        handle_led(working, context)
        return
    meeting = working.meeting(key)
    others = tuple(who for who in meeting.facilitators if who != member)
    if others:
        raise rejected(ALREADY, who=people(*others))
    if member in meeting.facilitators:
        return
    _need_able(working, key, member)
    working.put(_given(working, meeting, member))


def handle_led(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/led`, or `/led NAME, NAME`: who really facilitated, however long ago, is credited with the turn."""
    event, meeting = working.event(context.key), working.meeting(context.key)
    if event is None or meeting.cancelled or event.starts_at > working.moment(context.said_at):
        raise rejected(NOT_LED_YET)
    named = need_members(working, context.command.rest, event.on, working.day(context.said_at))
    led = tuple(dict.fromkeys(named or [context.speaker]))
    there = meeting.present if meeting.present is not None else meeting.facilitators
    credited = tuple(who for who in meeting.facilitators if who in there and who not in led)
    if led != (context.speaker,) or credited:
        need_right(working, context, HAS_LED if credited else None, who=people(*credited))
    present = None if meeting.present is None else tuple(sorted({*meeting.present, *led}))
    if present != meeting.present:
        working.new_presence[context.key].add(present or ())
    working.put(replace(meeting, facilitators=led, present=present))


def handle_swap(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/swap @other`: the other is asked, and has the turn once they agree."""
    other = need_member(working, context.command.rest, working.day(context.said_at))
    meeting = _open_meeting(working, context)
    holding = current_facilitators(meeting)
    if context.speaker not in holding:
        if not holding:
            raise rejected(NOT_CALLED, who=people(context.speaker))
        need_right(working, context)
    giver = context.speaker if context.speaker in holding else holding[0]
    if other == giver:
        raise rejected(NOT_YOURS, who=people(giver))
    _need_able(working, context.key, other)
    _need_free(working, context.key, other)
    working.swaps[context.key] = Swap(giver, other)
    event = working.event(context.key)
    values = {"who": people(giver), "day": event.on if event else meeting.day}
    subject = Subject(Kind.FACILITATOR, context.key)
    working.comments.append(
        DesiredComment(subject, f"swap:{giver}:{other}", LazyText(OFFERED, values), (other,))
    )


def standing_swap(working: WorkingGroup, key: str, state: IssueState) -> Swap | None:
    """Return who offers a turn to whom, while the offer stands."""
    swap = working.swaps.get(key, state.swap)
    return swap if swap and swap.giver in current_facilitators(working.meeting(key)) else None


def _is_offered(swap: Swap, meeting: Meeting, member: str) -> bool:
    return swap.taker == member and swap.giver in current_facilitators(meeting)


def _free_turn(working: WorkingGroup, key: str) -> None:
    """Take the turn from who has left, is away or said no, and from who has not answered a call in time.

    What was said of coming undoes a turn until the meeting begins; a call lapses whenever a run sees it.
    """
    event, now = working.event(key), working.now.astimezone(ZoneInfo(working.group.settings.timezone))
    if event is None:
        return
    for who in current_facilitators(event.meeting) if event.starts_at > working.now else ():
        known, meeting = working.group.members.get(who), working.meeting(key)
        if known and not known.belongs(event.on):
            # A call from after the leaving is a contradiction that only a person can mend.
            if all(known.belongs(call.on) for call in meeting.called if call.member == who):
                working.put(_declined(meeting, who))
        elif (known and known.is_away(event.on)) or meeting.answers.get(who) is Answer.NO:
            working.put(_declined(meeting, who, working.today))
    meeting = working.meeting(key)
    call, is_heard = current_call(meeting), Subject(Kind.FACILITATOR, key) not in working.unheard
    if call and is_heard and not meeting.facilitators and has_lapsed(call, event, now):
        working.put(_declined(meeting, call.member, working.today, CallAnswer.LAPSED))


def _is_vacant(working: WorkingGroup, event: Event) -> bool:
    meeting = event.meeting
    soon = working.notice_has_come(event)
    waits = meeting is not None and meeting.present is None and not current_facilitators(meeting)
    return soon and waits and event.starts_at > working.now and not working.silent_since(event.circle)


def _call_next(working: WorkingGroup, event: Event, meeting: Meeting, messages: Messages) -> None:
    lead = working.turns.explain(str(event.key)).lead
    contact = contact_for(working, event, lead) if lead else ""
    if lead and (not contact or messages.left(contact) > 0):
        working.put(replace(meeting, called=(*meeting.called, Call(lead, working.today))))


def _holder_meant(working: WorkingGroup, context: CommandGiven) -> str:
    """Return for whom somebody answers: who passes a call on speaks for the one who was called."""
    if context.command.rest:
        return need_subject(working, context)
    return _speaks_for(working, context.key, context.speaker, context.said_at)


def _speaks_for(working: WorkingGroup, key: str, speaker: str, said_at: datetime) -> str:
    """Return who is meant by whoever says nobody's name; of a call that came later nobody has spoken."""
    event, meeting, said_on = working.event(key), working.meeting(key), working.day(said_at)
    having, later = current_facilitators(meeting), {c.member for c in meeting.called if c.on > said_on}
    if event is None or speaker in having:
        return speaker
    able = (who for who in having if who not in later)
    return next((who for who in able if contact_for(working, event, who) == speaker), speaker)


def _let_lapse(meeting: Meeting, member: str) -> bool:
    return any(call.member == member and call.answer is CallAnswer.LAPSED for call in meeting.called)


def _key_meant(working: WorkingGroup, context: CommandGiven) -> str:
    """Return the meeting that `/take` means: this one, or that of the day behind it."""
    said = context.command.rest.strip()
    if not said:
        return context.key
    here, day = working.event(context.key), parse_day(said)
    for event in working.timeline.coming(here.circle if here else ""):
        if day and day in {event.on, event.key.on}:
            return str(event.key)
    raise rejected(NO_SUCH_DATE, day=UserText(said), example=working.today.isoformat())


def _open_meeting(working: WorkingGroup, context: CommandGiven) -> Meeting:
    if working.is_closed(context.key, context.said_at):
        raise rejected(TURN_OVER)
    return working.meeting(context.key)


def _need_able(working: WorkingGroup, key: str, member: str) -> None:
    if not _is_able(working, key, member):
        raise rejected(CANNOT_LEAD, who=people(member))


def _need_free(working: WorkingGroup, key: str, member: str) -> None:
    """Raise the reason why somebody cannot take a turn over: away, said no, or at another table at that time."""
    event, known = working.event(key), working.group.members.get(member)
    if event is None or known is None:
        return
    values = {"who": people(member), "day": event.on}
    if known.is_away(event.on):
        raise rejected(IS_AWAY, **values)
    if event.meeting and event.meeting.answers.get(member) is Answer.NO:
        raise rejected(SAID_NO, **values)
    others = working.timeline.overlapping(event)
    other = next((one for one in others if member in current_facilitators(one.meeting)), None)
    if other:
        circle = UserText(working.group.name_of_circle(other.circle))
        raise rejected(LEADS_ELSEWHERE, circle=circle, **values)


def _is_able(working: WorkingGroup, key: str, member: str) -> bool:
    """Return whether somebody can facilitate a meeting: a public member of the circle on that day."""
    event, known = working.event(key), working.group.members.get(member)
    if event is None or known is None or not known.public or not known.belongs(event.on):
        return False
    return not event.circle or event.circle in known.circles


def _given(working: WorkingGroup, meeting: Meeting, member: str) -> Meeting:
    """Let a member have a turn; who had said no to the meeting comes after all."""
    current, called = current_call(meeting), meeting.called
    if current and current.member == member:
        accepted = replace(current, answer=CallAnswer.ACCEPTED)
        called = tuple(accepted if call is current else call for call in called)
    else:
        called = (*called, Call(member, working.today, CallAnswer.ACCEPTED))
    answers = dict(meeting.answers)
    if answers.get(member) is Answer.NO:
        answers[member] = Answer.YES
    return replace(meeting, called=called, facilitators=(member,), answers=answers)


def _declined(
    meeting: Meeting, member: str, today: date | None = None, how: CallAnswer = CallAnswer.PASSED
) -> Meeting:
    """Take a turn from a member; who gives it back uncalled is noted with `today`, and will not be called."""
    left = meeting.turned_down({member}, how)
    if today and not any(call.member == member for call in left.called):
        return replace(left, called=(*left.called, Call(member, today, how)))
    return left


def _exchange(working: WorkingGroup, meeting: Meeting, giver: str, taker: str) -> None:
    """Give a turn to who agreed to take it; the first turn to come of the taker's own goes the other way."""
    own = next(_turns_of(working, taker, meeting), None)
    working.put(_given(working, _declined(meeting, giver, working.today), taker))
    if own and _is_able(working, str(own.key), giver):
        working.put(_given(working, _declined(own, taker, working.today), giver))


def _turns_of(working: WorkingGroup, member: str, meeting: Meeting) -> Iterator[Meeting]:
    for event in working.timeline.coming(meeting.circle):
        if event.meeting and event.key != meeting.key and current_facilitators(event.meeting) == (member,):
            yield event.meeting
