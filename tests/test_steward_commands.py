"""`tablee plan` and `tablee apply`, as they are typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from group_folder import NOW, ROOT, write_group
from tablee.adapters.folder import FolderTracker
from tablee.cli import main
from tablee.steward.tracker import Draft

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _away_from_github(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)


def _run(folder: Path, *given: str) -> int:
    return main([*given, "-C", str(folder), "--now", NOW, "--language", "en"])


def test_apply_twice_has_nothing_to_do_the_second_time(tmp_path: Path, capsys: Printed) -> None:
    """The folder tracker runs also where the group's steward rests."""
    group = write_group(tmp_path)
    assert _run(group, "apply") == 0
    assert "- open meeting:2026-11-26: " in capsys.readouterr().out
    assert _run(group, "apply") == 0
    assert capsys.readouterr().out == "Nothing to do.\n"


def test_plan_touches_nothing(tmp_path: Path, capsys: Printed) -> None:
    """It prints what apply would do, and leaves every file as it is."""
    group = write_group(tmp_path)
    before = {path: path.read_bytes() for path in group.rglob("*") if path.is_file()}
    assert _run(group, "plan") == 0
    assert "- open dashboard: Tableau de bord" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in group.rglob("*") if path.is_file()} == before


def test_a_plan_as_json_and_as_markdown(tmp_path: Path, capsys: Printed) -> None:
    """For programs, and for a step summary."""
    group = write_group(tmp_path)
    assert _run(group, "plan", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert {row["action"] for row in told["actions"]} >= {"create"}
    assert told["safety_limit"] is None
    assert _run(group, "plan", "--format", "markdown") == 0
    assert capsys.readouterr().out.startswith("### Plan of the steward\n\n- ")


def test_on_github_a_resting_steward_does_nothing(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, and no request."""
    monkeypatch.setenv("GITHUB_REPOSITORY", "a/b")
    monkeypatch.setenv("GITHUB_TOKEN", "x")
    assert _run(write_group(tmp_path), "apply") == 0
    assert "The steward rests" in capsys.readouterr().err


def test_an_unreadable_issue_ends_with_status_3(tmp_path: Path, capsys: Printed) -> None:
    """Nothing is written."""
    group = write_group(tmp_path)
    (group / "issues").mkdir()
    (group / "issues" / "0001-x.md").write_text("?", "utf-8")
    assert _run(group, "apply") == 3
    assert "so nothing was done" in capsys.readouterr().err
    assert len(list((group / "issues").iterdir())) == 1


def test_closing_many_issues_stops_with_status_3(tmp_path: Path, capsys: Printed) -> None:
    """And says how to go on."""
    group = write_group(tmp_path)
    tracker = FolderTracker(group)
    for _number in range(6):
        tracker.create_issue(Draft("x", "no marker", ("tablee",)))
    assert _run(group, "apply") == 3
    assert "`tablee apply --close-many`" in capsys.readouterr().out
    assert _run(group, "apply", "--close-many") == 0
    assert _run(group, "plan") == 0
    assert capsys.readouterr().out.endswith("Nothing to do.\n")


def test_a_group_without_settings_ends_with_status_1(tmp_path: Path, capsys: Printed) -> None:
    """Everything hangs on group.yml."""
    group = write_group(tmp_path, {"group.yml": "name: [\n"})
    assert _run(group, "apply") == 1
    assert "group.yml:" in capsys.readouterr().err


def test_github_needs_its_environment(tmp_path: Path, capsys: Printed) -> None:
    """Asked for by name without a token, it is a wrong use."""
    assert _run(write_group(tmp_path), "plan", "--tracker", "github") == 2
    assert "`GITHUB_TOKEN`" in capsys.readouterr().err


def test_in_markdown_everything_is_one_report(tmp_path: Path, capsys: Printed) -> None:
    """Who reads a run's summary sees nothing else: what was not done and why stands there too, and does nothing."""
    group = write_group(tmp_path)
    tracker = FolderTracker(group)
    for _number in range(6):
        tracker.create_issue(Draft("x", "no marker", ("tablee",)))
    assert _run(group, "apply", "--format", "markdown") == 3
    printed = capsys.readouterr()
    assert printed.out.endswith("with “close-many” ticked.**\n")
    assert printed.err == ""


def test_in_markdown_an_early_end_is_told_as_well(tmp_path: Path, capsys: Printed) -> None:
    """Issues that cannot be read, and a group that cannot: both stand in the report."""
    group = write_group(tmp_path)
    (group / "issues").mkdir()
    (group / "issues" / "0001-x.md").write_text("?", "utf-8")
    assert _run(group, "apply", "--format", "markdown") == 3
    assert "\n**The issues could not be read, so nothing was done" in capsys.readouterr().out
    (group / "group.yml").write_text("name: [\n", "utf-8")
    assert _run(group, "plan", "--format", "markdown") == 1
    assert "group.yml" in capsys.readouterr().out


def test_the_steward_needs_no_more_than_is_installed_for_it(tmp_path: Path) -> None:
    """`make setup-steward` installs neither the theme nor what the site is made with."""
    locks = (ROOT / "requirements" / f"{name}.in" for name in ("site", "steward"))
    site, steward = (
        {line for line in lock.read_text("utf-8").split() if line.isidentifier()} for lock in locks
    )
    names = {*site, "markdown_it", "material", "mkdocs"} - steward - {"pyyaml", "tzdata"}
    assert {"babel", "jinja2", "mkdocs", "holidays"} <= names
    hidden = "; ".join(f"sys.modules[{name!r}] = None" for name in sorted(names))
    program = (
        f"import sys; {hidden}; import tablee.adapters.github; from tablee.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", program, "apply", "-C", str(write_group(tmp_path)), "--now", NOW]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
