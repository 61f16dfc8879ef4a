"""When an event was last rescheduled and last changed, told by Git's commits alone.

A calendar program takes an update when SEQUENCE, LAST-MODIFIED or DTSTAMP differs (RFC 5545, 3.8.7). From the clock
they would rise at each build although nothing changed; a count of commits would fall when commits are squashed. So each
is a time in seconds from `EPOCH`, walked along the history: a commit makes it its own committer date, or one more than
before where that date is not later (a slow clock). Dates of the future count as now until they are past. As a 32-bit
number, which programs keep, a SEQUENCE lasts until 2068. The rule:

- SEQUENCE counts the commits of the meeting's file that changed its time, place or status, its creation among them, and
  while the event is to come those of the group's settings and holidays, which time it where its file does not.
- LAST-MODIFIED and DTSTAMP (equal where no METHOD is given) count all that the event's text is made of: every commit of
  the meeting's file, of the settings and holidays, and those that renamed a member whom the text names.
- Once over, both are at least the event's end: at that moment the text changes, as nobody is coming any more.

Whoever rewrites history by rebase, amend or squash makes commits with a later committer date, so nothing falls. What
can lower them is a rewriting that keeps no later commit in the place of the old one (commits dropped outright, a move
squashed with its own undoing, dates set back by hand, several of the future squashed before they are past), and editing
an old rule's hours in place, which changes when past meetings ended. `git revert`, and a new dated rule, do the same
and are news.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tablee.files.paths import GROUP_FILE, HOLIDAYS_FILE, file_of_meeting, file_of_member

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tablee.files.history import Commit, History
    from tablee.rules.timeline import Event

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Where SEQUENCE is 0. It also stamps what Git does not know yet: DTSTAMP is mandatory, and the clock would differ."""


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
        self._settings = {*history.of(GROUP_FILE).commits, *history.of(HOLIDAYS_FILE).commits}

    def of(self, event: Event, named: Iterable[str] = ()) -> Revision:
        """Return the revision of an event whose text names these members."""
        file = self._history.of(file_of_meeting(event.key))
        over = event.is_over(self._now)
        ended = _seconds(event.ends_at) if over else 0
        rescheduled = self._settings.union(file.telling) if not over else file.telling
        renamed = (commit for member in named for commit in self._history.of(file_of_member(member)).telling)
        sequence = max(self._rise(rescheduled), ended)
        changed = max(self._rise(self._settings.union(file.commits, renamed)), ended)
        return Revision(sequence, EPOCH + timedelta(seconds=changed))

    def _rise(self, commits: Iterable[Commit]) -> int:
        """Return the time to which commits lead, in seconds from `EPOCH`; 0 without any."""
        reached = 0
        for commit in sorted(commits):
            reached = max(reached + 1, _seconds(min(commit.at, self._now)))
        return reached


def _seconds(instant: datetime) -> int:
    return int((instant.astimezone(UTC) - EPOCH).total_seconds())
