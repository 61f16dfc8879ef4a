"""When an event was last rescheduled and last changed, told by Git's committer dates alone.

A calendar program takes an update when SEQUENCE or LAST-MODIFIED rises (RFC 5545, 3.8.7). From the clock they would
rise at each build although nothing changed; a count of commits would fall when commits are squashed. So SEQUENCE *is*
a time: the seconds from `EPOCH` to the last commit that rescheduled the event. RFC 5545 asks only that it rises; as a
32-bit number, which programs keep it in, it lasts until 2068. No state has to be kept, and whoever rewrites history
by rebase, amend or squash makes commits with a later committer date, which cannot lower a maximum. The rule:

- While the event is to come, the commits of the group's settings and holidays count, since they time it where its file
  does not, and those of the meeting's file that changed its time, place or status, its creation among them.
- When it is over its end counts instead of the settings: a new rhythm is no news about a past meeting. The end is
  never before the commits that it replaces (one dated later counts as the end), so the step is upwards; at that moment
  the event's text changes too, as nobody is coming any more.
- LAST-MODIFIED and DTSTAMP (equal where no METHOD is given) are that time, or the latest other commit to the meeting's
  file: a topic, an answer.

What can lower them is a rewriting that keeps no later commit in the place of the old one: commits dropped outright, a
move squashed with its own undoing, committer dates set back by hand; and editing an old rule's hours in place, which
changes when past meetings ended. `git revert`, and a new dated rule, do the same and are news. The next commit to the
meeting's file mends it in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tablee.files.history import History
    from tablee.rules.timeline import Event

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Where SEQUENCE is 0. It also stamps what Git does not know yet: DTSTAMP is mandatory, and the clock would differ."""

_SETTINGS = ("group.yml", "holidays.yml")


@dataclass(frozen=True, slots=True)
class Revision:
    """What SEQUENCE and LAST-MODIFIED say of an event."""

    sequence: int
    changed_at: datetime


class Revisions:
    """The revisions of a group's events as seen at `now`."""

    def __init__(self, history: History, now: datetime) -> None:
        self._history = history
        self._now = now.astimezone(UTC)
        self._settings_at = max(
            (at for file in _SETTINGS for at in history.of(file).changed_at), default=EPOCH
        )

    def of(self, event: Event) -> Revision:
        """Return the revision of an event."""
        file = self._history.of(f"meetings/{event.key}.yml")
        ends_at = event.ends_at.astimezone(UTC)
        settled_at = ends_at if ends_at <= self._now else min(self._settings_at, ends_at)
        rescheduled_at = max((EPOCH, settled_at, *file.rescheduled_at))
        changed_at = max((rescheduled_at, *file.changed_at))
        return Revision(int((rescheduled_at - EPOCH).total_seconds()), changed_at)
