"""Why somebody is called for a meeting: the ranking with its numbers, and who was skipped for which reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tablee.model import Answer, Member
from tablee.rules.turns.pool import Reason, Rest, Standing
from tablee.rules.turns.vacancy import Vacancy


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
