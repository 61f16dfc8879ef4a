"""One event of a calendar: a VEVENT component (RFC 5545, 3.6.1), as bytes that several feeds share.

No ORGANIZER and no ATTENDEE (calendars would ask for replies by mail), no METHOD, no VALARM, and nothing of RFC 9073,
which libical does not know.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from tablee.data.addresses import absolute, page_of_meeting
from tablee.decide.timeline import State
from tablee.publish.feeds.content_lines import content_line, one_line, text_line
from tablee.publish.feeds.event_texts import location

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from tablee.data.model import Settings
    from tablee.decide.timeline import Event
    from tablee.publish.feeds.event_texts import EventTexts
    from tablee.publish.feeds.revisions import Revision

_STATUS = {State.TENTATIVE: "TENTATIVE", State.CANCELLED: "CANCELLED"}
_BASIC = str.maketrans("", "", "-:")  # strftime would drop the zeros of an early year


def render_event(event: Event, settings: Settings, texts: EventTexts, revision: Revision) -> bytes:
    """Return an event's component; the calendar around it must tell the group's zone unless it is all-day."""
    lines = (
        b"BEGIN:VEVENT\r\n",
        text_line("UID", f"{event.key}@{settings.identity}"),
        *_stamps(revision),
        *_span(event, settings.timezone),
        *_state(event),
        text_line("SUMMARY", texts.summary(event)),
        *_place(event),
        content_line("URL", one_line(absolute(settings.url, page_of_meeting(event.key)))),
        text_line("DESCRIPTION", texts.description(event)),
        b"END:VEVENT\r\n",
    )
    return b"".join(lines)


def _stamps(revision: Revision) -> Iterator[bytes]:
    changed_at = _utc(revision.changed_at)
    yield content_line("DTSTAMP", changed_at)
    yield content_line("LAST-MODIFIED", changed_at)
    yield content_line("SEQUENCE", str(revision.sequence))


def _span(event: Event, zone: str) -> Iterator[bytes]:
    """Say when the event starts and ends; an end is the first moment, or day, after it (RFC 5545, 3.6.1)."""
    if event.all_day:
        yield _day("DTSTART", event.on)
        yield _day("DTEND", event.last_on + timedelta(days=1))
    elif _is_repeated(event.starts_at) or _is_repeated(event.ends_at):
        yield content_line("DTSTART", _utc(event.starts_at))
        yield content_line("DTEND", _utc(event.ends_at))
    else:
        yield content_line(f"DTSTART;TZID={zone}", _clock(event.starts_at))
        yield content_line(f"DTEND;TZID={zone}", _clock(event.ends_at))


def _is_repeated(instant: datetime) -> bool:
    """Say whether its clocks show this time twice that day, as they do in autumn.

    RFC 5545 (3.3.5) lets such a time mean the first one; ical.js takes the second.
    """
    return instant.replace(fold=0).utcoffset() != instant.replace(fold=1).utcoffset()


def _state(event: Event) -> Iterator[bytes]:
    """Say how sure the event is; a cancelled one stays, and takes up nobody's time."""
    yield content_line("STATUS", _STATUS.get(event.state, "CONFIRMED"))
    if event.state is State.CANCELLED:
        yield content_line("TRANSP", "TRANSPARENT")


def _place(event: Event) -> Iterator[bytes]:
    if event.place:
        yield text_line("LOCATION", location(event.place))
        if event.place.geo:
            latitude, longitude = event.place.geo
            yield content_line("GEO", f"{latitude:.6f};{longitude:.6f}")


def _day(name: str, day: date) -> bytes:
    return content_line(f"{name};VALUE=DATE", day.isoformat().translate(_BASIC))


def _utc(instant: datetime) -> str:
    return f"{_clock(instant.astimezone(UTC))}Z"


def _clock(instant: datetime) -> str:
    return instant.replace(microsecond=0, tzinfo=None).isoformat().translate(_BASIC)
