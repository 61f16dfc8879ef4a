"""What the raw writer gets: all that our calendars say, without a trace of how it is written.

`python -m bench.raw_source FOLDER SOURCE` reads a folder of our calendar files and writes one JSON file.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TypedDict

_TEXTS = frozenset({"UID", "SUMMARY", "LOCATION", "DESCRIPTION"})
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_EVENT = re.compile("BEGIN:VEVENT\n(.*?)END:VEVENT\n", re.DOTALL)


class RawSource(TypedDict):
    """Every event once, as property names with values; every file by its path: its head, and which events it holds."""

    events: list[list[tuple[str, str]]]
    files: dict[str, tuple[str, list[int]]]


def read_raw_source(folder: Path) -> RawSource:
    """Take the calendar files of a folder apart."""
    events: dict[str, int] = {}
    files: dict[str, tuple[str, list[int]]] = {}
    for path in sorted(folder.rglob("*.ics")):
        lines = path.read_bytes().decode().replace("\r\n ", "").replace("\r\n", "\n")
        head = lines.partition("BEGIN:VEVENT\n")[0].removesuffix("END:VCALENDAR\n")
        held = [events.setdefault(event, len(events)) for event in _EVENT.findall(lines)]
        files[path.relative_to(folder).as_posix()] = (head, held)
    return {"events": [_properties(event) for event in events], "files": files}


def _properties(event: str) -> list[tuple[str, str]]:
    named = (line.partition(":") for line in event.splitlines())
    return [(name, _unescape(value) if name in _TEXTS else value) for name, _colon, value in named]


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(read_raw_source(Path(sys.argv[1]))), "utf-8")
