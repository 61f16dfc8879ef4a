"""The same meetings in the words of yaml2ics: explicit dates, one entry an event, with the texts of our own calendar.

`python -m bench.peer_source CALENDAR SOURCE` reads a calendar file and writes a source for yaml2ics.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import icalendar
import yaml

_TEXTS = {
    "SUMMARY": "summary",
    "DESCRIPTION": "description",
    "LOCATION": "location",
    "STATUS": "status",
    "URL": "url",
}


def render_peer_source(calendar: bytes, timezone: str) -> str:
    """Return a source for yaml2ics with every event of a calendar; hours are those of the wall clock of `timezone`."""
    parsed = icalendar.Calendar.from_ical(calendar)
    source = {
        "name": str(parsed["X-WR-CALNAME"]),
        "timezone": timezone,
        "events": [_entry(event) for event in parsed.events],
    }
    return yaml.dump(source, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _entry(event: icalendar.Event) -> dict[str, str | date | None]:
    texts = {ours: str(event[name]) for name, ours in _TEXTS.items() if name in event}
    return {"uid": str(event["UID"]), **texts, "begin": _clock(event.start), "end": _clock(event.end)}


def _clock(moment: date | None) -> date | None:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(render_peer_source(Path(sys.argv[1]).read_bytes(), "Europe/Paris"), "utf-8")
