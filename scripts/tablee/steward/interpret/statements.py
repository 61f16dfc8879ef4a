"""What people said, as typed values: who, when, and what. All that is decided for a person's sake follows from these.

A source of words (a reaction, a comment, a ticked box, a form) is read in `interpret` and yields statements;
`decide/statements.py` says what each of them does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tablee.model import Answer
from tablee.steward.interpret.slash_commands import Command
from tablee.steward.observe import ExistingIssue
from tablee.steward.state import IssueState, Kind
from tablee.steward.tracker import NO_TIME, Comment, ReactionContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a member said, and when; `speaker` is empty where nobody knows who."""

    speaker: str = ""
    said_at: datetime = NO_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedAnswer(Statement):
    """Whether a member comes to the meeting of a slot key, said by mail."""

    key: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedTurn(Statement):
    """Whether a member who was called to a meeting accepts the turn, said by mail."""

    key: str
    accepts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueStatement(Statement):
    """What was said in an issue of the steward."""

    seen: ExistingIssue

    @property
    def key(self) -> str:
        """The slot key of the meeting that the issue is about."""
        return self.seen.subject.key

    @property
    def kind(self) -> Kind:
        """The kind of the issue."""
        return self.seen.subject.kind

    @property
    def state(self) -> IssueState:
        """What the issue remembers."""
        return self.seen.state


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChanged(IssueStatement):
    """What a member's reactions say of coming became something else; None is no answer.

    `said` has all that was newly said, be it overruled already: a file that says so was not edited by hand.
    """

    before: Answer | None
    after: Answer | None
    said: frozenset[Answer | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteChanged(IssueStatement):
    """A reaction for a day under vote was given, or taken away."""

    day: date
    is_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThumbGiven(IssueStatement):
    """A member's newest thumb on the issue of a turn or of a restart: 👍 or 👎."""

    reply: ReactionContent


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsTicked(IssueStatement):
    """These are the missions whose boxes are ticked by now; a tick tells nobody's name."""

    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandGiven(IssueStatement):
    """A command in a comment; what was said in time counts, however late a run reads it."""

    command: Command


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentWritten(IssueStatement):
    """A comment with its commands, which are obeyed one after another and answered together."""

    comment: Comment
    commands: tuple[Command, ...]

    def given(self) -> tuple[CommandGiven, ...]:
        """Return the comment's commands as statements."""
        return tuple(
            CommandGiven(seen=self.seen, speaker=self.speaker, said_at=self.said_at, command=one)
            for one in self.commands
        )
