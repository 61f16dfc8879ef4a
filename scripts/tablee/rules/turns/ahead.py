"""The turns of a circle, replayed in one pass: who leads the coming meetings, and why each past one's was called."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from tablee.model import Group
from tablee.rules.timeline import Event, State, Timeline
from tablee.rules.turns.bookings import bookings
from tablee.rules.turns.explanation import Explanation, explanation
from tablee.rules.turns.ledger import Account
from tablee.rules.turns.turnout import PAST
from tablee.rules.turns.vacancy import Taken, Vacancy, holders, order, taken, vacancy


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


def turns_ahead(group: Group, line: Timeline, circle: str, count: int) -> tuple[Turn, ...]:
    """Return the turns of a circle's next `count` meetings; each one counts as served for those after it."""
    return tuple(_replay(group, line, circle).turns(line.coming(circle)[:count]))


def explain(group: Group, line: Timeline, key: str) -> Explanation:
    """Replay why a meeting's facilitator was called, or would be called today.

    Raises:
        KeyError: no meeting and no coming slot has this key.
    """
    event = line.event(key)
    if event is None:
        raise KeyError(key)
    replay = _replay(group, line, event.circle)
    if not replay.ask(event).is_open:
        return replay.explain([event])[0]
    before = [other for other in line.coming(event.circle) if order(other) < order(event)]
    return list(replay.turns([*before, event]))[-1].explanation


def explain_each(group: Group, line: Timeline, keys: Iterable[str]) -> dict[str, Explanation]:
    """Explain several meetings as `explain` does, those whose turns are filled in one replay of each circle.

    Raises:
        KeyError: no meeting and no coming slot has one of these keys.
    """
    found: dict[str, Explanation] = {}
    filled: dict[str, list[Event]] = {}
    for key in keys:
        event = line.event(key)
        if event is not None and holders(event.meeting):
            filled.setdefault(event.circle, []).append(event)
        else:
            found[key] = explain(group, line, key)
    for circle, events in filled.items():
        found |= {one.key: one for one in _replay(group, line, circle).explain(events)}
    return found


def explanations(group: Group, line: Timeline, circle: str, since: date = date.min) -> dict[str, Explanation]:
    """Explain every meeting of a circle, from a day on, that has a facilitator, a call or presence, in one replay."""
    replay = _replay(group, line, circle)
    told = [e for e in line.of(circle) if e.on >= since and (holders(e.meeting) or e.state in PAST)]
    return {found.key: found for found in replay.explain(told)}


_KEPT: deque[_Replay] = deque(maxlen=4)
"""The last replays: one run shows the same turns in issues and on the dashboard."""


def _replay(group: Group, line: Timeline, circle: str) -> _Replay:
    """Return the replay of a circle; the very same group and time have the same one."""
    for known in _KEPT:
        if known.group is group and known.line is line and known.circle == circle:
            return known
    _KEPT.append(_Replay(group, line, circle))
    return _KEPT[-1]


class _Replay:
    """A circle's history on the way from its first meeting to today; asked about the past, it begins again."""

    def __init__(self, group: Group, line: Timeline, circle: str) -> None:
        self.group, self.line, self.circle = group, line, circle
        self._members = group.members_of(circle)
        self._rules = group.settings.turns
        self._now = line.now.astimezone(ZoneInfo(group.settings.timezone))
        self._events = sorted(line.of(circle), key=lambda e: e.on)
        self._days = [event.on for event in self._events]
        self._unrecorded = [e for e in self._events if e.state is State.CONFIRMED and e.on < self._now.date()]
        self._history = bookings(group, line, circle)
        self._known: dict[str, Explanation] = {}
        self._begin()

    def _begin(self) -> None:
        self._account, self._done = Account(self._rules, self._history), 0

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
        return [self._recorded(one) for one in asked]

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

    def _recorded(self, asked: Vacancy) -> Explanation:
        key = str(asked.event.key)
        if key not in self._known:
            self._known[key] = self._explain(asked, ())
        return self._known[key]

    def _explain(self, asked: Vacancy, projected: Sequence[Taken]) -> Explanation:
        self._replay_until(asked.as_of)
        turns = [*taken(self._around(asked), asked, self._rules.notice), *projected]
        return explanation(self._members, self._account, asked, turns)

    def _replay_until(self, day: date) -> None:
        if self._done and self._history[self._done - 1].entry.on >= day:
            self._begin()
        while self._done < len(self._history) and self._history[self._done].entry.on < day:
            self._account.add(self._history[self._done])
            self._done += 1

    def _around(self, asked: Vacancy) -> list[Event]:
        """Return the meetings whose turns may be taken by then; far ones are left out where the past is replayed."""
        day = asked.as_of
        first = bisect_left(self._days, day)
        last = None if asked.is_open else bisect_left(self._days, day + self._longest + timedelta(days=1))
        waiting = [event for event in self._unrecorded if event.on < day]
        return [*waiting, *self._events[first:last]]


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
