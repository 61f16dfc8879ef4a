"""What is new in the open issues, as statements in the order in which they were made; nothing is decided here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tablee.i18n.translations import LazyText, _
from tablee.steward.interpret.checkboxes import ticked_cards
from tablee.steward.interpret.reactions import Reactions, reaction_statements, read_reactions
from tablee.steward.interpret.slash_commands import holds_command, parse_commands
from tablee.steward.interpret.speakers import accounts, speaker_of
from tablee.steward.interpret.statements import CardsTicked, CommentWritten, Statement
from tablee.steward.observe import ExistingIssue, ExistingIssues
from tablee.steward.state import FOUNDING, IssueState, Kind
from tablee.steward.tracker import Comment
from tablee.steward.working_group import DesiredComment, WorkingGroup

THANKS = "stranger:"
"""Begins the name of the comment that thanks somebody, before the number of the account."""

MOST_HEARD = 200
"""Comments of one issue that are remembered, the newest."""

STRANGER = _(
    "Thank you for your word. Only members can answer here, from the account that their file names "
    "(`github_id`): a keeper can add yours, or answer for you."
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What an issue is remembered for: reactions that count and those that lapsed, and the comments that were obeyed.

    `waiting` are the people of whom something waits until a member's file can be read again.
    """

    reactions: Reactions
    lapsed: Reactions
    comments: Mapping[int, str]
    settled_up_to: int = 0
    waiting: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that was newly said, and by the issue's number what was heard there; `thanks` are owed to strangers."""

    statements: tuple[Statement, ...]
    heard: Mapping[int, Heard]
    thanks: tuple[DesiredComment, ...] = ()


def read_inbox(working: WorkingGroup, existing: ExistingIssues) -> Inbox:
    """Read all that is new in the open issues."""
    known = accounts(working.group)
    statements: list[Statement] = []
    heard: dict[int, Heard] = {}
    for seen in existing.open_issues:
        if seen.subject == FOUNDING or seen.subject.key in working.unreadable_meetings:
            continue  # nothing is said there; or its file is broken: what was said waits until it is mended
        reactions, lapsed = read_reactions(working, known, seen)
        fresh = [comment for comment in seen.issue.comments if _is_new(seen.state, comment)]
        waiting = frozenset(_unknown_people(working, known, seen, fresh))
        heard[seen.issue.number] = Heard(reactions, lapsed, *_remembered_comments(seen), waiting)
        if seen.subject.kind is Kind.MEETING:
            statements.append(CardsTicked(seen=seen, cards=ticked_cards(seen.issue.body)))
        statements += reaction_statements(working, seen, reactions)
        statements += _comments(working, known, seen, (c for c in fresh if c.person.id not in waiting))
    in_order = tuple(sorted(statements, key=lambda one: one.said_at))
    return Inbox(in_order, heard, tuple(_thanks(working, known, existing)))


def hash_comment(comment: Comment) -> str:
    """Return what tells a comment's text from another; times move without an edit."""
    return hashlib.sha256(comment.body.encode()).hexdigest()[:16]


def _comments(
    working: WorkingGroup, known: Mapping[int, str], seen: ExistingIssue, fresh: Iterator[Comment]
) -> Iterator[CommentWritten]:
    for comment in fresh:
        speaker = _speaker_on(working, known, comment)
        commands = parse_commands(comment.body) if speaker else ()
        if commands:
            said_at = comment.edited_at
            yield CommentWritten(
                seen=seen, speaker=speaker, said_at=said_at, comment=comment, commands=commands
            )


def _thanks(
    working: WorkingGroup, known: Mapping[int, str], existing: ExistingIssues
) -> Iterator[DesiredComment]:
    """Yield one thanks a run, to somebody outside who wrote a command and was never thanked: no more is owed."""
    thanked = {note.note for one in existing.open_issues for _comment, note in one.notes}
    for seen in existing.open_issues if not working.unreadable_members else ():
        for comment in seen.issue.comments:
            name = f"{THANKS}{comment.person.id}"
            is_owed = not comment.by_steward and name not in thanked
            if is_owed and not _speaker_on(working, known, comment) and holds_command(comment.body):
                yield DesiredComment(seen.subject, name, LazyText(STRANGER), number=seen.issue.number)
                return


def _speaker_on(working: WorkingGroup, known: Mapping[int, str], comment: Comment) -> str:
    """Return the member who wrote a comment, as of the day on which it was written; empty for a stranger."""
    return speaker_of(working.group, known, comment.person, working.day(comment.edited_at))


def _unknown_people(
    working: WorkingGroup, known: Mapping[int, str], seen: ExistingIssue, fresh: list[Comment]
) -> Iterator[int]:
    """Yield who looks like a stranger, and may be a member whose own file is broken: that waits until it is mended."""
    if working.unreadable_members:
        yield from (
            c.person.id for c in fresh if holds_command(c.body) and not _speaker_on(working, known, c)
        )
        yield from (one.person.id for one in seen.issue.reactions if one.person.id not in known)


def _is_new(state: IssueState, comment: Comment) -> bool:
    """Return whether a comment says what was not heard; hiding one, or touching its times, says nothing again."""
    is_settled = comment.by_steward or comment.id <= state.settled_up_to
    return not is_settled and state.processed_comments.get(comment.id) != hash_comment(comment)


def _remembered_comments(seen: ExistingIssue) -> tuple[dict[int, str], int]:
    """Return the comments to remember, the newest, and up to which number all are settled, read or not.

    A flood that leaves comments unread settles those before the newest ones: nobody's old word comes back as news.
    """
    processed = seen.state.processed_comments
    kept = sorted((one.id for one in seen.issue.comments if one.id in processed), reverse=True)
    mark = max(seen.state.settled_up_to, seen.issue.unread_before - 1, *kept[MOST_HEARD:])
    return {key: processed[key] for key in kept[:MOST_HEARD] if key > mark}, mark
