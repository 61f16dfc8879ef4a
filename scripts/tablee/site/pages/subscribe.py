"""The page that brings the dates into everybody's calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.addresses import NEWCOMERS, absolute, feed_of_circle, feed_of_member
from tablee.i18n.translations import _
from tablee.site.external_links import subscription_links
from tablee.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.site.context import SiteContext


def subscribe_pages(context: SiteContext) -> Iterator[Page]:
    """Make the page about the feeds."""
    feeds = [
        (context.group.name_of_circle(c), absolute(context.settings.url, feed_of_circle(c)))
        for c in context.group.circle_ids
    ]
    stranger = context.words.gettext(_("{group}: come and see"), group=context.settings.name)
    feeds.insert(1, (stranger, absolute(context.settings.url, NEWCOMERS)))
    turns = [(m.name, absolute(context.settings.url, feed_of_member(m.id))) for m in context.members]
    title = context.words.gettext(_("Subscribe"))
    description = context.words.gettext(
        _("The dates of {name} in your own calendar."), name=context.settings.name
    )
    yield Page(
        "subscribe.md",
        "subscribe",
        title,
        description,
        {
            "feeds": feeds,
            "turns": turns,
            "address": feeds[0][1],
            "taps": subscription_links(feeds[0][1], context.settings.name),
        },
    )
