"""Starting again: a break ends, a group has fallen silent, or no date is left; who is asked, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from tablee.i18n.translations import _
from tablee.model import Answer, Closure
from tablee.model.identity import SlotKey, parse_slot_key
from tablee.rules.event import Event
from tablee.rules.silence import somebody_comes
from tablee.rules.turnout import is_empty, past, turnout
from tablee.steward.decide.permissions import came_last, need_subject, reachable, rejected
from tablee.steward.interpret.statements import CommandGiven, MailedAnswer, ThumbGiven
from tablee.steward.state import Kind, Subject
from tablee.steward.tracker import ReactionContent
from tablee.steward.working_group import WorkingGroup

AGAIN_AFTER = timedelta(days=7)
OVERDUE = timedelta(days=7)
"""How long after a return date that nobody kept the restart is still asked for; then silence takes over."""
NO_DATE_YET = _("There is no date to come to: `/next` with a day fixes one.")


class Cause(StrEnum):
    """Why a group has to start again."""

    RETURN = "return"
    SILENCE = "silence"
    NO_DATE = "no-date"


@dataclass(frozen=True, slots=True)
class Restart:
    """One restart: `since` is the return date, or the day of the last meeting, and makes its identity.

    For a group that has never met it is the day of its founding; then `has_met` is False.
    """

    circle: str
    since: date
    cause: Cause
    closure: Closure | None = None
    has_met: bool = True

    @property
    def subject(self) -> Subject:
        """The identity of its issue."""
        return Subject(Kind.RESTART, str(SlotKey(self.circle, self.since)))


def find_restarts(working: WorkingGroup) -> tuple[Restart, ...]:
    """Return what has to start again today, at most one restart a circle."""
    found = (next(_restarts(working, circle), None) for circle in working.group.circle_ids)
    return tuple(one for one in found if one)


def _restarts(working: WorkingGroup, circle: str) -> Iterator[Restart]:
    if not circle:
        yield from _returns(working)
    met, silent = met_at(working, circle), working.silent_since(circle)
    if silent:
        yield Restart(circle, silent, Cause.SILENCE, has_met=bool(met))
    elif met and working.timeline.next(circle) is None:
        yield Restart(circle, met[-1].on, Cause.NO_DATE)


def _returns(working: WorkingGroup) -> Iterator[Restart]:
    notice, today, met = working.group.settings.turns.notice, working.today, met_at(working, "")
    for closure in working.group.settings.closures:
        returns_on = closure.returns_on
        due = returns_on is not None and returns_on - notice <= today <= returns_on + OVERDUE
        if returns_on and due and met and met[-1].on < returns_on:
            yield Restart("", returns_on, Cause.RETURN, closure)


def steps(
    working: WorkingGroup, restart: Restart, sent_on: Callable[[str], date | None]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return who has to be asked by now: somebody at once, everyone a week later unless somebody said yes.

    A silent group is asked twice, and then left in peace; in a break nobody is asked. `sent_on` tells the day on which
    a step began.
    """
    if working.group.settings.is_in_break(working.today):
        return []
    everyone, silent = _everyone(working, restart.circle), restart.cause is Cause.SILENCE
    first = ("silence", everyone) if silent else ("first", first_asked(working, restart))
    began_on = sent_on(first[0])
    if (
        began_on is None
        or working.today < began_on + AGAIN_AFTER
        or somebody_comes(working.timeline, restart.circle)
    ):
        return [first]
    return [first, ("silence-again" if silent else "everyone", everyone)]


def who_asks_whom(working: WorkingGroup, circle: str) -> list[tuple[str, tuple[str, ...]]]:
    """Share out those who were not there last time among those who were."""
    there = [who for who in came_last(working, circle) if working.group.members[who].public]
    others = [who for who in _everyone(working, circle) if who not in there]
    return [(who, tuple(others[index :: len(there)])) for index, who in enumerate(there)] if there else []


def first_asked(working: WorkingGroup, restart: Restart) -> tuple[str, ...]:
    """Return who is asked first: whom the break names, who led last, or who owes most of those who can be asked."""
    if restart.closure and restart.closure.facilitator in working.group.members:
        return (restart.closure.facilitator,)
    met = met_at(working, restart.circle)
    led = turnout(met[-1], working.group.members).led if met and restart.cause is Cause.NO_DATE else ()
    return reachable(working.group, led) or _highest_balance(working, restart.circle)


def handle_yes(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/yes` in a restart's issue: the member comes to the next date."""
    if not _come(working, context.key, need_subject(working, context)):
        raise rejected(NO_DATE_YET)


def apply_thumb(working: WorkingGroup, said: ThumbGiven) -> None:
    """Let a 👍 in a restart's issue say that the member comes to the next date."""
    if said.reply is ReactionContent.PLUS_ONE:
        _come(working, said.key, said.speaker)


def wake_by_mail(working: WorkingGroup, said: MailedAnswer) -> bool:
    """Let a yes to the question of a silent group mean the next date; say whether it was one."""
    key = parse_slot_key(said.key)
    asked = said.answer is Answer.YES and key is not None and working.silent_since(key.circle)
    return bool(asked) and _come(working, said.key, said.speaker)


def wake(working: WorkingGroup, context: CommandGiven) -> None:
    """Let who fixes a silent group's next date come to it: the date alone tells nobody that somebody spoke."""
    key = parse_slot_key(context.key)
    if key and working.silent_since(key.circle):
        _come(working, context.key, context.speaker)


def met_at(working: WorkingGroup, circle: str) -> list[Event]:
    """Return the meetings of a circle to which somebody came, as far as anybody knows."""
    return [event for event in past(working.timeline, circle) if not is_empty(event)]


def _come(working: WorkingGroup, key: str, member: str) -> bool:
    parsed = parse_slot_key(key)
    event = working.timeline.next(parsed.circle) if parsed else None
    if event is None:
        return False
    meeting = working.meeting(str(event.key))
    working.put(replace(meeting, answers={**meeting.answers, member: Answer.YES}))
    return True


def _highest_balance(working: WorkingGroup, circle: str) -> tuple[str, ...]:
    balances, members = working.turns.ledger(circle).balances, working.group.members
    able = [who for who in _everyone(working, circle) if members[who].share(working.today)]
    reached = [who for who in able if members[who].github] or able
    return (max(reached, key=lambda who: (balances.get(who, 0), who)),) if reached else ()


def _everyone(working: WorkingGroup, circle: str) -> tuple[str, ...]:
    members = working.group.members_of(circle)
    return tuple(
        m.id for m in members if m.public and m.belongs(working.today) and not m.is_away(working.today)
    )
