"""Five bugs that the simulation has to find: each replaces one function of the program, from outside, for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from simulation.session import Session
from tablee.cli import steward_run
from tablee.rules.turns import ahead
from tablee.rules.turns.vacancy import Taken
from tablee.steward import answers
from tablee.steward.observed import Observed, observe
from tablee.steward.tracker import Draft, Issue, Unreadable, Unwritten


def trust_everybody(issues: Iterable[Issue]) -> Observed:
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


def nothing_taken(*_asked: object) -> list[Taken]:
    """Forget the turns that somebody already has."""
    return []


def empty_where_unreadable(self: Session) -> tuple[Issue, ...]:
    """Take a list that cannot be read for the part of it that came."""
    found: list[Issue] = []
    try:
        self.read_pages(found)
    except Unreadable:
        return tuple(found)
    return tuple(found)


_CREATE = Session.create_issue
PLANTS: Mapping[str, tuple[object, str, Callable[..., object]]] = {
    "no marker check": (steward_run, "observe", trust_everybody),
    "retry after 502": (Session, "create_issue", create_again),
    "reaction beats hand edit": (answers, "edited_by_hand", never_by_hand),
    "called turns not counted": (ahead, "taken", nothing_taken),
    "list error taken for empty": (Session, "read_issues", empty_where_unreadable),
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
