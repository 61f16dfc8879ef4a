"""The page of one meeting: when and where, who comes or came, who facilitates and why, the missions and their draw."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tablee.files.addresses import absolute, feed_of_circle, page_of_meeting
from tablee.i18n.words import _
from tablee.model import Answer
from tablee.rules.proof import replay_command
from tablee.rules.timeline import State
from tablee.site.pages.calendar_links import calendar_links
from tablee.site.pages.home import next_turn
from tablee.site.pages.names import name_of_event
from tablee.site.pages.sheet import MEETINGS, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.model import Place
    from tablee.rules.draw import Draw
    from tablee.rules.timeline import Event
    from tablee.site.pages.book import Book

_MAP = "https://www.openstreetmap.org/"


def meeting_sheet(book: Book, event: Event, before: Event | None, after: Event | None) -> Sheet:
    """Make the page of a meeting; `before` and `after` are those of the same circle around it."""
    over = event.is_over(book.line.now)
    key = str(event.key)
    name = name_of_event(book, event)
    place = event.place
    return Sheet(
        f"meetings/{key}.md",
        "meeting",
        title=name,
        description=book.words.say(_("Meeting of {day}"), day=book.words.day(event.on)),
        values={
            "event": event,
            "meeting": event.meeting,
            "over": over,
            "cancelled": event.state is State.CANCELLED,
            "before": before,
            "after": after,
            "turn": next_turn(book, event),
            "why": book.insight.explanations.get(key) if over else None,
            "map": map_of(place) if place else "",
            "telephone": telephone_of(place) if place else "",
            "yes": _answered(event, Answer.YES),
            "maybe": _answered(event, Answer.MAYBE),
            "calendars": {} if over else _calendars(book, event, name),
            "subscription": absolute(book.settings.url, feed_of_circle(event.circle)),
            **_proof(book.insight.draws.get(key), event),
        },
        edit=f"meetings/{key}.yml" if event.meeting else "",
        section=MEETINGS,
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


def _answered(event: Event, answer: Answer) -> list[str]:
    if event.meeting is None:
        return []
    return [member for member, said in event.meeting.answers.items() if said is answer]


def _calendars(book: Book, event: Event, name: str) -> Mapping[str, str]:
    page = absolute(book.settings.url, page_of_meeting(event.key))
    title = f"{name} ({book.settings.name})" if event.title else name
    return calendar_links(event, title, page)


def _proof(draw: Draw | None, event: Event) -> Mapping[str, object]:
    """Return what the template says of the draw: itself, whether the file has other missions, and how to replay it."""
    if draw is None or event.meeting is None:
        return {"draw": None}
    first = next(drawn.tickets[0] for drawn in draw.cards if drawn.tickets)
    return {
        "draw": draw,
        "differs": bool(event.meeting.missions) and draw.missions != dict(event.meeting.missions),
        "ticket": first,
        "replay": replay_command(first),
    }
