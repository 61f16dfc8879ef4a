"""Who is active in a circle: only they are awaited, called and reminded.

Everybody else is welcome, sees all on the page, and becomes active by coming.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import islice

from tablee.model import Member
from tablee.rules.silence import MONTH
from tablee.rules.turnout import Turnout

MEETINGS = 6
"""How many held meetings back count."""

UNSEEN_AFTER = timedelta(days=365)
"""Who was not seen for so long, by a circle that keeps lists, is not called any more."""


@dataclass(frozen=True)
class Activity:
    """What a circle's meetings before a day tell about its people.

    `met`: those of which people wrote anything, oldest first. `seen`: the days, also later ones, on which each member
    came or answered. `usual`: the number of days between two meetings, where it is known.
    """

    met: Sequence[Turnout]
    before: date
    seen: Mapping[str, Sequence[date]]
    usual: Fraction | None

    @cached_property
    def _last(self) -> Sequence[Turnout]:
        """The last six to which somebody came: those that were only moved, or led, tell nothing of the others."""
        told = (there for there in reversed(self.met) if there.recorded or there.said_yes)
        return [*islice(told, MEETINGS)][::-1]

    @cached_property
    def _came_lately(self) -> frozenset[str]:
        return frozenset(who for there in self._last for who in there.came)

    @cached_property
    def is_known(self) -> bool:
        """Whether presence is recorded for one of the last meetings; otherwise nobody's activity is known."""
        return any(there.recorded for there in self.met[-MEETINGS:])

    @cached_property
    def _keeps_lists(self) -> bool:
        return any(there.recorded for there in self.met)

    @property
    def may_call(self) -> bool:
        """Whether people may be called by name.

        Not after an import: until the group has met once with answers, a call or presence, nobody asked for turns.
        """
        files = (there.event.meeting for there in self.met)
        asked = any(meeting and (meeting.answers or meeting.called) for meeting in files)
        return not self.met or asked or self._keeps_lists

    def is_active(self, member: Member, on: date, answered: Collection[str]) -> bool:
        """Return whether somebody is active on a day; `answered` have said something for a coming meeting."""
        if member.id in answered:
            return True
        appeared = _appeared(member, on)
        if max(self._last_seen(member), appeared) < on - UNSEEN_AFTER and self._keeps_lists:
            return False
        return not self.is_known or member.id in self._came_lately or appeared >= self._since

    @cached_property
    def _since(self) -> date:
        """The day on which the time of six meetings began; where there were fewer, as the rhythm would have them."""
        missing = MEETINGS - len(self._last)
        return self._last[0].event.on - timedelta(days=int(missing * (self.usual or MONTH)))

    def _last_seen(self, member: Member) -> date:
        seen = self.seen.get(member.id, [])
        at = bisect_left(seen, self.before)
        return seen[at - 1] if at else date.min


def _appeared(member: Member, on: date) -> date:
    """Return the day on which somebody last joined, rejoined or came back from an absence."""
    joined = [span.from_on for span in member.spans if span.from_on <= on]
    back = [span.to_on for span in member.away if span.to_on and span.to_on <= on]
    return max((*joined, *back), default=date.min)
