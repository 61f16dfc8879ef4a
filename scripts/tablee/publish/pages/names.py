"""What a meeting and a circle are called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.data.words import _

if TYPE_CHECKING:
    from tablee.decide.timeline import Event
    from tablee.publish.pages.book import Book


def name_of_circle(book: Book, circle: str) -> str:
    """Return the name of a circle; the group's own for the group itself."""
    return book.settings.circles[circle].name if circle in book.settings.circles else book.settings.name


def name_of_event(book: Book, event: Event) -> str:
    """Return the title of a meeting, or whose meeting it is and when."""
    if event.title:
        return event.title
    day = book.words.day(event.on)
    if event.circle:
        return book.words.say(_("{circle}, {day}"), circle=name_of_circle(book, event.circle), day=day)
    return book.words.say(_("Meeting of {day}"), day=day)
