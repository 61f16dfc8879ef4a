"""A group's events as VEVENT components (RFC 5545, 3.6.1): each made by icalendar and serialised once.

No ORGANIZER and no ATTENDEE (calendars would ask for replies by mail), no METHOD, no VALARM, and nothing of RFC 9073,
which libical does not know.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tablee.feeds.clean_text import one_line
from tablee.feeds.components import Property
from tablee.feeds.css_colours import nearest_css_colour
from tablee.feeds.event_texts import EventTexts, location
from tablee.feeds.newcomers import describe_to_newcomer
from tablee.feeds.revisions import Revisions
from tablee.files.addresses import absolute, page_of_meeting
from tablee.rules.timeline import State
from tablee.rules.turns.vacancy import current_facilitators

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tablee.feeds.components import Components, Properties
    from tablee.files.history import History
    from tablee.i18n.translations import Translations
    from tablee.model import Group, Place
    from tablee.rules.timeline import Event, Timeline

_DAY = timedelta(days=1)


class RenderedEvent(NamedTuple):
    """An event and its component; a mission's event is the meeting at which it was drawn."""

    event: Event
    component: bytes
    all_day: bool


class EventWriter:
    """Renders the events of a group."""

    def __init__(
        self, group: Group, timeline: Timeline, words: Translations, history: History, components: Components
    ) -> None:
        self._settings = group.settings
        self._texts = EventTexts(group, timeline, words)
        self._revisions = Revisions(history, timeline.now)
        self._words = words
        self._components = components

    def write(self, event: Event) -> RenderedEvent:
        """Render an event as most calendars hold it."""
        text = self._texts.description(event, self._page(event))
        return self._meeting(event, self._texts.summary(event), text, event.state)

    def write_for_newcomers(self, event: Event) -> RenderedEvent:
        """Render an event for somebody who has never come."""
        page = self._page(event)
        text = describe_to_newcomer(event, page, self._settings, self._texts, self._words)
        return self._meeting(event, self._texts.summary(event), text, event.state)

    def write_passed_turn(self, event: Event) -> RenderedEvent:
        """Render an event as cancelled for the calendar of a member who no longer facilitates it."""
        text = self._texts.description(event, self._page(event))
        return self._meeting(event, self._texts.passed_turn(event), text, State.CANCELLED)

    def write_mission(self, event: Event, card: str) -> RenderedEvent:
        """Render a mission as a day to look back to, the last one of its meeting; it takes up nobody's time.

        Its identity is `<slot key>.<card>`: no slot key ends in a point and a card.
        """
        drawn, page = self._settings.deck[card], self._page(event)
        done = event.meeting is not None and card in event.meeting.done
        properties: Properties = {
            **self._age(f"{event.key}.{card}", event),
            **_days(event.last_on, event.last_on),
            **_status("CONFIRMED", takes_time=False),
            "SUMMARY": Property("vText", self._texts.mission(drawn, done=done)),
            "URL": Property("vUri", page),
            "DESCRIPTION": Property("vText", self._texts.task(event, drawn, page)),
        }
        return RenderedEvent(event, self._components.event(properties), all_day=True)

    def _meeting(self, event: Event, summary: str, text: str, state: State) -> RenderedEvent:
        planned = "TENTATIVE" if event.is_unsure else "CONFIRMED"
        status = "CANCELLED" if state is State.CANCELLED else planned
        properties: Properties = {
            **self._age(str(event.key), event, current_facilitators(event.meeting)),
            **_span(event),
            **_status(status, takes_time=state is not State.CANCELLED),
            "SUMMARY": Property("vText", summary),
            **_where(event.place),
            **self._circle(event),
            "URL": Property("vUri", self._page(event)),
            "DESCRIPTION": Property("vText", text),
        }
        return RenderedEvent(event, self._components.event(properties), event.all_day)

    def _age(self, name: str, event: Event, named: Iterable[str] = ()) -> Properties:
        """Return the identity of what is written, and its age as `revisions` has it."""
        revision = self._revisions.of(event, named)
        changed_at = Property("vDatetime", revision.changed_at)
        return {
            "UID": Property("vText", f"{name}@{self._settings.identity}"),
            "DTSTAMP": changed_at,
            "LAST-MODIFIED": changed_at,
            "SEQUENCE": Property("vInt", revision.sequence),
        }

    def _circle(self, event: Event) -> Properties:
        """Return which circle meets, and its colour; nothing for the group itself."""
        circle = self._settings.circles.get(event.circle)
        if circle is None:
            return {}
        told: Properties = {"CATEGORIES": Property("vCategory", [self._texts.circle(event)])}
        if circle.brand.colour:
            told["COLOR"] = Property("vText", nearest_css_colour(circle.brand.colour))
        return told

    def _page(self, event: Event) -> str:
        return one_line(absolute(self._settings.url, page_of_meeting(event.key)))


def _span(event: Event) -> Properties:
    """Return when an event starts and ends; an end is the first moment, or day, after it (RFC 5545, 3.6.1)."""
    if event.all_day:
        return _days(event.on, event.last_on)
    zone = UTC if _meets_a_clock_change(event) else event.starts_at.tzinfo
    starts_at, ends_at = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    return {"DTSTART": Property("vDatetime", starts_at), "DTEND": Property("vDatetime", ends_at)}


def _meets_a_clock_change(event: Event) -> bool:
    """Return whether readers differ on the local times of an event: then UTC is understood by all.

    Across a change GNOME's calendar ends an hour off. Of a time that clocks show twice, as they do in autumn, ical.js
    takes the second, where RFC 5545 (3.3.5) wants the first.
    """
    ends = (event.starts_at, event.ends_at)
    return len({at.replace(fold=fold).utcoffset() for at in ends for fold in (0, 1)}) > 1


def _days(first_on: date, last_on: date) -> Properties:
    return {
        "DTSTART": Property("vDate", first_on, {"VALUE": "DATE"}),
        "DTEND": Property("vDate", last_on + _DAY, {"VALUE": "DATE"}),
    }


def _status(status: str, *, takes_time: bool) -> Properties:
    return {
        "STATUS": Property("vText", status),
        **({} if takes_time else {"TRANSP": Property("vText", "TRANSPARENT")}),
    }


def _where(place: Place | None) -> Properties:
    """Return where an event is: in words, as a point where it is known (for Apple's maps too), and its online room."""
    if place is None:
        return {}
    where = location(place)
    room = {"CONFERENCE": Property("vUri", one_line(place.online), {"VALUE": "URI"})} if place.online else {}
    if place.geo is None:
        return {"LOCATION": Property("vText", where), **room}
    latitude, longitude = (f"{degrees:.6f}" for degrees in place.geo)
    title = where.replace('"', "")  # no quote may stand within the quoted title
    point = Property("vUri", f"geo:{latitude},{longitude}", {"VALUE": "URI", "X-TITLE": title})
    return {
        "LOCATION": Property("vText", where),
        "GEO": Property("vInline", f"{latitude};{longitude}"),
        "X-APPLE-STRUCTURED-LOCATION": point,
        **room,
    }
