"""Addresses of other programs: calendars, maps, telephones. They open something filled in, and ask for nothing else.

Shapes as Google and Outlook read them in 2026; whatever people wrote is percent-encoded.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from tablee.model import Place
    from tablee.rules.timeline import Event

_GOOGLE = "https://calendar.google.com/calendar/render?"
_OUTLOOKS = {
    "Outlook.com": "https://outlook.live.com/calendar/0/action/compose?",
    "Office 365": "https://outlook.office.com/calendar/0/action/compose?",
}
_MAP = "https://www.openstreetmap.org/"
DAY = timedelta(days=1)


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


def webcal(address: str) -> str:
    """Return the address at which a calendar program on a device subscribes: macOS, iOS, Thunderbird."""
    return "webcal:" + address.split(":", 1)[1]


def subscription_links(address: str, name: str) -> dict[str, str]:
    """Return the addresses that subscribe to a feed with one tap, by the names of the calendars."""
    feed = webcal(address)
    return {
        "Apple, Thunderbird": feed,
        "Google": f"https://calendar.google.com/calendar/u/0/r?{_query(cid=feed)}",
        "Outlook.com": f"https://outlook.live.com/calendar/0/addfromweb/?{_query(url=address, name=name)}",
        "Office 365": f"https://outlook.office.com/calendar/0/addfromweb/?{_query(url=address, name=name)}",
    }


def calendar_links(event: Event, title: str, details: str) -> dict[str, str]:
    """Return the addresses by the names of the calendars; `details` is the address of the meeting's page."""
    where = event.place.where_in_full if event.place else ""
    return {
        "Google": _GOOGLE
        + _query(action="TEMPLATE", text=title, dates=_dates(event), details=details, location=where),
        **{name: address + _outlook(event, title, details, where) for name, address in _OUTLOOKS.items()},
    }


def _dates(event: Event) -> str:
    """Return when an event is as Google reads it; the end of an all-day one is the day after."""
    if event.all_day:
        return f"{event.on:%Y%m%d}/{event.last_on + DAY:%Y%m%d}"
    return "/".join(at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") for at in (event.starts_at, event.ends_at))


def _outlook(event: Event, title: str, details: str, where: str) -> str:
    if event.all_day:
        start, end = event.on.isoformat(), (event.last_on + DAY).isoformat()
    else:
        start, end = (
            at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for at in (event.starts_at, event.ends_at)
        )
    allday = {"allday": "true"} if event.all_day else {}
    return _query(
        rru="addevent", subject=title, startdt=start, enddt=end, body=details, location=where, **allday
    )


def _query(**fields: str) -> str:
    return urlencode({name: value for name, value in fields.items() if value}, quote_via=quote)
