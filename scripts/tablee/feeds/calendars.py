"""The calendar files: which events each holds, and what a calendar says of itself.

Each event is written once; a feed is the bytes of its events, one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tablee.feeds.content_lines import one_line, text_line
from tablee.feeds.event_texts import holders, name_of_circle
from tablee.feeds.newcomers import next_meetings
from tablee.feeds.pen import Pen, Written
from tablee.feeds.zones import render_vtimezone
from tablee.files.addresses import CALENDAR, NEWCOMERS, feed_of_circle, feed_of_meeting, feed_of_member
from tablee.i18n.words import _
from tablee.rules.faces import is_current

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tablee.files.history import History
    from tablee.i18n.words import Words
    from tablee.model import Group, Member
    from tablee.rules.timeline import Timeline

_HEAD = (
    b"BEGIN:VCALENDAR\r\n"
    b"VERSION:2.0\r\n"
    b"PRODID:-//Tablee//Tablee 1//EN\r\n"  # the same whatever the version: an upgrade is no change to a feed
    b"CALSCALE:GREGORIAN\r\n"
)
_REFRESH = b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n"
_TAIL = b"END:VCALENDAR\r\n"


def render_feeds(group: Group, line: Timeline, words: Words, history: History) -> dict[str, bytes]:
    """Return every calendar file by its address on the site."""
    pen = Pen(group, line, words, history)
    shelf = _Shelf(group, line, words)
    written = [pen.write(event) for event in line.events]
    return {
        CALENDAR: shelf.calendar(shelf.group_head(), written),
        NEWCOMERS: shelf.calendar(shelf.newcomers_head(), [pen.introduce(e) for e in next_meetings(line)]),
        **shelf.circle_feeds(written),
        **shelf.member_feeds(written, pen.write_missions(line.events)),
        # Without a name or a refresh: such a file is for taking one date over, not for subscribing.
        **{feed_of_meeting(one.event.key): shelf.calendar(b"", (one,)) for one in written},
    }


class _Shelf:
    """Makes a group's calendars out of events that are already written."""

    def __init__(self, group: Group, line: Timeline, words: Words) -> None:
        self._group = group
        self._name = group.settings.name
        self._words = words
        self._today = line.now.astimezone(ZoneInfo(group.settings.timezone)).date()

    def circle_feeds(self, written: Iterable[Written]) -> dict[str, bytes]:
        """Return each circle's calendar."""
        by_circle: defaultdict[str, list[Written]] = defaultdict(list)
        for one in written:
            by_circle[one.event.circle].append(one)
        circles = self._group.settings.circles
        return {feed_of_circle(c): self.calendar(self.circle_head(c), by_circle[c]) for c in circles}

    def member_feeds(
        self, written: Iterable[Written], missions: Mapping[str, Sequence[Written]]
    ) -> dict[str, bytes]:
        """Return the turns, then the missions, of each member who has a page: a public one who has not left."""
        by_member: defaultdict[str, list[Written]] = defaultdict(list)
        for one in written:
            for member in dict.fromkeys(holders(one.event.meeting)):
                by_member[member].append(one)
        shown = [m for m in self._group.members.values() if m.public and is_current(m, self._today)]
        return {
            feed_of_member(m.id): self.calendar(
                self.member_head(m), (*by_member.get(m.id, ()), *missions.get(m.id, ()))
            )
            for m in shown
        }

    def group_head(self) -> bytes:
        """Say what the calendar of everything is."""
        return _named(self._name, self._group.settings.tagline)

    def newcomers_head(self) -> bytes:
        """Say what the calendar for strangers is."""
        name = self._words.say(_("{group}: come and see"), group=self._name)
        return _named(
            name, self._words.say(_("The next meetings of {group}, and how to come"), group=self._name)
        )

    def circle_head(self, circle: str) -> bytes:
        """Say what a circle's calendar is."""
        names = {"circle": name_of_circle(self._group, circle), "group": self._name}
        say = self._words.say
        return _named(say(_("{group}: {circle}"), **names), say(_("A circle of {group}"), **names))

    def member_head(self, member: Member) -> bytes:
        """Say what the calendar of a member's turns and missions is."""
        names = {"member": member.name, "group": self._name}
        say = self._words.say
        about = say(
            _("The meetings of {group} that {member} facilitates, and the missions that {member} drew"),
            **names,
        )
        return _named(say(_("{group}: {member}’s turns"), **names), about)

    def calendar(self, head: bytes, events: Sequence[Written]) -> bytes:
        """Put a calendar together; it tells its time zone as far as its events reach.

        One without any event tells the zone too, since a calendar must hold something (RFC 5545, 3.6).
        """
        timed = [one.event for one in events if not one.all_day]
        first_on = min((event.on for event in timed), default=self._today)
        last_on = max((event.ends_at.date() for event in timed), default=self._today)
        zone = self._group.settings.timezone
        clocks = render_vtimezone(zone, first_on, last_on) if timed or not events else b""
        return b"".join((_HEAD, head, clocks, *(one.component for one in events), _TAIL))


def _named(name: str, description: str) -> bytes:
    """Say the name of a calendar in both ways that programs read, what it is, and how often to look again."""
    name, description = one_line(name), one_line(description)
    about = text_line("X-WR-CALDESC", description) if description else b""
    return text_line("NAME", name) + text_line("X-WR-CALNAME", name) + about + _REFRESH
