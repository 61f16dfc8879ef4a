"""The command line in a checkout of the fake GitHub's branch, in this very process, its waits counted."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from on_act.checkout import Checkout
from tablee.adapters import github
from tablee.adapters.github.client import Client
from tablee.cli import main

if TYPE_CHECKING:
    import pytest

    from fake_github.server import FakeGitHub
    from tablee.adapters.github import Access


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str


@dataclass
class CommandLine:
    """A terminal of a runner: `waits` are the seconds that the client would have slept."""

    fake: FakeGitHub
    checkout: Checkout
    waits: list[float] = field(default_factory=list)

    def run(self, *given: str, stale: bool = False) -> Done:
        """Run a command on the head of the branch, now; a `stale` one on what was checked out before."""
        if not stale:
            self.checkout.update()
        out, err = io.StringIO(), io.StringIO()
        now = self.fake.world.now.isoformat()
        with redirect_stdout(out), redirect_stderr(err):
            status = main([*given, "-C", str(self.checkout.folder), "--now", now, "--language", "en"])
        return Done(status, out.getvalue(), err.getvalue())


def open_command_line(fake: FakeGitHub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Return a command line that reaches the fake as a runner reaches GitHub."""
    for name, value in {**fake.environment(), "NO_PROXY": "127.0.0.1", "TABLEE_TEMPLATE": "false"}.items():
        monkeypatch.setenv(name, value)
    line = CommandLine(fake, Checkout(fake.world, folder))

    def make_client(access: Access, _sleep: object, *, most_writes: int, timeout: float) -> Client:
        return Client(access, line.waits.append, most_writes=most_writes, timeout=timeout)

    monkeypatch.setattr(github, "Client", make_client)
    return line
