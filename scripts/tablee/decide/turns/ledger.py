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
from functools import lru_cache
from math import lcm

from tablee.data.model import Group, Member, TurnRules
from tablee.decide.timeline import Event, Timeline
from tablee.decide.turns.turnout import PAST, Turnout, turnout

NOTHING = Fraction(0)
LATELY = 3
"""How many meetings back a member counts as somebody who comes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one meeting moved, in turns: `owed` by those who came and `served` by who facilitated; equal sums."""

    key: str
    on: date
    owed: Mapping[str, Fraction]
    served: Mapping[str, Fraction]


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
    """The running account of a circle while its meetings are added, oldest first."""

    def __init__(self, members: Iterable[Member], rules: TurnRules) -> None:
        """Open the account of a group's members; it remembers the turns after which somebody still rests."""
        self.rules = rules
        self.members = {member.id: member for member in members}
        self.owed: dict[str, Fraction] = {}
        self.served: dict[str, Fraction] = {}
        self.visits: dict[str, int] = {}
        self.last: dict[str, LastTurn] = {}
        self.lately: deque[tuple[str, ...]] = deque(maxlen=LATELY)
        self.turns: deque[Turnout] = deque(maxlen=rules.rest)
        shares = (entry.share for member in self.members.values() for entry in member.facilitates)
        self._unit = lcm(*(share.denominator for share in shares))

    def add(self, meeting: Turnout) -> Entry:
        """Book one meeting and return what it moved."""
        entry = self._entry(meeting)
        _book(self.owed, entry.owed)
        _book(self.served, entry.served)
        for who in meeting.came:
            self.visits[who] = self.visits.get(who, 0) + 1
        for who in meeting.led:
            self.last[who] = LastTurn(meeting.event, self.visits[who], self.owed.get(who, NOTHING))
        self.lately.append(meeting.came)
        if meeting.led:
            self.turns.append(meeting)
        return entry

    def balance(self, member: str) -> Fraction:
        """Return what a member owes, less what the member served, in turns."""
        return self.owed.get(member, NOTHING) - self.served.get(member, NOTHING)

    def _entry(self, meeting: Turnout) -> Entry:
        """Share one turn among those who came; without a facilitator, or anybody who owes, nothing moves."""
        on = meeting.event.on
        weights = {who: weight for who in meeting.came if (weight := self._weight(who, on))}
        total = sum(weights.values())
        owed: dict[str, Fraction] = {}
        served: dict[str, Fraction] = {}
        if meeting.led and total:
            owed = {who: _part(weight, total) for who, weight in weights.items()}
            served = dict.fromkeys(meeting.led, _part(1, len(meeting.led)))
        return Entry(str(meeting.event.key), on, owed, served)

    def _weight(self, who: str, on: date) -> int:
        """Return a member's share in whole units.

        Who is not public is never called and owes nothing, unless the file says otherwise of the past: whoever
        withdraws from the public page keeps the shares of the time before, so that no balance of others changes.
        """
        member = self.members[who]
        if not member.facilitates:
            return self._unit if member.public else 0
        return int(member.share(on) * self._unit)


def ledger(group: Group, line: Timeline, circle: str, before: date | None = None) -> Ledger:
    """Replay a circle's held and assumed meetings, those on days before `before` only where it is given.

    Every public member of the circle stands in it, with nothing where nothing happened. So does everybody who came:
    who is not public may be among them, which no page shows.
    """
    account = Account(group.members.values(), group.settings.turns)
    entries = [account.add(turnout(event, group.members)) for event in past(line, circle, before)]
    names = dict.fromkeys(member.id for member in group.members_of(circle) if member.public)
    who = sorted({*names, *account.visits})
    return Ledger(
        circle,
        balances={member: account.balance(member) for member in who},
        visits={member: account.visits.get(member, 0) for member in who},
        entries=tuple(entry for entry in entries if entry.served),
    )


def past(line: Timeline, circle: str, before: date | None = None) -> list[Event]:
    """Return a circle's held and assumed meetings, oldest first."""
    return [e for e in line.of(circle) if e.state in PAST and (before is None or e.on < before)]


def _book(account: dict[str, Fraction], amounts: Mapping[str, Fraction]) -> None:
    for who, amount in amounts.items():
        account[who] = account[who] + amount if who in account else amount


@lru_cache(maxsize=4096)
def _part(weight: int, total: int) -> Fraction:
    return Fraction(weight, total)
