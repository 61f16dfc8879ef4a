"""Readers that are programs of their own: ical.js and node-ical in Node.js, khal in a Python of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from calendar_matrix.occurrence import Occurrence, Reading, Refusal
from install_readers import READERS, find_node

KHAL_EVENTS = Path(__file__).with_name("khal_events.py")


def read_by_ical_js(feeds: Sequence[bytes]) -> list[Reading]:
    """Read with ical.js, the parser of Thunderbird."""
    return _read_by_node("ical.js", feeds)


def read_by_node_ical(feeds: Sequence[bytes]) -> list[Reading]:
    """Read with node-ical, the parser of MagicMirror and of many a home display."""
    return _read_by_node("node-ical", feeds)


def read_by_khal(feeds: Sequence[bytes]) -> list[Reading]:
    """Read with khal; in a process of its own, since it turns icalendar to pytz for everybody."""
    return _read(feeds, [sys.executable, str(KHAL_EVENTS)], {"PYTHONPATH": "", "PYTHONWARNINGS": "ignore"})


def _read_by_node(library: str, feeds: Sequence[bytes]) -> list[Reading]:
    node = find_node()
    if node is None:
        raise FileNotFoundError("Node.js")
    return _read(feeds, [str(node), str(READERS / "read_feeds.mjs"), library], {})


def _read(feeds: Sequence[bytes], command: list[str], environment: Mapping[str, str]) -> list[Reading]:
    """Lay the feeds in a folder and run a program on it, which prints one JSON list or text for each, in order.

    The clock of the machine is UTC for it, so that a reader that looks there gives the same everywhere.
    """
    with tempfile.TemporaryDirectory(prefix="tablee-feeds-") as folder:
        for number, feed in enumerate(feeds):
            Path(folder, f"{number:06}.ics").write_bytes(feed)
        surroundings = {**os.environ, "TZ": "UTC", "HOME": folder, **environment}
        done = subprocess.run([*command, folder], capture_output=True, check=False, env=surroundings)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr.decode()}")
    return [_reading(reading) for reading in json.loads(done.stdout)]


def _reading(said: list[dict[str, str]] | str) -> Reading:
    if isinstance(said, str):
        return Refusal(said)
    return tuple(sorted(Occurrence(**occurrence) for occurrence in said))
