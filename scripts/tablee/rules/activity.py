"""Who is active in a circle: only they are awaited, called and reminded.

Everybody else is welcome, sees all on the page, and becomes active by coming.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from tablee.model import Group, Member
from tablee.rules.silence import MONTH, cadence
from tablee.rules.timeline import Timeline
from tablee.rules.turnout import Turnout, is_empty, past

MEETINGS = 6
"""How many held meetings back count."""

UNSEEN_AFTER = timedelta(days=365)
"""Who was not seen for so long, by a circle that keeps lists, is not called any more."""


class Activity:
    """What a circle's held meetings tell about its people; all are added, oldest first, before anything is asked."""

    def __init__(self, usual: Fraction | None) -> None:
        """Begin before the first meeting; `usual` is the number of days between two of them, where it is known."""
        self._usual = usual or MONTH
        self._last: deque[Turnout] = deque(maxlen=MEETINGS)
        self._seen_on: dict[str, date] = {}
        self._keeps_lists = False
        self.has_history = self.is_lived = False

    def copy(self) -> Activity:
        """Return an activity of its own that stands where this one does."""
        other = Activity(self._usual)
        other._last, other._seen_on = self._last.copy(), dict(self._seen_on)
        other._keeps_lists = self._keeps_lists
        other.has_history, other.is_lived = self.has_history, self.is_lived
        return other

    def add(self, there: Turnout) -> None:
        """Add a meeting; one to which nobody came tells nothing of anybody."""
        if is_empty(there.event):
            return
        meeting = there.event.meeting
        answers = meeting.answers if meeting else {}
        self._last.append(there)
        self._seen_on.update(dict.fromkeys((*there.came, *answers), there.event.on))
        self._keeps_lists = self._keeps_lists or there.recorded
        self.has_history = True
        self.is_lived = self.is_lived or there.recorded or bool(meeting and (answers or meeting.called))

    @cached_property
    def _came(self) -> frozenset[str]:
        return frozenset(who for there in self._last for who in there.came)

    @property
    def is_known(self) -> bool:
        """Whether presence is recorded for one of the last meetings; otherwise nobody's activity is known."""
        return any(there.recorded for there in self._last)

    @property
    def may_call(self) -> bool:
        """Whether people may be called by name.

        Not after an import: until the group has met once with answers, a call or presence, nobody asked for turns.
        """
        return self.is_lived or not self.has_history

    def is_active(self, member: Member, on: date, answered: Collection[str]) -> bool:
        """Return whether somebody is active on a day; `answered` have said something for a coming meeting."""
        if member.id in answered:
            return True
        if self._keeps_lists and self._last_seen(member, on) < on - UNSEEN_AFTER:
            return False
        return not self.is_known or member.id in self._came or self._appeared(member, on) >= self._since

    @property
    def _since(self) -> date:
        """The day on which the time of six meetings began; where there were fewer, as the rhythm would have them."""
        missing = MEETINGS - len(self._last)
        return self._last[0].event.on - timedelta(days=int(missing * self._usual))

    def _last_seen(self, member: Member, on: date) -> date:
        return max(self._seen_on.get(member.id, date.min), self._appeared(member, on))

    def _appeared(self, member: Member, on: date) -> date:
        """Return the day on which somebody last joined, rejoined or came back from an absence."""
        joined = [span.from_on for span in member.spans if span.from_on <= on]
        back = [span.to_on for span in member.away if span.to_on and span.to_on <= on]
        return max((*joined, *back), default=date.min)


def begin_activity(group: Group, timeline: Timeline, circle: str) -> Activity:
    """Return the activity of a circle before its first meeting."""
    rhythm = group.rhythm(circle) if circle in group.circle_ids else ()
    met = [event.on for event in past(timeline, circle)]
    return Activity(cadence(rhythm, met, timeline.now.date()))
