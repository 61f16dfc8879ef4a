"""`tablee serve`: the site at hand, built again whenever a file changes."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from group_folder import NOW, run_tablee, tablee, write_group
from mail_server import free_port

PATIENCE = 60
"""Seconds; a machine at rest needs two for a page."""


@contextmanager
def serving(group: Path, log: Path) -> Iterator[str]:
    """Serve a group while the block runs; yield the address."""
    port = free_port()
    with log.open("wb") as output:
        server = subprocess.Popen(
            tablee("-C", group, "serve", "--port", port),
            env={**os.environ, "TABLEE_NOW": NOW},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def fetch(address: str) -> str:
    """Return a page; empty while there is none."""
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 (the address is our own server's)
            body: bytes = answer.read()
            return body.decode()
    except HTTPError as refused:
        refused.close()
        return ""
    except (URLError, ConnectionError, TimeoutError):
        return ""


def wait_for(is_so: Callable[[], bool], log: Path) -> None:
    """Wait until something is so, at most PATIENCE seconds; then show what the server said."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, log.read_text("utf-8")
        time.sleep(0.1)


def assert_only_asked_by_number(page: str) -> None:
    """A web page whose name leads to this machine reads no preview."""
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(page, headers={"Host": "evil.example"}), timeout=5)  # noqa: S310 (as above)
    assert refused.value.code == 421
    refused.value.close()


def test_a_page_follows_its_file(tmp_path: Path) -> None:
    """An edited file shows without a restart; one with an error is told, and the last good page stands."""
    group, log = write_group(tmp_path / "group"), tmp_path / "log"
    meeting = group / "meetings/2026-11-26.yml"
    with serving(group, log) as address:
        page = f"{address}meetings/2026-11-26/"
        wait_for(lambda: "Fixer ses tarifs" in fetch(page), log)
        assert_only_asked_by_number(page)
        meeting.write_text("title: Trouver des clients\n", "utf-8")
        wait_for(lambda: "Trouver des clients" in fetch(page), log)
        meeting.write_text("title: Plus rien\nfacilitator: nobody\n", "utf-8")
        wait_for(lambda: "erreur unknown-member" in log.read_text("utf-8"), log)
        assert "Trouver des clients" in fetch(page)
        meeting.write_text("title: Encore là\n", "utf-8")
        wait_for(lambda: "Encore là" in fetch(page), log)
    assert "Traceback" not in log.read_text("utf-8")


def test_a_port_that_is_taken_is_wrong_use(tmp_path: Path) -> None:
    """Who serves twice reads what to do."""
    group = write_group(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port: int = taken.getsockname()[1]
        done = run_tablee("-C", group, "--language", "en", "serve", "--port", port)
    assert done.returncode == 2
    assert done.stderr.endswith(f"The port {port} is taken: name another with `--port`.\n")
    assert "Traceback" not in done.stderr
