"""Whom the site shows, and which photos it therefore needs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date, datetime

    from tablee.model import Group, Member


def is_current(member: Member, today: date) -> bool:
    """Say whether a member has not left: belongs today, or will."""
    return any(span.to_on is None or span.to_on >= today for span in member.spans)


def shown_photos(group: Group, now: datetime) -> frozenset[str]:
    """Return the names of the files of content/photos that some page shows."""
    today = now.astimezone(ZoneInfo(group.settings.timezone)).date()
    members = group.members.values()
    return frozenset(m.photo for m in members if m.photo and m.public and is_current(m, today))
