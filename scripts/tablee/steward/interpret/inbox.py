"""What members said since the last run, in the order in which they said it, written into the working group."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import islice

from tablee.i18n.translations import LazyText, _
from tablee.steward.decide import answers, dates, facilitation, missions, restart, votes
from tablee.steward.decide.permissions import (
    CommandContext,
    CommandDeferred,
    CommandRejected,
    accounts,
    speaker_of,
)
from tablee.steward.interpret import checkboxes
from tablee.steward.interpret.slash_commands import Command, holds_command, parse_commands
from tablee.steward.observe import ExistingIssue, ExistingIssues
from tablee.steward.state import Given, IssueState, Kind, Subject, parse_note
from tablee.steward.texts import UserText
from tablee.steward.tracker import Comment, Person, Reaction, Reply
from tablee.steward.working_group import Note, WorkingGroup

THANKS = "stranger:"
"""Begins the name of the comment that thanks somebody, before the number of the account."""

MOST_HEARD = 200
"""Comments of one issue that are remembered, the newest."""

Handler = Callable[[WorkingGroup, CommandContext], None]

STRANGER = _(
    "Thank you for your word. Only members can answer here, from the account that their file names "
    "(`github_id`): a keeper can add yours, or answer for you."
)
UNKNOWN = _("I do not know `/{typed}`. Did you mean `/{suggestion}`?")
ALONE = _(
    "`/{typed}` counts at the beginning of a line, without backticks, bold or a bullet: write it again like that."
)
ELSEWHERE = _("`/{typed}` belongs into the issue of a meeting.")

EVERYWHERE: Mapping[str, Handler] = {
    "come": answers.handle_answer,
    "maybe": answers.handle_answer,
    "pass": facilitation.handle_pass,
    "take": facilitation.handle_take,
    "led": facilitation.handle_led,
    "swap": facilitation.handle_swap,
    "next": dates.handle_next,
    "propose": dates.handle_propose,
    "cancel": dates.handle_cancel,
    "vote": votes.handle_vote,
    "present": missions.handle_present,
    "words": missions.handle_words,
    "topics": missions.handle_topics,
    "swap-card": missions.handle_swap_card,
    "done": missions.handle_done,
}
HANDLERS: Mapping[Kind, Mapping[str, Handler]] = {
    Kind.MEETING: {**EVERYWHERE, "yes": answers.handle_answer, "no": answers.handle_answer},
    Kind.FACILITATOR: {**EVERYWHERE, "yes": facilitation.handle_accept, "no": facilitation.handle_pass},
    Kind.RESTART: {"yes": restart.handle_yes, "next": dates.handle_next},
    Kind.DASHBOARD: {"next": dates.handle_next},
}
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CommentReaction:
    """A reaction that the steward owes a comment."""

    number: int
    comment: Comment
    reply: Reply
    subject: Subject


@dataclass(frozen=True, slots=True)
class InboxResult:
    """What hearing an issue left behind: the reactions in force, the comments obeyed, the reactions owed.

    `lapsing` are the reactions that answer, lapsed ones too. `waiting` are the people of whom something waits until a
    member's file can be read again.
    """

    reactions: answers.Replies
    overruled: answers.Replies
    lapsing: Mapping[str, tuple[Given, ...]]
    comments: dict[int, str]
    settled_up_to: int = 0
    acks: list[CommentReaction] = field(default_factory=list)
    waiting: set[int] = field(default_factory=set)


Statement = tuple[datetime, Callable[[], None]]


def read_inbox(working: WorkingGroup, existing: ExistingIssues) -> Mapping[int, InboxResult]:
    """Obey all that is new in the open issues; return by the issue's number what to remember of it."""
    known = accounts(working.group)
    statements: list[Statement] = []
    inbox: dict[int, InboxResult] = {}
    for seen in existing.open_issues:
        if seen.subject.key in working.unreadable_meetings:
            continue  # its file is broken: what was said waits until it is mended
        every = _reactions(working, known, seen)
        here = answers.without_lapsed(seen.state, every)
        fresh = [comment for comment in seen.issue.comments if _is_new(seen.state, comment)]
        statements += _reaction_statements(working, seen, here)
        left = inbox[seen.issue.number] = InboxResult(
            *answers.in_force(here), answers.lapsing(every), *_remembered_comments(seen)
        )
        left.waiting.update(_unknown_people(working, known, seen, fresh))
        statements += (
            _comment_statement(working, seen, comment, _speaker_on(working, known, comment), left)
            for comment in fresh
            if comment.person.id not in left.waiting and _speaker_on(working, known, comment)
        )
    for _at, obey in sorted(statements, key=lambda one: one[0]):
        obey()
    working.notes.extend(_thanks(working, known, existing))
    return inbox


def _thanks(working: WorkingGroup, known: Mapping[int, str], existing: ExistingIssues) -> Iterator[Note]:
    """Yield one thanks a run, to somebody outside who wrote a command and was never thanked: no more is owed."""
    notes = (parse_note(c.body) for one in existing.open_issues for c in one.issue.comments if c.by_steward)
    thanked = {note.note for note in notes if note}
    strangers = (
        (seen, comment)
        for seen in existing.open_issues
        for comment in seen.issue.comments
        if not comment.by_steward and f"{THANKS}{comment.person.id}" not in thanked
        if not _speaker_on(working, known, comment) and holds_command(comment.body)
    )
    for seen, comment in islice(strangers, 0 if working.unreadable_members else 1):
        yield Note(seen.subject, f"{THANKS}{comment.person.id}", LazyText(STRANGER), number=seen.issue.number)


def _reactions(
    working: WorkingGroup, known: Mapping[int, str], seen: ExistingIssue
) -> Mapping[str, tuple[Reaction, ...]]:
    """Return each member's reactions to an issue; of a meeting's, those that were given in time.

    Who leaves does not come to the meetings ahead, whatever was said; a turn that was accepted before stays accepted.
    Of whom nobody knows the account while the own file is broken, those that were remembered still stand.
    """
    kept = {
        who: _remembered(seen.state, who) for who in working.unreadable_members if who in seen.state.reactions
    }
    is_meeting = seen.subject.kind is Kind.MEETING
    found = answers.latest_reactions(
        working.group,
        known,
        seen.issue.reactions,
        lambda reaction: working.today if is_meeting else working.day(reaction.at),
    )
    if is_meeting:
        found = {who: answers.said_in_time(working, seen.subject.key, those) for who, those in found.items()}
    return {**found, **kept}


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


def _remembered(state: IssueState, member: str) -> tuple[Reaction, ...]:
    replies = (*state.overruled.get(member, ()), *state.reactions.get(member, ()))
    return tuple(Reaction(Person(0, member), reply, _EARLIEST) for reply in replies)


def _is_new(state: IssueState, comment: Comment) -> bool:
    """Return whether a comment says what was not heard; hiding one, or touching its times, says nothing again."""
    is_settled = comment.id <= state.settled_up_to
    return not (comment.by_steward or is_settled) and state.processed_comments.get(comment.id) != _hash(
        comment
    )


def _remembered_comments(seen: ExistingIssue) -> tuple[dict[int, str], int]:
    """Return the comments to remember, the newest, and up to which number all are settled, read or not.

    A flood that leaves comments unread settles those before the newest ones: nobody's old word comes back as news.
    """
    processed = seen.state.processed_comments
    kept = sorted((one.id for one in seen.issue.comments if one.id in processed), reverse=True)
    mark = max(seen.state.settled_up_to, seen.issue.unread_before - 1, *kept[MOST_HEARD:])
    return {key: processed[key] for key in kept[:MOST_HEARD] if key > mark}, mark


def _hash(comment: Comment) -> str:
    """Return what tells a comment's text from another; times move without an edit."""
    return hashlib.sha256(comment.body.encode()).hexdigest()[:16]


def _reaction_statements(
    working: WorkingGroup, seen: ExistingIssue, here: Mapping[str, tuple[Reaction, ...]]
) -> Iterator[Statement]:
    key, state, kind = seen.subject.key, seen.state, seen.subject.kind
    if kind is Kind.FACILITATOR:
        yield _EARLIEST, lambda: facilitation.apply_reactions(working, key, state, here)
    if kind is Kind.RESTART:
        yield _EARLIEST, lambda: restart.apply_agreement(working, key, state, here)
    if kind is not Kind.MEETING:
        return
    yield (
        _EARLIEST,
        lambda: missions.apply_ticks(working, key, state, checkboxes.ticked_cards(seen.issue.body)),
    )
    answers.note_reactions(working, key, state, here)
    for at, member, before, after in answers.changed_answers(state, here):
        change = (before, after)
        yield at or _EARLIEST, partial(answers.apply_reaction, working, key, state, member, change, at)
    for at, ballot in votes.changed_ballots(working, key, state, here):
        yield at or _EARLIEST, partial(votes.apply_ballot, working, key, state, ballot)


def _comment_statement(
    working: WorkingGroup, seen: ExistingIssue, comment: Comment, speaker: str, left: InboxResult
) -> Statement:
    def obey() -> None:
        if not parse_commands(comment.body):
            return
        try:
            refused = list(_refusals(working, seen, comment, speaker))
        except CommandDeferred:
            left.waiting.add(comment.person.id)
            return
        wrong = [phrase for n, phrase in enumerate(refused) if phrase not in refused[:n]]  # each said once
        left.comments[comment.id] = _hash(comment)
        reply = Reply.CONFUSED if wrong else Reply.PLUS_ONE
        if not comment.answered:
            left.acks.append(CommentReaction(seen.issue.number, comment, reply, seen.subject))
        for position, phrase in enumerate(wrong):
            name = f"re:{comment.id}:{_hash(comment)}:{position}"
            working.notes.append(Note(seen.subject, name, phrase, number=seen.issue.number))

    return comment.edited_at, obey


def _refusals(
    working: WorkingGroup, seen: ExistingIssue, comment: Comment, speaker: str
) -> Iterator[LazyText]:
    """Obey commands one after another; yield why those are not obeyed that are not."""
    for command in parse_commands(comment.body):
        refused = _obey(working, seen, command, speaker, comment.edited_at)
        if refused:
            yield refused


def _obey(
    working: WorkingGroup, seen: ExistingIssue, command: Command, speaker: str, said_at: datetime
) -> LazyText | None:
    if command.suggestion == command.typed:
        return LazyText(ALONE, {"typed": UserText(command.typed)})
    if not command.name:
        return LazyText(UNKNOWN, {"typed": UserText(command.typed), "suggestion": command.suggestion})
    handler = HANDLERS[seen.subject.kind].get(command.name)
    if handler is None:
        return LazyText(ELSEWHERE, {"typed": UserText(command.typed)})
    context = CommandContext(seen.subject.key, seen.subject.kind, command, speaker, seen.state, said_at)
    try:
        handler(working, context)
    except CommandRejected as refused:
        return refused.phrase
    if command.name == "next":
        restart.wake(working, context)
    return None
