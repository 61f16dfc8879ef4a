"""The first page: the next meeting, how to come, who is there, and the pulse of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.i18n.words import _
from tablee.site.pages.pulse import PULSE, pulse_of
from tablee.site.pages.sheet import Sheet
from tablee.site.pages.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.rules.timeline import Event
    from tablee.rules.turns import Turn
    from tablee.site.pages.book import Book

SOON = 6
"""How many coming dates the first page lists."""

FACES = 48
"""How many members' faces the first page shows."""


def home_sheets(book: Book) -> Iterator[Sheet]:
    """Make the first page."""
    event = book.line.next()
    coming = [e for e in book.line.coming() if e is not event]
    yield Sheet(
        "index.md",
        "home",
        title=book.settings.name,
        description=book.settings.tagline
        or book.words.say(_("The page of {name}."), name=book.settings.name),
        values={
            "event": event,
            "turn": next_turn(book, event),
            "coming": coming[:SOON],
            "faces": book.members[:FACES],
            "pulse": pulse_of(book, Speech(book.words), "", PULSE, "pulse"),
        },
    )


def next_turn(book: Book, event: Event | None) -> Turn | None:
    """Return the turn of a coming meeting, if it is its circle's next one."""
    if event is None or event is not book.line.next(event.circle):
        return None
    turns = book.turns(event.circle)
    return turns[0] if turns and turns[0].key == str(event.key) else None
