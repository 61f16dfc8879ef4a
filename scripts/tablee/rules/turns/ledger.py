"""The Fagin–Williams ledger: who comes owes a share of the meeting's one turn, who facilitates pays it.

Fagin and Williams, "A Fair Carpool Scheduling Algorithm", IBM J. Res. Dev. 27 (1983). Exact fractions: rounded
numbers would one day name somebody else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from tablee.model import Group, TurnRules
from tablee.rules.timeline import Event, Timeline
from tablee.rules.turns.bookings import Booking, Entry, bookings
from tablee.rules.turns.turnout import Turnout

LATELY = 3
"""How many meetings back a member counts as somebody who comes."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A circle's ledger: each member's balance (owed less served; all add up to 0) and number of visits."""

    circle: str
    balances: Mapping[str, Fraction]
    visits: Mapping[str, int]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LastTurn:
    """The last meeting that a member facilitated, and what stood in the account after it."""

    event: Event
    visits: int
    owed: Fraction


class Account:
    """The running account of a circle while its meetings are added, oldest first.

    It counts in whole parts of a turn, so many to one that all that is booked can be told exactly.
    """

    def __init__(self, rules: TurnRules, booked: Iterable[Booking]) -> None:
        """Open an account for bookings to come; it remembers the turns after which somebody still rests."""
        self.rules = rules
        self._parts = lcm(*{n for one in booked for n in (one.total, len(one.entry.served) or 1)})
        self._owed: dict[str, int] = {}
        self._served: dict[str, int] = {}
        self.visits: dict[str, int] = {}
        self.last: dict[str, LastTurn] = {}
        self.lately: deque[tuple[str, ...]] = deque(maxlen=LATELY)
        self.turns: deque[Turnout] = deque(maxlen=rules.rest)

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
            self.last[who] = LastTurn(meeting.event, self.visits[who], self.owed(who))
        self.lately.append(meeting.came)
        if meeting.led:
            self.turns.append(meeting)

    def owed(self, member: str) -> Fraction:
        """Return what a member owes, in turns."""
        return Fraction(self._owed.get(member, 0), self._parts)

    def balance(self, member: str) -> Fraction:
        """Return what a member owes, less what the member served, in turns."""
        return Fraction(self._owed.get(member, 0) - self._served.get(member, 0), self._parts)


def ledger(group: Group, line: Timeline, circle: str, before: date | None = None) -> Ledger:
    """Replay a circle's held and assumed meetings, those on days before `before` only where it is given.

    Every public member of the circle stands in it, with nothing where nothing happened. So does everybody who came:
    who is not public may be among them, which no page shows.
    """
    booked = [one for one in bookings(group, line, circle) if before is None or one.entry.on < before]
    account = Account(group.settings.turns, booked)
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
