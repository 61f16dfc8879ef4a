"""Who comes: reactions and comments become the answers of a meeting's file.

Only differences count: a reaction that was seen is not applied again, so that an edit of the file stays. Where the
file and the reaction both changed since the body was last written, the file wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from tablee.i18n.words import _
from tablee.model import Answer, Group
from tablee.steward.decide.permissions import IS_OVER, Request, need_subject, speaker_of, unclear
from tablee.steward.memory import Memory, Seen
from tablee.steward.tracker import ORDER_ONLY, Reaction, Reply
from tablee.steward.working_group import Record

ANSWER_OF: Mapping[Reply, Answer] = {
    Reply.PLUS_ONE: Answer.YES,
    Reply.MINUS_ONE: Answer.NO,
    Reply.CONFUSED: Answer.MAYBE,
}
HAND_EDIT = _("The file was edited by hand meanwhile and says “{answer}”: write it again if that is wrong.")
TAKEN_OUT = _("The answer was taken out of the file by hand meanwhile: write it again if that is wrong.")
Change = tuple[Answer | None, Answer | None]
"""An answer by reaction, before and after."""

_COMMANDS = {"yes": Answer.YES, "come": Answer.YES, "no": Answer.NO, "maybe": Answer.MAYBE}


def latest_reactions(
    group: Group, known: Mapping[int, str], reactions: Iterable[Reaction], day_of: Callable[[Reaction], date]
) -> Mapping[str, tuple[Reaction, ...]]:
    """Return each member's reactions, oldest first; those of who is no member on `day_of` it are nobody's."""
    found: dict[str, list[Reaction]] = {}
    for reaction in sorted(reactions, key=lambda one: (one.at, one.reply)):
        member = speaker_of(group, known, reaction.person, day_of(reaction))
        if member:
            found.setdefault(member, []).append(reaction)
    return {member: tuple(those) for member, those in sorted(found.items())}


def said_in_time(record: Record, key: str, reactions: tuple[Reaction, ...]) -> tuple[Reaction, ...]:
    """Leave out the answers that were given after the meeting's end, and the votes after the poll's."""
    event = record.event(key)
    poll = event.meeting.poll if event and event.meeting else None

    def counts(one: Reaction) -> bool:
        if one.reply in ANSWER_OF:
            return event is None or not event.is_over(record.moment(one.at))
        return poll is None or record.day(one.at) <= poll.closes_on

    return tuple(one for one in reactions if counts(one))


def answering(reactions: Mapping[str, tuple[Reaction, ...]]) -> Seen:
    """Return the marks of those reactions that answer, by member: each with its moment, where the tracker knows one."""
    marks = {
        who: tuple(_mark(one) for one in those if one.reply in ANSWER_OF) for who, those in reactions.items()
    }
    return {who: those for who, those in marks.items() if those}


def without_lapsed(
    memory: Memory, reactions: Mapping[str, tuple[Reaction, ...]]
) -> Mapping[str, tuple[Reaction, ...]]:
    """Leave out the answers that were given for a day from which the meeting has moved."""
    lapsed = memory.lapsed
    return {
        who: tuple(one for one in those if _mark(one) not in lapsed.get(who, ()))
        for who, those in reactions.items()
    }


def _mark(one: Reaction) -> str:
    return (
        one.reply.value if one.at < ORDER_ONLY else f"{one.reply.value} {one.at.astimezone(UTC).isoformat()}"
    )


def replies_in_force(reactions: Mapping[str, tuple[Reaction, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return the replies to remember: of several answers the newest as it is, the others as overruled."""
    return {member: tuple(sorted(_in_force(those))) for member, those in reactions.items()}


def _in_force(reactions: tuple[Reaction, ...]) -> Iterator[str]:
    answer = _newest(reactions)
    for one in reactions:
        yield overruled(one.reply) if one.reply in ANSWER_OF and one is not answer else one.reply.value


def overruled(reply: Reply) -> str:
    """Return how an answer is remembered that still stands, below a newer one."""
    return f"({reply.value})"


def note_reactions(
    record: Record, key: str, memory: Memory, reactions: Mapping[str, tuple[Reaction, ...]]
) -> None:
    """Note all answers that were newly given by a reaction, also those that a later one has overruled.

    So is one that counts again; that one was taken away is noted as the empty answer.
    """
    for _at, member, before, after in changed_answers(memory, reactions):
        standing = {ANSWER_OF.get(one.reply) for one in reactions.get(member, ())}
        record.spoken[key, member] |= {after.value} if after else set()
        record.spoken[key, member] |= {""} if before and before not in standing else set()
    for member, those in reactions.items():
        seen = memory.reactions.get(member, ())
        fresh = [one for one in those if one.reply.value not in seen and overruled(one.reply) not in seen]
        record.spoken[key, member].update(
            ANSWER_OF[one.reply].value for one in fresh if one.reply in ANSWER_OF
        )


def changed_answers(
    memory: Memory, reactions: Mapping[str, tuple[Reaction, ...]]
) -> Iterator[tuple[datetime | None, str, Answer | None, Answer | None]]:
    """Yield who changed the answer by reaction: when (None where one was taken away), who, from what, to what.

    Where a newer one was taken away, the one below it counts again.
    """
    for member in sorted({*memory.reactions, *reactions}):
        newest = _newest(reactions.get(member, ()))
        before = _answer(memory.reactions.get(member, ()))
        after = ANSWER_OF[newest.reply] if newest else None
        if before is not after:
            seen = memory.reactions.get(member, ())
            standing = {ANSWER_OF.get(one.reply) for one in reactions.get(member, ())}
            revived = newest is not None and overruled(newest.reply) in seen and before not in standing
            yield newest.at if newest and not revived else None, member, before, after


def apply_reaction(
    record: Record, key: str, memory: Memory, member: str, change: Change, at: datetime | None
) -> None:
    """Write a changed reaction into the file, unless the file changed as well.

    A reaction taken away removes only the answer that it wrote. `at` is when it was given; nobody knows when one was
    taken away.
    """
    before, after = change
    meeting = record.meeting(key)
    if record.is_over(key, at) or edited_by_hand(record, key, memory, member):
        return
    if after is None and meeting.answers.get(member) is not before:
        return
    _write(record, key, member, after)


def handle_answer(record: Record, request: Request) -> None:
    """Grant `/yes`, `/no`, `/maybe` and `/come NAME`."""
    member, key = need_subject(record, request), request.key
    answer = _COMMANDS[request.command.name]
    if record.is_over(key, request.said_at):
        raise unclear(IS_OVER)
    before = record.file_before(key)
    found = before.answers.get(member) if before else None
    if found is not answer and edited_by_hand(record, key, request.memory, member):
        raise unclear(HAND_EDIT, answer=found.value) if found else unclear(TAKEN_OUT)
    record.spoken[key, member].add(answer.value)
    _write(record, key, member, answer)


def edited_by_hand(record: Record, key: str, memory: Memory, member: str) -> bool:
    """Say whether a file's answer is another one than when the issue's body was last written.

    Where it is what the member has newly said, a run that broke off wrote it, or a proposal that was merged. Of who is
    not public the marker says nothing, so there the last word counts.
    """
    known = record.group.members.get(member)
    if known is None or not known.public:
        return False
    before = record.file_before(key)
    found = before.answers.get(member) if before else None
    said = found.value if found else ""
    return said != _first(memory.answers.get(member, ())) and said not in record.spoken[key, member]


def known_answers(group: Group, key: str) -> Mapping[str, tuple[str, ...]]:
    """Return the answers of a file as a marker keeps them: nothing of members who are not public."""
    meeting = group.meetings.get(key)
    answers = meeting.answers if meeting else {}
    members = group.members
    named = {who: answer for who, answer in answers.items() if who in members and members[who].public}
    return {who: (named[who].value,) for who in sorted(named)}


def _write(record: Record, key: str, member: str, answer: Answer | None) -> None:
    meeting = record.meeting(key)
    answers = {who: said for who, said in meeting.answers.items() if who != member or answer is not None}
    if answer is not None:
        answers[member] = answer
    record.put(replace(meeting, answers=answers))


def _newest(reactions: tuple[Reaction, ...]) -> Reaction | None:
    answers = [one for one in reactions if one.reply in ANSWER_OF]
    return answers[-1] if answers else None


def _answer(replies: tuple[str, ...]) -> Answer | None:
    found = [ANSWER_OF[Reply(reply)] for reply in replies if reply in set(ANSWER_OF)]
    return found[0] if found else None


def _first(texts: tuple[str, ...]) -> str:
    return texts[0] if texts else ""
