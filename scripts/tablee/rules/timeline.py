"""The group's time: slots and meetings merged into events, each in its state."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tablee.model.identity import SlotKey
from tablee.rules.event import Event, State, as_of, event_of_meeting, event_of_slot
from tablee.rules.rhythm import Calendar, Slot, calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tablee.model import Group, Meeting, RhythmRule

__all__ = ["Event", "State", "Timeline", "timeline"]

WEEK = timedelta(days=7)
"""A move takes a slot at most so far from its nominal day."""


@dataclass(frozen=True)
class Timeline:
    """Every event of the group and its circles, sorted by start and key, as seen at `now`; look-ups take no search.

    Events of other circles are not the group's: `circle` None means all of them, empty the group's own.
    """

    events: tuple[Event, ...]
    now: datetime

    @cached_property
    def _by_key(self) -> Mapping[str, Event]:
        return {str(event.key): event for event in self.events}

    @cached_property
    def _by_circle(self) -> Mapping[str | None, tuple[Event, ...]]:
        return _by_circle(self.events)

    @cached_property
    def _coming(self) -> Mapping[str | None, tuple[Event, ...]]:
        now = self.now.astimezone(UTC)
        return _by_circle([e for e in self.events if e.ends_at > now and e.state is not State.CANCELLED])

    @cached_property
    def _past(self) -> Mapping[str | None, tuple[Event, ...]]:
        now = self.now.astimezone(UTC)
        return _by_circle([event for event in self.events if event.ends_at <= now])

    @cached_property
    def _starts(self) -> Sequence[datetime]:
        return [event.starts_at.astimezone(UTC) for event in self.events]

    @cached_property
    def _longest(self) -> timedelta:
        return max(
            (e.ends_at.astimezone(UTC) - e.starts_at.astimezone(UTC) for e in self.events),
            default=timedelta(),
        )

    def of(self, circle: str) -> tuple[Event, ...]:
        """Return the events of one circle."""
        return self._by_circle.get(circle, ())

    def coming(self, circle: str | None = None) -> tuple[Event, ...]:
        """Return the events that are not over and not cancelled."""
        return self._coming.get(circle, ())

    def past(self, circle: str | None = None) -> tuple[Event, ...]:
        """Return the events that are over, cancelled ones included."""
        return self._past.get(circle, ())

    def overlapping(self, event: Event) -> Iterator[Event]:
        """Yield the other events, of all circles, that take place at the same time; cancelled ones left out."""
        first = bisect_left(self._starts, event.starts_at.astimezone(UTC) - self._longest)
        last = bisect_left(self._starts, event.ends_at.astimezone(UTC))
        begins = event.starts_at.astimezone(UTC)
        for other in self.events[first:last]:
            if other.ends_at > begins and other.key != event.key and other.state is not State.CANCELLED:
                yield other

    def next(self, circle: str = "") -> Event | None:
        """Return the first coming event of a circle, which may have begun."""
        return next(iter(self.coming(circle)), None)

    def event(self, key: str) -> Event | None:
        """Return the event of a slot key."""
        return self._by_key.get(key)


_KEPT: deque[tuple[Group, Timeline]] = deque(maxlen=4)
"""The last timelines and their groups: the checks, the decisions and the pages of one run ask for the same one."""


def timeline(group: Group, now: datetime) -> Timeline:
    """Merge the meetings with the slots that are not over, up to the group's horizon from now.

    A meeting's file replaces the slot of the same key. Past slots without a file appear nowhere. The rhythm is a dated
    list, so that a meeting keeps the rule of its nominal day: a new rule changes no past event. The very same group at
    the same instant gives the same one, and events that are as they were a moment ago are the same ones.
    """
    alike = [
        (other, line)
        for other, line in _KEPT
        if other.settings is group.settings and other.holidays is group.holidays
    ]
    for other, line in alike:
        if other is group and line.now is now:
            return line
    made = _merge(group, now, alike[-1][1] if alike else None)
    _KEPT.append((group, made))
    return made


def _merge(group: Group, now: datetime, before: Timeline | None) -> Timeline:
    """Merge a group; `before` is the time of the same calendar with some of its meetings."""
    by_circle: dict[str, list[Meeting]] = {circle: [] for circle in group.circle_ids}
    for meeting in group.meetings.values():
        by_circle.setdefault(meeting.circle, []).append(meeting)
    events: list[Event] = []
    for circle, meetings in by_circle.items():
        calendar = calendar_of(group, circle)
        events += (_confirmed(group, calendar, meeting, now, before) for meeting in meetings)
        events += _tentative(group, calendar, {meeting.key for meeting in meetings}, now, before)
    return Timeline(tuple(sorted(events, key=_order)), now)


def with_meeting(line: Timeline, group: Group, meeting: Meeting) -> Timeline:
    """Return what `timeline` gives for a group of which one meeting was added or changed since, as it is by now."""
    event = _confirmed(group, calendar_of(group, meeting.circle), meeting, line.now, None)
    events = [other for other in line.events if other.key != meeting.key]
    insort(events, event, key=_order)
    return Timeline(tuple(events), line.now)


def _order(event: Event) -> tuple[datetime, str]:
    return event.starts_at.astimezone(UTC), str(event.key)


def _confirmed(
    group: Group, calendar: Calendar, meeting: Meeting, now: datetime, before: Timeline | None
) -> Event:
    """Build the event of a file; one with a suffix is a second meeting of that day, so never the slot."""
    known = before.event(str(meeting.key)) if before else None
    if known and known.meeting is meeting:
        return as_of(known, now)
    slot = None if meeting.key.suffix else calendar.slot_of(meeting.key.on)
    return event_of_meeting(group.settings, meeting, slot, now)


def _tentative(
    group: Group, calendar: Calendar, taken: set[SlotKey], now: datetime, before: Timeline | None
) -> Iterator[Event]:
    zone = ZoneInfo(group.settings.timezone)
    today, horizon = now.astimezone(zone).date(), (now + group.settings.horizon).astimezone(zone).date()
    longest = max((_days(rule) for rule in calendar.rhythm), default=timedelta())
    for slot in calendar.slots(today - longest - WEEK, horizon + WEEK):
        if slot.key not in taken and slot.on <= horizon:
            event = _event_of_slot(group, slot, before)
            if not event.is_over(now):
                yield event


def _event_of_slot(group: Group, slot: Slot, before: Timeline | None) -> Event:
    known = before.event(str(slot.key)) if before else None
    if known and known.slot is slot and known.meeting is None:
        return known
    return event_of_slot(group.settings, slot)


def _days(rule: RhythmRule) -> timedelta:
    """Return how long before today a slot of a rule can have begun without being over."""
    lasts = rule.lasts
    return timedelta(days=1) + ((lasts.time or timedelta(days=lasts.days or 0)) if lasts else timedelta())


def _by_circle(events: Sequence[Event]) -> Mapping[str | None, tuple[Event, ...]]:
    found: dict[str | None, tuple[Event, ...]] = {None: tuple(events)}
    for circle in {event.key.circle for event in events}:
        found[circle] = tuple(event for event in events if event.key.circle == circle)
    return found
