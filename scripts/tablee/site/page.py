"""A page before a template renders it, and what its head tells machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tablee.files.addresses import absolute
from tablee.files.paths import GROUP_FILE
from tablee.site.linked_data import event_data, organization_data, person_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tablee.site.cards.card import Card
    from tablee.site.context import SiteContext
    from tablee.site.linked_data import Data

HOME = "index.md"
MEETINGS = "meetings/index.md"
MEMBERS = "members/index.md"
CIRCLES = "circles/index.md"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path in the docs folder, what its head says, and the values that its template needs.

    `edit` is the path of the YAML file behind the page; `section` is the page under which navigation shows it; `boost`
    is how much search prefers it. `calendar` is the address of its own calendar. `heading` stands on the page, `title`
    (by default the same) everywhere else. `card` is what the page's picture says, by default title and description;
    `card_path` is the page whose picture it is, by default this one.
    """

    path: str
    template: str
    title: str
    description: str
    values: Mapping[str, object] = field(default_factory=dict)
    edit: str = GROUP_FILE
    section: str = ""
    heading: str = ""
    boost: int = 1
    calendar: str = ""
    card: Card | None = None
    card_path: str = ""


class PageMetadata:
    """What the front matter of pages holds beside what people read: linked data, day of the last change."""

    def __init__(self, context: SiteContext) -> None:
        self._context = context

    def of(self, path: str, picture: str = "") -> dict[str, object]:
        """Return the metadata of the page at a path in the docs folder: YAML that JSON can say.

        `picture` is the address of the page's picture, relative to the site's root.
        """
        metadata = {"date": self._changed_on(path), "linked_data": self._linked_data(path, picture)}
        return {key: value for key, value in metadata.items() if value}

    def _linked_data(self, path: str, picture: str) -> Data | None:
        context, (folder, _, name) = self._context, path.removesuffix(".md").partition("/")
        group, timeline = context.group, context.timeline
        if path == HOME:
            return organization_data(group.settings)
        if folder == "members" and name in group.members and group.members[name].public:
            return person_data(group.settings, group.members[name])
        event = timeline.event(name) if folder == "meetings" else None
        if event is None:
            return None
        image = absolute(group.settings.url, picture)
        return event_data(group, event, context.words, image, over=event.is_over(timeline.now))

    def _changed_on(self, path: str) -> str:
        """Return the day on which the file behind a page changed; nothing without Git, and the build's day is taken.

        Pages that gather many files are as new as the newest file, or as the last meeting that has ended since.
        """
        own = self._context.history.of(path.removesuffix(".md") + ".yml").changed_at
        changed_at = own[-1] if own else self._newest_at
        return self._context.settings.day_of(changed_at).isoformat() if changed_at else ""

    @cached_property
    def _newest_at(self) -> datetime | None:
        files = self._context.history.files.values()
        changes = [times.changed_at[-1] for times in files if times.changed_at]
        ends = [event.ends_at for event in self._context.timeline.past()[-1:]]
        return max([*changes, *ends]) if changes else None
