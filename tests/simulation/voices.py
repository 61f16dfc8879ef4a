"""How members have reacted to a meeting's issue: what of it answers, what votes, and what came too late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from simulation.newest import Ballots, Reacted
from tablee.rules.event import Event
from tablee.steward.tracker import Issue, Reaction, ReactionContent

ZONE = ZoneInfo("Europe/Paris")
ANSWERS = {
    ReactionContent.PLUS_ONE: "yes",
    ReactionContent.MINUS_ONE: "no",
    ReactionContent.CONFUSED: "maybe",
}
BALLOTS = (
    ReactionContent.HOORAY,
    ReactionContent.HEART,
    ReactionContent.ROCKET,
    ReactionContent.EYES,
    ReactionContent.LAUGH,
)


def reactions_of(issue: Issue | None) -> Mapping[str, list[Reaction]]:
    """Return the reactions to an issue by who gave them."""
    found: dict[str, list[Reaction]] = {}
    for one in issue.reactions if issue else ():
        found.setdefault(one.person.login, []).append(one)
    return found


def find_reacted(event: Event, reactions: Iterable[Reaction]) -> Reacted:
    """Return a member's answers by reaction that were given before the meeting's end."""
    found = [(ANSWERS[r.reply], r.at) for r in reactions if r.reply in ANSWERS and r.at < event.ends_at]
    return tuple(sorted(found, key=lambda one: one[1]))


def find_ballots(event: Event, reactions: Iterable[Reaction]) -> Ballots:
    """Return a member's votes by reaction that were given before the deadline."""
    poll = event.meeting.poll if event.meeting else None
    if poll is None:
        return frozenset()
    signs = dict(zip(BALLOTS, poll.candidates, strict=False))
    return frozenset(
        (signs[r.reply], r.at)
        for r in reactions
        if r.reply in signs and r.at.astimezone(ZONE).date() <= poll.closes_on
    )
