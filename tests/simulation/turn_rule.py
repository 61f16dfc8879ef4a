"""Whose turn it is, by the rule of DESIGN section 6 alone: a short Fagin–Williams ledger beside the program's own.

Files know days, no hours: the ledger of a day holds the meetings of the days before, and whoever has a turn of today
or later counts as served. Rest is dropped first, but for the turns just before and after: two running come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from fractions import Fraction
from hashlib import sha256
from zoneinfo import ZoneInfo

from tablee.model import Group, Meeting, Member
from tablee.rules.event import Event, State
from tablee.rules.timeline import Timeline

LATELY = 3
_PAST = {State.HELD, State.ASSUMED}


@dataclass
class Books:
    """A circle's books as of a day."""

    balance: dict[str, Fraction] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=dict)
    came: list[tuple[str, ...]] = field(default_factory=list)
    turns: list[tuple[Event, tuple[str, ...]]] = field(default_factory=list)

    def add(self, group: Group, event: Event) -> None:
        """Book a meeting that took place: those who came owe one turn together, who led pays it."""
        came, led = _turnout(group, event)
        shares = {who: _share(group.members[who], event.on) for who in came}
        total = sum(shares.values(), Fraction(0))
        for who in came:
            self.visits[who] = self.visits.get(who, 0) + 1
            if led and total:
                self.balance[who] = self.balance.get(who, Fraction(0)) + shares[who] / total
        for who in led:
            if total:
                self.balance[who] = self.balance.get(who, Fraction(0)) - Fraction(1, len(led))
        self.came.append(came)
        if led:
            self.turns.append((event, led))


def find_lead(group: Group, line: Timeline, key: str) -> str:
    """Return who has to be called for a meeting whose turn is free; empty where nobody can be."""
    event = line.event(key)
    if event is None:
        return ""
    today = line.now.astimezone(ZoneInfo(group.settings.timezone)).date()
    return _lead(group, line, event, _coming_turns(group, line, event, today), today)


def _lead(
    group: Group, line: Timeline, event: Event, coming: list[tuple[Event, tuple[str, ...]]], today: date
) -> str:
    """Return the lead, where the turns of today and later are known."""
    books = Books()
    for other in line.of(event.circle):
        if other.state in _PAST and other.on < today:
            books.add(group, other)
    for _other, led in coming:
        for who in led:
            books.balance[who] = books.balance.get(who, Fraction(0)) - Fraction(1, len(led))
    able = [m for m in group.members_of(event.circle) if _is_able(m, event)]
    back = _named_for_return(able, event)
    return back or _highest(group, books, coming, event, [m for m in able if m.share(event.on)])


def _coming_turns(
    group: Group, line: Timeline, event: Event, today: date
) -> list[tuple[Event, tuple[str, ...]]]:
    """Return the other turns of today or later that somebody has.

    An earlier date whose turn is still free is called first, and so it counts as if it had been.
    """
    others = [
        other
        for other in line.of(event.circle)
        if other.key != event.key
        and other.state is not State.CANCELLED
        and not (other.state in _PAST and other.on < today)
    ]
    turns = [(other, _holders(other.meeting)) for other in others if _holders(other.meeting)]
    for other in line.coming(event.circle):
        led = _holders(other.meeting) or (other.meeting and other.meeting.present is not None)
        if _order(other) < _order(event) and not led:
            lead = _lead(group, line, other, list(turns), today)
            turns += [(other, (lead,))] if lead else []
    return turns


def _highest(
    group: Group,
    books: Books,
    coming: Sequence[tuple[Event, tuple[str, ...]]],
    event: Event,
    able: list[Member],
) -> str:
    rules = group.settings.turns
    known = sorted(
        [*books.turns[-rules.rest :], *coming] if rules.rest else [], key=lambda one: _order(one[0])
    )
    before = [led for other, led in known if _order(other) < _order(event)]
    after = [led for other, led in known if _order(other) > _order(event)]
    resting = {who for led in [*before[-rules.rest :], *after] for who in led}
    beside = {who for led in [*before[-1:], *after[:1]] for who in led}
    lately = {who for came in books.came[-LATELY:] for who in came}
    held_back = [
        {m.id for m in able if m.id in resting - beside},
        {m.id for m in able if m.id not in lately},
        {m.id for m in able if books.visits.get(m.id, 0) < LATELY},
        {m.id for m in able if m.id in beside},
    ]
    for dropped in range(len(held_back) + 1):
        kept = [m.id for m in able if not any(m.id in those for those in held_back[dropped:])]
        if kept:
            return min(kept, key=lambda who: (-books.balance.get(who, Fraction(0)), _hash(event, who)))
    return ""


def _is_able(member: Member, event: Event) -> bool:
    meeting = event.meeting
    said = meeting.answers.get(member.id) if meeting else None
    passed = {call.member for call in meeting.called if call.answer == "passed"} if meeting else set()
    away = any(span.covers(event.on) for span in member.away)
    return (
        member.public and member.belongs(event.on) and not away and said != "no" and member.id not in passed
    )


def _named_for_return(able: list[Member], event: Event) -> str:
    closure = event.slot.returns if event.slot else None
    return next((m.id for m in able if closure and m.id == closure.facilitator), "")


def _turnout(group: Group, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    meeting = event.meeting
    if meeting is None:
        return (), ()
    led: tuple[str, ...] = meeting.facilitators
    if meeting.present is not None:
        came = meeting.present
    else:
        came = tuple(who for who, said in meeting.answers.items() if said == "yes")
        led = led or tuple(call.member for call in meeting.called if call.answer == "accepted")
    known = tuple(who for who in dict.fromkeys((*came, *led)) if who in group.members)
    return known, tuple(who for who in dict.fromkeys(led) if who in group.members)


def _share(member: Member, on: date) -> Fraction:
    if not member.public and not member.facilitates:
        return Fraction(0)
    return member.share(on)


def _holders(meeting: Meeting | None) -> tuple[str, ...]:
    if meeting is None:
        return ()
    standing = [call.member for call in meeting.called if call.answer != "passed"]
    return meeting.facilitators or tuple(standing[-1:])


def _order(event: Event) -> tuple[object, str]:
    return event.starts_at.astimezone(UTC), str(event.key)


def _hash(event: Event, who: str) -> str:
    return sha256(f"{event.key}\n{who}".encode()).hexdigest()
