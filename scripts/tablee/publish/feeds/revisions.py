"""How often an event was rescheduled, and when it last changed, told by Git alone.

A calendar program takes an update when SEQUENCE or LAST-MODIFIED rises (RFC 5545, 3.8.7). From the clock they would
rise at each build although nothing changed; from Git the same commit gives the same bytes. The rule:

- SEQUENCE counts the commits of the group's settings and holidays, which time a slot without a file, and those of the
  meeting's file that changed its time, place or status, its creation among them. Both only ever grow, so that it never
  falls on the way from tentative to confirmed, moved and cancelled.
- The settings no longer count once the event has ended or, if that is later, was last rescheduled: a new rhythm is no
  news about a past meeting. (The end alone would not do: a move to an earlier, past day would lower the count.)
- LAST-MODIFIED and DTSTAMP (equal where no METHOD is given) are the time of the latest of these commits, or of the
  latest other one to the meeting's file: a topic, an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tablee.data.history import History
    from tablee.decide.timeline import Event

UNTRACKED_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""The time stamp of what Git does not know yet: DTSTAMP is mandatory, and the clock would differ at each build."""

_SETTINGS = ("group.yml", "holidays.yml")


@dataclass(frozen=True, slots=True)
class Revision:
    """What SEQUENCE and LAST-MODIFIED say of an event."""

    sequence: int
    changed_at: datetime


class Revisions:
    """The revisions of a group's events."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._settings = sorted(at for file in _SETTINGS for at in history.of(file).changed_at)

    def of(self, event: Event) -> Revision:
        """Return the revision of an event."""
        file = self._history.of(f"meetings/{event.key}.yml")
        settled_at = max((event.ends_at.astimezone(UTC), *file.rescheduled_at))
        settings = [at for at in self._settings if at < settled_at]
        changed_at = max((*settings, *file.changed_at), default=UNTRACKED_AT)
        return Revision(len(settings) + len(file.rescheduled_at), changed_at)
