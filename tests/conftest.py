"""What all tests share: expected outputs, programs of the system, no network, and no skip in the template's CI."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from group_folder import IS_TEMPLATE
from quality.viewer import started_browser
from system_programs import find_chromium

pytest_plugins = ["on_act.fixtures"]
GOLDEN = Path(__file__).parent / "golden"
IN_CI = os.environ.get("CI") == "true" and IS_TEMPLATE

# The suite says the same each time, in whatever language a machine speaks.
os.environ["LC_ALL"] = "C.UTF-8"

# Its examples follow from the tests alone. `make explore` draws new ones.
settings.register_profile("suite", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("explore" if os.environ.get("TABLEE_EXPLORE") else "suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption(
        "--update-golden", action="store_true", help="write the expected outputs of tests/golden anew"
    )


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a skip a failure that carries its reason; an expected failure (xfail) stays what it is."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: no test may be skipped in CI. {reason}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Refuse the skip of a test."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Refuse the skip of a whole file."""
    report = yield
    _refuse_skip(report)
    return report


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse_unless_loopback(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and name and not _is_loopback(name):
        message = f"A test wanted to reach {name}; tests stay on this machine."
        raise PermissionError(message)


def _guard(connect: Callable[..., Any]) -> Callable[..., Any]:
    """Return `socket.connect` or `connect_ex`, refusing what lies beyond this machine."""

    def connect_on_this_machine(connection: socket.socket, address: Any) -> Any:  # noqa: ANN401 (as the socket's own)
        if connection.family in {socket.AF_INET, socket.AF_INET6}:
            _refuse_unless_loopback(address[0])
        return connect(connection, address)

    return connect_on_this_machine


@pytest.fixture(scope="session", autouse=True)
def _no_network_beyond_loopback() -> Iterator[None]:
    """Refuse every connection and name look-up that would leave this machine."""
    look_up = socket.getaddrinfo

    def look_up_on_this_machine(host: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (as the socket's own)
        _refuse_unless_loopback(host)
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guard(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guard(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", look_up_on_this_machine)
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Compare an output with `tests/golden/<path>`, byte by byte; `--update-golden` writes that file instead."""
    update: bool = request.config.getoption("--update-golden")

    def compare(path: str, actual: str | bytes) -> None:
        file = GOLDEN / path
        data = actual.encode() if isinstance(actual, str) else actual
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert file.is_file(), f"{path} is not in tests/golden: `make update-golden` writes it"
        expected = file.read_bytes()
        if isinstance(actual, str):
            assert actual == expected.decode()
        assert data == expected

    return compare


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Return the path of a browser of the Chromium family; the test is skipped where there is none."""
    found = find_chromium()
    return Path(found) if found else pytest.skip("Chromium is missing: `make test` says how to get it")


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Start one browser for all tests of a file."""
    with started_browser(chromium) as started:
        yield started
