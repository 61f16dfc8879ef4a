"""Who may be called for a meeting: what rules a member out, what may be dropped, and the order of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache
from hashlib import sha256

from tablee.model import Answer, Member
from tablee.rules.turns.ledger import Account
from tablee.rules.turns.vacancy import Taken, Vacancy, order

ENOUGH = 3
"""The lead and two stand-ins."""


class Reason(StrEnum):
    """Why a member is not called for a meeting; the first one that applies is told.

    The first four rule a member out, who is then only counted, never named. The others are conditions; who is
    adjacent is resting as well, so that reason is never told.
    """

    OPTED_OUT = "opted-out"
    AWAY = "away"
    CANNOT_COME = "cannot-come"
    PASSED = "passed"
    RESTING = "resting"
    NEWCOMER = "newcomer"
    ABSENT = "absent"
    ADJACENT = "adjacent"


class Condition(StrEnum):
    """What is dropped, in this order, while nobody is left to call.

    Rest is dropped first, but for the turns just before and after the meeting: two running is the last resort. A
    young group, where hardly anybody has the visits, would else call the same person again and again.
    """

    REST = "rest"
    PRESENCE = "presence"
    VISITS = "visits"
    PAUSE = "pause"


HELD_BACK = (Reason.RESTING, Reason.NEWCOMER, Reason.ABSENT)
"""The conditions, as they are told where several hold."""

_CONDITIONAL = (*HELD_BACK, Reason.ADJACENT)

LIFTS = {
    Condition.REST: Reason.RESTING,
    Condition.PRESENCE: Reason.ABSENT,
    Condition.VISITS: Reason.NEWCOMER,
    Condition.PAUSE: Reason.ADJACENT,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts for one vacancy: the account, the turns to come as served, and why each member is held back, if so.

    `held_back` has every member who could be asked; an empty set for who meets every condition.
    """

    account: Account
    ahead: Mapping[str, Fraction]
    held_back: Mapping[str, frozenset[Reason]]
    ruled_out: Mapping[str, Reason]
    _balances: dict[str, Fraction] = field(default_factory=dict, init=False, repr=False, compare=False)

    def balance(self, member: str) -> Fraction:
        """Return a member's balance once the turns to come are served; it is worked out once."""
        if member not in self._balances:
            balance = self.account.balance(member)
            self._balances[member] = balance - self.ahead[member] if member in self.ahead else balance
        return self._balances[member]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order of call: the first `pool_size` met all conditions but those `dropped`; the others only stand in."""

    members: tuple[str, ...]
    dropped: tuple[Condition, ...]
    pool_size: int


def standing(members: Iterable[Member], account: Account, asked: Vacancy, turns: Sequence[Taken]) -> Standing:
    """Judge every public member who belongs on the meeting's day; `turns` to come count as served."""
    there = [m for m in members if m.public and m.belongs(asked.event.on)]
    ruled_out = {m.id: why for m in there if (why := _ruled_out(m, asked))}
    askable = [m.id for m in there if m.id not in ruled_out]
    return Standing(
        account=account,
        ahead=_ahead(turns),
        held_back=_held_back(askable, account, asked, turns),
        ruled_out=ruled_out,
    )


def rank(found: Standing, key: str) -> Ranking:
    """Rank by balance, dropping conditions while nobody is left, and further ones while stand-ins are missing."""
    lifted: set[Reason] = set()
    dropped: list[Condition] = []
    ranked = _admitted(found, lifted, key, ())
    pool, needed = len(ranked), 0
    for condition, reason in LIFTS.items():
        if len(ranked) >= ENOUGH:
            break
        lifted.add(reason)
        dropped.append(condition)
        ranked += _admitted(found, lifted, key, ranked)
        if not pool:
            pool, needed = len(ranked), len(dropped)
    return Ranking(tuple(ranked), tuple(dropped[:needed]), pool)


def tie_hash(key: str, member: str) -> str:
    """Return what breaks a tie, lowest first: SHA-256, in hexadecimal, of the slot key, a line feed, the member."""
    return sha256(f"{key}\n{member}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Tired:
    """Who rests: `adjacent` from the turns just before and after the meeting, `resting` from these and more."""

    resting: frozenset[str] = frozenset()
    adjacent: frozenset[str] = frozenset()


def _tired(account: Account, asked: Vacancy, turns: Sequence[Taken]) -> _Tired:
    """Return who facilitated one of the last turns before the meeting, or is already called for a later one."""
    rest = account.rules.rest
    if not rest:
        return _Tired()
    known = [Taken(turn.event, turn.led) for turn in account.turns] + list(turns)
    known.sort(key=lambda turn: order(turn.event))
    before = [turn for turn in known if order(turn.event) < order(asked.event)]
    after = known[len(before) :]
    return _Tired(_who(before[-rest:] + after), _who(before[-1:] + after[:1]))


def _who(turns: Sequence[Taken]) -> frozenset[str]:
    return frozenset(member for turn in turns for member in turn.members)


def _ruled_out(member: Member, asked: Vacancy) -> Reason | None:
    """Say what rules a member out for good; who was called that day had, then, neither refused nor left."""
    on, meeting = asked.event.on, asked.event.meeting
    if member.id == asked.called:
        return None
    if not member.share(on):
        return Reason.OPTED_OUT
    if member.is_away(on):
        return Reason.AWAY
    if meeting and meeting.answers.get(member.id) is Answer.NO:
        return Reason.CANNOT_COME
    return Reason.PASSED if member.id in asked.passed else None


def _held_back(
    askable: Sequence[str], account: Account, asked: Vacancy, turns: Sequence[Taken]
) -> dict[str, frozenset[Reason]]:
    tired = _tired(account, asked, turns)
    lately = {who for came in account.lately for who in came}
    everybody = frozenset(askable)
    visits, enough = account.visits, account.rules.visits_first
    new = {who for who in everybody if visits.get(who, 0) < enough}
    absent, resting, adjacent = everybody - lately, tired.resting, tired.adjacent
    return {who: _reasons(who in resting, who in new, who in absent, who in adjacent) for who in askable}


@cache
def _reasons(*holds: bool) -> frozenset[Reason]:
    """Return which of the four reasons hold: sixteen sets serve thousands of members."""
    return frozenset(reason for reason, is_held in zip(_CONDITIONAL, holds, strict=True) if is_held)


def _ahead(turns: Sequence[Taken]) -> dict[str, Fraction]:
    ahead: dict[str, Fraction] = {}
    for turn in turns:
        for who in turn.members:
            ahead[who] = ahead.get(who, Fraction(0)) + Fraction(1, len(turn.members))
    return ahead


def _admitted(found: Standing, lifted: set[Reason], key: str, ranked: Sequence[str]) -> list[str]:
    """Return, in order of call, those who are not ranked yet and meet every condition that still stands."""
    pool = [who for who, reasons in found.held_back.items() if reasons <= lifted and who not in ranked]
    return sorted(pool, key=lambda who: (-found.balance(who), tie_hash(key, who)))
