"""The Fagin–Williams ledger: who comes owes a share of the meeting's one turn, who facilitates pays it.

Fagin and Williams, "A Fair Carpool Scheduling Algorithm", IBM J. Res. Dev. 27 (1983). Exact fractions: rounded
numbers would one day name somebody else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import lcm

from tablee.model import Group, Member
from tablee.rules.activity import Activity, begin_activity
from tablee.rules.timeline import Event, Timeline
from tablee.rules.turnout import Turnout, past, turnout


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


@dataclass(frozen=True, slots=True)
class Ledger:
    """A circle's ledger: each member's balance (owed less served; all add up to 0) and number of visits."""

    circle: str
    balances: Mapping[str, Fraction]
    visits: Mapping[str, int]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LastTurn:
    """The last meeting that a member facilitated, and the number of visits by then."""

    event: Event
    visits: int


class Account:
    """The running account of a circle while its meetings are added, oldest first.

    It counts in whole parts of a turn, so many to one that all that is booked can be told exactly.
    """

    def __init__(self, booked: Iterable[Booking]) -> None:
        """Open an account for bookings to come."""
        self._parts = lcm(*{n for one in booked for n in (one.total, len(one.entry.served) or 1)})
        self._owed: dict[str, int] = {}
        self._served: dict[str, int] = {}
        self.visits: dict[str, int] = {}
        self.last: dict[str, LastTurn] = {}

    def copy(self) -> Account:
        """Return an account of its own that stands where this one does."""
        other = Account(())
        other._parts = self._parts
        other._owed, other._served = dict(self._owed), dict(self._served)
        other.visits, other.last = dict(self.visits), dict(self.last)
        return other

    def add(self, booking: Booking) -> None:
        """Add one meeting."""
        meeting = booking.turnout
        parts = self._parts // booking.total
        for who, weight in booking.weights.items():
            self._owed[who] = self._owed.get(who, 0) + weight * parts
        for who in booking.entry.served:
            self._served[who] = self._served.get(who, 0) + self._parts // len(booking.entry.served)
        for who in meeting.came:
            self.visits[who] = self.visits.get(who, 0) + 1
        for who in meeting.led:
            self.last[who] = LastTurn(meeting.event, self.visits[who])

    def balance(self, member: str) -> Fraction:
        """Return what a member owes, less what the member served, in turns."""
        return Fraction(self._owed.get(member, 0) - self._served.get(member, 0), self._parts)


def bookings(group: Group, timeline: Timeline, circle: str) -> tuple[Booking, ...]:
    """Book a circle's held and assumed meetings, oldest first.

    Each shares one turn among those who came; without a facilitator, or anybody who owes, nothing moves.
    """
    unit = lcm(*(entry.share.denominator for m in group.members.values() for entry in m.facilitates))
    return tuple(
        _book(turnout(event, group.members), group.members, unit) for event in past(timeline, circle)
    )


def ledger(group: Group, timeline: Timeline, circle: str, before: date | None = None) -> Ledger:
    """Replay a circle's held and assumed meetings, those on days before `before` only where it is given.

    Every public member of the circle stands in it, with nothing where nothing happened. So does everybody who came:
    who is not public may be among them, which no page shows.
    """
    booked = [one for one in bookings(group, timeline, circle) if before is None or one.entry.on < before]
    account = Account(booked)
    for one in booked:
        account.add(one)
    names = dict.fromkeys(member.id for member in group.members_of(circle) if member.public)
    who = sorted({*names, *account.visits})
    return Ledger(
        circle,
        balances={member: account.balance(member) for member in who},
        visits={member: account.visits.get(member, 0) for member in who},
        entries=tuple(one.entry for one in booked if one.entry.served),
    )


def _book(meeting: Turnout, members: Mapping[str, Member], unit: int) -> Booking:
    key, on = str(meeting.event.key), meeting.event.on
    weights = {who: weight for who in meeting.came if (weight := _weight(members[who], on, unit))}
    total = sum(weights.values())
    if not meeting.led or not total:
        return Booking(meeting, Entry(key, on, {}, {}), {}, 1)
    owed = {who: _part(weight, total) for who, weight in weights.items()}
    served = dict.fromkeys(meeting.led, _part(1, len(meeting.led)))
    return Booking(meeting, Entry(key, on, owed, served), weights, total)


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


KEPT = 12
"""The states before so many last meetings are kept on the way: that is where most questions are asked."""


class Past:
    """The held and assumed meetings of a circle, booked once; coming meetings change nothing of it."""

    def __init__(self, group: Group, timeline: Timeline, circle: str) -> None:
        self._booked = bookings(group, timeline, circle)
        self._days = [one.entry.on for one in self._booked]
        self._states = {0: (Account(self._booked), begin_activity(group, timeline, circle))}

    def before(self, day: date) -> tuple[Account, Activity]:
        """Return the account and the activity of the meetings before a day; they are not for changing."""
        number = bisect_left(self._days, day)
        done = max(known for known in self._states if known <= number)
        while done < number:
            account, activity = self._states[done][0].copy(), self._states[done][1].copy()
            stop = min(number, max(done + 1, len(self._booked) - KEPT))
            for booking in self._booked[done:stop]:
                account.add(booking)
                activity.add(booking.turnout)
            done = stop
            self._states[done] = account, activity
        return self._states[number]
