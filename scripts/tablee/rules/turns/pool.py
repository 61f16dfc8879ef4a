"""Who may be called for a meeting, and in which order: active, willing and free that day; by balance, then by hash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
