"""What each statement does: the handler of a slash command, of a reaction, of a ticked box; and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tablee.i18n.translations import LazyText, _
from tablee.steward.decide import answers, dates, facilitation, missions, restart, votes
from tablee.steward.decide.permissions import CommandDeferred, CommandRejected
from tablee.steward.interpret.inbox import Heard, hash_comment
from tablee.steward.interpret.statements import (
    AnswerChanged,
    CardsTicked,
    CommandGiven,
    CommentWritten,
    MailedAnswer,
    MailedTurn,
    Statement,
    ThumbGiven,
    VoteChanged,
)
from tablee.steward.state import Kind
from tablee.steward.texts import UserText
from tablee.steward.tracker import ReactionContent
from tablee.steward.working_group import DesiredComment, WorkingGroup

Handler = Callable[[WorkingGroup, CommandGiven], None]

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a comment: why commands of it were rejected; `deferred` where it waits for a file to be mended."""

    said: CommentWritten
    rejections: tuple[LazyText, ...] = ()
    deferred: bool = False


@dataclass(frozen=True, slots=True)
class React:
    """React to a comment of an issue."""

    number: int
    comment: int
    reply: ReactionContent


def apply_statements(working: WorkingGroup, statements: Iterable[Statement]) -> tuple[Verdict, ...]:
    """Let all that was said have its effect, in the order in which it was; return what became of each comment."""
    said = tuple(statements)
    for statement in said:
        if isinstance(statement, AnswerChanged):
            working.new_answers[statement.key, statement.speaker] |= statement.said
    verdicts = [_apply(working, statement) for statement in said]
    return tuple(verdict for verdict in verdicts if verdict)


def reactions_to(
    verdicts: Iterable[Verdict], refused: Collection[str], waiting: Collection[str]
) -> Iterator[React]:
    """Yield the reaction to each comment: done, seen where it waits to be merged, or not understood or not written."""
    for one in verdicts:
        key, comment = one.said.key, one.said.comment
        reply = ReactionContent.EYES if key in waiting else ReactionContent.PLUS_ONE
        if not (one.deferred or comment.answered):
            reply = ReactionContent.CONFUSED if one.rejections or key in refused else reply
            yield React(one.said.seen.issue.number, comment.id, reply)


def tell_unwritten(verdicts: Iterable[Verdict], refused: Mapping[str, LazyText]) -> Iterator[DesiredComment]:
    """Yield an answer to each comment whose meeting's file could not be written; it is heard again."""
    for said in (one.said for one in verdicts if not (one.deferred or one.said.comment.answered)):
        if said.key in refused:
            name, number = f"unwritten:{said.comment.id}", said.seen.issue.number
            yield DesiredComment(said.seen.subject, name, refused[said.key], number=number)


def with_verdicts(heard: Mapping[int, Heard], verdicts: Iterable[Verdict]) -> Mapping[int, Heard]:
    """Return what is to be remembered of the issues, with the comments that were obeyed, and those that wait."""
    found = dict(heard)
    for one in verdicts:
        number, comment = one.said.seen.issue.number, one.said.comment
        before = found[number]
        if one.deferred:
            found[number] = replace(before, waiting=before.waiting | {comment.person.id})
        else:
            found[number] = replace(before, comments={**before.comments, comment.id: hash_comment(comment)})
    return found


def _apply(working: WorkingGroup, statement: Statement) -> Verdict | None:
    match statement:
        case CommentWritten():
            return _obey_all(working, statement)
        case AnswerChanged():
            answers.apply_answer(working, statement)
        case VoteChanged():
            votes.apply_vote(working, statement)
        case ThumbGiven() if statement.kind is Kind.FACILITATOR:
            facilitation.apply_thumb(working, statement)
        case ThumbGiven():
            restart.apply_thumb(working, statement)
        case MailedAnswer():
            if not restart.wake_by_mail(working, statement):
                answers.apply_mailed_answer(working, statement)
        case MailedTurn():
            facilitation.apply_mailed_turn(working, statement)
        case CardsTicked():
            missions.apply_ticks(working, statement)
    return None


def _obey_all(working: WorkingGroup, said: CommentWritten) -> Verdict:
    """Obey the commands of a comment one after another; each reason against one is told once."""
    try:
        refused = [why for command in said.given() if (why := _obey(working, command))]
    except CommandDeferred:
        return Verdict(said, deferred=True)
    for position, phrase in enumerate(told := [w for n, w in enumerate(refused) if w not in refused[:n]]):
        name = f"re:{said.comment.id}:{hash_comment(said.comment)}:{position}"
        working.comments.append(
            DesiredComment(said.seen.subject, name, phrase, number=said.seen.issue.number)
        )
    return Verdict(said, tuple(told))


def _obey(working: WorkingGroup, given: CommandGiven) -> LazyText | None:
    """Obey one command; return why it is rejected."""
    command, typed = given.command, UserText(given.command.typed)
    if command.suggestion == command.typed:
        return LazyText(ALONE, {"typed": typed})
    if not command.name:
        return LazyText(UNKNOWN, {"typed": typed, "suggestion": command.suggestion})
    handler = HANDLERS[given.kind].get(command.name)
    if handler is None:
        return LazyText(ELSEWHERE, {"typed": typed})
    try:
        handler(working, given)
    except CommandRejected as refused:
        return refused.phrase
    if command.name == "next":
        restart.wake(working, given)
    return None
