"""Eleven bugs that the simulation has to find: each replaces one function of the program, from outside, for a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from simulation.session import Session
from tablee.cli import steward_run
from tablee.model import Meeting, Member
from tablee.rules.activity import Activity
from tablee.rules.event import Event
from tablee.rules.poll import new_poll
from tablee.rules.turnout import Turnout, turnout
from tablee.rules.turns import Ledger, ahead
from tablee.rules.turns.vacancy import Taken
from tablee.steward import run
from tablee.steward.decide import answers, dates, facilitation, moves
from tablee.steward.interpret import inbox, reactions
from tablee.steward.interpret.reactions import Reactions
from tablee.steward.observe import ExistingIssue, ExistingIssues, observe
from tablee.steward.state import Standing
from tablee.steward.tracker import Draft, Issue, Unreadable, Unwritten
from tablee.steward.working_group import WorkingGroup


def trust_everybody(issues: Iterable[Issue]) -> ExistingIssues:
    """Take every body with a marker for the steward's own."""
    return observe(replace(issue, by_steward=True) for issue in issues)


def create_again(self: Session, draft: Draft) -> int:
    """Ask once more where the answer to opening an issue was lost."""
    try:
        return _CREATE(self, draft)
    except Unwritten:
        return _CREATE(self, draft)


def never_by_hand(*_said: object) -> bool:
    """Take no edit of a file into account."""
    return False


def nothing_taken(*_asked: object) -> Taken:
    """Forget the turns that somebody already has."""
    return {}


def empty_where_unreadable(self: Session) -> tuple[Issue, ...]:
    """Take a list that cannot be read for the part of it that came."""
    found: list[Issue] = []
    try:
        self.read_pages(found)
    except Unreadable:
        return tuple(found)
    return tuple(found)


def open_a_vote(record: WorkingGroup) -> None:
    """Put the next date to the vote, which nobody has proposed."""
    _FIX_DATES(record)
    for event in record.timeline.coming(""):
        if event.meeting and event.slot and not event.meeting.poll:
            poll = new_poll(record.group, event, record.today, [event.on + timedelta(days=1)])
            record.put(replace(event.meeting, poll=poll))


def keep_answers(
    record: WorkingGroup,
    event: Event,
    meeting: Meeting,
    seen: ExistingIssue | None,
    move: tuple[Standing, Standing],
) -> None:
    """Tell of a move, and let the answers stand."""
    _SETTLE(record, event, meeting, seen, move)
    moved = record.meeting(str(event.key))
    record.put(replace(moved, answers=meeting.answers))


def forget_what_lapsed(
    working: WorkingGroup, known: Mapping[int, str], seen: ExistingIssue
) -> tuple[Reactions, Reactions]:
    """Take reactions for the day before a move for new ones."""
    return _READ(working, known, replace(seen, state=replace(seen.state, lapsed={}, moved_at=None)))


def never_lapses(*_asked: object) -> bool:
    """Wait for ever for an answer."""
    return False


def credit_whom_the_file_names(event: Event, members: Mapping[str, Member]) -> Turnout:
    """Credit the facilitator of the file, who was not there."""
    found = turnout(event, members)
    named = event.meeting.facilitators if event.meeting else ()
    return replace(found, led=tuple(who for who in named if who in members))


def everybody_is_active(*_asked: object) -> bool:
    """Take everybody who is registered for somebody who comes."""
    return True


_CREATE, _READ = Session.create_issue, reactions.read_reactions
_FIX_DATES, _SETTLE = dates.fix_dates, moves._settle
PLANTS: Mapping[str, tuple[object, str, Callable[..., object]]] = {
    "no marker check": (steward_run, "observe", trust_everybody),
    "retry after 502": (Session, "create_issue", create_again),
    "reaction beats hand edit": (answers, "edited_by_hand", never_by_hand),
    "called turns not counted": (ahead, "taken", nothing_taken),
    "list error taken for empty": (Session, "read_issues", empty_where_unreadable),
    "a vote opens by itself": (run, "fix_dates", open_a_vote),
    "an answer outlives its day": (moves, "_settle", keep_answers),
    "what lapsed counts again": (inbox, "read_reactions", forget_what_lapsed),
    "a lapsed call stays": (facilitation, "has_lapsed", never_lapses),
    "an absentee is credited": (sys.modules[Ledger.__module__], "turnout", credit_whom_the_file_names),
    "a non-comer is mentioned": (Activity, "is_active", everybody_is_active),
}
"""Each bug by its name: where the function stands, its name there, and what takes its place."""


@contextmanager
def planted(bug: str) -> Iterator[None]:
    """Plant a bug while the context lasts; an empty name plants none."""
    if not bug:
        yield
        return
    home, name, wrong = PLANTS[bug]
    with patch.object(home, name, wrong):
        yield
