"""The cache of builds: what it keeps, what it forgets, and that a damaged one counts as none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from git_repository import GitRepository
from tablee.adapters import program
from tablee.adapters.build_cache import FILE, BuildCache, key_of
from tablee.adapters.program import Program

ONE, OTHER = key_of(b"one"), key_of(b"other")


def filled(root: Path) -> Path:
    """Make a cache with two entries in a repository; return its file."""
    GitRepository(root)
    (root / "build").mkdir()
    cache = BuildCache(root)
    cache.store(ONE, b"1\n1")
    cache.store(OTHER, b"")
    cache.write()
    return root / FILE


def test_what_was_stored_is_found(tmp_path: Path) -> None:
    """By the next build, byte for byte."""
    filled(tmp_path)
    cache = BuildCache(tmp_path)
    assert (cache.find(ONE), cache.find(OTHER), cache.find("absent")) == (b"1\n1", b"", None)


def test_what_a_build_did_not_use_is_forgotten(tmp_path: Path) -> None:
    """So the file is never larger than one build needs."""
    filled(tmp_path)
    cache = BuildCache(tmp_path)
    cache.find(ONE)
    cache.write()
    assert (BuildCache(tmp_path).find(ONE), BuildCache(tmp_path).find(OTHER)) == (b"1\n1", None)


def test_what_is_kept_stays_unused(tmp_path: Path) -> None:
    """What begins otherwise is forgotten all the same."""
    filled(tmp_path)
    cache = BuildCache(tmp_path)
    cache.keep(ONE[:8])
    cache.write()
    assert (BuildCache(tmp_path).find(ONE), BuildCache(tmp_path).find(OTHER)) == (b"1\n1", None)


def test_the_program_tells_what_it_is_made_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another source changes what is asked of its folder and of all, and nothing else."""
    (tmp_path / "site/cards").mkdir(parents=True)
    (tmp_path / "site/page.py").write_text("1", "utf-8")
    (tmp_path / "site/cards/card.py").write_text("1", "utf-8")
    monkeypatch.setattr(program, "files", lambda _package: tmp_path)
    before = Program()
    (tmp_path / "site/cards/card.py").write_text("2", "utf-8")
    after = Program()
    same = {room: before.digest(room) == after.digest(room) for room in ("", "site/cards/", "site/page.py")}
    assert same == {"": False, "site/cards/": False, "site/page.py": True}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[:-1] + b"2",
        lambda data: b"other" + data,
        lambda _data: b"",
        lambda _data: b"\x00" * 100,
    ],
)
def test_a_damaged_cache_counts_as_none(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """Cut short, changed, of another form, empty or foreign: it is made anew."""
    file = filled(tmp_path)
    file.write_bytes(spoil(file.read_bytes()))
    assert BuildCache(tmp_path).find(ONE) is None


def test_a_cache_from_git_counts_as_none(tmp_path: Path) -> None:
    """Whoever proposes a change could put pages into it that no source has."""
    file = filled(tmp_path)
    assert BuildCache(tmp_path).find(ONE)
    GitRepository(tmp_path).git("add", "--force", str(file))
    assert BuildCache(tmp_path).find(ONE) is None


def test_a_cache_without_git_counts_as_none(tmp_path: Path) -> None:
    """A folder unpacked from an archive may bring one, and it holds programs."""
    filled(tmp_path)
    shutil.rmtree(tmp_path / ".git")
    assert BuildCache(tmp_path).find(ONE) is None


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Neither read through nor written through."""
    file = filled(tmp_path)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert BuildCache(tmp_path).find(ONE) is None


def test_parts_of_a_key_do_not_run_together() -> None:
    """Two parts are not one."""
    assert key_of(b"a", b"b") != key_of(b"ab")
