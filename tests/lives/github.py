"""Where a group lives: issues, files, and every message that GitHub would send, to whom and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from fake_tracker import FakeTracker, mentions
from simulation.host import subject_of
from tablee.steward.tracker import Draft, Person


@dataclass(frozen=True, slots=True)
class Notice:
    """One message: to which account, when, of which subject; `called` where the steward mentions.

    A closing is one, too, and has no text.
    """

    login: str
    at: datetime
    subject: str
    called: bool
    text: str

    @property
    def is_closing(self) -> bool:
        """Whether all that it tells is that an issue is closed, or open again."""
        return not self.text


@dataclass
class GitHub(FakeTracker):
    """A repository that knows who is subscribed to what.

    Being mentioned or having commented subscribes; then every comment and closing is a message. A reaction
    subscribes nobody. A mention that an edit brings counts, since nobody knows that it does not; but not beside
    the comment of the same run.
    """

    people: dict[str, Person] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    _subscribed: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def person_of(self, who: str) -> Person:
        """Return a member's account."""
        return self.people[who]

    def create_issue(self, draft: Draft) -> int:
        """Open an issue: who is mentioned hears of it."""
        number = super().create_issue(draft)
        self._send(number, mentions(draft.body), draft.title, called=True)
        return number

    def update_issue(self, number: int, draft: Draft) -> None:
        """Rewrite an issue: who is newly mentioned hears of it."""
        before = self.issues[number]
        super().update_issue(number, draft)
        self._send(number, mentions(draft.body) - mentions(before.body), draft.title, called=True)

    def set_open(self, number: int, *, is_open: bool) -> None:
        """Open or close an issue: who is subscribed hears of it."""
        super().set_open(number, is_open=is_open)
        self._send(number, self._subscribed[number], "", called=False)

    def add_comment(self, number: int, body: str) -> None:
        """Let the steward comment."""
        super().add_comment(number, body)
        named = mentions(body)
        self._send(number, self._subscribed[number] - named, body, called=False)
        self._send(number, named, body, called=True)

    def comment(self, number: int, who: str, body: str) -> int:
        """Let a member comment: everybody who is subscribed hears of it but the author."""
        made = super().comment(number, who, body)
        login = self.person_of(who).login
        self._send(number, self._subscribed[number] - {login}, body, called=False)
        self._subscribed[number].add(login)
        return made

    def _send(self, number: int, logins: set[str], text: str, *, called: bool) -> None:
        subject = subject_of(self.issues[number])
        told = {
            one.login for one in self.notices if one.at == self.now and one.subject == subject and one.called
        }
        fresh = sorted(logins - told if called else logins)
        self.notices += [Notice(login, self.now, subject, called, text) for login in fresh]
        if called:
            self._subscribed[number] |= logins
