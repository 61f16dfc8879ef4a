"""Who may be called for a meeting, in which order, and why: active, willing and free that day; by balance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction
from hashlib import sha256

from tablee.model import Answer, Member
from tablee.rules.turns.ledger import Account
from tablee.rules.turns.vacancy import Taken, Vacancy


class Reason(StrEnum):
    """Why a member is not called for a meeting; the first one that applies is told."""

    OPTED_OUT = "opted-out"
    AWAY = "away"
    CANNOT_COME = "cannot-come"
    ASKED = "asked"
    BUSY = "busy"
    INACTIVE = "inactive"


class Rest(IntEnum):
    """How a member rests: who led one of the last meetings comes after the others, who declined a call after these."""

    NONE = 0
    LED = 1
    DECLINED = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts for one vacancy: the account, the turns to come as served, who rests, and who is not asked."""

    account: Account
    ahead: Mapping[str, Fraction]
    rests: Mapping[str, Rest]
    pool: tuple[str, ...]
    ruled_out: Mapping[str, Reason]

    def balance(self, member: str) -> Fraction:
        """Return a member's balance once the turns to come are served."""
        return self.account.balance(member) - self.ahead.get(member, Fraction(0))

    def rest(self, member: str) -> Rest:
        """Return whether a member rests."""
        return self.rests.get(member, Rest.NONE)

    def ranked(self, key: str) -> tuple[str, ...]:
        """Return the pool in the order of call."""
        return tuple(
            sorted(self.pool, key=lambda who: (self.rest(who), -self.balance(who), tie_hash(key, who)))
        )


def standing(
    members: Iterable[Member],
    asked: Vacancy,
    account: Account,
    turns: Sequence[Taken],
    rests: Mapping[str, Rest],
    unfit: Callable[[Member], Reason | None],
) -> Standing:
    """Judge every public member who belongs on the meeting's day.

    `turns` to come count as served; `unfit` tells who is busy elsewhere or not active.
    """
    there = [m for m in members if m.public and m.belongs(asked.event.on)]
    ruled_out = {m.id: why for m in there if (why := _ruled_out(m, asked, unfit))}
    pool = tuple(m.id for m in there if m.id not in ruled_out)
    return Standing(account, _ahead(turns), rests, pool, ruled_out)


def tie_hash(key: str, member: str) -> str:
    """Return what breaks a tie, lowest first: SHA-256, in hexadecimal, of the slot key, a line feed, the member."""
    return sha256(f"{key}\n{member}".encode()).hexdigest()


def _ruled_out(member: Member, asked: Vacancy, unfit: Callable[[Member], Reason | None]) -> Reason | None:
    """Return why a member is not asked; who was called that day had, then, neither refused nor left."""
    on, meeting = asked.event.on, asked.event.meeting
    if member.id == asked.called:
        return None
    if not member.share(on):
        return Reason.OPTED_OUT
    if member.is_away(on):
        return Reason.AWAY
    if meeting and meeting.answers.get(member.id) is Answer.NO:
        return Reason.CANNOT_COME
    return Reason.ASKED if member.id in asked.asked else unfit(member)


def _ahead(turns: Sequence[Taken]) -> dict[str, Fraction]:
    ahead: dict[str, Fraction] = {}
    for turn in turns:
        for who in turn.members:
            ahead[who] = ahead.get(who, Fraction(0)) + Fraction(1, len(turn.members))
    return ahead


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
    """Why a member is called for a meeting, read as of the day `as_of`.

    `called` and `called_on` are the recorded call, empty where the rule only says who would be called. The lead of
    `ranked` comes first, then the others in order of call. `by_return`: the closure names who leads the meeting that
    ends it. `tie`: the lead's balance is also the next one's, and the lowest `pool.tie_hash` decided. `skipped`: who
    was not ranked, by reason.
    """

    key: str
    circle: str
    on: date
    as_of: date
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


def explanation(members: Sequence[Member], asked: Vacancy, found: Standing) -> Explanation:
    """Explain a vacancy by what counts for it."""
    key, back = str(asked.event.key), _returns(members, asked)
    order = found.ranked(key)
    if back:
        order = (back, *(who for who in order if who != back))
    skipped: dict[Reason, list[str]] = {}
    for who, why in found.ruled_out.items():
        skipped.setdefault(why, []).extend([] if who == back else [who])
    return Explanation(
        key=key,
        circle=asked.event.circle,
        on=asked.event.on,
        as_of=asked.as_of,
        called=asked.called,
        called_on=asked.called_on,
        ranked=tuple(_candidate(who, found) for who in order),
        skipped={why: tuple(sorted(those)) for why, those in skipped.items() if those},
        tie=not back and _is_tie(order, found),
        by_return=bool(back),
    )


def _returns(members: Sequence[Member], asked: Vacancy) -> str:
    """Return who leads the meeting that ends a closure: the one whom it names, who can come and was not asked yet."""
    closure = asked.event.slot.returns if asked.event.slot else None
    named = next((m for m in members if closure and m.id == closure.facilitator and m.public), None)
    if named is None or named.id in asked.asked or not named.belongs(asked.event.on):
        return ""
    if named.id == asked.called:
        return named.id
    meeting = asked.event.meeting
    refused = meeting is not None and meeting.answers.get(named.id) is Answer.NO
    return "" if refused or named.is_away(asked.event.on) else named.id


def _candidate(who: str, found: Standing) -> Candidate:
    account = found.account
    last = account.last.get(who)
    visits = account.visits.get(who, 0)
    return Candidate(
        member=who,
        balance=found.balance(who),
        visits_since=visits - last.visits if last else visits,
        last_turn_on=last.event.on if last else None,
        rest=found.rest(who),
    )


def _is_tie(order: Sequence[str], found: Standing) -> bool:
    first, second = (*order[:2], "", "")[:2]
    same_rest = found.rest(first) == found.rest(second)
    return bool(second) and same_rest and found.balance(first) == found.balance(second)
