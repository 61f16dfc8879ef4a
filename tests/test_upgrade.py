"""`tablee upgrade` brings a newer engine under a group's own files, which stay as they are, byte by byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from git_repository import GitRepository
from group_folder import FILES, NOW, ROOT, of_the_template, run_tablee, write_group
from tablee.cli import main
from tablee.files.engine import FOR_THE_TEMPLATE, is_own, migrate_mkdocs, plan_upgrade
from tablee.files.paths import FORMS

FIRST = "e677c93"
"""A commit from before there was `upgrade`."""
INIT = (
    *("init", "--name", "The Valley Table", "--language", "en", "--timezone", "Europe/London", "--yes"),
    *("--every", "week on thursday", "--at", "12:30", "--place", "The Bistro", "--member", "Ann Lee"),
    *("--contact", "mailto:hello@example.com", "--url", "https://valley.example.net/"),
)


def own_files(root: Path) -> dict[str, bytes]:
    """Return the files of a group that are its own."""
    paths = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    named = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in named.items() if is_own(name) and FORMS not in name}


def found_group(folder: Path, commit: str) -> GitRepository:
    """Found a group in a copy of the template as it was at a commit, by that commit's own `init`."""
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", ROOT, folder], check=True)
    copy = GitRepository(folder)
    copy.git("checkout", "-q", "--detach", commit)
    environment = {**os.environ, "PYTHONPATH": str(folder / "scripts"), "TABLEE_NOW": NOW}
    command = [sys.executable, "-m", "tablee", "-C", str(folder), *INIT]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    (folder / "content/about.md").write_text("# About\n\nOf our own.\n")
    with (folder / "members/ann-lee.yml").open("a") as file:
        file.write("city: Leeds   # ours\n")
    copy.commit("2026-11-20 12:00", {})
    return copy


@of_the_template
@pytest.mark.parametrize("commit", [FIRST, "HEAD^"])
def test_a_founded_group_is_upgraded(commit: str, tmp_path: Path) -> None:
    """From before `upgrade` existed, and from the commit before: own files alike, a changed one named, the rest new."""
    if subprocess.run(["git", "cat-file", "-e", f"{commit}^{{commit}}"], cwd=ROOT, check=False).returncode:
        pytest.skip(f"{commit} is not in this history: the template's own tests look into it")
    group = found_group(tmp_path / "group", commit)
    changed = "scripts/tablee/i18n/errors.py" if commit != FIRST else "scripts/tablee/words/errors.py"
    changed = changed if (group.folder / changed).is_file() else "Makefile"
    (group.folder / changed).write_text("# ours\n" + (group.folder / changed).read_text("utf-8"), "utf-8")
    before = own_files(group.folder)
    done = run_tablee("-C", group.folder, "--language", "en", "upgrade", "--from", ROOT)
    assert done.returncode == 0, done.stderr
    assert own_files(group.folder) == before
    assert f"- {changed}\n" in done.stdout
    assert (group.folder / changed).read_text("utf-8").startswith("# ours\n")
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "HEAD"], cwd=ROOT, check=True, capture_output=True
    )
    engine = {path for path in listed.stdout.decode().splitlines() if not is_own(path)} - {changed}
    engine -= set(FOR_THE_TEMPLATE)
    wrong = [path for path in engine if not (group.folder / path).is_file()]
    assert wrong == []
    code = {path.relative_to(group.folder).as_posix() for path in (group.folder / "scripts").rglob("*.py")}
    assert code - engine == {changed} - {"Makefile"}
    assert [path for path in FOR_THE_TEMPLATE if (group.folder / path).exists()] == []
    environment = {**os.environ, "PYTHONPATH": str(group.folder / "scripts"), "TABLEE_NOW": NOW}
    for command in (["check"], ["build"]):
        checked = subprocess.run(
            [sys.executable, "-m", "tablee", "-C", group.folder, "--language", "en", *command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr
    again = run_tablee("-C", group.folder, "--language", "en", "upgrade", "--from", ROOT)
    assert "The engine is the template’s newest." in again.stdout
    assert own_files(group.folder) == before


def test_line_ends_of_windows_are_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether the template itself holds them, as calendars and pictures do, or a checkout on Windows made them."""
    template = GitRepository(tmp_path / "template")
    files = {
        "a.ics": b"BEGIN\r\nEND\r\n",
        "a.png": b"\x89PNG\r\n\x1a\n",
        "tool.py": b"1\n2\n",
        "old.py": b"1\n2\n",
    }
    template.commit("2026-01-01 12:00", files)
    template.commit("2026-02-01 12:00", {"old.py": "3\n"})
    group = write_group(tmp_path / "group")
    here = {**files, "tool.py": b"1\r\n2\r\n", "old.py": b"1\r\n2\r\n"}
    for path, content in here.items():
        (group / path).write_bytes(content)
    assert upgrade(group, "--from", template.folder) == 0
    assert "changed here" not in capsys.readouterr().out.lower()
    assert {path: (group / path).read_bytes() for path in here} == {**here, "old.py": b"3\n"}


def test_a_changed_file_that_stops_the_new_engine_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever changed what the engine starts with reads which file to take, and not of packages alone."""
    template = GitRepository(tmp_path / "template")
    engine = {"scripts/tablee/__init__.py": '__version__ = "1"\n', "scripts/tablee/old.py": ""}
    template.commit("2026-01-01 12:00", {**engine, "scripts/tablee/__main__.py": "import tablee.old\n"})
    template.commit("2026-02-01 12:00", {"scripts/tablee/old.py": None, "scripts/tablee/__main__.py": "\n"})
    changed = {"scripts/tablee/__main__.py": "# ours\nimport tablee.old\n"}
    group = write_group(tmp_path / "group", {**engine, **changed})
    assert upgrade(group, "--from", template.folder) == 0
    said = capsys.readouterr().out
    assert "- scripts/tablee/__main__.py\n" in said
    assert "`tablee upgrade --take FILE`" in said


@pytest.fixture
def template(tmp_path: Path) -> GitRepository:
    """A template of three commits: in the second a file goes, one comes and one changes, in the third two change."""
    repository = GitRepository(tmp_path / "template")
    first = {
        "group.yml": "name: Sample\n",
        "tool.py": "1\n",
        "old.py": "o\n",
        "kept.py": "k\n",
        "same.py": "s\n",
        "gone.py": "g\n",
    }
    workflows = {".github/workflows/a.yml": "a: 1\n", ".github/dependabot.yml": "d: 1\n"}
    repository.commit("2026-01-01 12:00", {**first, **workflows})
    repository.commit(
        "2026-02-01 12:00", {"old.py": None, "gone.py": None, "new.py": "n\n", "tool.py": "2\n"}
    )
    changes = {"kept.py": "K\n", ".github/workflows/a.yml": "a: 2\n", ".github/dependabot.yml": "d: 2\n"}
    repository.commit("2026-03-01 12:00", changes)
    return repository


COPY = {
    "tool.py": "1\n",
    "old.py": "o\n",
    "kept.py": "ours\n",
    "same.py": "ours\n",
    ".github/workflows/a.yml": "a: 1\n",
    ".github/dependabot.yml": "d: 1\n",
    "README.md": "ours\n",
    "notes.txt": "ours\n",
}
"""A copy of the first commit: two files changed, one deleted on purpose, and two of its own."""


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """A group in a copy of the template's first commit."""
    folder = write_group(tmp_path / "group", COPY)
    (folder / "gone.py").unlink(missing_ok=True)
    return folder


def upgrade(group: Path, *arguments: str | Path) -> int:
    """Run `tablee upgrade` in English."""
    return main(["-C", str(group), "--language", "en", "--now", NOW, "upgrade", *map(str, arguments)])


def texts(group: Path) -> dict[str, str]:
    """Return the texts of all files but the group's YAML."""
    paths = {path.relative_to(group).as_posix(): path for path in group.rglob("*") if path.is_file()}
    return {name: path.read_text("utf-8") for name, path in sorted(paths.items()) if name not in FILES}


def test_each_file_becomes_what_it_should(
    template: GitRepository, group: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """New, changed, gone and unwanted files; what was changed here is named, shown, and taken where one says so."""
    (group / "tool.py").write_bytes(b"1\r\n")
    assert upgrade(group, "--from", template.folder, "--dry-run") == 0
    assert texts(group)["tool.py"] == "1\n"
    assert upgrade(group, "--from", template.folder) == 0
    said = capsys.readouterr().out
    assert "- kept.py\n\nChanged here alone, so left as they are:\n- same.py\n" in said
    rest = {
        "README.md": "ours\n",
        "notes.txt": "ours\n",
        "same.py": "ours\n",
        "new.py": "n\n",
        "tool.py": "2\n",
    }
    assert texts(group) == {**rest, "kept.py": "ours\n", ".github/workflows/a.yml": "a: 2\n"}
    assert upgrade(group, "--from", template.folder, "--show", "kept.py") == 0
    assert "-ours\n+K\n" in capsys.readouterr().out
    assert upgrade(group, "--from", template.folder, "--take", "kept.py") == 0
    assert texts(group)["kept.py"] == "K\n"


def test_a_token_leaves_workflows_to_people(
    template: GitRepository, group: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Named, and not written."""
    assert upgrade(group, "--from", template.folder, "--without-workflows") == 0
    assert texts(group)[".github/workflows/a.yml"] == "a: 1\n"
    assert "- .github/workflows/a.yml\n" in capsys.readouterr().out


def test_the_address_is_kept(
    template: GitRepository, group: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Named once; without one, the message says how to name it; what is no repository is refused."""
    assert upgrade(group) == 2
    assert "--from https://" in capsys.readouterr().err
    assert upgrade(group, "--from", group / "members") == 2
    assert upgrade(group, "--from", "--upload-pack=x") == 2
    assert upgrade(group, "--from", template.folder.as_uri()) == 0
    assert template.folder.as_uri() in texts(group)[".github/tablee.yml"]
    assert upgrade(group, "--dry-run") == 0
    assert "newest" in capsys.readouterr().out


def test_the_base_is_found_by_the_files() -> None:
    """A file that the engine here had, and the copy has not, was deleted on purpose; one that came later is new."""
    changes = [{"a": "1", "b": "1"}, {"c": "1"}, {"a": "2"}]
    assert plan_upgrade({"a": "1"}, changes).write == ("a", "c")
    assert plan_upgrade({"a": "1", "c": "1"}, changes).write == ("a",)
    assert plan_upgrade({"a": "x", "c": "1"}, changes[:2]).changed == ()
    assert plan_upgrade({"a": "x", "c": "1"}, changes[:2]).kept == ("a",)
    assert plan_upgrade({"a": "x", "c": "1", "b": "1"}, changes).changed == ()


def test_a_line_of_former_times_goes() -> None:
    """Of a mkdocs.yml that the group changed, only the line that named the engine's own settings."""
    text = b"theme:\n  logo: x.svg\nINHERIT: scripts/tablee/edges/mkdocs_default.yml\n"
    assert migrate_mkdocs(text) == b"theme:\n  logo: x.svg\n"
    assert migrate_mkdocs(b"INHERIT: other.yml\n") == b"INHERIT: other.yml\n"


def test_a_founder_who_cloned_the_template_keeps_its_address(tmp_path: Path) -> None:
    """Where the group's repository is another one, the one that was cloned is the template."""
    folder = GitRepository(tmp_path).folder
    subprocess.run(
        ["git", "remote", "add", "origin", "https://github.com/seed/tablee.git"], cwd=folder, check=True
    )
    assert main(["-C", str(folder), "--now", NOW, *INIT, "--repository", "valley/table"]) == 0
    assert "template: https://github.com/seed/tablee\n" in (folder / ".github/tablee.yml").read_text("utf-8")
    assert main(["-C", str(folder), "--now", NOW, "check"]) == 0
