"""What each meeting moves in a circle's ledger, worked out once: what is past stays from one run to the next.

Fagin and Williams, "A Fair Carpool Scheduling Algorithm", IBM J. Res. Dev. 27 (1983). Exact fractions: rounded
numbers would one day name somebody else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import lcm

from tablee.model import Group, Member
from tablee.rules.timeline import Event, Timeline
from tablee.rules.turns.turnout import PAST, Turnout, turnout


@dataclass(frozen=True, slots=True)
class Entry:
    """What one meeting moved, in turns: `owed` by those who came and `served` by who facilitated; equal sums."""

    key: str
    on: date
    owed: Mapping[str, Fraction]
    served: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Booking:
    """A held or assumed meeting: who came and who led, and what that moved.

    The same once more in whole numbers, quicker to add up: `weights` are the parts of `total` that each owes.
    """

    turnout: Turnout
    entry: Entry
    weights: Mapping[str, int]
    total: int


_KEPT: deque[tuple[Mapping[str, Member], tuple[Booking, ...]]] = deque(maxlen=8)
"""The last bookings, and the members who were known: a meeting that is the very same is not booked again."""


def bookings(group: Group, line: Timeline, circle: str) -> tuple[Booking, ...]:
    """Book a circle's held and assumed meetings, oldest first.

    Each shares one turn among those who came; without a facilitator, or anybody who owes, nothing moves.
    """
    events, before = past(line, circle), _kept(group.members, circle)
    known = {id(booking.turnout.event): booking for booking in before}
    if len(events) == len(before) and all(id(event) in known for event in events):
        return before
    unit = lcm(*(entry.share.denominator for m in group.members.values() for entry in m.facilitates))
    made = tuple(known.get(id(event)) or _book(event, group.members, unit) for event in events)
    if made:
        _KEPT.append((group.members, made))
    return made


def past(line: Timeline, circle: str) -> list[Event]:
    """Return a circle's held and assumed meetings, oldest first."""
    return [event for event in line.of(circle) if event.state in PAST]


def _kept(members: Mapping[str, Member], circle: str) -> tuple[Booking, ...]:
    for of_members, made in reversed(_KEPT):
        if of_members is members and made[0].turnout.event.circle == circle:
            return made
    return ()


def _book(event: Event, members: Mapping[str, Member], unit: int) -> Booking:
    meeting = turnout(event, members)
    weights = {who: weight for who in meeting.came if (weight := _weight(members[who], event.on, unit))}
    total = sum(weights.values())
    if not meeting.led or not total:
        return Booking(meeting, Entry(str(event.key), event.on, {}, {}), {}, 1)
    owed = {who: _part(weight, total) for who, weight in weights.items()}
    served = dict.fromkeys(meeting.led, _part(1, len(meeting.led)))
    return Booking(meeting, Entry(str(event.key), event.on, owed, served), weights, total)


def _weight(member: Member, on: date, unit: int) -> int:
    """Return a member's share in whole units.

    Who is not public is never called and owes nothing, unless the file says otherwise of the past: whoever withdraws
    from the public page keeps the shares of the time before, so that no balance of others changes.
    """
    if not member.facilitates:
        return unit if member.public else 0
    return int(member.share(on) * unit)


@lru_cache(maxsize=4096)
def _part(weight: int, total: int) -> Fraction:
    return Fraction(weight, total)
