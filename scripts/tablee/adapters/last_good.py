"""The last version in Git of a file that could be read: one broken file stops nobody else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tablee.adapters.git import GitError, run_git
from tablee.files.history import FileHistory, History
from tablee.files.load import Loaded, load_group
from tablee.files.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDERS = ("members/", "meetings/")
MOST_VERSIONS = 20
"""Versions of a file that are tried: it is mended long before."""
_LOG = (
    "log",
    "--date-order",
    "--full-history",
    "--no-renames",
    f"--max-count={MOST_VERSIONS}",
    "--format=%H",
)


@dataclass(frozen=True, slots=True)
class SetAside:
    """The group as its last readable files say it; the problems of those that were set aside.

    `skipped` counts, for each of these files, the commits since the version that is used; all of them where there is
    none.
    """

    loaded: Loaded
    problems: tuple[Problem, ...] = ()
    skipped: Mapping[str, int | None] = field(default_factory=dict)

    def history(self, history: History) -> History:
        """Return a history that does not know the commits that broke a file: its event changed at none of them."""
        files = {path: _without(history.of(path), count) for path, count in self.skipped.items()}
        return replace(history, files={**history.files, **files})


def set_aside_broken(root: Path, loaded: Loaded) -> SetAside:
    """Put the last readable version in the place of each file of a member or a meeting that cannot be read now."""
    problems = tuple(one for one in loaded.problems if one.severity is Severity.ERROR)
    broken = sorted({one.file for one in problems})
    if loaded.group is None or not broken or not all(file.startswith(FOLDERS) for file in broken):
        return SetAside(loaded)
    good = {file: _last_good(root, file) for file in broken}
    files = {file: data for file, data in loaded.files.items() if file not in good}
    files |= {file: found[1] for file, found in good.items() if found}
    again = replace(load_group(files), member_ids=loaded.member_ids)
    return SetAside(again, problems, {file: found[0] if found else None for file, found in good.items()})


def _last_good(root: Path, file: str) -> tuple[int, bytes] | None:
    """Return the last version of a file that could be read, after how many commits; None where there is none."""
    for skipped, data in enumerate(_versions(root, file)):
        told = load_group({file: data}).problems
        if not any(one.file == file and one.severity is Severity.ERROR for one in told):
            return skipped, data
    return None


def _versions(root: Path, file: str) -> Iterator[bytes]:
    """Yield what a file held after each of its commits, the newest first; nothing without Git."""
    try:
        commits = run_git(root, *_LOG, "HEAD", "--", file).decode().split()
    except (FileNotFoundError, GitError):
        return
    for commit in commits:
        if run_git(root, "ls-tree", "--name-only", commit, "--", file):
            yield run_git(root, "show", f"{commit}:./{file}")
        else:
            yield b""  # deleted there: no version, and no file to be read


def _without(history: FileHistory, newest: int | None) -> FileHistory:
    kept = history.commits[: len(history.commits) - newest] if newest is not None else ()
    return FileHistory(kept, tuple(commit for commit in history.telling if commit in kept))
