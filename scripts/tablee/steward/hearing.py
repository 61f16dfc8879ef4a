"""What members said since the last run, in the order in which they said it, written into the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from tablee.i18n.words import Phrase, _
from tablee.steward import answers, boxes, calls, dates, missions, restart, votes
from tablee.steward.memory import Memory
from tablee.steward.observed import Observed, Seen
from tablee.steward.record import Note, Record
from tablee.steward.requests import Request, Unclear, Waits
from tablee.steward.said import Command, parse_commands
from tablee.steward.saying import Verbatim
from tablee.steward.subjects import Kind, Subject
from tablee.steward.tracker import Comment, Person, Reaction, Reply
from tablee.steward.who import accounts, speaker_of

Handler = Callable[[Record, Request], None]

STRANGER = _(
    "Thank you for your word. Only members can answer here, from the account that their file names "
    "(`github_id`): a keeper can add yours, or answer for you."
)
UNKNOWN = _("I do not know `/{typed}`. Did you mean `/{suggestion}`?")
ELSEWHERE = _("`/{typed}` belongs into the issue of a meeting.")

EVERYWHERE: Mapping[str, Handler] = {
    "come": answers.handle_answer,
    "maybe": answers.handle_answer,
    "pass": calls.handle_pass,
    "take": calls.handle_take,
    "led": calls.handle_led,
    "swap": calls.handle_swap,
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
    Kind.FACILITATOR: {**EVERYWHERE, "yes": calls.handle_accept, "no": calls.handle_pass},
    Kind.RESTART: {"yes": restart.handle_yes, "next": dates.handle_next},
    Kind.DASHBOARD: {"next": dates.handle_next},
}
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ack:
    """A reaction that the steward owes a comment."""

    number: int
    comment: Comment
    reply: Reply
    subject: Subject


@dataclass(frozen=True, slots=True)
class Heard:
    """What hearing an issue left behind: the reactions in force, the comments obeyed, the reactions owed.

    `given` marks the reactions that answer, lapsed ones too. `waiting` are the people of whom something waits until a
    member's file can be read again.
    """

    reactions: Mapping[str, tuple[str, ...]]
    given: Mapping[str, tuple[str, ...]]
    comments: dict[str, tuple[str, ...]]
    acks: list[Ack] = field(default_factory=list)
    waiting: set[int] = field(default_factory=set)


Statement = tuple[datetime, Callable[[], None]]


def hear(record: Record, observed: Observed) -> Mapping[int, Heard]:
    """Obey all that is new in the open issues; return by the issue's number what to remember of it."""
    known = accounts(record.group)
    statements: list[Statement] = []
    heard: dict[int, Heard] = {}
    for seen in observed.heard:
        if seen.subject.key in record.aside:
            continue  # its file is broken: what was said waits until it is mended
        every = _reactions(record, known, seen)
        here = answers.without_lapsed(seen.memory, every)
        fresh = [comment for comment in seen.issue.comments if _is_new(seen.memory, comment)]
        statements += _reaction_statements(record, seen, here)
        stamps = {key: value for key, value in seen.memory.heard.items() if _still_there(seen, key)}
        left = heard[seen.issue.number] = Heard(
            answers.replies_in_force(here), answers.answering(every), stamps
        )
        left.waiting.update(_unknown_people(record, known, seen, fresh))
        statements += (
            _comment_statement(record, seen, comment, _speaker_on(record, known, comment), left)
            for comment in fresh
            if comment.person.id not in left.waiting
        )
    for _at, obey in sorted(statements, key=lambda one: one[0]):
        obey()
    return heard


def _reactions(record: Record, known: Mapping[int, str], seen: Seen) -> Mapping[str, tuple[Reaction, ...]]:
    """Return each member's reactions to an issue; of a meeting's, those that were given in time.

    Who leaves does not come to the meetings ahead, whatever was said; a turn that was accepted before stays accepted.
    Of whom nobody knows the account while the own file is broken, those that were remembered still stand.
    """
    kept = {who: _remembered(seen.memory, who) for who in record.unknown if who in seen.memory.reactions}
    is_meeting = seen.subject.kind is Kind.MEETING
    found = answers.latest_reactions(
        record.group,
        known,
        seen.issue.reactions,
        lambda reaction: record.today if is_meeting else record.day(reaction.at),
    )
    if is_meeting:
        found = {who: answers.said_in_time(record, seen.subject.key, those) for who, those in found.items()}
    return {**found, **kept}


def _speaker_on(record: Record, known: Mapping[int, str], comment: Comment) -> str:
    """Return the member who wrote a comment, as of the day on which it was written; empty for a stranger."""
    return speaker_of(record.group, known, comment.person, record.day(comment.edited_at))


def _unknown_people(
    record: Record, known: Mapping[int, str], seen: Seen, fresh: list[Comment]
) -> Iterator[int]:
    """Yield who looks like a stranger, and may be a member whose own file is broken: that waits until it is mended."""
    if record.unknown:
        yield from (
            c.person.id for c in fresh if parse_commands(c.body) and not _speaker_on(record, known, c)
        )
        yield from (one.person.id for one in seen.issue.reactions if one.person.id not in known)


def _remembered(memory: Memory, member: str) -> tuple[Reaction, ...]:
    replies = sorted(memory.reactions.get(member, ()), key=lambda reply: not reply.startswith("("))
    return tuple(Reaction(Person(0, member), Reply(reply.strip("()")), _EARLIEST) for reply in replies)


def _is_new(memory: Memory, comment: Comment) -> bool:
    return not comment.by_steward and memory.heard.get(str(comment.id), ()) != (_stamp(comment),)


def _still_there(seen: Seen, comment: str) -> bool:
    return any(str(one.id) == comment for one in seen.issue.comments)


def _stamp(comment: Comment) -> str:
    return comment.edited_at.astimezone(UTC).isoformat()


def _reaction_statements(
    record: Record, seen: Seen, here: Mapping[str, tuple[Reaction, ...]]
) -> Iterator[Statement]:
    key, memory, kind = seen.subject.key, seen.memory, seen.subject.kind
    if kind is Kind.FACILITATOR:
        yield _EARLIEST, lambda: calls.apply_reactions(record, key, memory, here)
    if kind is Kind.RESTART:
        yield _EARLIEST, lambda: restart.apply_agreement(record, key, memory, here)
    if kind is not Kind.MEETING:
        return
    yield _EARLIEST, lambda: missions.apply_ticks(record, key, memory, boxes.ticked_cards(seen.issue.body))
    answers.note_reactions(record, key, memory, here)
    for at, member, before, after in answers.changed_answers(memory, here):
        change = (before, after)
        yield at or _EARLIEST, partial(answers.apply_reaction, record, key, memory, member, change, at)
    for at, ballot in votes.changed_ballots(record, key, memory, here):
        yield at or _EARLIEST, partial(votes.apply_ballot, record, key, memory, ballot)


def _comment_statement(record: Record, seen: Seen, comment: Comment, speaker: str, left: Heard) -> Statement:
    def obey() -> None:
        if not parse_commands(comment.body):
            return
        try:
            wrong = list(_refusals(record, seen, comment, speaker))
        except Waits:
            left.waiting.add(comment.person.id)
            return
        left.comments[str(comment.id)] = (_stamp(comment),)
        reply = Reply.CONFUSED if wrong else Reply.PLUS_ONE
        if not comment.answered:
            left.acks.append(Ack(seen.issue.number, comment, reply, seen.subject))
        for position, phrase in enumerate(wrong):
            name = (
                f"re:{comment.id}:{_stamp(comment)}:{position}"
                if speaker
                else f"stranger:{comment.person.id}"
            )
            record.notes.append(Note(seen.subject, name, phrase, number=seen.issue.number))

    return comment.edited_at, obey


def _refusals(record: Record, seen: Seen, comment: Comment, speaker: str) -> Iterator[Phrase]:
    """Obey commands one after another; yield why those are not obeyed that are not."""
    for command in parse_commands(comment.body):
        if not speaker:
            yield Phrase(STRANGER)
            return
        refused = _obey(record, seen, command, speaker, comment.edited_at)
        if refused:
            yield refused


def _obey(record: Record, seen: Seen, command: Command, speaker: str, said_at: datetime) -> Phrase | None:
    if not command.name:
        return Phrase(UNKNOWN, {"typed": Verbatim(command.typed), "suggestion": command.suggestion})
    handler = HANDLERS[seen.subject.kind].get(command.name)
    if handler is None:
        return Phrase(ELSEWHERE, {"typed": Verbatim(command.typed)})
    request = Request(seen.subject.key, seen.subject.kind, command, speaker, seen.memory, said_at)
    try:
        handler(record, request)
    except Unclear as refused:
        return refused.phrase
    if command.name == "next":
        restart.wake(record, request)
    return None
