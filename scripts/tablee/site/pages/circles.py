"""The circles' pages: sub-groups with their own rhythm, feed and look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.addresses import absolute, feed_of_circle
from tablee.i18n.translations import _
from tablee.site.colour import brand_of
from tablee.site.page import CIRCLES, Page
from tablee.site.pages.attendance import PULSE, pulse_of
from tablee.site.pages.home import next_meeting
from tablee.site.pages.turns import has_turns
from tablee.site.text import safe_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.model import Circle
    from tablee.site.context import SiteContext

COMING = 8
LAST = 8
"""How many coming and how many past dates a circle's page lists."""


def circle_pages(context: SiteContext) -> Iterator[Page]:
    """Make the index of circles and a page for each; nothing for a group without circles."""
    if not context.settings.circles:
        return
    title = context.words.gettext(_("Circles"))
    description = context.words.gettext(_("The circles of {name}."), name=context.settings.name)
    yield Page(
        CIRCLES,
        "circles",
        title,
        description,
        {"circles": [_summary(context, circle) for circle in context.settings.circles.values()]},
    )
    for circle in context.settings.circles.values():
        yield _circle_page(context, circle)


def _summary(context: SiteContext, circle: Circle) -> dict[str, object]:
    event = context.timeline.next(circle.id)
    return {
        "circle": circle,
        "brand": brand_of(circle.brand.colour),
        "meeting": context.view(event) if event else None,
        "members": len(context.members_today(circle.id)),
    }


def _circle_page(context: SiteContext, circle: Circle) -> Page:
    event = context.timeline.next(circle.id)
    return Page(
        f"circles/{circle.id}.md",
        "circle",
        title=circle.name,
        description=context.words.gettext(
            _("{circle}, a circle of {name}."), circle=circle.name, name=context.settings.name
        ),
        values={
            "circle": circle,
            "brand": brand_of(circle.brand.colour),
            "address": absolute(context.settings.url, feed_of_circle(circle.id)),
            "pulse": pulse_of(context, circle.id, PULSE, "pulse"),
            "has_turns": has_turns(context, circle.id),
            "charter": safe_address(circle.charter),
            **next_meeting(context, event),
            "coming": context.views(context.timeline.coming(circle.id)[1:COMING]),
            "last": context.views(reversed(context.timeline.past(circle.id)[-LAST:])),
            "members": context.of_circle(circle.id),
            "unnamed": context.unnamed(circle.id),
        },
        section=CIRCLES,
        calendar=feed_of_circle(circle.id),
    )
