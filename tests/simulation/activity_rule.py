"""Who is active, and when a circle has fallen silent, by DESIGN's words (sections 2 and 6) alone.

The words leave some cases open (how long "the time of six meetings" is where there were fewer), so each answer has
two bounds: who certainly is active, and who may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tablee.model import Group, Meeting, Member
from tablee.rules.event import Event, State
from tablee.rules.timeline import Timeline

SIX, THREE = 6, 3
MONTH = timedelta(days=31)
PAST = {State.HELD, State.ASSUMED}


@dataclass(frozen=True, slots=True)
class Active:
    """Who certainly is active in a circle today, and who may be."""

    certain: frozenset[str]
    possible: frozenset[str]


def find_active(group: Group, timeline: Timeline, circle: str, on: date) -> Active:
    """Return who came to one of the last six held meetings, joined or came back within that time, or answered.

    Whether somebody is back on the day of a meeting `on` may count already.
    """
    members = group.members_of(circle)
    past = [e for e in timeline.of(circle) if e.state in PAST and e.meeting and not is_empty(e)]
    last, today = past[-SIX:], timeline.now.date()
    answered = {who for e in timeline.coming(circle) if e.meeting for who in e.meeting.answers}
    if not any(e.meeting and e.meeting.present for e in last):
        everybody = frozenset(m.id for m in members)
        return Active(everybody if not past else frozenset(answered), everybody)
    met = [e for e in past if e.meeting and e.meeting.present != ()][
        -SIX:
    ]  # a list with nobody on it: none came
    came, may_have = ({who for e in those for who in _came(e)} for those in (last, met))
    since = met[0].on - (SIX - len(met)) * MONTH - timedelta(days=2)
    certain = {m.id for m in members if m.id in came | answered or _appeared(m, today) >= last[0].on}
    possible = {m.id for m in members if m.id in certain | may_have or _appeared(m, max(on, today)) >= since}
    return Active(frozenset(certain), frozenset(possible))


def is_empty(event: Event) -> bool:
    """Say whether nobody said yes and nobody recorded anything."""
    meeting = event.meeting
    return meeting is None or (not meeting.present and "yes" not in meeting.answers.values())


def empty_running(timeline: Timeline, circle: str) -> int:
    """Return how many meetings running were empty, up to now; what somebody led or wrote a word about is none."""
    count = 0
    for event in reversed(timeline.past(circle)):
        if event.state is State.CANCELLED or event.meeting is None:
            continue
        if not is_empty(event):
            break
        count += 1
    return count


def is_touched(meeting: Meeting | None) -> bool:
    """Say whether a file holds anything that a person wrote or said."""
    return bool(
        meeting
        and (meeting.answers or meeting.facilitators or meeting.topics or meeting.moved_to or meeting.title)
    )


def _came(event: Event) -> tuple[str, ...]:
    meeting = event.meeting
    if meeting is None:
        return ()
    if meeting.present is not None:
        return meeting.present
    return (*(who for who, said in meeting.answers.items() if said == "yes"), *meeting.facilitators)


def _appeared(member: Member, today: date) -> date:
    joined = [span.from_on for span in member.spans if span.from_on <= today]
    back = [span.to_on for span in member.away if span.to_on and span.to_on <= today]
    return max((*joined, *back), default=date.min)
