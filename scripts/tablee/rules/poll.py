"""A vote on a date, opened by `/propose` alone: which days stand for election, until when, and which one wins.

Approval voting with yes only. What open polls do to answers, and why so few candidates: the facts behind DESIGN
section 6 (Zou, Meir and Parkes, CSCW 2015).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tablee.model import Group, Meeting, Poll
from tablee.rules.event import Event

DAY = timedelta(days=1)
SHORTEST = 2 * DAY
"""A poll that opens late still leaves people so long, where its earliest day lets it."""
LEAST_VOTERS = 2
"""Fewer decide nothing."""
MOST_CANDIDATES = 5
"""There is one reaction for each."""


class Outcome(StrEnum):
    """How a poll ended: another day had most votes, or the usual one stays, and why."""

    VOTED = "voted"
    NO_VOTES = "no-votes"
    TOO_FEW = "too-few"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate, and who approves it."""

    day: date
    voters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A count: the candidates, those with most votes first; `day` is what the poll gives if it ends now."""

    ranked: tuple[Standing, ...]
    day: date
    outcome: Outcome


def new_poll(group: Group, event: Event, today: date, proposed: Iterable[date]) -> Poll | None:
    """Return the poll on a meeting's date: the proposed days and the usual one, frozen for good.

    It closes `poll.closes` before the usual day, two days from now at the earliest; yet two days before the earliest
    candidate at the latest, so that each one can still win when it is counted. None where that leaves no full day.
    """
    days = sorted({event.on, *proposed})
    usual = max(event.on - group.settings.poll.closes, today + SHORTEST)
    closes_on = min(usual, days[0] - 2 * DAY)
    return Poll(tuple(days), closes_on) if closes_on > today and len(days) <= MOST_CANDIDATES else None


def tally(group: Group, event: Event, meeting: Meeting, today: date) -> Tally | None:
    """Count a poll; None where the meeting has none.

    Votes of those who do not belong any more drop. A tie, fewer than two voters or none: the usual day stays.
    """
    poll = meeting.poll
    if poll is None:
        return None
    here = {m.id for m in group.members_of(meeting.circle) if m.belongs(today)}
    rows = [
        Standing(day, tuple(sorted(who for who, days in poll.votes.items() if day in days and who in here)))
        for day in poll.candidates
    ]
    ranked = tuple(sorted(rows, key=lambda row: (-len(row.voters), row.day)))
    outcome = _outcome(ranked)
    return Tally(ranked, ranked[0].day if outcome is Outcome.VOTED else event.on, outcome)


def _outcome(ranked: tuple[Standing, ...]) -> Outcome:
    voters = {who for row in ranked for who in row.voters}
    if not voters:
        return Outcome.NO_VOTES
    if len(voters) < LEAST_VOTERS:
        return Outcome.TOO_FEW
    is_tie = len(ranked) > 1 and len(ranked[0].voters) == len(ranked[1].voters)
    return Outcome.TIE if is_tie else Outcome.VOTED
