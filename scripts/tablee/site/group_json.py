"""The group as JSON for other programs: what the public pages say, versioned; `docs/group-json.md` documents it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from tablee.files.addresses import (
    CALENDAR,
    NEWCOMERS,
    absolute,
    feed_of_circle,
    feed_of_meeting,
    feed_of_member,
    page_of_circle,
    page_of_meeting,
    page_of_member,
)
from tablee.rules.event import State
from tablee.rules.names import shown_members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.model import Circle, Group, Member, Place
    from tablee.rules.timeline import Event, Timeline

VERSION = 1
"""Rises when a key goes, or changes its meaning; a new key alone does not raise it."""

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def render_group_json(group: Group, timeline: Timeline) -> str:
    """Return the group as JSON with sorted keys, an entry of a list on each line.

    Whoever is not public, or has left, stands nowhere in it.
    """
    told = _Telling(group, timeline).all()
    text = "{\n" + ",\n".join(f"{_dump(key)}: {_lines(told[key])}" for key in sorted(told)) + "\n}\n"
    return text.encode(
        "utf-8", "replace"
    ).decode()  # half a character, which YAML can spell, is none in UTF-8


def _lines(value: Json) -> str:
    """Lay out a list by its entries, so that a new meeting is a new line, and in one go: `indent` is slow."""
    if not isinstance(value, list) or not value:
        return _dump(value)
    return "[\n" + ",\n".join(map(_dump, value)) + "\n]"


def _dump(value: Json) -> str:
    return _ENCODER.encode(value)


class _Telling:
    """Turns the parts of a group into JSON, with absolute addresses."""

    def __init__(self, group: Group, timeline: Timeline) -> None:
        self._settings = group.settings
        self._timeline = timeline
        self._members = shown_members(group, group.settings.day_of(timeline.now))

    def all(self) -> dict[str, Json]:
        """Tell everything; unlike `next`, the coming events hold cancelled ones, so that a reader learns of it."""
        following = self._timeline.next()
        coming = (event for event in self._timeline.events if not event.is_over(self._timeline.now))
        return {
            "version": VERSION,
            "group": self._group(),
            "next": self._event(following) if following else None,
            "coming": [self._event(event) for event in coming],
            "past": [self._event(event) for event in self._timeline.past()],
            "members": [self._member(member) for member in self._members],
            "circles": [self._circle(circle) for circle in self._settings.circles.values()],
            "feeds": list(self._feeds()),
        }

    def _group(self) -> Json:
        return {
            "name": self._settings.name,
            "tagline": self._settings.tagline,
            "url": self._at(""),
            "language": self._settings.language,
            "timezone": self._settings.timezone,
            "calendar": self._at(CALENDAR),
        }

    def _event(self, event: Event) -> Json:
        """Tell an event; an all-day one by its first day and the day after its last, as calendars do."""
        starts, ends = event.starts_at, event.ends_at
        return {
            "key": str(event.key),
            "circle": event.circle or None,
            "state": (State.TENTATIVE if event.is_unsure else event.state).value,
            "all_day": event.all_day,
            "starts_at": starts.date().isoformat() if event.all_day else starts.isoformat(),
            "ends_at": ends.date().isoformat() if event.all_day else ends.isoformat(),
            "title": event.title or None,
            "place": _place(event.place) if event.place else None,
            "seats": event.seats,
            "free_seats": event.free_seats,
            "links": dict(event.meeting.links) if event.meeting else {},
            "page": self._at(page_of_meeting(event.key)),
            "ics": self._at(feed_of_meeting(event.key)),
        }

    def _member(self, member: Member) -> Json:
        return {
            "id": member.id,
            "name": member.name,
            "trade": member.trade or None,
            "tagline": member.tagline or None,
            "city": member.city or None,
            "skills": list(member.skills),
            "circles": list(member.circles),
            "page": self._at(page_of_member(member.id)),
        }

    def _circle(self, circle: Circle) -> Json:
        following = self._timeline.next(circle.id)
        return {
            "id": circle.id,
            "name": circle.name,
            "page": self._at(page_of_circle(circle.id)),
            "calendar": self._at(feed_of_circle(circle.id)),
            "next": str(following.key) if following else None,
        }

    def _feeds(self) -> Iterator[Json]:
        """Tell every calendar to subscribe to, and whose it is."""
        yield {"kind": "group", "of": None, "url": self._at(CALENDAR)}
        yield {"kind": "newcomers", "of": None, "url": self._at(NEWCOMERS)}
        for circle in self._settings.circles:
            yield {"kind": "circle", "of": circle, "url": self._at(feed_of_circle(circle))}
        for member in self._members:
            yield {"kind": "member", "of": member.id, "url": self._at(feed_of_member(member.id))}

    def _at(self, address: str) -> str:
        return absolute(self._settings.url, address)


def _place(place: Place) -> Json:
    return {
        "name": place.name,
        "address": place.address or None,
        "geo": list(place.geo) if place.geo else None,
        "online": place.online or None,
    }
