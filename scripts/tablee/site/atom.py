"""The meetings as a feed for news readers: Atom (RFC 4287), one entry a meeting that has a file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tablee.files.addresses import absolute, page_of_meeting
from tablee.files.paths import file_of_meeting
from tablee.i18n.translations import _
from tablee.rules.names import hour_of
from tablee.rules.timeline import State
from tablee.site.text import printable

if TYPE_CHECKING:
    from tablee.files.history import History
    from tablee.i18n.translations import Translations
    from tablee.model import Group
    from tablee.rules.timeline import Event, Timeline

ATOM = "atom.xml"
"""Where the feed lies, relative to the site's root."""

LATEST = 30
"""How many meetings the feed tells: more would only be read again."""

_SPACE = "http://www.w3.org/2005/Atom"
_TAG = "tag:{identity},2026:{name}"
"""An identity for ever (RFC 4151): the group's, which moving the site does not change; the year is this scheme's."""


def render_atom(group: Group, timeline: Timeline, words: Translations, history: History) -> bytes:
    """Return the feed, newest meeting first.

    An entry changes when the meeting's file does; without Git it bears the day of the meeting, or today's before it.
    """
    settings = group.settings
    events = [event for event in reversed(timeline.events) if event.meeting][:LATEST]
    changes = [_changed_at(event, timeline.now, history) for event in events]
    feed = ET.Element("feed", {"xmlns": _SPACE, "xml:lang": settings.language})
    _add(feed, "title", words.gettext(_("{name}: meetings"), name=settings.name))
    _add(feed, "subtitle", settings.tagline)
    _add(feed, "id", _TAG.format(identity=settings.identity, name="meetings"))
    _add(feed, "updated", _stamp(max(changes, default=timeline.now)))
    ET.SubElement(feed, "link", {"rel": "self", "href": absolute(settings.url, ATOM)})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": absolute(settings.url, "meetings/")})
    _add(ET.SubElement(feed, "author"), "name", settings.name)
    for event, changed_at in zip(events, changes, strict=True):
        entry = ET.SubElement(feed, "entry")
        _add(entry, "title", _title(group, event, words))
        _add(entry, "id", _TAG.format(identity=settings.identity, name=f"meetings/{event.key}"))
        _add(entry, "updated", _stamp(changed_at))
        ET.SubElement(entry, "link", {"href": absolute(settings.url, page_of_meeting(event.key))})
        _add(entry, "summary", _summary(group, event, words))
    ET.indent(feed)
    text: bytes = ET.tostring(feed, "utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text + b"\n"


def _title(group: Group, event: Event, words: Translations) -> str:
    title = event.title or group.name_of_circle(event.circle)
    if event.state is State.CANCELLED:
        return words.gettext(_("{title}, {day} (cancelled)"), title=title, day=words.day(event.on))
    return words.gettext(_("{title}, {day}"), title=title, day=words.day(event.on))


def _summary(group: Group, event: Event, words: Translations) -> str:
    """Say when and where, and what it is about; or why it is cancelled."""
    meeting = event.meeting
    hour = "" if event.all_day else hour_of(event, group, words)
    where = event.place.where if event.place else ""
    topics = meeting.topics if meeting else ()
    why = meeting.why if meeting and event.state is State.CANCELLED else ""
    return "\n".join(text for text in (why, hour, where, *topics) if text)


def _changed_at(event: Event, now: datetime, history: History) -> datetime:
    commits = history.of(file_of_meeting(event.key)).changed_at
    return commits[-1] if commits else min(event.starts_at, now)


def _add(parent: ET.Element, name: str, text: str) -> None:
    if text:
        ET.SubElement(parent, name).text = printable(text)


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
