"""The first page: the next meeting, how to come, who is there, and the pulse of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.i18n.words import _
from tablee.site.page import Page
from tablee.site.pages.attendance import PULSE, pulse_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.site.context import SiteContext

SOON = 6
"""How many coming dates the first page lists."""

FACES = 48
"""How many members' faces the first page shows."""


def home_pages(context: SiteContext) -> Iterator[Page]:
    """Make the first page."""
    event = context.timeline.next()
    coming = [e for e in context.timeline.coming() if e is not event]
    yield Page(
        "index.md",
        "home",
        title=context.settings.name,
        description=context.settings.tagline
        or context.words.say(_("The page of {name}."), name=context.settings.name),
        values={
            "event": event,
            "turn": context.next_turn(event),
            "coming": coming[:SOON],
            "faces": context.members[:FACES],
            "pulse": pulse_of(context, "", PULSE, "pulse"),
        },
    )
