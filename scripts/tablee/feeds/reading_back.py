"""Calendars read back by the icalendar library before they are published: a second opinion on every line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tablee.i18n.translations import LazyText, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_EVENT = b"BEGIN:VEVENT\r\n"


def check_calendars(tree: Mapping[str, str | bytes]) -> list[LazyText]:
    """Return what icalendar, reading strictly, finds wrong in the calendars of a tree, by their paths."""
    return [fault for path in sorted(tree) if path.endswith(".ics") for fault in _check(path, tree[path])]


def _check(path: str, feed: str | bytes) -> Iterator[LazyText]:
    from icalendar import Calendar, Component  # noqa: PLC0415 (60 ms that only a strict build needs)

    content = feed.encode() if isinstance(feed, str) else feed
    try:
        calendar: Component = Calendar.from_ical(content)
    except ValueError as fault:
        yield LazyText(_("`{path}` is no calendar to icalendar: {why}."), {"path": path, "why": str(fault)})
        return
    events = [event for event in calendar.walk("VEVENT") if not event.errors]
    written = content.count(_EVENT)
    if len(events) != written:
        values = {"path": path, "read": len(events), "written": written}
        yield LazyText(_("`{path}` holds {written} events, of which icalendar reads {read}."), values)
    for uid, times in Counter(str(event.get("UID")) for event in events).items():
        if times > 1:
            yield LazyText(_("`{path}` holds the event `{uid}` more than once."), {"path": path, "uid": uid})
