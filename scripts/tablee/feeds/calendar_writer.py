"""A calendar file: what it says of itself, its time zone, and the bytes of its events, one after the other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, vText

from tablee.feeds.clean_text import one_line
from tablee.feeds.css_colours import nearest_css_colour
from tablee.feeds.serialising import serialise
from tablee.feeds.zones import render_vtimezone
from tablee.i18n.translations import _
from tablee.rules.names import is_current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tablee.feeds.event_writer import RenderedEvent
    from tablee.i18n.translations import Translations
    from tablee.model import Group, Member
    from tablee.rules.timeline import Timeline

_REFRESH = timedelta(hours=6)
_TAIL = b"END:VCALENDAR\r\n"


class CalendarWriter:
    """Makes a group's calendars out of events that are already rendered."""

    def __init__(self, group: Group, timeline: Timeline, words: Translations) -> None:
        self._group = group
        self._name = group.settings.name
        self._words = words
        self._today = group.settings.day_of(timeline.now)
        self._nameless = _head()

    def members(self) -> list[Member]:
        """Return who has a calendar: each member who has a page, a public one who has not left."""
        return [m for m in self._group.members.values() if m.public and is_current(m, self._today)]

    def of_group(self, events: Sequence[RenderedEvent]) -> bytes:
        """Return the calendar of everything."""
        return self._calendar(_head(self._name, self._group.settings.tagline), events)

    def of_newcomers(self, events: Sequence[RenderedEvent]) -> bytes:
        """Return the calendar for strangers."""
        name = self._words.gettext(_("{group}: come and see"), group=self._name)
        about = self._words.gettext(_("The next meetings of {group}, and how to come"), group=self._name)
        return self._calendar(_head(name, about), events)

    def of_circle(self, circle: str, events: Sequence[RenderedEvent]) -> bytes:
        """Return a circle's calendar."""
        names = {"circle": self._group.name_of_circle(circle), "group": self._name}
        name = self._words.gettext(_("{group}: {circle}"), **names)
        colour = self._group.settings.circles[circle].brand.colour
        return self._calendar(
            _head(name, self._words.gettext(_("A circle of {group}"), **names), colour), events
        )

    def of_member(self, member: Member, events: Sequence[RenderedEvent]) -> bytes:
        """Return the calendar of a member's turns and missions."""
        names = {"member": member.name, "group": self._name}
        about = _("The meetings of {group} that {member} facilitates, and the missions that {member} drew")
        name = self._words.gettext(_("{group}: {member}’s turns"), **names)
        return self._calendar(_head(name, self._words.gettext(about, **names)), events)

    def of_meeting(self, event: RenderedEvent) -> bytes:
        """Return one date to take over: a calendar without a name and a refresh, as nobody subscribes to it."""
        return self._calendar(self._nameless, [event])

    def _calendar(self, head: bytes, events: Sequence[RenderedEvent]) -> bytes:
        """Put a calendar together; it tells its time zones as far as its events reach.

        One without any event tells the group's zone, since a calendar must hold something (RFC 5545, 3.6).
        """
        days: dict[str, list[date]] = {} if events else {self._group.settings.timezone: [self._today]}
        for event in (one.event for one in events if not one.all_day):
            days.setdefault(event.zone, []).extend((event.on, event.ends_at.date()))
        clocks = (render_vtimezone(zone, min(those), max(those)) for zone, those in sorted(days.items()))
        return b"".join((head, *clocks, *(one.component for one in events), _TAIL))


def _head(name: str = "", about: str = "", colour: str = "") -> bytes:
    """Return all that stands before the events.

    A calendar for subscribers says its name and colour in both ways that programs read, and how often to look again.
    PRODID is the same whatever the version: an upgrade is no change to a feed.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Tablee//Tablee 1//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    if name:
        calendar.add("NAME", vText(one_line(name)))
        calendar.add("X-WR-CALNAME", vText(one_line(name)))
        if about:
            calendar.add("X-WR-CALDESC", vText(one_line(about)))
        if colour:
            calendar.add("COLOR", nearest_css_colour(colour))
            calendar.add("X-APPLE-CALENDAR-COLOR", vText(colour))
        calendar.add("REFRESH-INTERVAL", _REFRESH, {"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", "PT6H")
    return serialise(calendar).removesuffix(_TAIL)
