"""The Fagin–Williams ledger: who comes owes a share of the meeting's one turn, who facilitates pays it.

Fagin and Williams, "A Fair Carpool Scheduling Algorithm", IBM J. Res. Dev. 27 (1983). Exact fractions: rounded
numbers would one day name somebody else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from tablee.model import Group, Member
from tablee.rules.activity import Activity
from tablee.rules.silence import cadence
from tablee.rules.timeline import Event, Timeline
from tablee.rules.turnout import Turnout, is_empty, past, turnout


@dataclass(frozen=True, slots=True)
class Entry:
    """What one meeting moved: one turn, owed by those who came and served by who facilitated.

    `weights` are the parts of `total` that each owes: whole numbers, quick to add up. Where it is 0 nothing moves.
    """

    turnout: Turnout
    weights: Mapping[str, int]
    total: int

    @property
    def served(self) -> Mapping[str, Fraction]:
        """The part of each who led."""
        return dict.fromkeys(self.turnout.led if self.total else (), Fraction(1, len(self.turnout.led) or 1))


@dataclass(frozen=True, slots=True)
class Ledger:
    """A circle's ledger: each member's balance (owed less served; all add up to 0) and number of visits."""

    circle: str
    balances: Mapping[str, Fraction]
    visits: Mapping[str, int]
    entries: tuple[Entry, ...]


class Past:
    """The held and assumed meetings of a circle, entered once; coming meetings change nothing of it.

    Balances are counted in whole parts of a turn, so many to one that all that is entered can be told exactly.
    """

    def __init__(self, group: Group, timeline: Timeline, circle: str) -> None:
        """Enter a circle's meetings, oldest first: each shares one turn among those who came."""
        unit = lcm(*(entry.share.denominator for m in group.members.values() for entry in m.facilitates))
        met = [turnout(event, group.members) for event in past(timeline, circle)]
        self.entries = tuple(_entry(there, group.members, unit) for there in met)
        self.days = [there.event.on for there in met]
        self.parts = lcm(*{n for one in self.entries if one.total for n in (one.total, len(one.turnout.led))})
        rhythm = group.rhythm(circle) if circle in group.circle_ids else ()
        self._usual = cadence(rhythm, self.days, timeline.now.date())
        self._met = [there for there in met if _was_lived(there.event)]
        self._seen: defaultdict[str, list[date]] = defaultdict(list)
        for there in self._met:
            for who in {*there.came, *there.event.answers}:
                self._seen[who].append(there.event.on)
        self.balances: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self.came: defaultdict[str, list[int]] = defaultdict(list)
        self.led: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            self._add(number, entry)

    def _add(self, number: int, entry: Entry) -> None:
        for who in entry.turnout.came:
            self.came[who].append(number)
        for who in entry.turnout.led:
            self.led[who].append(number)
        moved = {who: weight * self.parts // entry.total for who, weight in entry.weights.items()}
        for who in entry.served:
            moved[who] = moved.get(who, 0) - self.parts // len(entry.turnout.led)
        for who, parts in moved.items():
            before = self.balances[who]
            before.append((number, parts + (before[-1][1] if before else 0)))

    def before(self, day: date) -> tuple[Account, Activity]:
        """Return the account and the activity of the meetings before a day."""
        met = self._met[: bisect_left(self._met, day, key=lambda there: there.event.on)]
        return Account(self, bisect_left(self.days, day)), Activity(met, day, self._seen, self._usual)


@dataclass(frozen=True, slots=True)
class Account:
    """The account of a circle after its first `number` meetings."""

    past: Past
    number: int

    def balance(self, member: str) -> Fraction:
        """Return what a member owes, less what the member served, in turns."""
        moved = self.past.balances.get(member, [])
        at = bisect_left(moved, (self.number,))
        return Fraction(moved[at - 1][1] if at else 0, self.past.parts)

    def visits(self, member: str) -> int:
        """Return to how many meetings a member came."""
        return bisect_left(self.past.came.get(member, []), self.number)

    def last_turn(self, member: str) -> tuple[date | None, int]:
        """Return when a member last led (None: never), and the number of visits since."""
        led, visits = self.past.led.get(member, []), self.visits(member)
        at = bisect_left(led, self.number)
        if not at:
            return None, visits
        last = led[at - 1]
        return self.past.days[last], visits - bisect_left(self.past.came[member], last + 1)


def ledger(group: Group, circle: str, past: Past) -> Ledger:
    """Return a circle's ledger after its held and assumed meetings.

    Every public member of the circle stands in it, with nothing where nothing happened. So does everybody who came:
    who is not public may be among them, which no page shows.
    """
    account, _activity = past.before(date.max)
    names = {member.id for member in group.members_of(circle) if member.public}
    who = sorted(names.union(past.came))
    return Ledger(
        circle,
        balances={member: account.balance(member) for member in who},
        visits={member: account.visits(member) for member in who},
        entries=tuple(one for one in past.entries if one.total),
    )


def _was_lived(event: Event) -> bool:
    """Return whether people wrote anything of a meeting; a list with nobody on it says that nobody came."""
    return not is_empty(event) and event.meeting is not None and event.meeting.present != ()


def _entry(there: Turnout, members: Mapping[str, Member], unit: int) -> Entry:
    on = there.event.on
    came: Iterable[str] = there.came if there.led else ()
    weights = {who: weight for who in came if (weight := _weight(members[who], on, unit))}
    return Entry(there, weights, sum(weights.values()))


def _weight(member: Member, on: date, unit: int) -> int:
    """Return a member's share in whole units.

    Who is not public is never called and owes nothing, unless the file says otherwise of the past: whoever withdraws
    from the public page keeps the shares of the time before, so that no balance of others changes.
    """
    if not member.facilitates:
        return unit if member.public else 0
    return int(member.share(on) * unit)
