"""One event of a calendar: a VEVENT component (RFC 5545, 3.6.1), as bytes that several feeds share.

No ORGANIZER and no ATTENDEE (calendars would ask for replies by mail), no METHOD, no VALARM, and nothing of RFC 9073,
which libical does not know.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tablee.feeds.content_lines import content_line, one_line, text_line
from tablee.feeds.event_texts import location
from tablee.rules.timeline import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from tablee.feeds.revisions import Revision
    from tablee.model import Place
    from tablee.rules.timeline import Event

_STATUS = {
    State.TENTATIVE: b"STATUS:TENTATIVE\r\n",
    State.CANCELLED: b"STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n",  # it stays, and takes up nobody's time
}
_CONFIRMED = b"STATUS:CONFIRMED\r\n"
_CLOCK = "%04d%02d%02dT%02d%02d%02d"
_DAY = timedelta(days=1)


class Said(NamedTuple):
    """What an event says: its UID, its title, the address of its page and its text."""

    uid: str
    summary: str
    url: str
    description: str


def render_event(event: Event, zone: str, said: Said, revision: Revision) -> bytes:
    """Return an event's component; the calendar around it must tell the group's zone unless it is all-day."""
    place = render_place(event.place) if event.place else b""
    return _render(said, revision, _span(event, zone), _STATUS.get(event.state, _CONFIRMED), place)


def render_note(day: date, said: Said, revision: Revision) -> bytes:
    """Return the component of something to remember: all day, and taking up nobody's time."""
    return _render(said, revision, _days(day, day), _CONFIRMED + b"TRANSP:TRANSPARENT\r\n", b"")


def _render(said: Said, revision: Revision, span: bytes, state: bytes, place: bytes) -> bytes:
    lines = (
        b"BEGIN:VEVENT\r\n",
        text_line("UID", said.uid),
        _stamps(revision),
        span,
        state,
        text_line("SUMMARY", said.summary),
        place,
        content_line("URL", one_line(said.url)),
        text_line("DESCRIPTION", said.description),
        b"END:VEVENT\r\n",
    )
    return b"".join(lines)


def _stamps(revision: Revision) -> bytes:
    changed_at = _utc(revision.changed_at)
    return f"DTSTAMP:{changed_at}\r\nLAST-MODIFIED:{changed_at}\r\nSEQUENCE:{revision.sequence}\r\n".encode()


def _span(event: Event, zone: str) -> bytes:
    """Say when the event starts and ends; an end is the first moment, or day, after it (RFC 5545, 3.6.1)."""
    if event.all_day:
        return _days(event.on, event.last_on)
    if _is_repeated(event.starts_at) or _is_repeated(event.ends_at):
        return f"DTSTART:{_utc(event.starts_at)}\r\nDTEND:{_utc(event.ends_at)}\r\n".encode()
    starts, ends = _clock(event.starts_at), _clock(event.ends_at)
    return f"DTSTART;TZID={zone}:{starts}\r\nDTEND;TZID={zone}:{ends}\r\n".encode()


def _is_repeated(instant: datetime) -> bool:
    """Say whether its clocks show this time twice that day, as they do in autumn.

    RFC 5545 (3.3.5) lets such a time mean the first one; ical.js takes the second.
    """
    return instant.utcoffset() != instant.replace(fold=1 - instant.fold).utcoffset()


@lru_cache(maxsize=256)
def render_place(place: Place) -> bytes:
    """Return where an event is: its name and address, and the point on the map if it is known."""
    return b"".join(_place(place))


def _place(place: Place) -> Iterator[bytes]:
    yield text_line("LOCATION", location(place))
    if place.geo:
        latitude, longitude = place.geo
        yield content_line("GEO", f"{latitude:.6f};{longitude:.6f}")


def _days(first: date, last: date) -> bytes:
    after = last + _DAY
    days = f"DTSTART;VALUE=DATE:{first.isoformat()}\r\nDTEND;VALUE=DATE:{after.isoformat()}\r\n"
    return days.replace("-", "").encode()


def _utc(instant: datetime) -> str:
    return f"{_clock(instant.astimezone(UTC))}Z"


def _clock(instant: datetime) -> str:
    day = (instant.year, instant.month, instant.day)
    # Three times as quick as an f-string; strftime would drop the zeros of an early year.
    return _CLOCK % (*day, instant.hour, instant.minute, instant.second)
