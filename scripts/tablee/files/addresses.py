"""Where things live on the site: addresses that outsiders rely on, relative to the site's root."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from tablee.model.identity import SlotKey

CALENDAR = "calendar.ics"
NEWCOMERS = "newcomers.ics"
GROUP_JSON = "group.json"

_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*")
"""An address that needs no encoding, as nearly all: looking is cheaper than encoding."""


def page_of_member(member: str) -> str:
    """Return the address of a member's page."""
    return f"members/{member}/"


def page_of_meeting(key: SlotKey) -> str:
    """Return the address of a meeting's page."""
    return f"meetings/{key}/"


def page_of_circle(circle: str) -> str:
    """Return the address of a circle's page."""
    return f"circles/{circle}/"


def feed_of_circle(circle: str) -> str:
    """Return the address of a circle's calendar; the group's own is the calendar of everything."""
    return f"circles/{circle}/{CALENDAR}" if circle else CALENDAR


def feed_of_member(member: str) -> str:
    """Return the address of the calendar of a member's turns and missions."""
    return f"members/{member}/turns.ics"


def feed_of_meeting(key: SlotKey) -> str:
    """Return the address of a meeting's own calendar file."""
    return f"meetings/{key}.ics"


def absolute(site: str, address: str) -> str:
    """Join the site's address and one relative to its root, percent-encoded."""
    return f"{site.rstrip('/')}/{address if _PLAIN.fullmatch(address) else quote(address)}"
