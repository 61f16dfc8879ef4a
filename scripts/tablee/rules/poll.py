"""Dates put to the vote: when a slot is contested, which days stand for election, and which one wins.

Approval voting with yes only. What open polls do to answers, and why so few candidates: the facts behind DESIGN
section 6 (Zou, Meir and Parkes, CSCW 2015).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from statistics import median

from tablee.model import Answer, Group, Meeting, Poll
from tablee.rules.days_off import days_off
from tablee.rules.event import Event, State
from tablee.rules.rhythm import candidates
from tablee.rules.timeline import Timeline

DAY = timedelta(days=1)
SHORTEST = 2 * DAY
"""A poll that opens late still leaves people so long."""
ANSWER_WITHIN = 3 * DAY
"""So long people are given before a date counts as wanted by too few."""

USUAL_MEETINGS = 12
ALWAYS = "always"


class Contest(StrEnum):
    """Why a date is put to the vote."""

    ALWAYS = "always"
    HOLIDAY = "holiday"
    QUORUM = "quorum"
    PROPOSED = "proposed"


class Outcome(StrEnum):
    """How a poll ended: by votes, or with the date that stood before it."""

    VOTED = "voted"
    NO_VOTES = "no-votes"
    NO_QUORUM = "no-quorum"
    ALL_DEAD = "all-dead"


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate: who approves it, how many of them missed the last meeting, and whether it is `dead`."""

    day: date
    voters: tuple[str, ...]
    missed: int
    dead: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """A count: candidates best first, dead ones last; `tie` where the first two differ in nothing but their day.

    `day` is what the poll gives if it ends now, and `outcome` why.
    """

    ranked: tuple[Standing, ...]
    voters: int
    quorum: int
    tie: bool
    day: date
    outcome: Outcome


def contest(group: Group, event: Event, today: date) -> Contest | None:
    """Say why a slot's date is to be put to the vote today; None where it stands by itself.

    Only a slot can be: an extra, a meeting moved by hand and one that was voted on already are fixed. A closure's
    return date is fixed as well.
    """
    meeting, slot, rules = event.meeting, event.slot, group.settings.poll
    if slot is None or slot.returns or (meeting and (meeting.poll or meeting.moved_to or meeting.cancelled)):
        return None
    if meeting is None:
        if rules.when == ALWAYS:
            return Contest.ALWAYS
        return Contest.HOLIDAY if slot.holiday else None
    late = event.on - rules.closes <= today < event.on and _is_known(meeting, today)
    coming = {who for who, answer in meeting.answers.items() if answer is Answer.YES}
    lacking = len(coming.union(meeting.facilitators)) < quorum_of(group, event.circle, event.on)
    return Contest.QUORUM if rules.when != ALWAYS and late and lacking else None


def _is_known(meeting: Meeting, today: date) -> bool:
    """Say whether people have had time to answer; the first call for the meeting tells since when they could."""
    return not meeting.called or min(call.on for call in meeting.called) + ANSWER_WITHIN <= today


def new_poll(group: Group, event: Event, today: date, proposed: Iterable[date] = ()) -> Poll | None:
    """Return the poll on a slot's date, its candidates frozen for good; None where there is no choice left.

    It closes `poll.closes` before the nominal date, two days from now at the earliest, and before every candidate.
    """
    if event.slot is None:
        return None
    usual = max(event.on - group.settings.poll.closes, today + SHORTEST)
    asked = [day for day in proposed if day > today]
    closes_on = min([usual, event.on - DAY, *(day - DAY for day in asked)])
    if closes_on < today:
        return None
    offered = candidates(group, event.circle, event.slot, closes_on + DAY)
    days = list(dict.fromkeys([*offered[:1], *asked, *offered[1:], event.on]))[:5]
    return Poll(tuple(sorted(days)), closes_on) if len(days) > 1 else None


def tally(group: Group, line: Timeline, meeting: Meeting, today: date) -> Tally | None:
    """Count a poll; None where the meeting has none.

    More yes first, then more of them from members who missed the last meeting, then the earlier day. Votes of those
    who do not belong any more drop. Too few voters, or none: the date that stood before still stands.
    """
    event, poll = line.event(str(meeting.key)), meeting.poll
    if poll is None or event is None:
        return None
    missed = _absent_last_time(group, line, meeting.circle)
    here = {m.id for m in group.members_of(meeting.circle) if m.belongs(today)}
    off = days_off(group, meeting.circle)
    rows = []
    for day in poll.candidates:
        voters = tuple(sorted(who for who, days in poll.votes.items() if day in days and who in here))
        dead = not off.is_free(day) or day <= today
        rows.append(Standing(day, voters, len(missed.intersection(voters)), dead))
    ranked = sorted(rows, key=lambda row: (row.dead, -len(row.voters), -row.missed, row.day))
    turnout = len({who for row in rows for who in row.voters})
    quorum = needed_voters(group, line, event)
    outcome = _outcome(ranked, turnout, quorum)
    day = ranked[0].day if outcome is Outcome.VOTED else _standing_day(event, ranked)
    return Tally(tuple(ranked), turnout, quorum, _is_tie(ranked), day, outcome)


def quorum_of(group: Group, circle: str, on: date) -> int:
    """Return how many must come or vote: the group's quorum, but never more than half of those who could come.

    Three founders whose quorum is three would vote on every date.
    """
    able = sum(m.belongs(on) and not m.is_away(on) for m in group.members_of(circle))
    return min(group.settings.poll.quorum, max(-(-able // 2), 1))


def needed_voters(group: Group, line: Timeline, event: Event) -> int:
    """Return how many must vote for a poll to move a date: that day’s quorum, or half the usual turnout if more."""
    counts = [
        len(past.meeting.present)
        for past in line.past(event.circle)
        if past.state is State.HELD and past.meeting and past.meeting.present is not None
    ][-USUAL_MEETINGS:]
    half = Fraction(median(counts)) / 2 if counts else Fraction(0)
    return max(quorum_of(group, event.circle, event.on), -(-half.numerator // half.denominator))


def _outcome(ranked: list[Standing], voters: int, quorum: int) -> Outcome:
    if all(row.dead for row in ranked):
        return Outcome.ALL_DEAD
    if not any(row.voters for row in ranked if not row.dead):
        return Outcome.NO_VOTES
    return Outcome.VOTED if voters >= quorum else Outcome.NO_QUORUM


def _standing_day(event: Event, ranked: list[Standing]) -> date:
    """Return the day that stands without a decision: the slot's own, unless it is dead and another one is not."""
    live = [row.day for row in ranked if not row.dead]
    own = event.slot.on if event.slot else event.on
    dead = {row.day for row in ranked if row.dead}
    return min(live) if own in dead and live else own


def _is_tie(ranked: list[Standing]) -> bool:
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    if second is None or first.dead or second.dead or not first.voters:
        return False
    return (len(first.voters), first.missed) == (len(second.voters), second.missed)


def _absent_last_time(group: Group, line: Timeline, circle: str) -> frozenset[str]:
    held = [event for event in line.past(circle) if event.state is State.HELD and event.meeting]
    came = held[-1].meeting.present or () if held and held[-1].meeting else ()
    return frozenset(group.members) - frozenset(came) if held else frozenset()
