"""Fixtures for tests that run commands on the fake GitHub, with the group of the ten weeks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fake_github.server import FakeGitHub
from fake_github.world import World
from on_act.command_line import CommandLine, open_command_line
from on_act.weeks import settle

FIRST_MORNING = datetime(2026, 10, 5, 5, 0, tzinfo=UTC)


def fake_with(lay: Callable[[World], None], at: datetime = FIRST_MORNING) -> object:
    """Return a fixture: a fake that runs with what is laid in it; nothing wrong may have been asked or answered."""

    @pytest.fixture
    def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with FakeGitHub() as running:
            running.world.now = at
            lay(running.world)
            yield running
        assert running.wrong == []

    return fake


fake = fake_with(settle)


@pytest.fixture
def fresh_line(fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Return a runner's command line."""
    return open_command_line(fake, tmp_path / "checkout", monkeypatch)


@pytest.fixture
def line(fresh_line: CommandLine) -> CommandLine:
    """Return a runner's command line, after a first run."""
    assert fresh_line.run("apply").status == 0
    return fresh_line
