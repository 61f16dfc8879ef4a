"""The pen that writes a group's events: each once, for whichever calendars hold it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tablee.feeds.event_texts import EventTexts
from tablee.feeds.events import Said, render_event
from tablee.feeds.missions import render_missions
from tablee.feeds.newcomers import describe_to_newcomer
from tablee.feeds.revisions import Revisions
from tablee.files.addresses import absolute, page_of_meeting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tablee.files.history import History
    from tablee.i18n.words import Words
    from tablee.model import Group
    from tablee.rules.timeline import Event, Timeline


class Written(NamedTuple):
    """An event and its component; a mission's event is the meeting at which it was drawn."""

    event: Event
    component: bytes
    all_day: bool


class Pen:
    """Writes the events of a group."""

    def __init__(self, group: Group, line: Timeline, words: Words, history: History) -> None:
        self._settings = group.settings
        self._texts = EventTexts(group, line, words)
        self._revisions = Revisions(history, line.now)
        self._words = words
        self._since = (line.now - group.settings.horizon).date()

    def write(self, event: Event) -> Written:
        """Write an event as most calendars hold it."""
        page = self._page(event)
        return self._write(event, page, self._texts.description(event, page))

    def introduce(self, event: Event) -> Written:
        """Write an event for somebody who has never come."""
        page = self._page(event)
        said = describe_to_newcomer(event, page, self._settings, self._texts, self._words)
        return self._write(event, page, said)

    def write_missions(self, events: Sequence[Event]) -> Mapping[str, Sequence[Written]]:
        """Write the missions that each member drew, the latest first, as far back as the horizon looks ahead.

        The latest one always stays: see `next_meetings`.
        """
        missions: defaultdict[str, list[Written]] = defaultdict(list)
        for event in reversed(events):
            drawn = event.meeting.missions.items() if event.meeting else ()
            recent = event.on >= self._since
            cards = [c for c, who in drawn if c in self._settings.deck and (recent or who not in missions)]
            if cards:
                revision, page = self._revisions.of(event), self._page(event)
                for member, note in render_missions(
                    event, cards, self._settings, revision, page, self._words
                ):
                    missions[member].append(Written(event, note, all_day=True))
        return missions

    def _write(self, event: Event, page: str, description: str) -> Written:
        uid = f"{event.key}@{self._settings.identity}"
        said = Said(uid, self._texts.summary(event), page, description)
        written = render_event(event, self._settings.timezone, said, self._revisions.of(event))
        return Written(event, written, event.all_day)

    def _page(self, event: Event) -> str:
        return absolute(self._settings.url, page_of_meeting(event.key))
