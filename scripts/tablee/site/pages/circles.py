"""The circles' pages: sub-groups with their own rhythm, feed and look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.addresses import absolute, feed_of_circle
from tablee.i18n.words import _
from tablee.site.pages.colour import brand_of
from tablee.site.pages.home import next_turn
from tablee.site.pages.pulse import PULSE, pulse_of
from tablee.site.pages.sheet import Sheet
from tablee.site.pages.speech import Speech
from tablee.site.text import safe_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.model import Circle
    from tablee.site.pages.book import Book

INDEX = "circles/index.md"
COMING = 8
"""How many coming dates a circle's page lists."""


def circle_sheets(book: Book) -> Iterator[Sheet]:
    """Make the index of circles and a page for each; nothing for a group without circles."""
    if not book.settings.circles:
        return
    title = book.words.say(_("Circles"))
    description = book.words.say(_("The circles of {name}."), name=book.settings.name)
    yield Sheet(
        INDEX,
        "circles",
        title,
        description,
        {"circles": [(circle, brand_of(circle.brand.colour)) for circle in book.settings.circles.values()]},
    )
    for circle in book.settings.circles.values():
        yield _circle_sheet(book, circle)


def _circle_sheet(book: Book, circle: Circle) -> Sheet:
    event = book.line.next(circle.id)
    return Sheet(
        f"circles/{circle.id}.md",
        "circle",
        title=circle.name,
        description=book.words.say(
            _("{circle}, a circle of {name}."), circle=circle.name, name=book.settings.name
        ),
        values={
            "circle": circle,
            "brand": brand_of(circle.brand.colour),
            "address": absolute(book.settings.url, feed_of_circle(circle.id)),
            "pulse": pulse_of(book, Speech(book.words), circle.id, PULSE, "pulse"),
            "charter": safe_address(circle.charter),
            "event": event,
            "turn": next_turn(book, event),
            "coming": book.line.coming(circle.id)[:COMING],
            "unnamed": book.unnamed(circle.id),
        },
        section=INDEX,
    )
