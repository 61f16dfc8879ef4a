"""The events of an .ics file, each with its line; what is no calendar, or far too much of one, ends in one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.prop import vBroken, vRecur
from x_wr_timezone import to_standard

from tablee.i18n.translations import _
from tablee.imports.source import Unusable
from tablee.model.parsing import parse_zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.imports.foreign import Findings

MOST_EVENTS = 10_000
_MOST_DEPTH = 8
_BEGIN_OR_END = re.compile(r"^(BEGIN|END):([\w-]+)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_YEARS = range(1970, 2190)
_TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
"""What says when an event is; without one of them nothing of it is sure."""

NO_CALENDAR = _(
    "This file is no calendar: it does not begin with `BEGIN:VCALENDAR`. Export it as .ics again."
)
TOO_MANY = _("This calendar has more than {most} events. Export fewer years of it.")
CUT = _("events that are cut off or broken, and could not be read: {n}")
BROKEN = _("This calendar cannot be read: {why}. Export it again.")


@dataclass(frozen=True, slots=True)
class Raw:
    """An event as icalendar reads it, at its line; all its times are of some zone or whole days."""

    event: Event
    line: int
    was_utc: bool

    @property
    def rule(self) -> vRecur | None:
        """The rule by which it repeats; an exception of a series has none of its own."""
        found = self.event.get("RRULE")
        return found if isinstance(found, vRecur) and "RECURRENCE-ID" not in self.event else None

    @property
    def uid(self) -> str:
        """The event's identity, shared by a series and its exceptions."""
        return str(self.event.get("UID") or f"line {self.line}")


def read_events(text: str, zone: str, findings: Findings) -> list[Raw]:
    """Return the events of a calendar; raises Unusable."""
    lines = _find_events(text)
    try:
        calendars = list(Calendar.from_ical(text, multiple=True))
    except (ValueError, IndexError, RecursionError) as fault:
        raise Unusable(BROKEN, why=_first_line(fault)) from fault
    found = [(cal, event) for cal in calendars for event in cal.walk("VEVENT") if isinstance(event, Event)]
    if len(lines) > len(found):
        findings.refuse(0, CUT, n=len(lines) - len(found))
    numbers = lines if len(lines) == len(found) else [0] * len(found)
    raws = [
        _at_home(cal, event, line, zone, findings)
        for (cal, event), line in zip(found, numbers, strict=True)
        if not _is_broken(event, line, findings)
    ]
    hidden = {raw.uid for raw in raws if _is_private(raw.event) and "RECURRENCE-ID" not in raw.event}
    return [raw for raw in raws if _is_usable(raw, hidden, findings)]


def _find_events(text: str) -> list[int]:
    """Return the lines on which events begin; refuses what would cost a program its memory."""
    if not re.match(r"\ufeff?\s*BEGIN:VCALENDAR", text, re.IGNORECASE):
        raise Unusable(NO_CALENDAR)
    lines, depth, number, at = [], 0, 1, 0
    for found in _BEGIN_OR_END.finditer(text):
        number += text.count("\n", at, found.start())
        at = found.start()
        depth += 1 if found[1].upper() == "BEGIN" else -1
        if depth > _MOST_DEPTH:
            raise Unusable(BROKEN, why=f"BEGIN:{found[2]}")
        if found[1].upper() == "BEGIN" and found[2].upper() == "VEVENT":
            lines.append(number)
    if len(lines) > MOST_EVENTS:
        raise Unusable(TOO_MANY, most=MOST_EVENTS)
    return lines


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0][:120].rstrip(".")


def _is_broken(event: Event, line: int, findings: Findings) -> bool:
    """Say whether an event has a time that cannot be read: it is noted. What else cannot be read is left out of it."""
    broken = {
        name: value for name in list(event) for value in _all(event[name]) if isinstance(value, vBroken)
    }
    for name, value in broken.items():
        if name in _TIMES:
            findings.refuse(line, _("its `{text}` cannot be read"), text=f"{name}:{value}"[:60])
            return True
        del event[name]
    return False


def _all(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _at_home(calendar: Calendar, event: Event, line: int, zone: str, findings: Findings) -> Raw:
    """Bring an event's times out of UTC, and those without a zone, into the calendar's own, else the group's."""
    own = parse_zone(str(calendar.get("X-WR-TIMEZONE", "")))
    start = when(event, "DTSTART")
    tzid = getattr(event.get("DTSTART"), "params", {}).get("TZID")
    if isinstance(start, datetime) and start.tzinfo is None and tzid:
        findings.remark(
            _("The zone `{tzid}` is not known: its hours are taken for {zone}."), tzid=tzid, zone=own or zone
        )
    was_utc = isinstance(start, datetime) and start.tzname() == "UTC" and own is None
    alone = Calendar()
    alone.add_component(event)
    home = to_standard(alone, ZoneInfo(own or zone)).walk("VEVENT")[0]
    return Raw(home, line, was_utc)


def when(event: Event, name: str) -> date | datetime | None:
    """Return the day or instant of a property that stands there once."""
    found = getattr(event.get(name), "dt", None)
    return found if isinstance(found, date) else None


def _is_private(event: Event) -> bool:
    return str(event.get("CLASS", "")).strip().upper() in _PRIVATE


def _is_usable(raw: Raw, hidden: set[str], findings: Findings) -> bool:
    """Say whether an event may be taken; why not is noted."""
    for why in _objections(raw, hidden):
        findings.refuse(raw.line, why)
        return False
    return True


def _objections(raw: Raw, hidden: set[str]) -> Iterator[str]:
    start = when(raw.event, "DTSTART")
    if _is_private(raw.event) or raw.uid in hidden:
        yield _("it is marked as private")
    if start is None:
        yield _("it has no day that can be read")
    elif start.year not in _YEARS:
        yield _("its year is out of reach")
    if isinstance(raw.event.get("RRULE"), list):
        yield _("it has several rules at once")
