"""Who is active in a circle: only they are awaited, called and reminded.

Everybody else is welcome, sees all on the page, and becomes active by coming.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tablee.model import Group, Member
from tablee.rules.silence import MONTH, cadence
from tablee.rules.timeline import Timeline
from tablee.rules.turnout import Turnout, is_empty

MEETINGS = 6
"""How many held meetings back count."""

UNSEEN_AFTER = timedelta(days=365)
"""Who was not seen for so long, by a circle that keeps lists, is not called any more."""


class Visits:
    """A circle's held and assumed meetings, and on which days each member was seen: came, or answered."""

    def __init__(self, group: Group, timeline: Timeline, circle: str, met: Sequence[Turnout]) -> None:
        """Gather meetings, oldest first; one to which nobody came tells nothing of anybody."""
        rhythm = group.rhythm(circle) if circle in group.circle_ids else ()
        usual = cadence(rhythm, [there.event.on for there in met], timeline.now.date())
        self.usual: Fraction = usual or MONTH
        self.met = [there for there in met if not is_empty(there.event)]
        self.days = [there.event.on for there in self.met]
        self.seen: defaultdict[str, list[date]] = defaultdict(list)
        for there in self.met:
            answers = there.event.meeting.answers if there.event.meeting else {}
            for who in {*there.came, *answers}:
                self.seen[who].append(there.event.on)

    def before(self, day: date) -> Activity:
        """Return what the meetings before a day tell."""
        return Activity(self, day, self.met[: bisect_left(self.days, day)])


@dataclass(frozen=True, slots=True)
class Activity:
    """What a circle's meetings before a day tell about its people."""

    visits: Visits
    before: date
    met: Sequence[Turnout]

    @property
    def _last(self) -> Sequence[Turnout]:
        return self.met[-MEETINGS:]

    @property
    def is_known(self) -> bool:
        """Whether presence is recorded for one of the last meetings; otherwise nobody's activity is known."""
        return any(there.recorded for there in self._last)

    @property
    def may_call(self) -> bool:
        """Whether people may be called by name.

        Not after an import: until the group has met once with answers, a call or presence, nobody asked for turns.
        """
        files = (there.event.meeting for there in self.met)
        asked = any(meeting and (meeting.answers or meeting.called) for meeting in files)
        return not self.met or asked or any(there.recorded for there in self.met)

    def is_active(self, member: Member, on: date, answered: Collection[str]) -> bool:
        """Return whether somebody is active on a day; `answered` have said something for a coming meeting."""
        if member.id in answered:
            return True
        appeared = _appeared(member, on)
        if max(self._last_seen(member), appeared) < on - UNSEEN_AFTER and any(t.recorded for t in self.met):
            return False
        return (
            not self.is_known
            or any(member.id in there.came for there in self._last)
            or appeared >= self._since
        )

    @property
    def _since(self) -> date:
        """The day on which the time of six meetings began; where there were fewer, as the rhythm would have them."""
        missing = MEETINGS - len(self._last)
        return self._last[0].event.on - timedelta(days=int(missing * self.visits.usual))

    def _last_seen(self, member: Member) -> date:
        seen = self.visits.seen.get(member.id, [])
        at = bisect_left(seen, self.before)
        return seen[at - 1] if at else date.min


def _appeared(member: Member, on: date) -> date:
    """Return the day on which somebody last joined, rejoined or came back from an absence."""
    joined = [span.from_on for span in member.spans if span.from_on <= on]
    back = [span.to_on for span in member.away if span.to_on and span.to_on <= on]
    return max((*joined, *back), default=date.min)
