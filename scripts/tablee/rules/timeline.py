"""The group's time: slots and meetings merged into events, each in its state."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tablee.model.identity import SlotKey
from tablee.rules.event import Event, State, event_of_meeting, event_of_slot
from tablee.rules.rhythm import Calendar, calendars_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from tablee.model import Group, Meeting, RhythmRule

__all__ = ["Event", "State", "Timeline", "timeline"]


@dataclass(frozen=True)
class Timeline:
    """Every event of the group and its circles, sorted by start and key, as seen at `now`; look-ups take no search.

    Events of other circles are not the group's: `circle` None means all of them, empty the group's own. `calendars`
    are those of the circles from which it was made.
    """

    events: tuple[Event, ...]
    now: datetime
    calendars: Mapping[str, Calendar] = field(default_factory=dict, repr=False, compare=False)

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

    def skipped(self, circle: str, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """Return the days within [first, last] that a circle's rhythm skips, each with the name of its public holiday.

        Days on which members meet all the same are left out.
        """
        calendar = self.calendars.get(circle)
        days = calendar.skipped(first, last) if calendar else ()
        return tuple((on, name) for on, name in days if self.event(str(SlotKey(circle, on))) is None)

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


def timeline(group: Group, now: datetime) -> Timeline:
    """Merge the meetings with the slots that are not over, up to the group's horizon from now.

    A meeting's file replaces the slot of the same key. Past slots without a file appear nowhere. The rhythm is a dated
    list, so that a meeting keeps the rule of its nominal day: a new rule changes no past event.
    """
    calendars = calendars_of(group)
    events = [_confirmed(group, calendars, meeting, now) for meeting in group.meetings.values()]
    taken = {event.key for event in events}
    for calendar in calendars.values():
        events += _tentative(group, calendar, taken, now)
    return Timeline(tuple(sorted(events, key=_order)), now, calendars)


def with_meeting(line: Timeline, group: Group, meeting: Meeting) -> Timeline:
    """Return what `timeline` gives for a group of which one meeting was added or changed since."""
    event = _confirmed(group, line.calendars, meeting, line.now)
    events = [other for other in line.events if other.key != meeting.key]
    insort(events, event, key=_order)
    return replace(line, events=tuple(events))


def _order(event: Event) -> tuple[datetime, str]:
    return event.starts_at.astimezone(UTC), str(event.key)


def _confirmed(group: Group, calendars: Mapping[str, Calendar], meeting: Meeting, now: datetime) -> Event:
    """Build the event of a file; one with a suffix is a second meeting of that day, so never the slot.

    A circle that is gone has no rhythm.
    """
    calendar = calendars.get(meeting.circle)
    slot = calendar.slot_of(meeting.key.on) if calendar and not meeting.key.suffix else None
    return event_of_meeting(group.settings, meeting, slot, now)


def _tentative(group: Group, calendar: Calendar, taken: set[SlotKey], now: datetime) -> Iterator[Event]:
    zone = ZoneInfo(group.settings.timezone)
    today, horizon = now.astimezone(zone).date(), (now + group.settings.horizon).astimezone(zone).date()
    longest = max((_days(rule) for rule in calendar.rhythm), default=timedelta())
    for slot in calendar.slots(today - longest, horizon):
        if slot.key not in taken:
            event = event_of_slot(group.settings, slot)
            if not event.is_over(now):
                yield event


def _days(rule: RhythmRule) -> timedelta:
    """Return how long before today a slot of a rule can have begun without being over."""
    lasts = rule.lasts
    return timedelta(days=1) + ((lasts.time or timedelta(days=lasts.days or 0)) if lasts else timedelta())


def _by_circle(events: Sequence[Event]) -> Mapping[str | None, tuple[Event, ...]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.key.circle, []).append(event)
    return {None: tuple(events), **{circle: tuple(those) for circle, those in found.items()}}
