"""The group's time: slots and meetings merged into events, each in its state."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from tablee.model import Group, Meeting
from tablee.model.identity import SlotKey
from tablee.rules.event import Event, State, event_of_meeting, event_of_slot, order
from tablee.rules.rhythm import Calendar, calendars_of

__all__ = ["Event", "State", "Timeline", "build_timeline"]


@dataclass(frozen=True)
class _Strand:
    """The events of one circle, sorted by start and key: a changed meeting touches no other circle."""

    events: tuple[Event, ...]
    now: datetime

    @cached_property
    def by_key(self) -> Mapping[str, Event]:
        return {str(event.key): event for event in self.events}

    @cached_property
    def coming(self) -> tuple[Event, ...]:
        now = self.now.astimezone(UTC)
        return tuple(e for e in self.events if e.ends_at > now and e.state is not State.CANCELLED)

    @cached_property
    def past(self) -> tuple[Event, ...]:
        now = self.now.astimezone(UTC)
        return tuple(event for event in self.events if event.ends_at <= now)

    @cached_property
    def _starts(self) -> Sequence[datetime]:
        return [event.starts_at.astimezone(UTC) for event in self.events]

    @cached_property
    def _longest(self) -> timedelta:
        lengths = (e.ends_at.astimezone(UTC) - e.starts_at.astimezone(UTC) for e in self.events)
        return max(lengths, default=timedelta())

    def between(self, begins: datetime, ends: datetime) -> Iterator[Event]:
        """Yield the events that take place at some time between two instants."""
        first = bisect_left(self._starts, begins - self._longest)
        last = bisect_left(self._starts, ends)
        return (event for event in self.events[first:last] if event.ends_at > begins)


@dataclass(frozen=True)
class Timeline:
    """Every event of the group and its circles as seen at `now`; look-ups take no search.

    Events of other circles are not the group's: `circle` None means all of them, empty the group's own. `calendars`
    are those of the circles from which it was made.
    """

    strands: Mapping[str, _Strand]
    now: datetime
    calendars: Mapping[str, Calendar] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _all(self) -> _Strand:
        together = (event for strand in self.strands.values() for event in strand.events)
        return _Strand(tuple(sorted(together, key=order)), self.now)

    def _strand(self, circle: str | None) -> _Strand:
        return self._all if circle is None else self.strands.get(circle) or _Strand((), self.now)

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, sorted by start and key."""
        return self._all.events

    def of(self, circle: str) -> tuple[Event, ...]:
        """Return the events of one circle."""
        return self._strand(circle).events

    def coming(self, circle: str | None = None) -> tuple[Event, ...]:
        """Return the events that are not over and not cancelled."""
        return self._strand(circle).coming

    def past(self, circle: str | None = None) -> tuple[Event, ...]:
        """Return the events that are over, cancelled ones included."""
        return self._strand(circle).past

    def event(self, key: str) -> Event | None:
        """Return the event of a slot key."""
        return self._strand(key.rpartition(".")[0]).by_key.get(key)

    def next(self, circle: str = "") -> Event | None:
        """Return the first coming event of a circle, which may have begun."""
        return next(iter(self.coming(circle)), None)

    def after(self, event: Event) -> tuple[Event, ...]:
        """Return the coming events of its circle that come after an event."""
        return tuple(other for other in self.coming(event.circle) if order(other) > order(event))

    @property
    def lives_in_circles(self) -> bool:
        """Whether the group has no date of its own, past or to come, and its circles have some."""
        return not self.of("") and bool(self.events)

    @property
    def foremost(self) -> Event | None:
        """The next event of the group itself; of a group that lives in its circles, the next of any of them."""
        return self.next() or next(iter(self.coming()), None)

    def overlapping(self, event: Event) -> Iterator[Event]:
        """Yield the other events, of all circles, that take place at the same time; cancelled ones left out."""
        begins, ends = event.starts_at.astimezone(UTC), event.ends_at.astimezone(UTC)
        for strand in self.strands.values():
            for other in strand.between(begins, ends):
                if other.key != event.key and other.state is not State.CANCELLED:
                    yield other

    def skipped(self, circle: str, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """Return the days within [first, last] that a circle's rhythm skips, each with the name of its public holiday.

        Days on which members meet all the same are left out.
        """
        calendar = self.calendars.get(circle)
        days = calendar.skipped(first, last) if calendar else ()
        return tuple((on, name) for on, name in days if self.event(str(SlotKey(circle, on))) is None)


def build_timeline(group: Group, now: datetime) -> Timeline:
    """Merge the meetings with the slots that are not over, up to the group's horizon from now.

    A meeting's file replaces the slot of the same key. Past slots without a file appear nowhere. The rhythm is a dated
    list, so that a meeting keeps the rule of its nominal day: a new rule changes no past event.
    """
    calendars = calendars_of(group)
    events = [_confirmed(group, calendars, meeting, now) for meeting in group.meetings.values()]
    taken = {event.key for event in events}
    for calendar in calendars.values():
        events += _tentative(group, calendar, taken, now)
    return gather(events, now, calendars)


def gather(events: Iterable[Event], now: datetime, calendars: Mapping[str, Calendar]) -> Timeline:
    """Make a timeline of events, each in its circle."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.circle, []).append(event)
    strands = {circle: _Strand(tuple(sorted(those, key=order)), now) for circle, those in found.items()}
    return Timeline(strands, now, calendars)


def with_meeting(timeline: Timeline, group: Group, meeting: Meeting) -> Timeline:
    """Return what `timeline` gives for a group of which one meeting was added or changed since."""
    event = _confirmed(group, timeline.calendars, meeting, timeline.now)
    events = [other for other in timeline.of(meeting.circle) if other.key != meeting.key]
    insort(events, event, key=order)
    return replace(
        timeline, strands={**timeline.strands, meeting.circle: _Strand(tuple(events), timeline.now)}
    )


def _confirmed(group: Group, calendars: Mapping[str, Calendar], meeting: Meeting, now: datetime) -> Event:
    """Build the event of a file; one with a suffix is a second meeting of that day, so never the slot.

    A circle that is gone has no rhythm.
    """
    calendar = calendars.get(meeting.circle)
    slot = calendar.slot_of(meeting.key.on) if calendar and not meeting.key.suffix else None
    return event_of_meeting(group.settings, meeting, slot, now)


def _tentative(group: Group, calendar: Calendar, taken: set[SlotKey], now: datetime) -> Iterator[Event]:
    zone = ZoneInfo(group.settings.zone_of(calendar.circle))
    today, horizon = now.astimezone(zone).date(), (now + group.settings.horizon).astimezone(zone).date()
    lasts = (rule.lasts for rule in calendar.rhythm if rule.lasts)
    longest = max((one.time or timedelta(days=one.days or 0) for one in lasts), default=timedelta())
    for slot in calendar.slots(today - timedelta(days=1) - longest, horizon):
        if slot.key not in taken:
            event = event_of_slot(group.settings, slot)
            if not event.is_over(now):
                yield event
