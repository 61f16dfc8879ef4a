"""Where the simulated group lives: one branch and its issues, which people and runs share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from fake_tracker import FakeTracker
from tablee.files.load import Loaded, load_changed, load_group
from tablee.steward.pull_requests import Proposal as Pending
from tablee.steward.pull_requests import pending_files
from tablee.steward.tracker import Issue

SUBJECT = re.compile(r'<!-- tablee:v2 .*?"subject":"([a-z0-9.:-]+)"')
NOTE = re.compile(r'<!-- tablee:v2 .*?"note":"([a-z0-9.:-]+)"')


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
    """A notification that the steward caused: to which account, when, on which issue, how, and whether excused.

    `how` names the comment, where one calls.
    """

    login: str
    at: datetime
    number: int
    how: str
    excused: bool

    @property
    def is_news(self) -> bool:
        """Whether it tells that a meeting was moved or called off: that waits for nothing."""
        return self.how.startswith(("moved:", "told:"))


@dataclass
class Host(FakeTracker):
    """The repository; `log` holds every change of the branch, `written` the steward's texts since last asked."""

    log: list[dict[str, bytes | None]] = field(default_factory=list)
    waiting: dict[str, Proposal] = field(default_factory=dict)
    opened: list[Opened] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Subjects of issues whose hidden line somebody deleted, and that nobody has opened anew."""
    by_people: dict[int, Issue] = field(default_factory=dict)
    """The issues that people opened, as they left them."""
    _closed: dict[int, tuple[Issue, Issue]] = field(default_factory=dict)
    _read: tuple[int, Loaded] | None = None
    _said: tuple[Loaded, int, Loaded] | None = None
    _proposed: int = 0
    """How often something was proposed."""

    def loaded(self) -> Loaded:
        """Return the branch as it is read; only what changed since is read again."""
        at, known = self._read or (0, load_group(dict(self.files)))
        changes: dict[str, bytes] = {}
        for one in self.log[at:]:
            changes |= {path: self.files[path] for path in one}
        known = load_changed(known, changes) if changes else known
        self._read = (len(self.log), known)
        return known

    def said(self) -> Loaded:
        """Return the branch as it will be once all that waits is merged: what is proposed counts as said."""
        branch = self.loaded()
        if not self.waiting:
            return branch
        if self._said is None or self._said[0] is not branch or self._said[1] != self._proposed:
            pending = pending_files(branch, self.pending())
            self._said = (branch, self._proposed, load_changed(branch, pending) if pending else branch)
        return self._said[2]

    def pending(self) -> tuple[Pending, ...]:
        """Return what waits to be merged, as a run reads it."""
        return tuple(
            Pending(path, one.base[path], data, current=self.files.get(path) == one.base[path])
            for _subject, one in sorted(self.waiting.items())
            for path, data in one.files.items()
        )

    def propose(self, subject: str, files: dict[str, bytes]) -> None:
        """Let files wait to be merged; where the branch says all of it already, nothing waits."""
        self._proposed += 1
        base = {path: self.files.get(path) for path in files}
        if base == files:
            self.waiting.pop(subject, None)
        else:
            self.waiting[subject] = Proposal(files, base)

    def shown(self) -> list[Issue]:
        """Return the issues as a run sees them: what people said in closed ones stays unread."""
        return [issue if issue.is_open else self._unread(issue) for issue in self.issues.values()]

    def _unread(self, issue: Issue) -> Issue:
        known = self._closed.get(issue.number)
        if known is None or known[0] is not issue:
            known = self._closed[issue.number] = (issue, replace(issue, reactions=(), comments=()))
        return known[1]

    def edit_by_hand(self, changes: Mapping[str, bytes | None]) -> None:
        """Let somebody commit to the branch."""
        self.log.append(dict(changes))
        self._write(changes)

    def merge(self, subject: str) -> dict[str, bytes] | None:
        """Let a keeper merge a proposal; None where the branch has changed below it, so that it cannot be."""
        one = self.waiting[subject]
        if any(self.files.get(path) not in {base, one.files[path]} for path, base in one.base.items()):
            return None
        del self.waiting[subject]
        self._proposed += 1
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
    return _subject(issue.body) if issue.by_steward else ""


@lru_cache(maxsize=4096)
def _subject(body: str) -> str:
    found = SUBJECT.search(body)
    return found[1] if found else ""
