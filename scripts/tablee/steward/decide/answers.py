"""Who comes: reactions and comments become the answers of a meeting's file.

Only differences count: a reaction that was seen is not applied again, so that an edit of the file stays. Where the
file and the reaction both changed since the body was last written, the file wins.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from tablee.i18n.translations import _
from tablee.model import Answer, Group
from tablee.rules.names import split_named
from tablee.steward.decide.permissions import IS_OVER, CommandContext, need_subject, rejected, speaker_of
from tablee.steward.state import Given, IssueState
from tablee.steward.tracker import ORDER_ONLY, Reaction, Reply
from tablee.steward.working_group import WorkingGroup

ANSWER_OF: Mapping[Reply, Answer] = {
    Reply.PLUS_ONE: Answer.YES,
    Reply.MINUS_ONE: Answer.NO,
    Reply.CONFUSED: Answer.MAYBE,
}
HAND_EDIT = _("The file was edited by hand meanwhile and says “{answer}”: write it again if that is wrong.")
TAKEN_OUT = _("The answer was taken out of the file by hand meanwhile: write it again if that is wrong.")
Replies = Mapping[str, tuple[Reply, ...]]
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


def said_in_time(working: WorkingGroup, key: str, reactions: tuple[Reaction, ...]) -> tuple[Reaction, ...]:
    """Leave out the answers that were given after the meeting's end, and the votes after the poll's."""
    event = working.event(key)
    poll = event.meeting.poll if event and event.meeting else None

    def counts(one: Reaction) -> bool:
        if one.reply in ANSWER_OF:
            return event is None or not event.is_over(working.moment(one.at))
        return poll is None or working.day(one.at) <= poll.closes_on

    return tuple(one for one in reactions if counts(one))


def lapsing(reactions: Mapping[str, tuple[Reaction, ...]]) -> Mapping[str, tuple[Given, ...]]:
    """Return those reactions that answer, by member: they lapse when the meeting moves."""
    given = {
        who: tuple(_given(one) for one in those if one.reply in ANSWER_OF) for who, those in reactions.items()
    }
    return {who: those for who, those in given.items() if those}


def without_lapsed(
    state: IssueState, reactions: Mapping[str, tuple[Reaction, ...]]
) -> Mapping[str, tuple[Reaction, ...]]:
    """Leave out the answers that were given for a day from which the meeting has moved."""
    return {
        who: tuple(one for one in those if not is_lapsed(_given(one), state.lapsed.get(who, ())))
        for who, those in reactions.items()
    }


def is_lapsed(one: Given, lapsed: Collection[Given]) -> bool:
    """Say whether a reaction is one of those that lapsed, of which some are remembered without a time."""
    return one in lapsed or Given(one.reply) in lapsed


def _given(one: Reaction) -> Given:
    return Given(one.reply, None if one.at < ORDER_ONLY else one.at)


def in_force(reactions: Mapping[str, tuple[Reaction, ...]]) -> tuple[Replies, Replies]:
    """Return each member's replies in force, and the overruled ones: of several answers the newest counts."""
    counting, overruled = {}, {}
    for member, those in reactions.items():
        older = [one.reply for one in those if one.reply in ANSWER_OF and one is not _newest(those)]
        counting[member] = tuple(sorted(one.reply for one in those if one.reply not in older))
        overruled[member] = tuple(sorted(older))
    return counting, {member: those for member, those in overruled.items() if those}


def note_reactions(
    working: WorkingGroup, key: str, state: IssueState, reactions: Mapping[str, tuple[Reaction, ...]]
) -> None:
    """Note all answers that were newly given by a reaction, also those that a later one has overruled.

    So is one that counts again; that one was taken away is noted as the empty answer.
    """
    for _at, member, before, after in changed_answers(state, reactions):
        standing = {ANSWER_OF.get(one.reply) for one in reactions.get(member, ())}
        working.spoken[key, member] |= {after.value} if after else set()
        working.spoken[key, member] |= {""} if before and before not in standing else set()
    for member, those in reactions.items():
        seen = (*state.reactions.get(member, ()), *state.overruled.get(member, ()))
        fresh = [one for one in those if one.reply not in seen]
        working.spoken[key, member].update(
            ANSWER_OF[one.reply].value for one in fresh if one.reply in ANSWER_OF
        )


def changed_answers(
    state: IssueState, reactions: Mapping[str, tuple[Reaction, ...]]
) -> Iterator[tuple[datetime | None, str, Answer | None, Answer | None]]:
    """Yield who changed the answer by reaction: when (None where one was taken away), who, from what, to what.

    Where a newer one was taken away, the one below it counts again.
    """
    for member in sorted({*state.reactions, *reactions}):
        newest = _newest(reactions.get(member, ()))
        before = _answer(state.reactions.get(member, ()))
        after = ANSWER_OF[newest.reply] if newest else None
        if before is not after:
            below = state.overruled.get(member, ())
            standing = {ANSWER_OF.get(one.reply) for one in reactions.get(member, ())}
            revived = newest is not None and newest.reply in below and before not in standing
            yield newest.at if newest and not revived else None, member, before, after


def apply_reaction(
    working: WorkingGroup, key: str, state: IssueState, member: str, change: Change, at: datetime | None
) -> None:
    """Write a changed reaction into the file, unless the file changed as well.

    A reaction taken away removes only the answer that it wrote. `at` is when it was given; nobody knows when one was
    taken away.
    """
    before, after = change
    meeting = working.meeting(key)
    if working.is_closed(key, at) or edited_by_hand(working, key, state, member):
        return
    if after is None and meeting.answers.get(member) is not before:
        return
    _write(working, key, member, after)


def handle_answer(working: WorkingGroup, context: CommandContext) -> None:
    """Grant `/yes`, `/no`, `/maybe` and `/come NAME`."""
    member, key = need_subject(working, context), context.key
    answer = _COMMANDS[context.command.name]
    if working.is_closed(key, context.said_at):
        raise rejected(IS_OVER)
    before = working.file_before(key)
    found = before.answers.get(member) if before else None
    if found is not answer and edited_by_hand(working, key, context.state, member):
        raise rejected(HAND_EDIT, answer=found.value) if found else rejected(TAKEN_OUT)
    working.spoken[key, member].add(answer.value)
    _write(working, key, member, answer)


def edited_by_hand(working: WorkingGroup, key: str, state: IssueState, member: str) -> bool:
    """Say whether a file's answer is another one than when the issue's body was last written.

    Where it is what the member has newly said, a run that broke off wrote it, or a proposal that was merged. Of who is
    not public the marker says nothing, so there the last word counts.
    """
    known = working.group.members.get(member)
    if known is None or not known.public:
        return False
    before = working.file_before(key)
    found = before.answers.get(member) if before else None
    said = found.value if found else ""
    return found is not state.answers.get(member) and said not in working.spoken[key, member]


def known_answers(group: Group, key: str) -> Mapping[str, Answer]:
    """Return the answers of a file as a marker keeps them: nothing of members who are not public."""
    meeting = group.meetings.get(key)
    answers = meeting.answers if meeting else {}
    return {who: answers[who] for who in split_named(group, answers)[0]}


def _write(working: WorkingGroup, key: str, member: str, answer: Answer | None) -> None:
    meeting = working.meeting(key)
    answers = {who: said for who, said in meeting.answers.items() if who != member or answer is not None}
    if answer is not None:
        answers[member] = answer
    working.put(replace(meeting, answers=answers))


def _newest(reactions: tuple[Reaction, ...]) -> Reaction | None:
    answers = [one for one in reactions if one.reply in ANSWER_OF]
    return answers[-1] if answers else None


def _answer(replies: tuple[Reply, ...]) -> Answer | None:
    return next((ANSWER_OF[reply] for reply in replies if reply in ANSWER_OF), None)
