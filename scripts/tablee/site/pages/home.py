"""The first page: the next meeting, how to come, who is there, and the pulse of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.i18n.translations import _
from tablee.site.context import Seat
from tablee.site.page import HOME, Page
from tablee.site.pages.attendance import PULSE, pulse_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.model import Member
    from tablee.rules.timeline import Event
    from tablee.site.context import SiteContext

SOON = 6
"""How many coming dates the first page lists."""

FACES = 24
"""How many members' faces the first page shows: those who came lately first."""


def home_pages(context: SiteContext) -> Iterator[Page]:
    """Make the first page."""
    event = context.timeline.foremost
    settings = context.settings
    faces = _regulars(context)
    yield Page(
        HOME,
        "home",
        title=settings.name,
        description=settings.tagline or context.words.gettext(_("The page of {name}."), name=settings.name),
        values={
            **next_meeting(context, event),
            "skipped": context.timeline.skipped("", context.today, event.on) if event else (),
            "coming": context.views(e for e in context.timeline.coming() if e is not event)[:SOON],
            "breaks": context.breaks[:1],
            "faces": [Seat(member, marked=False) for member in faces[:FACES]],
            "further": max(len(faces) - FACES, 0),
            "pulse": pulse_of(context, "", PULSE, "pulse"),
        },
    )


def next_meeting(context: SiteContext, event: Event | None) -> dict[str, object]:
    """Return what the card of a next meeting needs; nothing of a meeting where there is none."""
    if event is None:
        return {"meeting": None}
    meeting = context.view(event)
    return {
        "meeting": meeting,
        "ways": context.ways_to_come(event),
        "seats": context.seats(meeting.coming),
        "turn": context.next_turn(event),
    }


def _regulars(context: SiteContext) -> list[Member]:
    """Return those with a page, who came last first; by name where that was the same day."""

    def last_came(member: Member) -> int:
        came = context.attended.get(member.id)
        return came[0].on.toordinal() if came else 0

    return sorted(context.members, key=last_came, reverse=True)
