"""A runner of GitHub's on this machine: act runs our own workflows, whose steps speak to the fake GitHub.

Nothing of a step is replaced but the two actions: `checkout` copies the head of the fake's branch, with the program
installed beside it as `make setup-steward` would, so that `make` finds nothing left to do.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fake_github.server import TOKEN, FakeGitHub
from on_act.checkout import Checkout

ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / ".github" / "workflows"
ACT = Path(sys.executable).with_name("act")
needs_act = pytest.mark.skipif(not ACT.exists(), reason="act is missing: `make test` brings it")
PINNED = re.compile(r"uses: (actions/(checkout|setup-python)@[0-9a-f]{40})")
ENGINE = (
    "Makefile",
    "pyproject.toml",
    "requirements/site.txt",
    "requirements/steward.txt",
    "requirements/uv.txt",
)
SUMMARY, CALLS = "summary.md", "calls"
ACTION = """\
inputs: {{ref: {{required: false}}, python-version: {{required: false}}}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {{REF: "${{{{ inputs.ref }}}}"}}
      run: {run}
"""
CHECK_OUT = 'echo "checkout $REF" >> "$CALLS" && cp -a "$SOURCE/." .'
UNKNOWN_TO_ACT = "  queue: max\n"
LINGER = "trap '[ $? -eq 0 ] || sleep 1' EXIT\n"
"""What bash reads first (`BASH_ENV`): act may lose what a step that fails prints in its last moment."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run left: its colour, its summary, which branch it checked out (if any), all that it printed."""

    green: bool
    summary: str
    calls: list[str]
    log: str

    @property
    def is_idle(self) -> bool:
        """Whether no step ran at all."""
        return not self.calls


class Runner:
    """The runners of one repository on the fake GitHub; everything lies in a folder of the test's own."""

    def __init__(self, fake: FakeGitHub, folder: Path) -> None:
        self.world, self._environment = fake.world, fake.environment()
        self._folder, self._source = folder, folder / "source"
        (folder / "home").mkdir(parents=True)
        self._used: set[tuple[str, str]] = set()
        self._checkout = Checkout(fake.world, self._source)
        self._lay_engine()
        (folder / "linger").write_text(LINGER, "utf-8")
        for name, run in (("checkout", CHECK_OUT), ("setup-python", '"true"')):
            (folder / name).mkdir()
            (folder / name / "action.yml").write_text(ACTION.format(run=run), "utf-8")

    def run(self, workflow: str, event: str, payload: Mapping[str, Any], **variables: str) -> Ran:
        """Run a workflow for an event, now."""
        self._checkout.update()
        for name in (SUMMARY, CALLS):
            (self._folder / name).write_text("", "utf-8")
        about = {"repository": {"is_template": False, "default_branch": "main"}}
        given = payload if event == "schedule" else {**about, **payload}
        (self._folder / "event.json").write_text(json.dumps(given), "utf-8")
        done = subprocess.run(
            [ACT, event, f"--workflows=.github/workflows/{workflow}", *self._flags(variables)],
            cwd=self._source,
            env={"HOME": str(self._folder / "home"), "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        summary, calls = ((self._folder / name).read_text("utf-8") for name in (SUMMARY, CALLS))
        return Ran(done.returncode == 0, summary, calls.splitlines(), done.stdout + done.stderr)

    def plant(self, workflow: str, old: str, new: str) -> None:
        """Put a fault into the test's copy of a workflow."""
        path = self._source / ".github/workflows" / workflow
        text = path.read_text("utf-8")
        assert old in text, f"the plant has lost its ground: {old}"
        path.write_text(text.replace(old, new), "utf-8")

    def _flags(self, variables: Mapping[str, str]) -> list[str]:
        now: datetime = self.world.now
        given = {**self._environment, "TABLEE_NOW": now.isoformat(), "NO_PROXY": "127.0.0.1", **variables}
        token = given.pop("GITHUB_TOKEN")
        assert token == TOKEN
        secrets = {name: value for name, value in given.items() if name.startswith("TABLEE_MAIL_")}
        given = {name: value for name, value in given.items() if name not in secrets}
        places = {"SUMMARY": SUMMARY, "CALLS": CALLS, "SOURCE": "source", "BASH_ENV": "linger"}
        given |= {name: str(self._folder / place) for name, place in places.items()}
        return [
            *(f"--env={name}={value}" for name, value in given.items() if not name.startswith("GITHUB_REF")),
            f"--secret=GITHUB_TOKEN={token}",
            *(f"--secret={name}={value}" for name, value in secrets.items()),
            f"--eventpath={self._folder / 'event.json'}",
            "--platform=ubuntu-24.04=-self-hosted",
            "--action-offline-mode",
            "--no-cache-server",
            *(f"--local-repository={used}={self._folder / name}" for used, name in sorted(self._used)),
        ]

    def _lay_engine(self) -> None:
        """Lay out what every checkout has besides the group's files, and the program as if it were installed."""
        for name in ENGINE:
            file = self._source / name
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, file)
            os.utime(file, (0, 0))
        for name in ("steward.yml", "commands.yml", "post.yml"):
            file = self._source / ".github/workflows" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            text = (WORKFLOWS / name).read_text("utf-8")
            assert UNKNOWN_TO_ACT in text
            self._used |= set(PINNED.findall(text))
            file.write_text(text.replace(UNKNOWN_TO_ACT, ""), "utf-8")
        program = self._source / ".venv/bin/tablee"
        program.parent.mkdir(parents=True)
        own = Path(__file__).with_name("program.py")
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{own}" "$@"\n', "utf-8")
        program.chmod(0o755)
        for age, stamp in enumerate((".uv-ready", ".steward-ready", ".site-ready")):
            (self._source / ".venv" / stamp).touch()
            os.utime(self._source / ".venv" / stamp, (time.time(), time.time() + age))
