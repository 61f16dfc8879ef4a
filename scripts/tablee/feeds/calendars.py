"""The calendar files: which events each holds. Each event is rendered once, for whichever calendars hold it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tablee.feeds.calendar_writer import CalendarWriter
from tablee.feeds.components import Components
from tablee.feeds.event_writer import EventWriter
from tablee.feeds.newcomers import next_meetings
from tablee.files.addresses import CALENDAR, NEWCOMERS, feed_of_circle, feed_of_meeting, feed_of_member
from tablee.rules.names import shown_members
from tablee.rules.turns.vacancy import current_facilitators

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tablee.feeds.components import Make
    from tablee.feeds.event_writer import RenderedEvent
    from tablee.files.history import History
    from tablee.i18n.translations import Translations
    from tablee.model import Group
    from tablee.rules.timeline import Event, Timeline


def render_feeds(
    group: Group, timeline: Timeline, words: Translations, history: History, make: Make | None = None
) -> dict[str, bytes]:
    """Return every calendar file by its address on the site; `make` returns what an earlier build left of them."""
    components = Components(make)
    events = EventWriter(group, timeline, words, history, components)
    calendars = CalendarWriter(group, timeline, words, components)
    rendered = [events.write(event) for event in timeline.events]
    by_circle: defaultdict[str, list[RenderedEvent]] = defaultdict(list)
    for one in rendered:
        by_circle[one.event.circle].append(one)
    turns = _turns(timeline, rendered, events)
    missions = _missions(group, timeline, events)
    return {
        CALENDAR: calendars.of_group(rendered),
        NEWCOMERS: calendars.of_newcomers([events.write_for_newcomers(e) for e in next_meetings(timeline)]),
        **{feed_of_circle(c): calendars.of_circle(c, by_circle[c]) for c in group.settings.circles},
        **{
            feed_of_member(member.id): calendars.of_member(member, [*turns[member.id], *missions[member.id]])
            for member in shown_members(group, group.settings.day_of(timeline.now))
        },
        **{feed_of_meeting(one.event.key): calendars.of_meeting(one) for one in rendered},
    }


def _turns(
    timeline: Timeline, rendered: Iterable[RenderedEvent], events: EventWriter
) -> defaultdict[str, list[RenderedEvent]]:
    """Return the turns of each member: those held, and as cancelled those passed on.

    One passed on stays until its meeting is over, and longer where the calendar would come empty: some programs take
    that for a fault, and keep their old copy.
    """
    turns: defaultdict[str, list[RenderedEvent]] = defaultdict(list)
    latest: dict[str, Event] = {}
    for one in rendered:
        members = dict.fromkeys(current_facilitators(one.event.meeting))
        for member in members:
            turns[member].append(one)
        called = [call.member for call in one.event.meeting.called] if one.event.meeting else []
        passed_by = [member for member in dict.fromkeys(called) if member not in members]
        latest |= dict.fromkeys(passed_by, one.event)
        if passed_by and not one.event.is_over(timeline.now):
            cancelled = events.write_passed_turn(one.event)
            for member in passed_by:
                turns[member].append(cancelled)
    for member in latest.keys() - turns.keys():
        turns[member] = [events.write_passed_turn(latest[member])]
    return turns


def _missions(group: Group, timeline: Timeline, events: EventWriter) -> defaultdict[str, list[RenderedEvent]]:
    """Return the missions that each member drew, the latest first, as far back as the horizon looks ahead.

    The latest one always stays: see `_turns`.
    """
    since = (timeline.now - group.settings.horizon).date()
    missions: defaultdict[str, list[RenderedEvent]] = defaultdict(list)
    for event in reversed(timeline.events):
        drawn = event.meeting.missions.items() if event.meeting else ()
        known = frozenset(missions)
        for card, member in drawn:
            if card in group.settings.deck and (event.on >= since or member not in known):
                missions[member].append(events.write_mission(event, card))
    return missions
