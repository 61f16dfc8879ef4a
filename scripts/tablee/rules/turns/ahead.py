"""The turns of a group, replayed circle by circle: who leads what comes, and why who led was called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from zoneinfo import ZoneInfo

from tablee.model import Answer, Group, Member
from tablee.model.identity import SlotKey
from tablee.rules.activity import Activity
from tablee.rules.event import order
from tablee.rules.timeline import Event, State, Timeline
from tablee.rules.turnout import PAST
from tablee.rules.turns.ledger import Ledger, Past, ledger
from tablee.rules.turns.ranking import Explanation, Reason, rank
from tablee.rules.turns.rest import rests
from tablee.rules.turns.vacancy import Taken, Vacancy, current_facilitators, taken, vacancy

NOTHING: Taken = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Turn:
    """Who facilitates a meeting, who stands in, and why.

    `status`: "served" once held, "accepted", "called" while no answer is known, "proposed" where the rule says who
    would be called. `facilitators` is empty where nobody can be called.
    """

    key: str
    facilitators: tuple[str, ...]
    status: str
    stand_ins: tuple[str, ...]
    explanation: Explanation


class Turns:
    """The turns of a group as its files are at one moment; each circle is replayed once, when somebody asks."""

    def __init__(self, group: Group, timeline: Timeline, past: dict[str, Past] | None = None) -> None:
        """Begin; `past` holds what was replayed of circles whose past is the same, and gets what will be."""
        self._group, self._timeline = group, timeline
        self._circles: dict[str, _CircleTurns] = {}
        self._past = {} if past is None else past

    def ahead(self, circle: str, count: int) -> tuple[Turn, ...]:
        """Return the turns of a circle's next `count` meetings; each one counts as served for those after it."""
        return tuple(self._turns_of(circle).turns(self._timeline.coming(circle)[:count]))

    def explain(self, key: str) -> Explanation:
        """Replay why a meeting's facilitator was called, or would be called today.

        Raises:
            KeyError: no meeting and no coming slot has this key.
        """
        event = self._timeline.event(key)
        if event is None:
            raise KeyError(key)
        turns = self._turns_of(event.circle)
        if not turns.ask(event).is_open:
            return turns.explain(event)
        before = [other for other in self._timeline.coming(event.circle) if order(other) < order(event)]
        return list(turns.turns([*before, event]))[-1].explanation

    def explanations(self, circle: str, since: date = date.min) -> dict[str, Explanation]:
        """Explain a circle's meetings, from a day on, that have a facilitator, a call or presence."""
        events = self._timeline.of(circle)
        told = [e for e in events if e.on >= since and (current_facilitators(e.meeting) or e.state in PAST)]
        return {str(event.key): self._turns_of(circle).explain(event) for event in told}

    def ledger(self, circle: str) -> Ledger:
        """Return the balances of a circle."""
        return ledger(self._group, circle, self._turns_of(circle).past)

    def activity(self, circle: str) -> Activity:
        """Return what the held meetings of a circle tell about its people."""
        return self._turns_of(circle).past.before(date.max)[1]

    def active(self, event: Event) -> tuple[Member, ...]:
        """Return the active members of a circle who belong and are not away on the day of a coming meeting."""
        here, answered = self.activity(event.circle), self._turns_of(event.circle).answered
        there = (m for m in self._group.members_of(event.circle) if m.belongs(event.on))
        return tuple(m for m in there if not m.is_away(event.on) and here.is_active(m, event.on, answered))

    def _turns_of(self, circle: str) -> _CircleTurns:
        if circle not in self._past:
            self._past[circle] = Past(self._group, self._timeline, circle)
        if circle not in self._circles:
            self._circles[circle] = _CircleTurns(self._group, self._timeline, circle, self._past[circle])
        return self._circles[circle]


class _CircleTurns:
    """The turns of one circle, each explained by its past as it was then, and by the other turns that were taken."""

    def __init__(self, group: Group, timeline: Timeline, circle: str, past: Past) -> None:
        self.group, self.timeline, self.circle, self.past = group, timeline, circle, past
        self._members = group.members_of(circle)
        self._rules = group.settings.turns
        self._now = timeline.now.astimezone(ZoneInfo(group.settings.timezone))
        self._events = [e for e in timeline.of(circle) if e.state is not State.CANCELLED]
        self._places = [order(event) for event in self._events]

    @cached_property
    def answered(self) -> frozenset[str]:
        """Who said anything for a coming meeting of the circle."""
        return frozenset(who for event in self.timeline.coming(self.circle) for who in event.answers)

    def ask(self, event: Event) -> Vacancy:
        """Ask for a meeting's facilitator, as of the moment that its file tells."""
        return vacancy(event, self._now, self._rules.notice)

    def turns(self, coming: Sequence[Event]) -> Iterator[Turn]:
        """Yield the turns of coming meetings, oldest first: those that are filled as recorded, then as projected.

        Nobody is called any more once a meeting has begun, so its turn is nobody's.
        """
        projected: dict[SlotKey, tuple[str, ...]] = {}
        for event in coming:
            is_open, who = self.ask(event).is_open, current_facilitators(event.meeting)
            why = self.explain(event, projected if is_open else NOTHING)
            if is_open and why.lead and event.starts_at > self._now:
                who = projected[event.key] = (why.lead,)
            yield Turn(why.key, who, _status(event), why.stand_ins(who), why)

    def explain(self, event: Event, projected: Taken = NOTHING) -> Explanation:
        """Explain a meeting's turn; turns that are `projected` count as taken."""
        asked, rules = self.ask(event), self._rules
        account, activity = self.past.before(asked.as_of)
        answered = self.answered if asked.is_open else frozenset(event.answers)
        busy = self._busy(event)

        def unfit(member: Member) -> Reason | None:
            if member.id in busy:
                return Reason.BUSY
            return None if activity.is_active(member, event.on, answered) else Reason.INACTIVE

        at, rest = bisect_left(self._places, order(event)), rules.rest
        around = [*self._events[max(at - rest, 0) : at], *self._events[at + 1 : at + 1 + rest]]
        resting = rests(around, asked, projected, self.group.members, rules.notice)
        others = {**taken(self._events, asked, rules.notice), **projected}
        return rank(self._members, asked, account, others, resting, unfit)

    def _busy(self, asked: Event) -> frozenset[str]:
        """Return who leads, or comes to, a meeting of another circle at the same time."""
        found: set[str] = set()
        for event in self.timeline.overlapping(asked):
            if event.circle != asked.circle:
                found.update(who for who, answer in event.answers.items() if answer is Answer.YES)
                found.update(current_facilitators(event.meeting))
        return frozenset(found)


def _status(event: Event) -> str:
    if event.state in PAST:
        return "served"
    if event.meeting and event.meeting.facilitators:
        return "accepted"
    return "called" if current_facilitators(event.meeting) else "proposed"
