"""What search engines read of a page: schema.org in JSON-LD, as plain dictionaries (schema.org/Event, /Person …).

Google's Event result requires a name, a start with its offset and a place with an address: a meeting without a place
is therefore told to nobody in this way, and so is a date that only the rhythm proposes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.addresses import absolute, page_of_meeting, page_of_member
from tablee.i18n.translations import _
from tablee.rules.timeline import State
from tablee.site.text import printable, safe_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.i18n.translations import Translations
    from tablee.model import Group, Member, Place, Settings
    from tablee.rules.timeline import Event

CONTEXT = "https://schema.org"
Data = dict[str, object]


def organization_data(settings: Settings) -> Data:
    """Tell who the group is, for its home page."""
    told = {"@context": CONTEXT, **_group(settings), **_reached(settings)}
    return _without_blanks({**told, "description": _line(settings.tagline)})


def person_data(settings: Settings, member: Member) -> Data:
    """Tell who a member is; the caller passes only those who are public."""
    address = {"@type": "PostalAddress", "addressLocality": _line(member.city)} if member.city else ""
    return _without_blanks(
        {
            "@context": CONTEXT,
            "@type": "Person",
            "name": _line(member.name),
            "url": absolute(settings.url, page_of_member(member.id)),
            "image": absolute(settings.url, f"photos/{member.photo}") if member.photo else "",
            "jobTitle": _line(member.trade),
            "description": _line(member.tagline),
            "address": address,
            "knowsAbout": [_line(skill) for skill in member.skills],
            "sameAs": [_line(link) for link in member.links.values() if safe_address(link)],
            "memberOf": _group(settings),
        }
    )


def event_data(group: Group, event: Event, words: Translations, image: str, *, over: bool) -> Data | None:
    """Tell when and where a confirmed meeting is, even a cancelled one; `image` is the address of a picture.

    One that is over invites nobody: what it was stays told, without who invites, why, and the picture.
    """
    if event.meeting is None or event.place is None:
        return None
    settings = group.settings
    told = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": _line(event.title) or _usual_name(group, event, words),
        "url": absolute(settings.url, page_of_meeting(event.key)),
        "startDate": event.on.isoformat() if event.all_day else event.starts_at.isoformat(),
        "endDate": event.last_on.isoformat() if event.all_day else event.ends_at.isoformat(),
        **_status(event),
        "location": _places(event.place),
    }
    if over:
        return told
    return {
        **told,
        "eventAttendanceMode": f"{CONTEXT}/{_attendance(event.place)}EventAttendanceMode",
        "description": _line(", ".join(event.meeting.topics) or settings.tagline or settings.name),
        "image": image,
        "inLanguage": settings.language,
        "organizer": _group(settings),
    }


def _usual_name(group: Group, event: Event, words: Translations) -> str:
    return words.gettext(
        _("{circle}, {day}"), circle=_line(group.name_of_circle(event.circle)), day=words.day(event.on)
    )


def _status(event: Event) -> Data:
    """Say whether the meeting stands; a cancelled one keeps its date (Google, Event, eventStatus)."""
    if event.state is State.CANCELLED:
        return {"eventStatus": f"{CONTEXT}/EventCancelled"}
    if event.moved:
        return {"eventStatus": f"{CONTEXT}/EventRescheduled", "previousStartDate": event.key.on.isoformat()}
    return {"eventStatus": f"{CONTEXT}/EventScheduled"}


def _group(settings: Settings) -> Data:
    return {
        "@type": "Organization",
        "@id": f"{absolute(settings.url, '')}#group",
        "name": _line(settings.name),
        "url": absolute(settings.url, ""),
    }


def _reached(settings: Settings) -> Data:
    """Say by which page or which mail address the group is reached."""
    contact = safe_address(settings.contact)
    if contact.startswith("mailto:"):
        return {"email": contact.removeprefix("mailto:")}
    return {"contactPoint": {"@type": "ContactPoint", "url": contact}} if contact else {}


def _places(place: Place) -> object:
    """Tell where: a place, an online room, or both where the room has an address too."""
    room = _line(safe_address(place.online))
    online = {"@type": "VirtualLocation", "name": _line(place.name), "url": room}
    if not room:
        return _place(place)
    return online if place.is_online else [_place(place), online]


def _attendance(place: Place) -> str:
    if not safe_address(place.online):
        return "Offline"
    return "Online" if place.is_online else "Mixed"


def _place(place: Place) -> Data:
    """Tell where; a place known by its name alone has this name for an address, as a letter would."""
    geo = place.geo and {"@type": "GeoCoordinates", "latitude": place.geo[0], "longitude": place.geo[1]}
    return _without_blanks(
        {
            "@type": "Place",
            "name": _line(place.name),
            "address": _line(place.address or place.name),
            "telephone": _line(place.phone),
            "url": _line(safe_address(place.url)),
            "geo": geo or "",
        }
    )


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _without_blanks(data: Mapping[str, object]) -> Data:
    return {key: value for key, value in data.items() if value not in ("", [])}
