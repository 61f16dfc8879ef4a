"""Who is named, and whom the site shows: public members by their names; the others are counted, never named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from tablee.i18n.translations import Translations, _
from tablee.model import Group, Member
from tablee.rules.event import Event


def name_of_member(group: Group, member: str, words: Translations) -> str:
    """Return a member's name, or that it is someone who is not named."""
    known = group.members.get(member)
    return known.name if known and known.public and known.name else words.gettext(_("someone"))


def split_named(group: Group, members: Iterable[str]) -> tuple[list[str], int]:
    """Return those of several members who may be named, in the order given, and how many others there are."""
    everybody = list(members)
    named = [who for who in everybody if who in group.members and group.members[who].public]
    return named, len(everybody) - len(named)


def is_current(member: Member, today: date) -> bool:
    """Say whether a member has not left: belongs today, or will."""
    return any(span.to_on is None or span.to_on >= today for span in member.spans)


def shown_members(group: Group, today: date) -> list[Member]:
    """Return those who have a page and a calendar: public members who have not left."""
    return [m for m in group.members.values() if m.public and is_current(m, today)]


def shown_photos(group: Group, now: datetime) -> frozenset[str]:
    """Return the names of the files of content/photos that some page shows."""
    return frozenset(m.photo for m in shown_members(group, group.settings.day_of(now)) if m.photo)


def hour_of(event: Event, group: Group, words: Translations) -> str:
    """Say the hour at which an event begins, with its zone where that is not the group's."""
    hour = words.time(event.starts_at.time())
    return hour if event.zone == group.settings.timezone else in_zone(hour, event.zone, words)


def in_zone(hours: str, zone: str, words: Translations) -> str:
    """Say by whose clocks hours are, by the city that names their time zone."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return words.gettext(_("{hours} ({city} time)"), hours=hours, city=city)
