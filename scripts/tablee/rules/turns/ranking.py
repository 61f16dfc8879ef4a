"""Who may be called for a meeting, in which order, and why: active, willing and free that day; by balance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from tablee.model import Member
from tablee.rules.turns.ledger import Account
from tablee.rules.turns.rest import Rest
from tablee.rules.turns.vacancy import Taken, Vacancy


class Reason(StrEnum):
    """Why a member is not called for a meeting; the first one that applies is told."""

    OPTED_OUT = "opted-out"
    AWAY = "away"
    CANNOT_COME = "cannot-come"
    ASKED = "asked"
    BUSY = "busy"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One member of the ranking: the balance counts turns to come as served.

    `visits_since` counts from the last turn that was held, on `last_turn_on`, or from the first visit where there was
    none. `rest`: whether the member led or declined lately, and comes after the others.
    """

    member: str
    balance: Fraction
    visits_since: int
    last_turn_on: date | None
    rest: Rest = Rest.NONE


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a member is called for a meeting.

    `called` and `called_on` are the recorded call, empty where the rule only says who would be called. The lead of
    `ranked` comes first, then the others in order of call. `by_return`: the closure names who leads the meeting that
    ends it. `tie`: the lead's balance is also the next one's, and the lowest `tie_hash` decided. `skipped`: who was
    not ranked, by reason.
    """

    key: str
    called: str
    called_on: date | None
    ranked: tuple[Candidate, ...]
    skipped: Mapping[Reason, tuple[str, ...]]
    tie: bool
    by_return: bool

    @property
    def lead(self) -> str:
        """Who is to be called by the rule; empty where nobody can be."""
        return self.ranked[0].member if self.ranked else ""

    def stand_ins(self, facilitators: Sequence[str]) -> tuple[str, ...]:
        """Return the two next in line after those who have the turn."""
        return tuple(c.member for c in self.ranked if c.member not in facilitators)[:2]


def rank(
    members: Sequence[Member],
    asked: Vacancy,
    account: Account,
    taken: Taken,
    rests: Mapping[str, Rest],
    unfit: Callable[[Member], Reason | None],
) -> Explanation:
    """Rank the public members who belong on the meeting's day, and tell why the others are skipped.

    Turns already `taken` count as served; `unfit` tells who is busy elsewhere or not active.
    """
    there = [m for m in members if m.public and m.belongs(asked.event.on)]
    back, key = _returns(there, asked), str(asked.event.key)
    skipped = {m.id: why for m in there if m.id != back and (why := _reason(m, asked, unfit))}
    ahead: defaultdict[str, Fraction] = defaultdict(Fraction)
    for those in taken.values():
        for who in those:
            ahead[who] += Fraction(1, len(those))
    candidates = [_candidate(m.id, account, ahead, rests) for m in there if m.id not in skipped]
    ranked = sorted(candidates, key=lambda c: (c.member != back, c.rest, -c.balance, tie_hash(key, c.member)))
    reasons = dict.fromkeys(skipped.values())
    first, second = ranked[:2] if len(ranked) > 1 and not back else (None, None)
    return Explanation(
        key=key,
        called=asked.called,
        called_on=asked.called_on,
        ranked=tuple(ranked),
        skipped={w: tuple(sorted(who for who in skipped if skipped[who] is w)) for w in reasons},
        tie=bool(first and second and (first.rest, first.balance) == (second.rest, second.balance)),
        by_return=bool(back),
    )


def tie_hash(key: str, member: str) -> str:
    """Return what breaks a tie, lowest first: SHA-256, in hexadecimal, of the slot key, a line feed, the member."""
    return sha256(f"{key}\n{member}".encode()).hexdigest()


def _candidate(
    who: str, account: Account, ahead: Mapping[str, Fraction], rests: Mapping[str, Rest]
) -> Candidate:
    last_turn_on, visits_since = account.last_turn(who)
    balance = account.balance(who) - ahead[who] if who in ahead else account.balance(who)
    return Candidate(who, balance, visits_since, last_turn_on, rests.get(who, Rest.NONE))


def _reason(member: Member, asked: Vacancy, unfit: Callable[[Member], Reason | None]) -> Reason | None:
    """Return why a member is not asked; who was called that day had, then, neither refused nor left."""
    on = asked.event.on
    if member.id == asked.called:
        return None
    if not member.share(on):
        return Reason.OPTED_OUT
    if member.is_away(on):
        return Reason.AWAY
    if asked.is_refused_by(member.id):
        return Reason.CANNOT_COME
    return Reason.ASKED if member.id in asked.asked else unfit(member)


def _returns(there: Sequence[Member], asked: Vacancy) -> str:
    """Return who leads the meeting that ends a closure: the one whom it names, who can come and was not asked yet."""
    closure = asked.event.slot.returns if asked.event.slot else None
    named = next((m for m in there if closure and m.id == closure.facilitator), None)
    if named is None or named.id in asked.asked:
        return ""
    can_come = not (asked.is_refused_by(named.id) or named.is_away(asked.event.on))
    return named.id if can_come or named.id == asked.called else ""
