"""Whose turn it is, by the rule of DESIGN section 6 alone: a short Fagin–Williams ledger beside the program's own.

Files know days, no hours: the ledger of a day holds the meetings of the days before, and whoever has a turn of today
or later counts as served. Where the words leave open who is active or rests, several may be called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date
from fractions import Fraction
from hashlib import sha256
from zoneinfo import ZoneInfo

from simulation.activity_rule import PAST, find_active, is_empty
from tablee.model import Group, Meeting, Member
from tablee.rules.event import Event, State
from tablee.rules.timeline import Timeline

NOT_TAKEN = {"passed", "lapsed"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be called: how far down the order at best and at worst, and whether certainly active.

    First whether they rest (0, 1; 2 for who gave a turn back, which may come last), then what they owe, then the hash.
    """

    id: str
    best: tuple[int, Fraction, str]
    worst: tuple[int, Fraction, str]
    certain: bool


@dataclass
class Books:
    """A circle's balances as of a day."""

    balance: dict[str, Fraction] = field(default_factory=dict)

    def add(self, group: Group, event: Event) -> None:
        """Book a meeting that took place: those who came owe one turn together, who led pays it."""
        came, led = _turnout(group, event)
        shares = {who: _share(group.members[who], event.on) for who in came}
        total = sum(shares.values(), Fraction(0))
        if not total or not led:
            return
        for who, share in shares.items():
            self.balance[who] = self.balance.get(who, Fraction(0)) + share / total
        self.serve(led)

    def serve(self, led: tuple[str, ...]) -> None:
        """Let those who lead pay one turn together."""
        for who in led:
            self.balance[who] = self.balance.get(who, Fraction(0)) - Fraction(1, len(led))


def candidates(group: Group, timeline: Timeline, key: str) -> tuple[Candidate, ...]:
    """Return who can be called for a meeting whose turn is free."""
    event = timeline.event(key)
    if event is None:
        return ()
    today = timeline.now.astimezone(ZoneInfo(group.settings.timezone)).date()
    active, books = (
        find_active(group, timeline, event.circle, event.on),
        _books(group, timeline, event, today),
    )
    rests, may_rest = _resting(group, timeline, event)
    elsewhere = _first_elsewhere(group, timeline, event)
    may_rest |= set(elsewhere) if group.settings.turns.rest else set()
    found = []
    for member in group.members_of(event.circle):
        if member.id in active.possible and _is_free(timeline, member, event):
            owed, tie = -books.balance.get(member.id, Fraction(0)), _hash(event, member.id)
            found.append(
                Candidate(
                    member.id,
                    best=(int(member.id in rests), owed, tie),
                    worst=(2 * (member.id in may_rest), owed + elsewhere[member.id], tie),
                    certain=member.id in active.certain,
                )
            )
    return tuple(found)


def _first_elsewhere(group: Group, timeline: Timeline, event: Event) -> Counter[str]:
    """Return who is first for earlier meetings whose turns are free: the call waits, and the turn may count already.

    Who had enough messages is called some days later. The words leave open whether such a turn is theirs by then.
    """
    found: Counter[str] = Counter()
    for other in timeline.coming(event.circle):
        is_free = other.starts_at > timeline.now and not current_facilitators(other.meeting)
        if is_free and _order(other) < _order(event):
            able = candidates(group, timeline, str(other.key))
            found.update(c.id for c in able if may_be_called(able, c.id))
    return found


def may_be_called(found: tuple[Candidate, ...], who: str) -> bool:
    """Say whether somebody may be next: nobody who certainly can comes before in every reading of the words."""
    one = next((c for c in found if c.id == who), None)
    return one is not None and not any(c.certain and c.worst < one.best for c in found if c is not one)


def named_for_return(group: Group, event: Event) -> str:
    """Return who facilitates the return from a break, if the break's entry names somebody."""
    closure = event.slot.returns if event.slot else None
    return closure.facilitator if closure and closure.facilitator in group.members else ""


def current_facilitators(meeting: Meeting | None) -> tuple[str, ...]:
    """Return who has a turn, by having accepted it or by a call that stands."""
    if meeting is None:
        return ()
    standing = [call.member for call in meeting.called if call.answer not in NOT_TAKEN]
    return meeting.facilitators or tuple(standing[-1:])


def balances(group: Group, timeline: Timeline, circle: str) -> dict[str, Fraction]:
    """Return each member's balance from the meetings that took place."""
    books = Books()
    for event in timeline.of(circle):
        if event.state in PAST:
            books.add(group, event)
    return books.balance


def _books(group: Group, timeline: Timeline, event: Event, today: date) -> Books:
    books = Books()
    for other in timeline.of(event.circle):
        if other.key == event.key or other.state is State.CANCELLED:
            continue
        if other.state in PAST and other.on < today:
            books.add(group, other)
        else:
            books.serve(current_facilitators(other.meeting))
    return books


def _resting(group: Group, timeline: Timeline, event: Event) -> tuple[set[str], set[str]]:
    """Return who certainly rests: led, passed or let lapse one of the last meetings; and who may, read more widely.

    The words leave open whether a meeting to which nobody came is one of the last.
    """
    rest = group.settings.turns.rest
    others = [e for e in timeline.of(event.circle) if e.key != event.key and e.state is not State.CANCELLED]
    before = [e for e in others if _order(e) < _order(event)]
    lived = [e for e in before if e.meeting and not (e.state in PAST and is_empty(e))]
    if not rest:
        return set(), set()
    certain = {who for e in before[-rest:] for who in _tired(group, e)}
    certain &= {who for e in lived[-rest:] for who in _tired(group, e)}
    wide = [e for e in others if e.meeting and (e not in before or e in before[-rest:] or e in lived[-rest:])]
    return certain, {who for e in wide for who in (*_tired(group, e), *_named(e))}


def _tired(group: Group, event: Event) -> set[str]:
    """Return who led a meeting, or will, and who gave its turn back."""
    given_back = {c.member for c in event.meeting.called if c.answer in NOT_TAKEN} if event.meeting else set()
    led = _turnout(group, event)[1] if event.state in PAST else current_facilitators(event.meeting)
    return given_back | set(led)


def _named(event: Event) -> set[str]:
    meeting = event.meeting
    return {*meeting.facilitators, *(call.member for call in meeting.called)} if meeting else set()


def _is_free(timeline: Timeline, member: Member, event: Event) -> bool:
    meeting = event.meeting
    said = meeting.answers.get(member.id) if meeting else None
    asked = {call.member for call in meeting.called} if meeting else set()
    away = any(span.covers(event.on) for span in member.away)
    willing = member.public and member.belongs(event.on) and bool(member.share(event.on))
    return (
        willing
        and not away
        and said != "no"
        and member.id not in asked
        and not _is_busy(timeline, member, event)
    )


def _is_busy(timeline: Timeline, member: Member, event: Event) -> bool:
    """Say whether somebody leads, or comes to, another circle's meeting at that time."""
    return any(
        other.circle != event.circle
        and (
            member.id in current_facilitators(other.meeting) or other.meeting.answers.get(member.id) == "yes"
        )
        for other in overlapping(timeline, event)
        if other.meeting
    )


def overlapping(timeline: Timeline, event: Event) -> Iterator[Event]:
    """Yield the other meetings at the same time."""
    others = (
        other for other in timeline.events if other.key != event.key and other.state is not State.CANCELLED
    )
    yield from (o for o in others if o.starts_at < event.ends_at and event.starts_at < o.ends_at)


def _turnout(group: Group, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    meeting = event.meeting
    if meeting is None:
        return (), ()
    led: tuple[str, ...] = meeting.facilitators
    if meeting.present is not None:
        came = meeting.present
        led = tuple(who for who in led if who in came)
    else:
        led = led or tuple(call.member for call in meeting.called if call.answer == "accepted")
        came = (*(who for who, said in meeting.answers.items() if said == "yes"), *led)
    known = tuple(who for who in dict.fromkeys(came) if who in group.members)
    return known, tuple(who for who in dict.fromkeys(led) if who in group.members)


def _share(member: Member, on: date) -> Fraction:
    if not member.public and not member.facilitates:
        return Fraction(0)
    return member.share(on)


def _order(event: Event) -> tuple[object, str]:
    return event.starts_at.astimezone(UTC), str(event.key)


def _hash(event: Event, who: str) -> str:
    return sha256(f"{event.key}\n{who}".encode()).hexdigest()
