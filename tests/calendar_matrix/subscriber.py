"""vdirsyncer as a subscriber: it fetches feeds over HTTP on loopback and keeps a folder of events for each."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from icalendar import Calendar

from calendar_matrix.occurrence import Reading, Refusal
from calendar_matrix.python_readers import occurrence_of

_QUIET = {"PYTHONWARNINGS": "ignore", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
"""No remarks, and straight to loopback where the machine has a proxy."""

_GENERAL = '[general]\nstatus_path = "{folder}/status/"\n'
_PAIR = """
[pair {name}]
a = "{name}_here"
b = "{name}_there"
collections = null

[storage {name}_here]
type = "filesystem"
path = "{folder}/{name}/"
fileext = ".ics"

[storage {name}_there]
type = "http"
url = "{address}/{name}.ics"
"""


@contextmanager
def serving(feeds: Mapping[str, bytes]) -> Iterator[str]:
    """Serve feeds by their names at a free port of loopback; a change of `feeds` is served at once."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed = feeds.get(self.path.lstrip("/"))
            self.send_response(200 if feed is not None else 404)
            self.send_header("Content-Type", "text/calendar")
            self.send_header("Content-Length", str(len(feed or b"")))
            self.end_headers()
            self.wfile.write(feed or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A folder in which vdirsyncer keeps what it subscribes to, by name."""

    folder: Path

    def subscribe(self, address: str, names: Sequence[str]) -> None:
        """Subscribe to `<address>/<name>.ics` for each name."""
        places = {"folder": self.folder, "address": address}
        pairs = (_PAIR.format(name=name, **places) for name in names)
        (self.folder / "config").write_text(_GENERAL.format(**places) + "".join(pairs), encoding="utf-8")
        for name in names:
            (self.folder / name).mkdir()
        self._run("discover")

    def sync(self) -> dict[str, str]:
        """Fetch everything; return what vdirsyncer complained of, by name."""
        said = self._run("sync")
        return {
            name: line for line in said.splitlines() for name in re.findall(r"error: .*?\b(feed\d+)\b", line)
        }

    def items(self, name: str) -> dict[str, bytes]:
        """Return the events that the folder of a subscription holds, each a calendar by itself, by file name."""
        return {file.name: file.read_bytes() for file in sorted((self.folder / name).glob("*.ics"))}

    def _run(self, command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "vdirsyncer", "-v", "ERROR", "-c", str(self.folder / "config"), command],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **_QUIET, "HOME": str(self.folder)},
            stdin=subprocess.DEVNULL,
        )
        return done.stdout + done.stderr


def read_by_vdirsyncer(feeds: Sequence[bytes]) -> list[Reading]:
    """Subscribe to all feeds with vdirsyncer, sync once, and read what its folders then hold."""
    names = [f"feed{number:06}" for number in range(len(feeds))]
    served = {f"{name}.ics": feed for name, feed in zip(names, feeds, strict=True)}
    with tempfile.TemporaryDirectory(prefix="tablee-subscriber-") as folder, serving(served) as address:
        subscriber = Subscriber(Path(folder))
        subscriber.subscribe(address, names)
        complaints = subscriber.sync()
        return [_reading(subscriber, name, complaints) for name in names]


def _reading(subscriber: Subscriber, name: str, complaints: Mapping[str, str]) -> Reading:
    if name in complaints:
        return Refusal(complaints[name])
    calendars = (Calendar.from_ical(item) for item in subscriber.items(name).values())
    try:
        return tuple(sorted(occurrence_of(event) for c in calendars for event in c.walk("VEVENT")))
    except (ValueError, KeyError) as refusal:
        return Refusal(f"unreadable copy: {refusal}")
