"""A group's events as VEVENT components (RFC 5545, 3.6.1): each made by icalendar and serialised once.

No ORGANIZER and no ATTENDEE (calendars would ask for replies by mail), no METHOD, no VALARM, and nothing of RFC 9073,
which libical does not know.
"""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import icalendar
from icalendar.prop import vInline, vUri

from tablee.feeds.clean_text import one_line
from tablee.feeds.css_colours import nearest_css_colour
from tablee.feeds.event_texts import EventTexts, location
from tablee.feeds.newcomers import describe_to_newcomer
from tablee.feeds.revisions import Revisions
from tablee.feeds.serialising import serialise
from tablee.files.addresses import absolute, page_of_meeting
from tablee.rules.timeline import State
from tablee.rules.turns.vacancy import holders

if TYPE_CHECKING:
    from tablee.feeds.revisions import Revision
    from tablee.files.history import History
    from tablee.i18n.words import Words
    from tablee.model import Group, Place
    from tablee.rules.timeline import Event, Timeline

_STATUS = {State.TENTATIVE: "TENTATIVE", State.CANCELLED: "CANCELLED"}
_DAY = timedelta(days=1)


class RenderedEvent(NamedTuple):
    """An event and its component; a mission's event is the meeting at which it was drawn."""

    event: Event
    component: bytes
    all_day: bool


class EventWriter:
    """Renders the events of a group."""

    def __init__(self, group: Group, line: Timeline, words: Words, history: History) -> None:
        self._settings = group.settings
        self._texts = EventTexts(group, line, words)
        self._revisions = Revisions(history, line.now)
        self._words = words

    def write(self, event: Event) -> RenderedEvent:
        """Render an event as most calendars hold it."""
        return self._meeting(
            event, self._texts.summary(event), self._texts.description(event, self._page(event))
        )

    def write_for_newcomers(self, event: Event) -> RenderedEvent:
        """Render an event for somebody who has never come."""
        page = self._page(event)
        text = describe_to_newcomer(event, page, self._settings, self._texts, self._words)
        return self._meeting(event, self._texts.summary(event), text)

    def write_passed_turn(self, event: Event) -> RenderedEvent:
        """Render an event as cancelled for the calendar of a member who no longer facilitates it."""
        text = self._texts.description(event, self._page(event))
        return self._meeting(event, self._texts.passed_turn(event), text, State.CANCELLED)

    def write_mission(self, event: Event, card: str) -> RenderedEvent:
        """Render a mission as a day to look back to: that of the draw, until which the meeting never moves again.

        Its identity is `<slot key>.<card>`: no slot key ends in a point and a card.
        """
        drawn, page = self._settings.deck[card], self._page(event)
        done = event.meeting is not None and card in event.meeting.done
        component = self._component(f"{event.key}.{card}", self._revisions.of(event))
        _add_days(component, event.last_on, event.last_on)
        _add_status(component, "CONFIRMED", takes_time=False)
        component.add("SUMMARY", self._texts.mission(drawn, done=done))
        component.add("URL", page)
        component.add("DESCRIPTION", self._texts.task(event, drawn, page))
        return RenderedEvent(event, serialise(component), all_day=True)

    def _meeting(self, event: Event, summary: str, text: str, state: State | None = None) -> RenderedEvent:
        status = _STATUS.get(state or event.state, "CONFIRMED")
        component = self._component(str(event.key), self._revisions.of(event, holders(event.meeting)))
        _add_span(component, event)
        _add_status(component, status, takes_time=status != "CANCELLED")
        component.add("SUMMARY", summary)
        if event.place:
            _add_place(component, event.place)
        if circle := self._settings.circles.get(event.circle):
            component.add("CATEGORIES", [self._texts.circle(event)])
            if circle.brand.colour:
                component.add("COLOR", nearest_css_colour(circle.brand.colour))
        component.add("URL", self._page(event))
        component.add("DESCRIPTION", text)
        return RenderedEvent(event, serialise(component), event.all_day)

    def _component(self, name: str, revision: Revision) -> icalendar.Event:
        """Begin a component: its identity and its age."""
        component = icalendar.Event()
        component.add("UID", f"{name}@{self._settings.identity}")
        component.add("DTSTAMP", revision.changed_at)
        component.add("LAST-MODIFIED", revision.changed_at)
        component.add("SEQUENCE", revision.sequence)
        return component

    def _page(self, event: Event) -> str:
        return one_line(absolute(self._settings.url, page_of_meeting(event.key)))


def _add_span(component: icalendar.Event, event: Event) -> None:
    """Say when the event starts and ends; an end is the first moment, or day, after it (RFC 5545, 3.6.1)."""
    if event.all_day:
        _add_days(component, event.on, event.last_on)
        return
    zone = UTC if _meets_a_clock_change(event) else event.starts_at.tzinfo
    component.add("DTSTART", event.starts_at.astimezone(zone))
    component.add("DTEND", event.ends_at.astimezone(zone))


def _meets_a_clock_change(event: Event) -> bool:
    """Return whether readers differ on the local times of an event: then UTC is understood by all.

    Across a change GNOME's calendar ends an hour off. Of a time that clocks show twice, as they do in autumn, ical.js
    takes the second, where RFC 5545 (3.3.5) wants the first.
    """
    ends = (event.starts_at, event.ends_at)
    return len({at.replace(fold=fold).utcoffset() for at in ends for fold in (0, 1)}) > 1


def _add_days(component: icalendar.Event, first_on: date, last_on: date) -> None:
    component.add("DTSTART", first_on)
    component.add("DTEND", last_on + _DAY)


def _add_status(component: icalendar.Event, status: str, *, takes_time: bool) -> None:
    component.add("STATUS", status)
    if not takes_time:
        component.add("TRANSP", "TRANSPARENT")


def _add_place(component: icalendar.Event, place: Place) -> None:
    """Say where an event is: in words, and as a point, for Apple's maps too, where it is known."""
    where = location(place)
    component.add("LOCATION", where)
    if place.geo:
        latitude, longitude = (f"{degrees:.6f}" for degrees in place.geo)
        title = where.replace('"', "")  # no quote may stand within the quoted title
        component.add("GEO", vInline(f"{latitude};{longitude}"))
        point = vUri(f"geo:{latitude},{longitude}", params={"VALUE": "URI", "X-TITLE": title})
        component.add("X-APPLE-STRUCTURED-LOCATION", point)
