"""Links and odd files of a pull request: nothing outside the checkout is read or written, and each is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from git_repository import GitRepository
from group_folder import FILES, NOW
from tablee.cli import main

Printed = pytest.CaptureFixture[str]
SECRET = b"the-secret-of-this-machine\nkey: value\n"
PNG = b"\x89PNG\r\n\x1a\n"


MEASURED = """
import sys
from tablee.cli import main
status = main(sys.argv[1:])
with open("/proc/self/status") as told:
    print(next(line.split()[1] for line in told if line.startswith("VmHWM:")), file=sys.stderr)
sys.exit(status)
"""
"""A command that tells its own peak of memory in KiB at its end; what `wait` tells counts its parent before `exec`."""


class Machine:
    """A checkout beside files that are none of its business, watched for any change."""

    def __init__(self, folder: Path) -> None:
        self.outside = folder / "home"
        self.outside.mkdir()
        for name in ("secret", "bashrc", "404.html", "index.html", "sitemap.xml"):
            (self.outside / name).write_bytes(SECRET)
        self.root = folder / "checkout"
        self.root.mkdir()
        GitRepository(self.root).commit("2026-11-01 12:00", FILES)
        self._before = self._look()

    def link(self, path: str, to: str) -> None:
        """Lay a link in the checkout, to a path beside it."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).symlink_to(to if to.startswith("/") else self.outside / to)

    def put(self, path: str, data: bytes) -> None:
        """Write a file of the checkout."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def run(self, *command: str) -> int:
        """Run a command in the checkout."""
        return main(["-C", str(self.root), "--now", NOW, "--language", "en", *command])

    def is_untouched(self) -> bool:
        """Return whether nothing outside changed, and nothing of it came into the checkout."""
        inside = (path for path in self.root.rglob("*") if path.is_file() and not path.is_symlink())
        return self._look() == self._before and not any(b"the-secret" in path.read_bytes() for path in inside)

    def _look(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.outside.iterdir())}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """Return a checkout, in which commands are run."""
    made = Machine(tmp_path)
    monkeypatch.chdir(made.root)
    yield made
    assert made.is_untouched()


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("content", "."),
        ("content/photos", "."),
        ("content/secret.png", "secret"),
        ("members/zed.yml", "secret"),
        ("members/zero.yml", "/dev/zero"),
        ("holidays.yml", "/dev/zero"),
        ("mkdocs.yml", "secret"),
    ],
)
def test_a_link_in_the_groups_files_is_named_and_not_followed(
    path: str, to: str, machine: Machine, capsys: Printed
) -> None:
    """Check, build and feeds say where it is; nothing of what it leads to is read."""
    if path == "holidays.yml":
        (machine.root / path).unlink(missing_ok=True)
    machine.link(path, to)
    for command in ("check", "build", "feeds"):
        assert machine.run(command) == 1
        said = "".join(capsys.readouterr())
        assert f"{path}:1:1: error link:" in said
        assert "the-secret" not in said


def test_settings_behind_a_link_are_not_read(machine: Machine, capsys: Printed) -> None:
    """Not even for the language in which the answer is given."""
    (machine.root / "group.yml").unlink()
    machine.link("group.yml", "/dev/zero")
    assert machine.run("check") == 1
    assert "group.yml:1:1: error link:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("build", "."),
        ("build/docs", "."),
        ("build/docs/index.md", "bashrc"),
        ("build/docs/meetings", "."),
        ("build/mkdocs.yml", "bashrc"),
        ("site", "."),
        ("site/assets", "."),
        ("site/index.html", "bashrc"),
    ],
)
def test_no_output_is_written_through_a_link(path: str, to: str, machine: Machine, capsys: Printed) -> None:
    """A folder of ours that a pull request brings as a link is refused, also where it looks like a site."""
    if path.startswith("site/"):
        machine.put("site/404.html", b"")
    machine.link(path, to)
    assert machine.run("build") == 1
    assert "is a link or no plain file" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["feeds", "pages"])
def test_no_tree_is_written_through_a_link(command: str, machine: Machine, capsys: Printed) -> None:
    """The same holds for the folders of the other commands, and for their parents."""
    machine.link(command, ".")
    machine.link("other", ".")
    assert machine.run(command) == 1
    assert machine.run(command, "--out", "other/folder") == 1
    assert "is a link or no plain file" in capsys.readouterr().err


def test_a_list_of_what_was_laid_deletes_nothing_behind_a_link(machine: Machine) -> None:
    """`.tablee-tree` from a pull request names a file that lies behind one."""
    machine.link("build/docs/x", ".")
    machine.put("build/docs/.tablee-tree", b"x/secret\n")
    assert machine.run("build") == 1


def test_what_lies_in_the_build_folder_is_not_published(machine: Machine, capsys: Printed) -> None:
    """A tracked file below the ignored folder would go onto the site unseen."""
    machine.put("build/docs/evil.html", b"<script>alert(1)</script>")
    assert machine.run("build") == 1
    assert "`evil.html`" in capsys.readouterr().err
    assert not (machine.root / "site").exists()


def test_a_name_speaks_no_command_to_the_runner(machine: Machine, capsys: Printed) -> None:
    """A line break in a file's name begins no line of its own."""
    machine.put("content/b\n::error title=Owned::pwn.md", b"# A\n")
    for command in (["check"], ["check", "--format", "github"], ["build"]):
        assert machine.run(*command) == 1
        said = "".join(capsys.readouterr())
        assert "odd-file-name" in said
        assert not [line for line in said.splitlines() if line.startswith("::error title=Owned")]


def test_a_pull_request_of_every_odd_file_ends_in_sorted_problems(machine: Machine) -> None:
    """All kinds at once: within five seconds and 200 MB."""
    machine.link("members/a.yml", "secret")
    machine.link("members/b.yml", "/dev/zero")
    machine.link("members/c", ".")
    os.mkfifo(machine.root / "members/d.yml")
    machine.link("content/e", ".")
    machine.link("content/f.md", "/dev/stdin")
    os.mkfifo(machine.root / "content/g.png")
    machine.put("content/h\ni.md", b"# A\n")
    machine.put("content/photos/large.png", PNG + bytes(40 * 1024 * 1024))
    machine.put("content/" + "deep/" * 30 + "a.md", b"# A\n")
    machine.put("meetings/2026-12-10\n.yml", b"title: A\n")
    machine.put("members/long.yml", b"about: " + b"a" * 2 * 1024 * 1024)
    (machine.root / os.fsdecode(b"content/\xff.md")).write_bytes(b"# A\n")
    began = time.monotonic()
    options = ["-C", str(machine.root), "--now", NOW, "check", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *options], capture_output=True, check=False, timeout=60
    )
    assert time.monotonic() - began < 5
    assert int(done.stderr) < 200 * 1024
    assert done.returncode == 1
    found = [(one["file"], one["code"]) for one in json.loads(done.stdout)]
    named = [one for one in found if "?" not in one[0]]  # what is no UTF-8 sorts by bytes that are not shown
    assert (named, len(named)) == (sorted(named), len(found) - 1)
    assert {
        ("members/a.yml", "link"),
        ("members/b.yml", "link"),
        ("members/c", "link"),
        ("members/d.yml", "not-a-file"),
        ("content/e", "link"),
        ("content/f.md", "link"),
        ("content/g.png", "not-a-file"),
        ("content/h\ni.md", "odd-file-name"),
        ("content/photos/large.png", "file-too-large"),
        ("content/" + "deep/" * 7 + "deep", "not-a-file"),
        ("meetings/2026-12-10\n.yml", "bad-slot-key"),
        ("members/long.yml", "file-too-large"),
    } <= set(found)


@pytest.mark.parametrize("path", ["issues", "issues/0001-dashboard.md", "members/ines-garnier.yml"])
def test_no_issue_and_no_file_is_written_through_a_link(path: str, machine: Machine) -> None:
    """The steward in a folder, and the commands that write the group's own files."""
    (machine.root / path).unlink(missing_ok=True)
    machine.link(path, "." if path == "issues" else "bashrc")
    assert machine.run("apply", "--tracker", "folder") in {0, 1, 3}
    assert machine.run("new", "member", "Zed Zed", "--yes") in {0, 1, 2}
