"""Where issues live: what a tracker tells, and the few things that it can be asked to do.

The steward knows no more of GitHub or of a folder than stands here. Everything read is a fact of one moment, frozen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from tablee.i18n.errors import TRACKER, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tablee.i18n.translations import LazyText
    from tablee.steward.pull_requests import Proposals


ORDER_ONLY = datetime(2001, 1, 1, tzinfo=UTC)
"""A time before this one tells an order and no moment: files know no clock."""


NO_TIME = datetime.min.replace(tzinfo=UTC)
"""When something was of which the tracker knows no time, such as a reaction that was taken away."""


class TrackerError(UserError):
    """The tracker could not be read or written."""

    exit_status = TRACKER


class Unreadable(TrackerError):
    """The tracker could not be read whole: nothing may be concluded from what is missing."""


class Unwritten(TrackerError):
    """A change could not be made, or nobody knows whether it was; the next run looks again."""


class Moved(Unwritten):
    """The branch moved since it was read: read again and plan again."""


class Unopened(Unwritten):
    """What was written could not be opened as a pull request: it is there, and `link` is where to do it by hand."""

    def __init__(self, phrase: LazyText, link: str) -> None:
        super().__init__(phrase)
        self.link = link


class Truncated(Unwritten):
    """The run has written as much as one run may: the rest is for the next one, and this one is red."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the tracker: `id` never changes and `login` may; the folder's tracker uses members' identities."""

    id: int
    login: str


NOBODY = Person(0, "")
"""An account that was deleted."""


class ReactionContent(StrEnum):
    """A reaction, by GitHub's names for its contents."""

    PLUS_ONE = "+1"
    MINUS_ONE = "-1"
    LAUGH = "laugh"
    CONFUSED = "confused"
    HEART = "heart"
    HOORAY = "hooray"
    ROCKET = "rocket"
    EYES = "eyes"


@dataclass(frozen=True, slots=True)
class Reaction:
    """One reaction of one person, and when it was given."""

    person: Person
    reply: ReactionContent
    at: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; `by_steward` where the steward wrote it, `answered` where somebody, as the steward does, reacted.

    GitHub's list of comments only counts reactions, so `answered` is no proof: what was done with a comment has to be
    remembered in a body of the steward's.
    """

    id: int
    person: Person
    body: str
    created_at: datetime
    edited_at: datetime
    by_steward: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as it stands; only bodies `by_steward` may hold a marker to be trusted.

    Reactions and comments are read only for open issues of the steward and open forms; its own reactions are left
    out. In a `locked` issue the steward can neither comment nor react, and its body can still be written.
    Where not all of very many comments were read, the first and the newest were: those from `unread_before` on.
    """

    number: int
    title: str
    body: str
    is_open: bool
    by_steward: bool
    labels: tuple[str, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    comments: tuple[Comment, ...] = ()
    locked: bool = False
    unread_before: int = 0
    author: Person = NOBODY
    created_at: datetime = NO_TIME


@dataclass(frozen=True, slots=True)
class Draft:
    """What an issue should say."""

    title: str
    body: str
    labels: tuple[str, ...] = ()


class Workflow(StrEnum):
    """A workflow that the steward starts, since its own commits start none."""

    SITE = "site.yml"
    STEWARD = "steward.yml"


class Tracker(Protocol):
    """The things that the steward asks of a tracker; each may raise Unreadable or Unwritten."""

    def read_issues(self) -> tuple[Issue, ...]:
        """Return every issue, closed ones too, pull requests left out; all pages or Unreadable."""

    def read_accounts(self, logins: Iterable[str]) -> Mapping[str, int | None]:
        """Return the numbers of accounts, None for one that there is not; nothing where there are no accounts."""

    def create_issue(self, draft: Draft) -> int:
        """Open an issue and return its number; never asks twice where the answer was lost."""

    def update_issue(self, number: int, draft: Draft) -> None:
        """Set an issue's title, body and labels."""

    def set_open(self, number: int, *, is_open: bool) -> None:
        """Open or close an issue."""

    def add_comment(self, number: int, body: str) -> None:
        """Write a comment."""

    def add_reaction(self, comment: int, reply: ReactionContent) -> None:
        """React to a comment."""

    def read_body(self, number: int) -> str:
        """Return an issue's body as it is now, before it is overwritten."""

    def commit_files(self, files: Mapping[str, bytes | None], message: str, subject: str) -> str:
        """Write files (None deletes) as one atomic commit, or as the one pull request of `subject`; return where.

        Raises Moved where the branch is no longer what was read. Files that already say so make no commit.
        """

    def read_proposals(self) -> Proposals | None:
        """Return what waits in pull requests; None where the group's files are written at once."""

    def read_changes(self) -> Mapping[str, bytes | None]:
        """Return the files that changed since the branch was read (None: deleted); from now on that is what was read.

        To be called after Moved; changes by `commit_files` itself are not among them.
        """

    def dispatch(self, workflow: Workflow) -> None:
        """Start a workflow: a commit of the steward starts none by itself."""

    def keep_schedules(self) -> None:
        """Enable the scheduled workflows again where the host stopped them for want of activity."""
