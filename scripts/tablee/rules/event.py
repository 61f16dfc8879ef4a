"""One meeting in time, be it only a slot of the rhythm: when, where, in which state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from tablee.model import Answer, Lasts, Meeting, Place, Poll, Settings
from tablee.model.identity import SlotKey
from tablee.model.parsing import parse_https
from tablee.rules.rhythm import Slot

USUAL = timedelta(hours=2)
"""What a meeting with an hour lasts where nobody says so."""

DAY = timedelta(days=1)
_When: TypeAlias = tuple[datetime, datetime, bool, date, date]
"""When an event starts and ends, whether it is all-day, its first and its last day."""

ASSUMED_AFTER = 3 * DAY
"""How long after its end a meeting without recorded presence is assumed held."""


class State(StrEnum):
    """How sure an event is: a slot, a file, a file with presence, one past without it, one called off."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    HELD = "held"
    ASSUMED = "assumed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Event:
    """A slot, a meeting's file, or both.

    `starts_at` and `ends_at` are aware, in the circle's zone: subtract or compare them in UTC, since Python compares
    two times of one zone by their clocks alone (PEP 495). An all-day event goes from midnight to midnight; `on` and
    `last_on` are its first and last day, the same one for a meeting with an hour. `slot` is None for an extra.
    """

    key: SlotKey
    state: State
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    on: date
    last_on: date
    title: str = ""
    place: Place | None = None
    meeting: Meeting | None = None
    slot: Slot | None = None

    @property
    def zone(self) -> str:
        """The time zone of its clocks, by its name."""
        return str(self.starts_at.tzinfo)

    @property
    def seats(self) -> int | None:
        """How many people there is room for, as far as the meeting or its place says it."""
        own = self.meeting.seats if self.meeting else None
        return own if own is not None or self.place is None else self.place.seats

    @property
    def free_seats(self) -> int | None:
        """How many seats nobody has taken by a yes, by facilitating or as a guest; None where they are not counted."""
        if self.seats is None or self.meeting is None:
            return self.seats
        yes = (who for who, answer in self.meeting.answers.items() if answer is Answer.YES)
        return max(self.seats - len({*yes, *self.meeting.facilitators}) - self.meeting.guests, 0)

    @property
    def circle(self) -> str:
        """The circle that meets; empty for the group itself."""
        return self.key.circle

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What members said of coming."""
        return self.meeting.answers if self.meeting else {}

    @property
    def open_poll(self) -> Poll | None:
        """The vote on its date that is not counted yet."""
        return self.meeting.open_poll if self.meeting else None

    @property
    def is_unsure(self) -> bool:
        """Whether its day is not settled: a slot without a file, or a date under vote."""
        return self.state is State.TENTATIVE or (self.state is State.CONFIRMED and self.open_poll is not None)

    @property
    def extra(self) -> bool:
        """Whether the meeting is off the rhythm."""
        return self.slot is None

    @property
    def moved(self) -> bool:
        """Whether it is on another day than its key says."""
        return self.on != self.key.on

    def is_over(self, now: datetime) -> bool:
        """Say whether the event has ended at an instant."""
        return self.ends_at <= now.astimezone(UTC)


@lru_cache(maxsize=4096)  # the same meetings are looked at by one rule after another
def at_wall_clock(on: date, at: time, zone: str) -> datetime:
    """Return the instant at which the clocks of `zone` (an IANA name) show `at` on the day `on`.

    A time that a spring change leaves out is read with the offset before the gap, so 02:30 becomes 03:30;
    a time that an autumn change repeats means its first occurrence (RFC 5545, 3.3.5).
    The answer carries the zone and shows a time that exists there: going to UTC and back changes nothing.
    """
    place = ZoneInfo(zone)
    # fold=0 is the offset before the change, in a gap and in a repeated hour alike (PEP 495).
    wall = datetime.combine(on, at.replace(fold=0), place)
    return wall.astimezone(UTC).astimezone(place)


def order(event: Event) -> tuple[datetime, str]:
    """Return the place of an event among the others: by its start, then by its key."""
    return event.starts_at.astimezone(UTC), str(event.key)


def event_of_slot(settings: Settings, slot: Slot) -> Event:
    """Build the event of a slot without a file."""
    said = Meeting(slot.key)
    return _event(settings, said, slot, _when(settings.zone_of(said.circle), said, slot), State.TENTATIVE)


def event_of_meeting(settings: Settings, meeting: Meeting, slot: Slot | None, now: datetime) -> Event:
    """Build the event of a meeting's file, which says only what differs from its slot's rule.

    An extra (no slot) without an hour is all-day rather than refused.
    """
    when = _when(settings.zone_of(meeting.circle), meeting, slot)
    return _event(settings, meeting, slot, when, _state(meeting, when[1], now))


def _event(settings: Settings, meeting: Meeting, slot: Slot | None, when: _When, state: State) -> Event:
    """Put an event together; a place is a key of the group's places, a text or an address."""
    place = meeting.place or (slot.rule.place if slot else "")
    where = settings.places.get(place) if place else None
    if place and where is None:  # the address of an online room is named after its host
        where = Place(place.split("/")[2], online=place) if parse_https(place) else Place(place)
    file = None if state is State.TENTATIVE else meeting
    return Event(meeting.key, state, *when, title=meeting.title, place=where, meeting=file, slot=slot)


def _state(meeting: Meeting, ends_at: datetime, now: datetime) -> State:
    if meeting.cancelled:
        return State.CANCELLED
    if meeting.present is not None:
        return State.HELD
    assumed = ends_at.astimezone(UTC) + ASSUMED_AFTER <= now.astimezone(UTC)
    return State.ASSUMED if assumed else State.CONFIRMED


def _when(zone: str, meeting: Meeting, slot: Slot | None) -> _When:
    """Say when a meeting is: all-day where neither the file nor the rule names an hour."""
    on = meeting.day
    at = meeting.at or (slot.rule.at if slot else None)
    lasts = _lasts(meeting, slot)
    if at is None:
        days = max(lasts.days or 1, 1)
        begin, end = at_wall_clock(on, time(), zone), at_wall_clock(on + days * DAY, time(), zone)
        return begin, end, True, on, on + (days - 1) * DAY
    starts_at = at_wall_clock(on, at, zone)
    # Days go with all-day meetings: here they mean 24 hours each.
    duration = lasts.time if lasts.time is not None else USUAL if lasts.days is None else lasts.days * DAY
    ends_at = (starts_at.astimezone(UTC) + duration).astimezone(starts_at.tzinfo)
    return starts_at, ends_at, False, on, on


def _lasts(meeting: Meeting, slot: Slot | None) -> Lasts:
    """Return what is known of a duration; the days of an all-day rule say nothing of a meeting that names its hour."""
    if meeting.lasts or slot is None:
        return meeting.lasts or Lasts()
    if meeting.at is not None and slot.rule.at is None:
        return Lasts()
    return slot.rule.lasts or Lasts()
