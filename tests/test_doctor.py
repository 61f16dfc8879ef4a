"""`tablee doctor` names each fault of a repository with where it is put right, and nothing on a healthy one."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fake_github.description import needs_description
from fake_github.server import FakeGitHub
from group_folder import FILES, run_tablee, write_group
from on_act.command_line import open_command_line
from tablee.adapters.machine import look_around
from tablee.cli import main
from tablee.files.forms.fields import FORM_LABEL

HEALTHY = (
    FILES["group.yml"].replace("petite.test/", "la-tablee.github.test/vallee/", 1) + "steward: {runs: yes}\n"
)
INES = "public: yes\nname: Inès Garnier\njoined: 2026-01-08\ngithub: ines-g\ngithub_id: 7\n"
PAGES, ACTIONS = "settings/pages", "settings/actions"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    """A healthy repository of a group; nothing wrong may have been asked or answered."""
    with FakeGitHub() as running:
        for name, value in {**running.environment(), "NO_PROXY": "127.0.0.1"}.items():
            monkeypatch.setenv(name, value)
        running.world.labels.append(FORM_LABEL)
        running.world.account("ines-g", 7)
        yield running
        assert running.wrong == []


def plant(**switches: object) -> Callable[[FakeGitHub, Path], None]:
    """Return what turns some of GitHub's switches."""
    return lambda fake, _root: fake.world.switches.update(switches)


def put(name: str, value: object) -> Callable[[FakeGitHub, Path], None]:
    """Return what sets an attribute of the fake's world."""
    return lambda fake, _root: setattr(fake.world, name, value)


def switch(workflow: str, state: str) -> Callable[[FakeGitHub, Path], None]:
    """Return what brings a workflow into a state; empty for none."""
    return lambda fake, _root: fake.world.workflows.update({workflow: state})


def say(path: str, text: str) -> Callable[[FakeGitHub, Path], None]:
    """Return what writes a file of the group."""

    def write(_fake: FakeGitHub, root: Path) -> None:
        (root / path).write_text(text, "utf-8")

    return write


FAULTS: dict[str, tuple[Callable[[FakeGitHub, Path], None], str, str]] = {
    "archived": (put("is_archived", value=True), "archived", "settings#danger-zone"),
    "issues off": (put("has_issues", value=False), "Issues are off", "settings#features"),
    "private": (plant(private=True, has_pages=False), "paid plan", "settings#danger-zone"),
    "pages off": (plant(has_pages=False), "Pages are off", PAGES),
    "pages of a branch": (plant(build_type="legacy"), "Pages publish a branch", PAGES),
    "another address": (plant(html_url="https://other.test/"), "https://other.test/", PAGES),
    "actions off": (plant(enabled=False), "Actions are off", ACTIONS),
    "GitHub's actions forbidden": (plant(allowed_actions="local_only"), "forbidden", ACTIONS),
    "approvals": (plant(approval_policy="all_external_contributors"), "Approve and run", ACTIONS),
    "stopped": (
        switch("steward.yml", "disabled_inactivity"),
        "60 quiet days",
        "actions/workflows/steward.yml",
    ),
    "switched off": (switch("site.yml", "disabled_manually"), "switched off", "actions/workflows/site.yml"),
    "workflow missing": (switch("commands.yml", ""), "missing", "tablee upgrade"),
    "another branch": (plant(default_branch="master"), "`master`", "branches"),
    "protected": (put("is_protected", value=True), "writes: pull-requests", "group.yml"),
    "no pull requests": (
        lambda fake, root: (
            say("group.yml", HEALTHY.replace("{runs: yes}", "{runs: yes, writes: pull-requests}"))(
                fake, root
            ),
            plant(can_approve_pull_request_reviews=False)(fake, root),
        )[0],
        "may open no pull request",
        ACTIONS,
    ),
    "label": (put("labels", ["bug"]), FORM_LABEL, "labels"),
    "no number": (
        say("members/ines-garnier.yml", INES.replace("github_id: 7\n", "")),
        "`ines-g`",
        "members/ines",
    ),
    "at rest": (say("group.yml", HEALTHY.replace("runs: yes", "runs: no")), "runs: yes", "group.yml"),
    "the sample": (
        say("group.yml", HEALTHY.replace("identity: petite.test", "identity: tablee-vallee.example.org")),
        "sample",
        "tablee init",
    ),
}


def diagnose(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return the status of the command and what it says of GitHub."""
    status = main(["-C", str(root), "--language", "en", "doctor"])
    return status, capsys.readouterr().out.partition("On GitHub:\n")[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a healthy group."""
    return write_group(tmp_path, {"group.yml": HEALTHY, "members/ines-garnier.yml": INES})


@needs_description
def test_a_healthy_repository_lacks_nothing(
    fake: FakeGitHub, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor does one of which the token may not know all."""
    assert diagnose(root, capsys)[1] == "- nothing is missing.\n"
    fake.world.switches["may_administer"] = False
    assert diagnose(root, capsys)[1] == "- nothing is missing.\n"


@needs_description
@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_named_with_its_remedy(
    name: str, fake: FakeGitHub, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what, the next where; and nothing else is said."""
    cause, what, where = FAULTS[name]
    cause(fake, root)
    status, said = diagnose(root, capsys)
    lines = said.splitlines()
    assert (status, len(lines)) == (1, 2), said
    assert what in lines[0]
    assert where in lines[1]


def test_without_a_token_the_steps_are_shown(root: Path) -> None:
    """Those that `init` printed."""
    said = run_tablee(
        "-C", root, "--language", "en", "doctor", GITHUB_TOKEN="", GITHUB_REPOSITORY="a/b"
    ).stdout
    assert "gh auth token" in said
    assert "https://github.com/a/b/settings/pages" in said


def test_a_machine_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, none to send to, a shallow clone, other packages, no Git."""

    def remedies(root: Path) -> list[str]:
        return [one.where for one in look_around(root)]

    assert remedies(tmp_path) == ["git init"]
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    who = ("-c", "user.name=a", "-c", "user.email=a@b.test", "commit", "-qm", "x", "--allow-empty")
    for command in (("init", "-q", origin), ("-C", origin, *who), ("-C", origin, *who)):
        subprocess.run(["git", *command], check=True)
    assert remedies(origin) == ["git remote add origin https://github.com/OWNER/REPOSITORY"]
    subprocess.run(["git", "clone", "-q", "--depth=1", origin.as_uri(), clone], check=True)
    assert remedies(clone) == ["git fetch --unshallow"]
    (clone / "requirements").mkdir()
    (clone / "requirements/site.txt").write_text(
        "pyyaml==0.1 \\\n    --hash=sha256:0\ncolorama==9 ; sys_platform == 'win32'\n"
    )
    assert remedies(clone) == ["git fetch --unshallow", "python -m pip install -r requirements/site.txt"]
    monkeypatch.setenv("PATH", "")
    assert remedies(clone)[0] == "https://git-scm.com/downloads"


@needs_description
def test_the_dashboard_shows_what_a_run_may_see(
    fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faults with their addresses; nothing where all is well, and no run ends because GitHub keeps it to itself."""
    files = {**FILES, "group.yml": HEALTHY}
    fake.world.push({path: text.encode() for path, text in files.items()})
    line = open_command_line(fake, tmp_path / "checkout", monkeypatch)
    assert line.run("apply").status == 0
    (board,) = (issue for issue in fake.world.issues.values() if issue.title == "Tableau de bord")
    assert "À corriger" not in board.body
    fake.world.switches["has_pages"] = False
    fake.world.workflows["site.yml"] = "disabled_manually"
    assert line.run("apply").status == 0
    assert "settings/pages>" in board.body
    assert "actions/workflows/site.yml>" in board.body
