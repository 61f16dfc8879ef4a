"""The page that brings the dates into everybody's calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.addresses import NEWCOMERS, absolute, feed_of_circle, feed_of_member
from tablee.i18n.words import _
from tablee.site.pages.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.site.pages.book import Book


def subscribe_sheets(book: Book) -> Iterator[Sheet]:
    """Make the page about the feeds."""
    feeds = [
        (book.group.name_of_circle(c), absolute(book.settings.url, feed_of_circle(c)))
        for c in book.group.circle_ids
    ]
    stranger = book.words.say(_("{group}: come and see"), group=book.settings.name)
    feeds.insert(1, (stranger, absolute(book.settings.url, NEWCOMERS)))
    turns = [(m.name, absolute(book.settings.url, feed_of_member(m.id))) for m in book.members]
    title = book.words.say(_("Subscribe"))
    description = book.words.say(_("The dates of {name} in your own calendar."), name=book.settings.name)
    yield Sheet(
        "subscribe.md",
        "subscribe",
        title,
        description,
        {"feeds": feeds, "turns": turns, "address": feeds[0][1]},
    )


def webcal(address: str) -> str:
    """Return the address at which a calendar program on a device subscribes: macOS, iOS, Thunderbird."""
    return "webcal:" + address.split(":", 1)[1]
