"""What was said of dates, which days changed, and who has to be told of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tablee.model import Group, Meeting


@dataclass(frozen=True, slots=True)
class Change:
    """A meeting that somebody, or a run, moved or cancelled: when, and who had answered until then."""

    at: datetime
    answered: tuple[str, ...]


@dataclass
class Dates:
    """The memory of dates; `proposed` are the meetings that a person put to the vote."""

    proposed: set[str] = field(default_factory=set)
    spoken: set[str] = field(default_factory=set)
    """The circles of whose dates somebody has spoken since everything was last quiet."""
    speakers: set[str] = field(default_factory=set)
    """Who did: nobody has to tell them."""
    read_at: dict[str, datetime] = field(default_factory=dict)
    """When everything was last read before a meeting's day changed: what was said until then is of another day."""
    _read_day: dict[str, date] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    stood: dict[str, tuple[date, bool]] = field(default_factory=dict)
    """Each meeting's day, and whether it was cancelled, when everything was last quiet."""

    def speak(self, circle: str, who: str) -> None:
        """Remember that somebody speaks of a circle's dates."""
        self.spoken.add(circle)
        self.speakers.add(who)

    def is_spoken(self, circle: str) -> bool:
        """Say whether somebody has."""
        return circle in self.spoken

    def note(self, at: datetime, read_at: datetime, before: Group, after: Group) -> set[str]:
        """Compare the files before and after a commit; return the meetings that changed."""
        changed = set()
        for key, new in after.meetings.items():
            old = before.meetings.get(key)
            if old is not new and old and state_of(old) != state_of(new):
                self.stood.setdefault(key, state_of(old))
                if old.day != new.day:  # a cancellation lets nothing lapse
                    self._note_day(key, read_at, old.day, new.day)
                known = self.changes.get(key)
                answered = tuple(old.answers) or (known.answered if known else ())
                self.changes[key] = Change(known.at if known else at, answered)
                changed.add(key)
        return changed

    def _note_day(self, key: str, read_at: datetime, old: date, new: date) -> None:
        if self.read_at.get(key) != read_at:
            self.read_at[key], self._read_day[key] = read_at, old
        if self._read_day[key] == new:
            del self.read_at[key]  # as if nothing had been

    def real_changes(self, meetings: Mapping[str, Meeting]) -> Iterator[tuple[str, Change]]:
        """Yield the meetings that stand otherwise than when everything was last quiet."""
        for key, change in self.changes.items():
            if key in meetings and state_of(meetings[key]) != self.stood[key]:
                yield key, change

    def settle(self, waiting: Collection[str]) -> None:
        """Begin anew: all has been heard, but for words on meetings of some circles whose files are `waiting`."""
        self.spoken.intersection_update(waiting)
        if not self.spoken:
            self.speakers.clear()
        self.changes.clear()
        self.stood.clear()


def state_of(meeting: Meeting) -> tuple[date, bool]:
    """Return on which day a meeting is, and whether it is cancelled."""
    return meeting.day, meeting.cancelled
