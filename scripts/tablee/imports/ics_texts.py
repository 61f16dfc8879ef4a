"""What an event of an .ics file says in words: its title, its place or online room, its links, its description."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.imports.event_text import Clean, as_address, clean_line, clean_prose, find_room, to_plain

if TYPE_CHECKING:
    from icalendar import Event

_ROOM_PROPERTIES = ("X-GOOGLE-CONFERENCE", "CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_NO_PLACE = re.compile(
    r"\b(?:teams|zoom|google meet|webex|jitsi|en ligne|online|visio(?:conférence)?)\b", re.IGNORECASE
)
"""Places that say no more than that people meet online."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one event as they may be published; `stripped` where an address or a number was taken out."""

    title: str
    place: str
    links: Mapping[str, str]
    notes: str
    stripped: bool


def read_texts(event: Event, country: str) -> Texts:
    """Return the words of an event, cleaned; `country` says how telephone numbers look."""
    description = str(event.get("DESCRIPTION") or event.get("X-ALT-DESC") or "")
    title = clean_line(str(event.get("SUMMARY", "")), country)
    notes = clean_prose(description, country)
    place, links = _where(event, description, country)
    stripped = bool(title.stripped or notes.stripped or place.stripped)
    return Texts(title.text, place.text, links, notes.text, stripped)


def _where(event: Event, description: str, country: str) -> tuple[Clean, Mapping[str, str]]:
    """Return where an event takes place, an online room where it names no other place, and what else it links to."""
    said = str(event.get("LOCATION", ""))
    named = (as_address(str(event.get(name, ""))) for name in _ROOM_PROPERTIES)
    room = next(filter(None, named), "") or find_room(said, description)
    place = clean_line(to_plain(said) if "<" in said else said, country)
    links = {}
    if room and (room in said or _NO_PLACE.search(place.text) or not place.text):
        place = Clean(room, place.stripped)
    elif room:
        links["online"] = room
    if url := as_address(str(event.get("URL", ""))):
        links["page"] = url
    return place, links
