"""Starting again: a break ends, the group has fallen silent, or no date is left; who is asked, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tablee.model import Answer, Closure
from tablee.model.identity import SlotKey
from tablee.rules.event import Event, State
from tablee.rules.turns import ledger
from tablee.rules.turns.turnout import turnout
from tablee.rules.vitality.silence import Pace, silence
from tablee.steward.record import Record
from tablee.steward.subjects import Kind, Subject

ASK_EVERYONE_AFTER = timedelta(days=7)
OVERDUE = timedelta(days=7)
"""How long after a return date that nobody kept the restart is still asked for; then silence takes over."""

_SILENT = frozenset({Pace.PAUSED, Pace.DORMANT, Pace.CLOSE})


class Cause(StrEnum):
    """Why a group has to start again."""

    RETURN = "return"
    SILENCE = "silence"
    NO_DATE = "no-date"


@dataclass(frozen=True, slots=True)
class Restart:
    """One restart: `since` is the return date or the day of the last meeting, and makes its identity."""

    circle: str
    since: date
    cause: Cause
    closure: Closure | None = None

    @property
    def subject(self) -> Subject:
        """The identity of its issue."""
        return Subject(Kind.RESTART, str(SlotKey(self.circle, self.since)))


def find_restarts(record: Record) -> tuple[Restart, ...]:
    """Return what has to start again today, at most one restart a circle."""
    found = (next(_restarts(record, circle), None) for circle in record.group.circle_ids)
    return tuple(one for one in found if one)


def resting(restarts: Iterable[Restart]) -> frozenset[str]:
    """Return the circles that have fallen silent: the restart asks there, and nothing else calls anybody."""
    return frozenset(restart.circle for restart in restarts if restart.cause is Cause.SILENCE)


def _restarts(record: Record, circle: str) -> Iterator[Restart]:
    if not circle:
        yield from _returns(record)
    quiet = silence(record.group, record.lived, circle)
    if quiet and quiet.pace in _SILENT and quiet.pause is None:
        yield Restart(circle, quiet.last_on, Cause.SILENCE)
    elif quiet and record.line.next(circle) is None:
        yield Restart(circle, quiet.last_on, Cause.NO_DATE)


def _returns(record: Record) -> Iterator[Restart]:
    notice, today = record.group.settings.turns.notice, record.today
    for closure in record.group.settings.closures:
        returns_on = closure.returns_on
        if returns_on and returns_on - notice <= today <= returns_on + OVERDUE:
            held = [event for event in _met(record, "") if event.on >= returns_on]
            if not held and _met(record, ""):
                yield Restart("", returns_on, Cause.RETURN, closure)


def steps(record: Record, restart: Restart, opened_on: date) -> list[tuple[str, tuple[str, ...]]]:
    """Return who has to be asked by now: the first one at once, everyone a week later unless somebody said yes."""
    asked = [("first", _first(record, restart))]
    waited = (record.today - opened_on) // ASK_EVERYONE_AFTER
    if restart.cause is Cause.NO_DATE and waited:
        asked.append(("last", _came_last(record, restart.circle)))
        waited -= 1
    if waited and not _somebody_comes(record, restart.circle):
        asked.append(("everyone", _everyone(record, restart.circle)))
    return asked


def who_asks_whom(record: Record, circle: str) -> list[tuple[str, tuple[str, ...]]]:
    """Share out those who were not there last time among those who were."""
    there = [who for who in _came_last(record, circle) if record.group.members[who].public]
    others = [who for who in _everyone(record, circle) if who not in there]
    return [(who, tuple(others[index :: len(there)])) for index, who in enumerate(there)] if there else []


def highest_balance(record: Record, circle: str) -> str:
    """Return who owes most of those who can be asked, by their accounts if any has one; empty without anybody."""
    balances = ledger(record.group, record.line, circle).balances
    members = record.group.members
    able = [who for who in _everyone(record, circle) if members[who].share(record.today)]
    reached = [who for who in able if members[who].github] or able
    return max(reached, key=lambda who: (balances.get(who, 0), who), default="")


def _first(record: Record, restart: Restart) -> tuple[str, ...]:
    if restart.closure and restart.closure.facilitator in record.group.members:
        return (restart.closure.facilitator,)
    if restart.cause is Cause.NO_DATE:
        met = _met(record, restart.circle)
        led = turnout(met[-1], record.group.members).led if met else ()
        if led:
            return led
    lead = highest_balance(record, restart.circle)
    return (lead,) if lead else ()


def _came_last(record: Record, circle: str) -> tuple[str, ...]:
    met = _met(record, circle)
    return turnout(met[-1], record.group.members).came if met else ()


def _everyone(record: Record, circle: str) -> tuple[str, ...]:
    members = record.group.members_of(circle)
    return tuple(
        m.id for m in members if m.public and m.belongs(record.today) and not m.is_away(record.today)
    )


def _somebody_comes(record: Record, circle: str) -> bool:
    event = record.line.next(circle)
    answers = event.meeting.answers if event and event.meeting else {}
    return Answer.YES in answers.values()


def _met(record: Record, circle: str) -> list[Event]:
    return [e for e in record.lived.past(circle) if e.state in {State.HELD, State.ASSUMED}]
