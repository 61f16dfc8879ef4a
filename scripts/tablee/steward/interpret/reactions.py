"""Reactions to an issue: whose they are, which still count, and what they say since its body was last written.

Only differences are statements: what was seen is not said again, so that an edit of the file stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from tablee.model import Answer
from tablee.steward.interpret.speakers import speaker_of
from tablee.steward.interpret.statements import (
    AnswerChanged,
    Statement,
    ThumbGiven,
    VoteChanged,
)
from tablee.steward.observe import ExistingIssue
from tablee.steward.state import Given, Kind
from tablee.steward.tracker import NO_TIME, ORDER_ONLY, Reaction, ReactionContent
from tablee.steward.working_group import WorkingGroup

ANSWER_OF: Mapping[ReactionContent, Answer] = {
    ReactionContent.PLUS_ONE: Answer.YES,
    ReactionContent.MINUS_ONE: Answer.NO,
    ReactionContent.CONFUSED: Answer.MAYBE,
}
BALLOTS = (
    ReactionContent.HOORAY,
    ReactionContent.HEART,
    ReactionContent.ROCKET,
    ReactionContent.EYES,
    ReactionContent.LAUGH,
)
"""The reaction for each day under vote, in their order; none of them answers whether one comes."""

THUMBS = (ReactionContent.PLUS_ONE, ReactionContent.MINUS_ONE)

Reactions = Mapping[str, tuple[Given, ...]]
"""The reactions of each member, oldest first."""


def read_reactions(
    working: WorkingGroup, known: Mapping[int, str], seen: ExistingIssue
) -> tuple[Reactions, Reactions]:
    """Return each member's reactions to an issue, and those that lapsed: given for a day before the meeting moved.

    Who leaves does not come to the meetings ahead, whatever was said; a turn that was accepted before stays accepted.
    Of whom nobody knows the account while the own file is broken, those that are remembered still stand.
    """
    state, is_meeting, unreadable = seen.state, seen.subject.kind is Kind.MEETING, working.unreadable_members
    found: dict[str, list[Given]] = {}
    lapsed: dict[str, list[Given]] = {}
    for one in sorted(seen.issue.reactions, key=lambda one: (one.at, one.reply)):
        who = speaker_of(
            working.group, known, one.person, working.today if is_meeting else working.day(one.at)
        )
        if who and (not is_meeting or _is_in_time(working, seen.subject.key, one)):
            given = Given(one.reply, None if one.at < ORDER_ONLY else one.at)
            has_lapsed = not {given, Given(one.reply)}.isdisjoint(state.lapsed.get(who, ()))
            # Nobody could read the reaction when the meeting moved, where its author's file was broken.
            has_lapsed |= one.reply in ANSWER_OF and state.is_before_move(one.at)
            (lapsed if has_lapsed else found).setdefault(who, []).append(given)
    kept = {who: tuple(map(Given, those)) for who, those in state.reactions.items() if who in unreadable}
    kept_lapsed = {who: those for who, those in state.lapsed.items() if who in unreadable}
    return {**_sorted(found), **kept}, {**_sorted(lapsed), **kept_lapsed}


def _sorted(found: Mapping[str, list[Given]]) -> Reactions:
    return {who: tuple(those) for who, those in sorted(found.items())}


def _is_in_time(working: WorkingGroup, key: str, one: Reaction) -> bool:
    """Say whether an answer was given before the meeting's end, and a vote before that of the poll."""
    event = working.event(key)
    poll = event.meeting.poll if event and event.meeting else None
    if one.reply in ANSWER_OF:
        return event is None or not event.is_over(working.moment(one.at))
    return poll is None or working.day(one.at) <= poll.closes_on


def reaction_statements(
    working: WorkingGroup, seen: ExistingIssue, reactions: Reactions
) -> Iterator[Statement]:
    """Yield what reactions newly say."""
    for who in sorted({*seen.state.reactions, *reactions}):
        before, now = seen.state.reactions.get(who, ()), reactions.get(who, ())
        if seen.subject.kind is Kind.MEETING:
            yield from _answer(seen, who, before, now)
            yield from _votes(working, seen, who, before, now)
        elif seen.subject.kind in {Kind.FACILITATOR, Kind.RESTART}:
            then = [reply for reply in before if reply in THUMBS]
            last = [one for one in now if one.reply in THUMBS][-1:]
            if last and last[0].reply not in then[-1:]:
                at = last[0].at or NO_TIME
                yield ThumbGiven(seen=seen, speaker=who, said_at=at, reply=last[0].reply)


def _answer(
    seen: ExistingIssue, who: str, before: tuple[ReactionContent, ...], now: tuple[Given, ...]
) -> Iterator[AnswerChanged]:
    """Yield the answer that a member's newest reaction gives; of one below a newer one nobody knows when it counts."""
    answers = [one for one in now if one.reply in ANSWER_OF]
    then, newest = _last_answer(before), answers[-1] if answers else None
    after = ANSWER_OF[newest.reply] if newest else None
    said: set[Answer | None] = {ANSWER_OF[one.reply] for one in answers if one.reply not in before}
    said |= {after} if then is not after else set()
    is_gone = then is not None and then not in {ANSWER_OF[one.reply] for one in answers}
    said |= {None} if is_gone else set()
    if said:
        is_revived = newest is not None and newest.reply in before and is_gone
        at = newest.at if newest and not is_revived else None
        change = AnswerChanged(seen=seen, speaker=who, before=then, after=after, said=frozenset(said))
        yield replace(change, said_at=at or NO_TIME)


def _votes(
    working: WorkingGroup,
    seen: ExistingIssue,
    who: str,
    before: tuple[ReactionContent, ...],
    now: tuple[Given, ...],
) -> Iterator[VoteChanged]:
    """Yield the votes that a member gave or took away; after the last day none is taken away any more."""
    poll = working.meeting(seen.subject.key).open_poll
    if poll is None:
        return
    given = {one.reply: one.at for one in now}
    for reply, day in zip(BALLOTS, poll.candidates, strict=False):
        is_given = reply in given
        if (reply in before) != is_given and (is_given or working.today <= poll.closes_on):
            at: datetime = given.get(reply) or NO_TIME
            yield VoteChanged(seen=seen, speaker=who, said_at=at, day=day, is_given=is_given)


def _last_answer(replies: tuple[ReactionContent, ...]) -> Answer | None:
    return next((ANSWER_OF[one] for one in reversed(replies) if one in ANSWER_OF), None)
