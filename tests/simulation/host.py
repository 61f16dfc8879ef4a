"""Where the simulated group lives: one branch and its issues, which people and runs share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fake_tracker import FakeTracker
from tablee.steward.tracker import Issue

SUBJECT = re.compile(r'<!-- tablee:v1 .*?"subject":"([a-z0-9.:-]+)"')


@dataclass
class Proposal:
    """A pull request that waits: its files, and what the branch said of them when it was last brought up to date."""

    files: dict[str, bytes]
    base: dict[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Opened:
    """An issue that a run opened; `excused` where that run could not know better."""

    subject: str
    number: int
    at: datetime
    excused: bool


@dataclass(frozen=True, slots=True)
class Called:
    """A notification that the steward caused: to which account, when, on which issue, how, and whether excused."""

    login: str
    at: datetime
    number: int
    how: str
    excused: bool


@dataclass
class Host(FakeTracker):
    """The repository; `log` holds every change of the branch, `written` the steward's texts since last asked."""

    log: list[dict[str, bytes | None]] = field(default_factory=list)
    waiting: dict[str, Proposal] = field(default_factory=dict)
    opened: list[Opened] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)
    unassignable: set[str] = field(default_factory=set)
    written: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Subjects of issues whose hidden line somebody deleted, and that nobody has opened anew."""
    by_people: dict[int, Issue] = field(default_factory=dict)
    """The issues that people opened, as they left them."""

    def edit_by_hand(self, changes: Mapping[str, bytes | None]) -> None:
        """Let somebody commit to the branch."""
        self.log.append(dict(changes))
        self._write(changes)

    def merge(self, subject: str) -> dict[str, bytes] | None:
        """Let a keeper merge a proposal; None where the branch has changed below it, so that it cannot be."""
        one = self.waiting[subject]
        if any(self.files.get(path) != base for path, base in one.base.items()):
            return None
        del self.waiting[subject]
        self.edit_by_hand(one.files)
        return one.files

    def call(self, logins: set[str], number: int, how: str, *, excused: bool) -> None:
        """Notify accounts."""
        self.called += [Called(login, self.now, number, how, excused) for login in sorted(logins)]

    def first(self, subject: str) -> Issue | None:
        """Return the first issue of a subject."""
        return next(iter(self.all(subject)), None)

    def all(self, subject: str) -> list[Issue]:
        """Return the issues of a subject, oldest first."""
        return [self.issues[n] for n in sorted(self.issues) if subject_of(self.issues[n]) == subject]


def subject_of(issue: Issue) -> str:
    """Return an issue's subject by its marker; empty where the steward did not write it or the marker is gone."""
    found = SUBJECT.search(issue.body) if issue.by_steward else None
    return found[1] if found else ""
