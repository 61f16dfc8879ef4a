"""Who comes: reactions and comments become the answers of a meeting's file.

Only differences count: a reaction that was seen is not applied again, so that an edit of the file stays. Where the
file and the reaction both changed since the body was last written, the file wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from tablee.data.model import Answer, Group
from tablee.data.words import _
from tablee.steward.memory import Memory
from tablee.steward.record import Record
from tablee.steward.requests import IS_OVER, Request, need_subject, unclear
from tablee.steward.tracker import Reaction, Reply
from tablee.steward.who import speaker_of

ANSWER_OF: Mapping[Reply, Answer] = {
    Reply.PLUS_ONE: Answer.YES,
    Reply.MINUS_ONE: Answer.NO,
    Reply.CONFUSED: Answer.MAYBE,
}
HAND_EDIT = _("The file was edited by hand meanwhile and says “{answer}”: write it again if that is wrong.")
Change = tuple[Answer | None, Answer | None]
"""An answer by reaction, before and after."""

_COMMANDS = {"yes": Answer.YES, "come": Answer.YES, "no": Answer.NO, "maybe": Answer.MAYBE}


def latest_reactions(
    group: Group, known: Mapping[int, str], reactions: Iterable[Reaction], today: date
) -> Mapping[str, tuple[Reaction, ...]]:
    """Return each member's reactions, oldest first; those of strangers are nobody's."""
    found: dict[str, list[Reaction]] = {}
    for reaction in sorted(reactions, key=lambda one: (one.at, one.reply)):
        member = speaker_of(group, known, reaction.person, today)
        if member:
            found.setdefault(member, []).append(reaction)
    return {member: tuple(those) for member, those in sorted(found.items())}


def replies_in_force(reactions: Mapping[str, tuple[Reaction, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return the replies to remember: of several answers the newest, and every other reaction."""
    return {member: tuple(sorted(_in_force(those))) for member, those in reactions.items()}


def _in_force(reactions: tuple[Reaction, ...]) -> Iterator[str]:
    answer = _newest(reactions)
    yield from (one.reply.value for one in reactions if one.reply not in ANSWER_OF or one is answer)


def changed_answers(
    memory: Memory, reactions: Mapping[str, tuple[Reaction, ...]]
) -> Iterator[tuple[datetime | None, str, Answer | None, Answer | None]]:
    """Yield who changed the answer by reaction: when (None where one was taken away), who, from what, to what."""
    for member in sorted({*memory.reactions, *reactions}):
        newest = _newest(reactions.get(member, ()))
        before = _answer(memory.reactions.get(member, ()))
        after = ANSWER_OF[newest.reply] if newest else None
        if before is not after:
            yield newest.at if newest else None, member, before, after


def apply_reaction(record: Record, key: str, memory: Memory, member: str, change: Change) -> None:
    """Write a changed reaction into the file, unless the file changed as well.

    A reaction taken away removes only the answer that it wrote.
    """
    before, after = change
    meeting = record.meeting(key)
    if record.is_over(key) or edited_by_hand(record, key, memory, member):
        return
    if after is None and meeting.answers.get(member) is not before:
        return
    _write(record, key, member, after)


def handle_answer(record: Record, request: Request) -> None:
    """Grant `/yes`, `/no`, `/maybe` and `/come NAME`."""
    member, key = need_subject(record, request), request.key
    answer = _COMMANDS[request.command.name]
    if record.is_over(key):
        raise unclear(IS_OVER)
    before = record.file_before(key)
    found = before.answers.get(member) if before else None
    if found is not None and found is not answer and edited_by_hand(record, key, request.memory, member):
        raise unclear(HAND_EDIT, answer=found.value)
    _write(record, key, member, answer)


def edited_by_hand(record: Record, key: str, memory: Memory, member: str) -> bool:
    """Say whether a file's answer is another one than when the issue's body was last written.

    Of who is not public the marker says nothing, so there the last word counts.
    """
    known = record.group.members.get(member)
    if known is None or not known.public:
        return False
    before = record.file_before(key)
    found = before.answers.get(member) if before else None
    return (found.value if found else None) != _first(memory.answers.get(member, ()))


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


def _first(texts: tuple[str, ...]) -> str | None:
    return texts[0] if texts else None
