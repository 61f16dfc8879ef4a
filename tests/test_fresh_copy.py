"""A copy of the template, pushed: every workflow that GitHub starts is green, with the real `make` and program.

act runs the workflows; packages come out of the machine's own cache. Only the actions are replaced, and uv is there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fake_github.description import needs_description
from fake_github.server import FakeGitHub
from group_folder import ROOT, of_the_template, run_tablee
from on_act.runner import ACT, needs_act

UV = Path(sys.executable).with_name("uv")
STARTED = ("check.yml", "site.yml", "steward.yml", "successor.yml", "test.yml")
"""What a push to main starts."""
GROUPS_OWN = ("group.yml", "holidays.yml", "members/", "meetings/")
ACTION = """\
inputs: {{name: {{required: false}}, artifact_name: {{required: false}}}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {{NAME: "${{{{ inputs.name || inputs.artifact_name }}}}"}}
      run: '{run}'
"""
ACTIONS = {
    "checkout": 'cp -a "$SOURCE/." .',
    "setup-python": "true",
    "upload-pages-artifact": 'test -f site/index.html && echo "kept $NAME" >> "$CALLS"',
    "configure-pages": "true",
    "deploy-pages": 'echo "deploys $NAME" >> "$CALLS" && [ -z "$BROKEN" ]',
}
pytestmark = [of_the_template, needs_act, needs_description]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left: its colour, what was kept and deployed, what it printed."""

    green: bool
    calls: list[str]
    log: str


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    """Run a repository with nothing in it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with FakeGitHub() as running:
        yield running
    assert running.wrong == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return the files of the template in a repository of their own, with nothing installed but uv."""
    root = tmp_path / "copy"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if not name.startswith("tests/") and (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, root / name)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    (root / ".venv/bin/uv").symlink_to(UV)
    (root / ".venv/.uv-ready").touch()
    os.utime(root / ".venv/.uv-ready", (time.time() + 1, time.time() + 1))
    return root


def push(root: Path, fake: FakeGitHub) -> None:
    """Commit what stands in the copy, and let the fake have the same head."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@test"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Initial commit"]):
        subprocess.run([*git, *words], cwd=root, check=True, capture_output=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True).stdout
    own = (file for file in root.rglob("*.yml") if str(file.relative_to(root)).startswith(GROUPS_OWN))
    files = {str(file.relative_to(root)): file.read_bytes() for file in own}
    fake.world.git.adopt("main", files, head.decode().strip())


def run(root: Path, workflow: str, fake: FakeGitHub, *, attempt: int = 1, broken: str = "") -> Ran:
    """Run a workflow for the push, as GitHub's runner does."""
    text = (root / ".github/workflows" / workflow).read_text("utf-8")
    folder = root.parent
    (folder / "workflow.yml").write_text(text.replace("  queue: max\n", ""), "utf-8")
    (folder / "event.json").write_text(
        json.dumps({"ref": "refs/heads/main", "repository": {"is_template": False}})
    )
    (folder / "calls").write_text("")
    environment = fake.environment()
    token = environment.pop("GITHUB_TOKEN")
    cache = subprocess.run([UV, "cache", "dir"], check=True, capture_output=True, text=True).stdout.strip()
    environment |= {
        "UV_OFFLINE": "1", "UV_CACHE_DIR": cache, "NO_PROXY": "127.0.0.1", "TABLEE_NOW": "2026-11-23T10:00",
        "SOURCE": str(root), "CALLS": str(folder / "calls"), "BROKEN": broken, "GITHUB_RUN_ATTEMPT": str(attempt),
    }  # fmt: skip
    done = subprocess.run(
        [
            ACT, "push", f"--workflows={folder / 'workflow.yml'}", f"--eventpath={folder / 'event.json'}",
            "--platform=ubuntu-24.04=-self-hosted", "--action-offline-mode", "--no-cache-server",
            f"--secret=GITHUB_TOKEN={token}", *(f"--env={name}={value}" for name, value in environment.items()),
            *stand_ins(folder, text),
        ],
        cwd=root,
        env={"HOME": str(folder), "PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    calls = (folder / "calls").read_text("utf-8").splitlines()
    return Ran(done.returncode == 0, calls, done.stdout + done.stderr)


def stand_ins(folder: Path, workflow: str) -> Iterator[str]:
    """Yield the options that put a folder in the place of each action."""
    for used, name in sorted(set(re.findall(r"uses: (actions/([a-z-]+)@[0-9a-f]{40})", workflow))):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "action.yml").write_text(ACTION.format(run=ACTIONS[name]), "utf-8")
        yield f"--local-repository={used}={folder / name}"


def test_a_fresh_copy_is_green_and_a_founded_group_is_published(copy: Path, fake: FakeGitHub) -> None:
    """Before `init` nothing is published; then the steward opens issues, and Site fails, is run again, and deploys."""
    push(copy, fake)
    for workflow in STARTED:
        ran = run(copy, workflow, fake)
        assert (ran.green, ran.calls) == (True, []), ran.log
        assert ("run init" in ran.log) == (workflow == "site.yml")
    assert len(fake.world.issues) == 1  # it offers to found the group by a form
    found(copy)
    push(copy, fake)
    others = [name for name in STARTED if name != "site.yml" and (copy / ".github/workflows" / name).exists()]
    for workflow in others:
        ran = run(copy, workflow, fake)
        assert (ran.green, ran.calls) == (True, []), ran.log
    assert len(fake.world.issues) > 1
    failed = run(copy, "site.yml", fake, broken="yes")
    assert (failed.green, failed.calls) == (False, ["kept github-pages-1", "deploys github-pages-1"]), (
        failed.log
    )
    again = run(copy, "site.yml", fake, attempt=2)
    assert (again.green, again.calls) == (True, ["kept github-pages-2", "deploys github-pages-2"]), again.log


def found(root: Path) -> None:
    """Make a group of the copy, as README.md says."""
    answers = (
        "--name", "The Valley Table", "--language", "en", "--timezone", "Europe/London", "--every", "week on thursday",
        "--at", "12:30", "--place", "The Bistro", "--contact", "mailto:hello@example.com", "--member", "Ann Lee",
    )  # fmt: skip
    done = run_tablee("-C", root, "init", "--yes", *answers, TABLEE_NOW="2026-11-23T10:00")
    assert done.returncode == 0, done.stderr
