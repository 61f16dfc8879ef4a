"""A calendar file: what it says of itself, its time zone, and the bytes of its events, one after the other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tablee.feeds.clean_text import one_line
from tablee.feeds.components import Property
from tablee.feeds.css_colours import nearest_css_colour
from tablee.i18n.translations import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tablee.feeds.components import Components, Properties
    from tablee.feeds.event_writer import RenderedEvent
    from tablee.i18n.translations import Translations
    from tablee.model import Group, Member
    from tablee.rules.timeline import Timeline

_REFRESH = timedelta(hours=6)
_TAIL = b"END:VCALENDAR\r\n"


class CalendarWriter:
    """Makes a group's calendars out of events that are already rendered."""

    def __init__(self, group: Group, timeline: Timeline, words: Translations, components: Components) -> None:
        self._group = group
        self._name = group.settings.name
        self._words = words
        self._today = group.settings.day_of(timeline.now)
        self._components = components
        self._nameless = self._head()

    def of_group(self, events: Sequence[RenderedEvent]) -> bytes:
        """Return the calendar of everything."""
        return self._calendar(self._head(self._name, self._group.settings.tagline), events)

    def of_newcomers(self, events: Sequence[RenderedEvent]) -> bytes:
        """Return the calendar for strangers."""
        name = self._words.gettext(_("{group}: come and see"), group=self._name)
        about = self._words.gettext(_("The next meetings of {group}, and how to come"), group=self._name)
        return self._calendar(self._head(name, about), events)

    def of_circle(self, circle: str, events: Sequence[RenderedEvent]) -> bytes:
        """Return a circle's calendar."""
        names = {"circle": self._group.name_of_circle(circle), "group": self._name}
        name = self._words.gettext(_("{group}: {circle}"), **names)
        colour = self._group.settings.circles[circle].brand.colour
        return self._calendar(
            self._head(name, self._words.gettext(_("A circle of {group}"), **names), colour), events
        )

    def of_member(self, member: Member, events: Sequence[RenderedEvent]) -> bytes:
        """Return the calendar of a member's turns and missions."""
        names = {"member": member.name, "group": self._name}
        about = _("The meetings of {group} that {member} facilitates, and the missions that {member} drew")
        name = self._words.gettext(_("{group}: {member}’s turns"), **names)
        return self._calendar(self._head(name, self._words.gettext(about, **names)), events)

    def of_meeting(self, event: RenderedEvent) -> bytes:
        """Return one date to take over: a calendar without a name and a refresh, as nobody subscribes to it."""
        return self._calendar(self._nameless, [event])

    def _head(self, name: str = "", about: str = "", colour: str = "") -> bytes:
        return self._components.head(_head(name, about, colour))

    def _calendar(self, head: bytes, events: Sequence[RenderedEvent]) -> bytes:
        """Put a calendar together; it tells its time zones as far as its events reach.

        One without any event tells the group's zone, since a calendar must hold something (RFC 5545, 3.6).
        """
        days: dict[str, list[date]] = {} if events else {self._group.settings.timezone: [self._today]}
        for event in (one.event for one in events if not one.all_day):
            days.setdefault(event.zone, []).extend((event.on, event.ends_at.date()))
        clocks = (self._components.zone(zone, min(those), max(those)) for zone, those in sorted(days.items()))
        return b"".join((head, *clocks, *(one.component for one in events), _TAIL))


def _head(name: str = "", about: str = "", colour: str = "") -> Properties:
    """Return all that stands before the events.

    A calendar for subscribers says its name and colour in both ways that programs read, and how often to look again.
    PRODID is the same whatever the version: an upgrade is no change to a feed.
    """
    head = {"VERSION": "2.0", "PRODID": "-//Tablee//Tablee 1//EN", "CALSCALE": "GREGORIAN"}
    if name:
        head |= {"NAME": one_line(name), "X-WR-CALNAME": one_line(name)}
        head |= {"X-WR-CALDESC": one_line(about)} if about else {}
        head |= {"COLOR": nearest_css_colour(colour), "X-APPLE-CALENDAR-COLOR": colour} if colour else {}
    properties = {key: Property("vText", value) for key, value in head.items()}
    if name:
        properties["REFRESH-INTERVAL"] = Property("vDuration", _REFRESH, {"VALUE": "DURATION"})
        properties["X-PUBLISHED-TTL"] = Property("vText", "PT6H")
    return properties
