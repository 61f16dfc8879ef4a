"""Fixtures for tests that run commands on the fake GitHub, with the group of the ten weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fake_github.server import FakeGitHub
from on_act.command_line import CommandLine, open_command_line
from on_act.weeks import settle


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    """Return a running fake with the group of the ten weeks, on the morning of their first day."""
    with FakeGitHub() as running:
        running.world.now = datetime(2026, 10, 5, 5, 0, tzinfo=UTC)
        settle(running.world)
        yield running
    assert running.wrong == []


@pytest.fixture
def fresh_line(fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Return a runner's command line."""
    return open_command_line(fake, tmp_path / "checkout", monkeypatch)


@pytest.fixture
def line(fresh_line: CommandLine) -> CommandLine:
    """Return a runner's command line, after a first run."""
    assert fresh_line.run("apply").status == 0
    return fresh_line
