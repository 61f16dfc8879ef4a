"""Print the events of a folder of calendars as khal has them, as JSON: python khal_events.py FOLDER.

It runs by itself: khal turns icalendar to pytz for the whole process.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytz
from khal.icalendar import split_ics
from khal.khalendar.event import Event

_LOCALE = {
    "default_timezone": pytz.utc,
    "local_timezone": pytz.utc,
    "unicode_symbols": True,
    "timeformat": "%H:%M",
    "dateformat": "%d.%m.",
    "longdateformat": "%d.%m.%Y",
    "datetimeformat": "%d.%m. %H:%M",
    "longdatetimeformat": "%d.%m.%Y %H:%M",
}


def read_feed(feed: str) -> list[dict[str, str]] | str:
    """Return the events of a feed, or why khal does not take it."""
    try:
        return [_occurrence(Event.fromString(item, locale=_LOCALE)) for item in split_ics(feed)]
    except Exception as refusal:  # noqa: BLE001 (whatever it is, the matrix prints it)
        return f"{type(refusal).__name__}: {refusal}"


def _occurrence(event: Any) -> dict[str, str]:  # noqa: ANN401 (khal's classes carry no types)
    last = event.end + timedelta(days=1) if event.allday else event.end
    said = event._vevents[event.ref]  # khal shows the status only as a symbol
    return {
        "uid": str(event.uid),
        "starts_at": _moment(event.start),
        "ends_at": _moment(last),
        "summary": str(event.summary),
        "location": str(event.location),
        "status": str(said.get("STATUS", "")),
        "description": str(event.description),
    }


def _moment(moment: date) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        return f"{moment.isoformat()} floating"
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    feeds = [path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.ics"))]
    json.dump([read_feed(feed.decode("utf-8", "replace")) for feed in feeds], sys.stdout)
