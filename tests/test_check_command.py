"""`tablee check`: every problem at once, sorted, in the language and the form that was asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from git_repository import GitRepository
from group_folder import FILES, NOW, write_group
from tablee.cli import main

Printed = pytest.CaptureFixture[str]

FAULTS = {
    "members/paul-meyer.yml": "public: yes\nname: Paul Meyer\njoined: 2026-01-38\ncity: Vanves\ncity: Paris\n",
    "meetings/2026-11-26.yml": "facilitator: pual-meyer\n",
}
PLACES = ["meetings/2026-11-26.yml:1:14", "members/paul-meyer.yml:3:9", "members/paul-meyer.yml:5:1"]
CODES = ["unknown-member", "bad-value", "duplicate-key"]


def check(folder: Path, *options: str) -> int:
    """Run `tablee check` on a folder."""
    return main(["-C", str(folder), "--now", NOW, "check", *options])


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a group with three faults in two files."""
    return write_group(tmp_path, FAULTS)


@pytest.mark.parametrize(
    ("language", "severity", "first", "count"),
    [
        ("en", "error", ": `pual-meyer` is no member: ", "3 errors"),
        ("fr", "erreur", "\u00a0: `pual-meyer` n’est pas membre\u00a0: ", "3 erreurs"),
    ],
)
def test_three_faults_in_two_files_are_three_sorted_lines(
    language: str, severity: str, first: str, count: str, faulty: Path, capsys: Printed
) -> None:
    """One line a problem with place, severity and code, by file and line, and the number at the end."""
    assert check(faulty, "--language", language) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    openings = [f"{place}: {severity} {code}" for place, code in zip(PLACES, CODES, strict=True)]
    assert [line[: len(opening)] for line, opening in zip(lines, openings, strict=True)] == openings
    assert lines[0].startswith(openings[0] + first)
    assert last == count


def test_json_holds_the_same_problems(faulty: Path, capsys: Printed) -> None:
    """A program reads place, code, message and fix."""
    assert check(faulty, "--format", "json", "--language", "en") == 1
    found = json.loads(capsys.readouterr().out)
    assert [f"{one['file']}:{one['line']}:{one['column']}" for one in found] == PLACES
    assert [one["code"] for one in found] == CODES
    assert found[0]["message"] == "`pual-meyer` is no member: there is no `members/pual-meyer.yml`."
    assert found[0]["fix"].startswith("Did you mean `paul-meyer`?")


def test_github_shows_each_beside_its_line(faulty: Path, capsys: Printed) -> None:
    """The form `github` is one workflow command a problem."""
    assert check(faulty, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("::error file=members/paul-meyer.yml,line=3,col=9,title=bad-value::")


def test_markdown_is_a_table_for_the_summary(faulty: Path, capsys: Printed) -> None:
    """The form `markdown` has a row for each problem under the count."""
    assert check(faulty, "--format", "markdown") == 1
    said = capsys.readouterr().out
    assert said.startswith("**3 erreurs**\n\n| ")
    assert [place for place in PLACES if f"\n| {place} |" not in said] == []


def test_a_group_without_faults_is_told_so(tmp_path: Path, capsys: Printed) -> None:
    """No problems: status 0, and one line that says it."""
    assert check(write_group(tmp_path)) == 0
    assert capsys.readouterr() == ("Aucun problème.\n", "")


def test_warnings_are_printed_and_end_with_0(tmp_path: Path, capsys: Printed) -> None:
    """A facilitator who is away is life, not an error."""
    away = "public: yes\nname: Paul Meyer\njoined: 2026-01-08\naway: [{from: 2026-11-24, to: 2026-11-30}]\n"
    meeting = "facilitator: paul-meyer\n"
    write_group(tmp_path, {"members/paul-meyer.yml": away, "meetings/2026-11-26.yml": meeting})
    assert check(tmp_path) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("meetings/2026-11-26.yml:1:14: avertissement facilitator-away")
    assert last == "1 avertissement"


def test_a_meeting_that_vanished_since_the_base_is_an_error(tmp_path: Path, capsys: Printed) -> None:
    """With --base, a published meeting whose file is gone is found; without, nobody can know."""
    repository = GitRepository(tmp_path)
    repository.commit("2026-11-01 12:00", FILES)
    repository.commit("2026-11-02 12:00", {"meetings/2026-11-26.yml": None})
    assert check(tmp_path) == 0
    capsys.readouterr()
    assert check(tmp_path, "--base", "HEAD~1") == 1
    assert "meeting-deleted" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "code", "status"),
    [
        ("identity: petite.test", "identity: autre.test", "identity-changed", 1),
        ("timezone: Europe/Paris", "timezone: America/New_York", "zone-changed", 0),
        ("from: 2026-01-08, at", "from: 2027-01-14, at", "rhythm-cut", 1),
        ("circles: {soir: {name: Le Soir}}", "circles: {nuit: {name: Le Soir}}", "circle-gone", 1),
    ],
)
def test_what_a_change_takes_from_calendars_is_told(
    old: str, new: str, code: str, status: int, tmp_path: Path, capsys: Printed
) -> None:
    """Identities, zones, circles and rules are compared with the base; alone, the file looks right."""
    settings = FILES["group.yml"] + "circles: {soir: {name: Le Soir}}\n"
    repository = GitRepository(tmp_path)
    repository.commit("2026-11-01 12:00", {**FILES, "group.yml": settings})
    repository.commit("2026-11-02 12:00", {"group.yml": settings.replace(old, new)})
    assert check(tmp_path, "--base", "HEAD~1") == status
    assert f" {code}" in capsys.readouterr().out
    assert check(tmp_path, "--base", "HEAD") == (1 if code == "rhythm-cut" else 0)
    assert f" {code}" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("members/alumni/cy-ott.yml", "members/cy-ott.yml"),
        ("members/Dee Lee.YML", "members/dee-lee.yml"),
        ("members/dee.yml.txt", "members/dee.yml"),
        ("members/dee", "members/dee.yml"),
        ("membres/Dée.yml", "members/dee.yml"),
        ("dee.yml", "members/dee.yml"),
        ("meetings/2026/2026-11-19.yml", "meetings/2026-11-19.yml"),
        ("meetings/2026-12-03.YML", "meetings/2026-12-03.yml"),
        ("Group.yaml", "group.yml"),
    ],
)
def test_a_file_that_is_not_read_is_named(path: str, target: str, tmp_path: Path, capsys: Printed) -> None:
    """Whatever its ending, its case and its depth, a file of a member or a meeting is read or told of."""
    write_group(tmp_path, {path: "public: yes\nname: Dee Lee\njoined: 2026-01-08\n"})
    assert check(tmp_path, "--language", "en") == 1
    said = capsys.readouterr().out
    assert f"{path}:1:1: error not-read" in said
    assert f"Rename it to `{target}`." in said


def test_files_beside_the_group_are_left_alone(tmp_path: Path, capsys: Printed) -> None:
    """Hidden files, notes and other programs' settings are nobody's."""
    others = ("members/.gitkeep", "members/README.md", "renovate.yml", "docs/members.yml", "content/x.md")
    write_group(tmp_path, dict.fromkeys(others, "a: b\n"))
    assert check(tmp_path) == 0
    assert "not-read" not in capsys.readouterr().out


@pytest.mark.parametrize("ref", ["no-such-branch", "--help", "HEAD:group.yml"])
def test_an_unknown_base_is_wrong_use(ref: str, tmp_path: Path, capsys: Printed) -> None:
    """A base that Git does not know is named; it never becomes an option of Git."""
    GitRepository(tmp_path).commit("2026-11-01 12:00", FILES)
    assert check(tmp_path, f"--base={ref}") == 2
    assert ref in capsys.readouterr().err


def test_a_pull_request_that_changes_code_says_so(tmp_path: Path, capsys: Printed) -> None:
    """In plain words, and without being red: a reviewer of data is told that this is none."""
    repository = GitRepository(tmp_path)
    repository.commit("2026-11-01 12:00", FILES)
    repository.commit(
        "2026-11-02 12:00", {"members/paul-meyer.yml": FILES["members/paul-meyer.yml"] + "city: Vanves\n"}
    )
    assert check(tmp_path, "--base", "HEAD~1") == 0
    assert "code-changed" not in capsys.readouterr().out
    repository.commit(
        "2026-11-02 13:00", {".github/workflows/x.yml": "on: push\n", "mkdocs.yml": "theme: {}\n"}
    )
    assert check(tmp_path, "--base", "HEAD~1", "--language", "en") == 0
    said = capsys.readouterr().out
    assert "warning code-changed: this change touches 2 files that run" in said
    assert "`.github/workflows/x.yml`, `mkdocs.yml`" in said
