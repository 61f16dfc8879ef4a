"""The meetings' pages: the list of them all, and a page for each."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from tablee.data.words import _
from tablee.publish.pages.home import next_turn
from tablee.publish.pages.names import name_of_event
from tablee.publish.pages.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.data.model import Place
    from tablee.decide.timeline import Event
    from tablee.publish.pages.book import Book

INDEX = "meetings/index.md"
SOON = 8
"""How many coming meetings the list shows at once; the others open below them."""

_MAP = "https://www.openstreetmap.org/"


def meeting_sheets(book: Book) -> Iterator[Sheet]:
    """Make the index of meetings and a page for each event, cancelled ones included."""
    past = sorted(book.line.past(), key=lambda e: e.on.year, reverse=True)
    years = [(year, list(reversed(list(events)))) for year, events in groupby(past, key=lambda e: e.on.year)]
    coming = [e for e in book.line.events if not e.is_over(book.line.now)]
    title = book.words.say(_("Meetings"))
    description = book.words.say(_("The coming and past meetings of {name}."), name=book.settings.name)
    yield Sheet(INDEX, "meetings", title, description, {"coming": coming, "soon": SOON, "years": years})
    for circle in book.group.circle_ids:
        events = book.line.of(circle)
        for before, event, after in zip((None, *events), events, (*events[1:], None), strict=False):
            yield _meeting_sheet(book, event, before, after)


def _meeting_sheet(book: Book, event: Event, before: Event | None, after: Event | None) -> Sheet:
    return Sheet(
        f"meetings/{event.key}.md",
        "meeting",
        title=name_of_event(book, event),
        description=book.words.say(_("Meeting of {day}"), day=book.words.day(event.on)),
        values={
            "event": event,
            "meeting": event.meeting,
            "before": before,
            "after": after,
            "turn": next_turn(book, event),
            "map": map_of(event.place) if event.place else "",
            "telephone": telephone_of(event.place) if event.place else "",
            "yes": _answered(event, "yes"),
            "maybe": _answered(event, "maybe"),
        },
        edit=f"meetings/{event.key}.yml" if event.meeting else "",
        section=INDEX,
    )


def map_of(place: Place) -> str:
    """Return the address of a place on OpenStreetMap; nothing where neither position nor address is known."""
    if place.geo:
        latitude, longitude = (f"{degrees:.5f}" for degrees in place.geo)
        return f"{_MAP}?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
    return f"{_MAP}search?query={quote(place.address)}" if place.address else ""


def telephone_of(place: Place) -> str:
    """Return the address that dials a place (RFC 3966): digits and a leading plus."""
    digits = "".join(c for c in place.phone if c.isascii() and c.isdigit())
    plus = "+" if place.phone.strip().startswith("+") else ""
    return f"tel:{plus}{digits}" if digits else ""


def _answered(event: Event, answer: str) -> list[str]:
    if event.meeting is None:
        return []
    return [member for member, said in event.meeting.answers.items() if said == answer]
