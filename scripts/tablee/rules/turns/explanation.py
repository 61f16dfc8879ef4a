"""Why somebody is called for a meeting: the ranking with its numbers, and who was skipped for which reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tablee.model import Answer, Member
from tablee.rules.turns.ledger import Account
from tablee.rules.turns.pool import HELD_BACK, Condition, Ranking, Reason, Standing, rank, standing
from tablee.rules.turns.vacancy import Taken, Vacancy


@dataclass(frozen=True, slots=True)
class Candidate:
    """One member of the ranking: the balance counts turns to come as served.

    `visits_since` and `owed_since` count from the last turn that was held, which `last_turn` (a slot key) and
    `last_turn_on` tell, or from the first visit where there was none.
    """

    member: str
    balance: Fraction
    visits_since: int
    owed_since: Fraction
    last_turn: str | None
    last_turn_on: date | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a member is called for a meeting, read as of the day `as_of`.

    `called` and `called_on` are the recorded call, empty where the rule only says who would be called. The lead of
    `ranked` comes first, then the others in order of call. `by_return`: the closure names who leads the meeting that
    ends it. `tie`: the lead's balance is also the next one's, and the lowest `pool.tie_hash` decided. `relaxed`: the
    conditions dropped because nobody met them all. `skipped`: who was not ranked, by reason.
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
    relaxed: tuple[Condition, ...]
    by_return: bool

    @property
    def lead(self) -> str:
        """Who is to be called by the rule; empty where nobody can be."""
        return self.ranked[0].member if self.ranked else ""

    def stand_ins(self, facilitators: Sequence[str]) -> tuple[str, ...]:
        """Return the two next in line after those who have the turn."""
        return tuple(c.member for c in self.ranked if c.member not in facilitators)[:2]


def explanation(
    members: Sequence[Member], account: Account, asked: Vacancy, turns: Sequence[Taken]
) -> Explanation:
    """Explain a vacancy, from the account of the meetings before it and the turns to come that were taken."""
    key = str(asked.event.key)
    found = standing(members, account, asked, turns)
    ranking = rank(found, key)
    back = _returns(members, asked)
    order = (back, *(who for who in ranking.members if who != back)) if back else ranking.members
    return Explanation(
        key=key,
        circle=asked.event.circle,
        on=asked.event.on,
        as_of=asked.as_of,
        called=asked.called,
        called_on=asked.called_on,
        ranked=tuple(_candidate(who, found, account) for who in order),
        skipped=_skipped(found, order),
        tie=not back and _is_tie(found, ranking),
        relaxed=() if back else ranking.dropped,
        by_return=bool(back),
    )


def _returns(members: Sequence[Member], asked: Vacancy) -> str:
    """Return who leads the meeting that ends a closure: the one whom it names, who can come and has not passed."""
    closure = asked.event.slot.returns if asked.event.slot else None
    named = next((m for m in members if closure and m.id == closure.facilitator and m.public), None)
    if named is None or named.id in asked.passed or not named.belongs(asked.event.on):
        return ""
    if named.id == asked.called:
        return named.id
    meeting = asked.event.meeting
    refused = meeting is not None and meeting.answers.get(named.id) is Answer.NO
    return "" if refused or named.is_away(asked.event.on) else named.id


def _candidate(who: str, found: Standing, account: Account) -> Candidate:
    last = account.last.get(who)
    visits, owed = account.visits.get(who, 0), account.owed(who)
    return Candidate(
        member=who,
        balance=found.balance(who),
        visits_since=visits - last.visits if last else visits,
        owed_since=owed - last.owed if last else owed,
        last_turn=str(last.event.key) if last else None,
        last_turn_on=last.event.on if last else None,
    )


def _skipped(found: Standing, order: Sequence[str]) -> dict[Reason, tuple[str, ...]]:
    ranked = frozenset(order)
    skipped: dict[Reason, list[str]] = {reason: [] for reason in Reason}
    for who, why in found.ruled_out.items():
        if who not in ranked:
            skipped[why].append(who)
    for who, several in found.held_back.items():
        if who not in ranked:
            skipped[next(reason for reason in HELD_BACK if reason in several)].append(who)
    return {why: tuple(sorted(those)) for why, those in skipped.items() if those}


def _is_tie(found: Standing, ranking: Ranking) -> bool:
    pool = ranking.members[: ranking.pool_size]
    return len(pool) > 1 and found.balance(pool[0]) == found.balance(pool[1])
