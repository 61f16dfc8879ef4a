"""The turns of a group, replayed circle by circle: who leads what comes, and why who led was called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from tablee.model import Answer, Group, Member
from tablee.rules.activity import Activity
from tablee.rules.timeline import Event, State, Timeline
from tablee.rules.turnout import PAST, turnout
from tablee.rules.turns.ledger import Ledger, Past, ledger
from tablee.rules.turns.ranking import Explanation, Reason, Rest, explanation, standing
from tablee.rules.turns.vacancy import (
    Taken,
    Vacancy,
    declined_then,
    holders,
    holders_then,
    is_history,
    order,
    taken,
    vacancy,
)


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
        self._replays: dict[str, _Replay] = {}
        self._past = {} if past is None else past

    def ahead(self, circle: str, count: int) -> tuple[Turn, ...]:
        """Return the turns of a circle's next `count` meetings; each one counts as served for those after it."""
        return tuple(self._replay(circle).turns(self._timeline.coming(circle)[:count]))

    def explain(self, key: str) -> Explanation:
        """Replay why a meeting's facilitator was called, or would be called today.

        Raises:
            KeyError: no meeting and no coming slot has this key.
        """
        event = self._timeline.event(key)
        if event is None:
            raise KeyError(key)
        replay = self._replay(event.circle)
        if not replay.ask(event).is_open:
            return replay.explain([event])[0]
        before = [other for other in self._timeline.coming(event.circle) if order(other) < order(event)]
        return list(replay.turns([*before, event]))[-1].explanation

    def explanations(self, circle: str, since: date = date.min) -> dict[str, Explanation]:
        """Explain a circle's meetings, from a day on, that have a facilitator, a call or presence, in one replay."""
        events = self._timeline.of(circle)
        told = [e for e in events if e.on >= since and (holders(e.meeting) or e.state in PAST)]
        return {found.key: found for found in self._replay(circle).explain(told)}

    def ledger(self, circle: str) -> Ledger:
        """Return the balances of a circle."""
        return ledger(self._group, self._timeline, circle)

    def activity(self, circle: str) -> Activity:
        """Return what the held meetings of a circle tell about its people."""
        return self._past_of(circle).before(date.max)[1]

    def active(self, event: Event) -> tuple[Member, ...]:
        """Return the active members of a circle who belong and are not away on the day of a coming meeting."""
        here, answered = self.activity(event.circle), self._replay(event.circle).answered
        there = (m for m in self._group.members_of(event.circle) if m.belongs(event.on))
        return tuple(m for m in there if not m.is_away(event.on) and here.is_active(m, event.on, answered))

    def _replay(self, circle: str) -> _Replay:
        if circle not in self._replays:
            self._replays[circle] = _Replay(self._group, self._timeline, circle, self._past_of(circle))
        return self._replays[circle]

    def _past_of(self, circle: str) -> Past:
        if circle not in self._past:
            self._past[circle] = Past(self._group, self._timeline, circle)
        return self._past[circle]


def turns_ahead(group: Group, timeline: Timeline, circle: str, count: int) -> tuple[Turn, ...]:
    """Return the turns of a circle's next `count` meetings, for who asks but once: see Turns."""
    return Turns(group, timeline).ahead(circle, count)


def explain(group: Group, timeline: Timeline, key: str) -> Explanation:
    """Return why a meeting's facilitator was called, or would be today, for who asks but once: see Turns."""
    return Turns(group, timeline).explain(key)


class _Replay:
    """The turns of one circle, each explained by its past as it was then, and by the other turns that were taken."""

    def __init__(self, group: Group, timeline: Timeline, circle: str, past: Past) -> None:
        self.group, self.timeline, self.circle, self._past = group, timeline, circle, past
        self._members = group.members_of(circle)
        self._rules = group.settings.turns
        self._now = timeline.now.astimezone(ZoneInfo(group.settings.timezone))
        self._events = [e for e in timeline.of(circle) if e.state is not State.CANCELLED]
        self._places = [order(event) for event in self._events]

    @cached_property
    def answered(self) -> frozenset[str]:
        """Who said anything for a coming meeting of the circle."""
        meetings = (event.meeting for event in self.timeline.coming(self.circle))
        return frozenset(who for meeting in meetings if meeting for who in meeting.answers)

    @cached_property
    def _longest(self) -> timedelta:
        """How long before any of the meetings its facilitator was known."""
        return max((_known_ahead(event, self._rules.notice) for event in self._events), default=timedelta())

    def ask(self, event: Event) -> Vacancy:
        """Ask for a meeting's facilitator, as of the moment that its file tells."""
        return vacancy(event, self._now, self._rules.notice)

    def explain(self, events: Iterable[Event]) -> list[Explanation]:
        """Explain meetings, in the order of the days on which their turns were filled."""
        asked = sorted((self.ask(event) for event in events), key=lambda vacancy: vacancy.as_of)
        return [self._explain(one, ()) for one in asked]

    def turns(self, coming: Sequence[Event]) -> Iterable[Turn]:
        """Yield the turns of coming meetings, oldest first: those that are filled as recorded, then as projected."""
        filled = [event for event in coming if not self.ask(event).is_open]
        known = {found.key: found for found in self.explain(filled)}
        projected: list[Taken] = []
        for event in coming:
            why = known.get(str(event.key)) or self._explain(self.ask(event), projected)
            who = holders(event.meeting)
            if why.key not in known and why.lead:
                who = (why.lead,)
                projected.append(Taken(event, who))
            yield Turn(why.key, who, _status(event), why.stand_ins(who), why)

    def _explain(self, asked: Vacancy, projected: Sequence[Taken]) -> Explanation:
        account, activity = self._past.before(asked.as_of)
        turns = [*taken(self._around(asked), asked, self._rules.notice), *projected]
        answered = self.answered if asked.is_open else _answered(asked.event)
        busy = self._busy(asked.event)

        def unfit(member: Member) -> Reason | None:
            if member.id in busy:
                return Reason.BUSY
            active = activity.is_active(member, asked.event.on, answered)
            return None if active else Reason.INACTIVE

        rests = self._rests(asked, projected)
        return explanation(self._members, asked, standing(self._members, asked, account, turns, rests, unfit))

    def _around(self, asked: Vacancy) -> list[Event]:
        """Return the meetings whose turns may be taken by then; far ones are left out where the past is replayed."""
        if asked.is_open:
            return [event for event in self._events if not is_history(event, asked)]
        last = asked.as_of + self._longest
        waiting = (e for e in self._events if e.state is State.CONFIRMED or e.on >= asked.as_of)
        return [event for event in waiting if event.on <= last]

    def _rests(self, asked: Vacancy, projected: Sequence[Taken]) -> dict[str, Rest]:
        """Return who led, passed or let a call lapse among the last meetings, or has a turn among the next ones."""
        at, rest = bisect_left(self._places, order(asked.event)), self._rules.rest
        around = [*self._events[max(at - rest, 0) : at], *self._events[at + 1 : at + 1 + rest]]
        planned = {turn.event.key: turn.members for turn in projected}
        rests: dict[str, Rest] = {}
        for event in around:
            led = planned.get(event.key) or self._led(event, asked)
            rests |= {who: max(Rest.LED, rests.get(who, Rest.LED)) for who in led}
            rests |= dict.fromkeys(declined_then(event, asked), Rest.DECLINED)
        return rests

    def _led(self, event: Event, asked: Vacancy) -> tuple[str, ...]:
        if event.state in PAST and event.on < asked.as_of:
            return turnout(event, self.group.members).led
        return holders_then(event, asked, self._rules.notice)

    def _busy(self, asked: Event) -> frozenset[str]:
        """Return who leads, or comes to, a meeting of another circle at the same time."""
        found: set[str] = set()
        for event in self.timeline.overlapping(asked):
            if event.circle != asked.circle and event.meeting:
                answers = event.meeting.answers.items()
                found.update(who for who, answer in answers if answer is Answer.YES)
                found.update(holders(event.meeting))
        return frozenset(found)


def _answered(event: Event) -> frozenset[str]:
    return frozenset(event.meeting.answers if event.meeting else ())


def _known_ahead(event: Event, notice: timedelta) -> timedelta:
    """Return how long before a meeting its facilitator was first known."""
    meeting = event.meeting
    return max([notice, *(event.on - call.on for call in meeting.called)] if meeting else [notice])


def _status(event: Event) -> str:
    if event.state in PAST:
        return "served"
    if event.meeting and event.meeting.facilitators:
        return "accepted"
    return "called" if holders(event.meeting) else "proposed"
