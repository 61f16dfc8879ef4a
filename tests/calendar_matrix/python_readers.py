"""Readers written in Python: icalendar taken strictly, recurring-ical-events, `ical` (Home Assistant's), vobject."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError
from icalendar import Calendar, Component
from icalendar.error import BrokenCalendarProperty

from calendar_matrix.occurrence import Occurrence, Read, Reading, Refusal, moment_text

FIRST_ON, LAST_ON = date(1970, 1, 1), date(2200, 1, 1)
"""Between these days recurrences are looked for: what the files accept."""

_VOBJECT_ZONES: dict[str, object] = vobject.icalendar.__dict__["__tzidMap"]
_MANDATORY = {"VCALENDAR": ("PRODID", "VERSION"), "VEVENT": ("UID", "DTSTAMP", "DTSTART")}
_REFUSALS = (ValueError, KeyError, IndexError, AttributeError, TypeError, AssertionError)


def reading_each(read: Callable[[bytes], Iterable[Occurrence]]) -> Read:
    """Make a reader of many feeds out of one that reads one; whatever a library raises over a feed is its refusal."""

    def read_one(feed: bytes) -> Reading:
        try:
            return tuple(sorted(read(feed)))
        except (*_REFUSALS, CalendarParseError, vobject.base.VObjectError) as refusal:
            return Refusal(f"{type(refusal).__name__}: {refusal}")

    def read_all(feeds: Sequence[bytes]) -> list[Reading]:
        return [read_one(feed) for feed in feeds]

    return read_all


def read_by_icalendar(feed: bytes) -> list[Occurrence]:
    """Read with icalendar, refusing what it forgives: broken properties, and missing ones that RFC 5545 demands."""
    calendar = Calendar.from_ical(feed)
    for component in calendar.walk():
        _refuse_faulty(component)
    return [occurrence_of(event) for event in calendar.walk("VEVENT")]


def read_by_icalendar_zones(feed: bytes) -> list[Occurrence]:
    """Read with icalendar, which must build the zone from VTIMEZONE, since it knows none of the name given here.

    The name is of this feed alone: icalendar keeps a zone that it has built for the whole process.
    """
    name = f"Tablee/{sha256(feed).hexdigest()}".encode()
    feed = re.sub(rb"(?m)^(TZID:)[^\r\n]+", rb"\1" + name, feed)
    return read_by_icalendar(re.sub(rb"(?m)^(DT(?:START|END);TZID=)[^:]+", rb"\1" + name, feed))


def _refuse_faulty(component: Component) -> None:
    missing = [name for name in _MANDATORY.get(component.name or "", ()) if name not in component]
    if missing or component.errors:
        raise ValueError(f"{component.name}: missing {missing}, errors {component.errors}")


def read_by_recurring(feed: bytes) -> list[Occurrence]:
    """Read with recurring-ical-events, which shows what a calendar shows between two days."""
    found = recurring_ical_events.of(Calendar.from_ical(feed)).between(FIRST_ON, LAST_ON)
    return [occurrence_of(event) for event in found]


def occurrence_of(event: Component) -> Occurrence:
    """Return what an event of icalendar says; raises for a property that it could not read."""
    try:
        return Occurrence(
            uid=str(event.get("UID", "")),
            starts_at=moment_text(event.decoded("DTSTART")),
            ends_at=moment_text(event.decoded("DTEND")),
            summary=str(event.get("SUMMARY", "")),
            location=str(event.get("LOCATION", "")),
            status=str(event.get("STATUS", "")),
            description=str(event.get("DESCRIPTION", "")),
        )
    except BrokenCalendarProperty as broken:
        raise ValueError(str(broken)) from broken


def read_by_home_assistant(feed: bytes) -> list[Occurrence]:
    """Read with `ical`, Home Assistant's library, as its subscriptions do: one bad event refuses the feed."""
    calendar = IcsCalendarStream.calendar_from_ics(feed.decode())
    return [
        Occurrence(
            uid=event.uid or "",
            starts_at=moment_text(event.dtstart),
            ends_at=moment_text(event.end),
            summary=event.summary or "",
            location=event.location or "",
            status=event.status.value if event.status else "",
            description=event.description or "",
        )
        for event in calendar.events
    ]


def read_by_vobject(feed: bytes) -> list[Occurrence]:
    """Read with vobject, which builds its zones from the feed; it would keep them from feed to feed."""
    _VOBJECT_ZONES.clear()
    calendar = vobject.readOne(feed.decode())
    calendar.validate(raiseException=True)
    return [_occurrence_of_vobject(event) for event in calendar.contents.get("vevent", ())]


def _occurrence_of_vobject(event: Any) -> Occurrence:  # noqa: ANN401 (vobject makes its attributes as it reads)
    def text(name: str) -> str:
        return str(event.contents[name][0].value) if name in event.contents else ""

    return Occurrence(
        uid=text("uid"),
        starts_at=moment_text(event.dtstart.value),
        ends_at=moment_text(event.dtend.value),
        summary=text("summary"),
        location=text("location"),
        status=text("status"),
        description=text("description"),
    )
