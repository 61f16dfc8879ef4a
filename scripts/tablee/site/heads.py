"""What the head of a page tells machines: linked data, the picture of its section, and when its sources changed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tablee.files.addresses import absolute
from tablee.site.linked_data import event_data, organization_data, person_data

if TYPE_CHECKING:
    from datetime import datetime

    from tablee.files.history import History
    from tablee.i18n.words import Words
    from tablee.model import Group
    from tablee.rules.timeline import Timeline
    from tablee.site.linked_data import Data

HOME = "index.md"
CARDS = frozenset({"circles", "help", "home", "meetings", "members", "subscribe", "turns", "vitality"})
"""The sections that have a picture of their own in theme/assets/cards."""


def card_of(path: str) -> str:
    """Return the picture of a page's section, as an address relative to the site's root."""
    section = path.partition("/")[0].removesuffix(".md")
    return f"assets/cards/{section if section in CARDS else 'home'}.png"


class Heads:
    """The heads of a group's pages, by path in the docs folder."""

    def __init__(self, group: Group, line: Timeline, words: Words, history: History) -> None:
        self._group = group
        self._line = line
        self._words = words
        self._history = history

    def of(self, path: str) -> dict[str, object]:
        """Return what a page's front matter holds beside what people read: YAML that JSON can say."""
        head = {"card": card_of(path), "date": self._changed_on(path), "linked_data": self._linked_data(path)}
        return {key: value for key, value in head.items() if value}

    def _linked_data(self, path: str) -> Data | None:
        group, (folder, _, name) = self._group, path.removesuffix(".md").partition("/")
        if path == HOME:
            return organization_data(group.settings)
        if folder == "members" and name in group.members and group.members[name].public:
            return person_data(group.settings, group.members[name])
        event = self._line.event(name) if folder == "meetings" else None
        picture = absolute(group.settings.url, card_of(path))
        if event is None:
            return None
        return event_data(group, event, self._words, picture, over=event.is_over(self._line.now))

    def _changed_on(self, path: str) -> str:
        """Return the day on which the file behind a page changed; nothing without Git, and the build's day is taken.

        Pages that gather many files are as new as the newest file, or as the last meeting that has ended since.
        """
        own = self._history.of(path.removesuffix(".md") + ".yml").changed_at
        changed_at = own[-1] if own else self._newest
        return changed_at.astimezone(self._zone).date().isoformat() if changed_at else ""

    @cached_property
    def _newest(self) -> datetime | None:
        changes = [times.changed_at[-1] for times in self._history.files.values() if times.changed_at]
        ends = [event.ends_at for event in self._line.past()[-1:]]
        return max([*changes, *ends]) if changes else None

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._group.settings.timezone)
