"""Two builds of one commit at one moment are the same bytes, whatever the machine."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from git_repository import GitRepository
from group_folder import TINY, copy_tiny, run_tablee, tablee
from small_group import read_tree

MACHINES: Mapping[str, Mapping[str, str]] = {
    "other hashes": {"PYTHONHASHSEED": "4711"},
    "other zone": {"TZ": "Pacific/Auckland"},
    "other language": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr:de"},
    "no language": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "other source date": {"SOURCE_DATE_EPOCH": "86400"},
}
"""What a machine may have otherwise, as environment variables."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a repository of the tiny group, `group/`, and its site, `out/`."""
    folder = tmp_path_factory.mktemp("first")
    repository = GitRepository(folder / "group")
    files = {path.relative_to(TINY).as_posix(): path.read_bytes() for path in sorted(TINY.rglob("*.yml"))}
    later = files.pop("meetings/2026-12-03.yml")
    repository.commit("2026-11-01 12:00", files)
    repository.commit("2026-11-20 18:30", {"meetings/2026-12-03.yml": later})
    done = run_tablee(
        "-C", folder / "group", "build", "--out", folder / "out", PYTHONHASHSEED="0", TZ="Europe/Paris"
    )
    assert done.returncode == 0, done.stderr
    return folder


def assert_same(first: Path, other: Path) -> None:
    """Compare two sites, byte by byte; name the files that differ."""
    expected, actual = read_tree(first), read_tree(other)
    assert len(expected) > 50
    assert sorted(expected) == sorted(actual)
    assert [name for name in expected if expected[name] != actual[name]] == []


def clone(first: Path, folder: Path) -> Path:
    """Clone the repository, without what was built in it."""
    subprocess.run(["git", "clone", "--quiet", str(first / "group"), str(folder)], check=True)
    return folder


@pytest.mark.parametrize("machine", MACHINES)
def test_another_machine_builds_the_same_bytes(machine: str, first: Path, tmp_path: Path) -> None:
    """Hash seed, zone, locale and inherited dates change nothing."""
    group = clone(first, tmp_path / "elsewhere")
    done = run_tablee("-C", group, "build", "--out", tmp_path / "out", **MACHINES[machine])
    assert done.returncode == 0, done.stderr
    assert_same(first / "out", tmp_path / "out")


def test_the_feeds_alone_are_the_same_bytes_on_another_machine(first: Path, tmp_path: Path) -> None:
    """`feeds` makes on any machine what `build` made on the first, whatever its zone, language and hash seed."""
    group = clone(first, tmp_path / "elsewhere")
    for number, machine in enumerate(MACHINES.values()):
        out = tmp_path / str(number)
        done = run_tablee("-C", group, "feeds", "--out", out, **machine)
        assert done.returncode == 0, done.stderr
        made = {name: data for name, data in read_tree(out).items() if not name.startswith(".")}
        assert len(made) > 20
        assert [name for name, data in made.items() if (first / "out" / name).read_bytes() != data] == []


def test_another_clock_builds_the_same_bytes(first: Path, tmp_path: Path) -> None:
    """With TABLEE_NOW the machine's clock is not looked at, here in the year 2031."""
    faketime = shutil.which("faketime") or pytest.skip("faketime is missing: `make test` says how to get it")
    group = clone(first, tmp_path / "elsewhere")
    line = tablee("-C", group, "--now", "2026-11-23T09:00", "build", "--out", tmp_path / "out")
    done = subprocess.run(
        [faketime, "-f", "@2031-05-06 07:08:09", *line],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert_same(first / "out", tmp_path / "out")


def test_files_in_another_order_build_the_same_bytes(first: Path, tmp_path: Path) -> None:
    """A disk lists files as they came; these came last first, and are younger than their commits."""
    copy_tiny(tmp_path / "elsewhere", backwards=True)
    shutil.copytree(first / "group/.git", tmp_path / "elsewhere/.git")
    done = run_tablee("-C", tmp_path / "elsewhere", "build", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert_same(first / "out", tmp_path / "out")


def test_another_moment_is_another_site(first: Path, tmp_path: Path) -> None:
    """The comparison can fail: a week later the site says something else."""
    group = clone(first, tmp_path / "elsewhere")
    done = run_tablee("-C", group, "--now", "2026-11-30T09:00", "feeds", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/group.json").read_bytes() != (first / "out/group.json").read_bytes()
