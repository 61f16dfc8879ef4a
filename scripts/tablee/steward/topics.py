"""What one could talk about: offers and needs of members who come, and topics that were left aside for long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tablee.model import Answer, Group
from tablee.rules.event import Event, State
from tablee.rules.timeline import Timeline

MOST_IDEAS = 4
RECENT = 8
"""Topics of so many last meetings are not offered again."""


def topics_to_offer(group: Group, line: Timeline, event: Event) -> list[str]:
    """Return a few ideas: needs first, then offers, of members who said yes; then an old topic."""
    ideas = dict.fromkeys([*islice(_of_members(group, event), MOST_IDEAS - 1), *_old(line, event)])
    return list(ideas)[:MOST_IDEAS]


def _of_members(group: Group, event: Event) -> Iterator[str]:
    answers = event.meeting.answers if event.meeting else {}
    there = [
        group.members[who] for who, said in answers.items() if said is Answer.YES and who in group.members
    ]
    public = sorted((member for member in there if member.public), key=lambda member: member.id)
    for wishes in ([m.needs for m in public], [m.offers for m in public]):
        for several in wishes:
            yield from (one.what for one in several if one.until_on is None or one.until_on >= event.on)


def _old(line: Timeline, event: Event) -> Iterator[str]:
    held = [other for other in line.past(event.circle) if other.state is State.HELD and other.meeting]
    recent = {topic for other in held[-RECENT:] if other.meeting for topic in other.meeting.topics}
    for other in reversed(held[:-RECENT]):
        yield from (t for t in (other.meeting.topics if other.meeting else ()) if t not in recent)
