"""What a meeting is called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.i18n.words import _

if TYPE_CHECKING:
    from tablee.rules.timeline import Event
    from tablee.site.pages.book import Book


def name_of_event(book: Book, event: Event) -> str:
    """Return the title of a meeting, or whose meeting it is and when."""
    if event.title:
        return event.title
    day = book.words.day(event.on)
    if event.circle:
        return book.words.say(_("{circle}, {day}"), circle=book.group.name_of_circle(event.circle), day=day)
    return book.words.say(_("Meeting of {day}"), day=day)
