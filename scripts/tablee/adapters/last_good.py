"""The last version in Git of a file that could be read: one broken file stops nobody else.

A file that holds an error of its own is read as it last held none. Where files contradict each other, what was changed
since the last commit at which they did not is taken back, as little of it as will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tablee.adapters.git import ask_git, run_git
from tablee.adapters.git_history import FILES, read_base
from tablee.files.history import FileHistory, History
from tablee.files.load import Loaded, load_group
from tablee.files.paths import GROUP_FILE, is_of_member, name_of
from tablee.files.problem import Problem
from tablee.files.withdrawn import withdraw
from tablee.model.identity import NEUTRAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_PLAIN = b"100"
"""How Git begins the mode of a plain file."""
_PRIVATE = b"public: no\n"
MOST_VERSIONS = 20
"""Versions of a file, or of the whole group, that are tried: it is mended long before."""
_LOG = ("log", "--date-order", "--full-history", "--no-renames", "--format=%H")
_KINDS = {
    name: position for position, name in enumerate(("group.yml", "holidays.yml", "members", "meetings"))
}
"""In this order files are put back: what others name comes first."""

Find = Callable[[Loaded], Iterable[Problem]]
"""Tells what is wrong in the files of a loaded group, and between them."""


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


def is_of_group(path: str) -> bool:
    """Return whether a path is that of a YAML file of the group."""
    return path.partition("/")[0] in _KINDS


def set_aside_broken(root: Path, loaded: Loaded, refused: Iterable[Problem] = ()) -> SetAside:
    """Put the last readable version in the place of each file that cannot be read now, or is `refused` unread."""
    problems = tuple(problem for problem in (*loaded.problems, *refused) if problem.is_error)
    good = _last_versions(root, loaded, problems)
    if not good or good.get(GROUP_FILE, ()) is None:
        return SetAside(loaded)
    files = {file: data for file, data in loaded.files.items() if file not in good}
    files |= {file: found[1] for file, found in good.items() if found}
    again = load_group(files)
    again = replace(again, member_ids=loaded.member_ids | again.member_ids)
    return SetAside(again, problems, {file: found[0] if found else None for file, found in good.items()})


def stand_in(root: Path, loaded: Loaded) -> Loaded:
    """Return a group in which the last readable versions stand for files that cannot be read; the files stay as read.

    Of a file that never could be read, the group holds what it says all the same.
    """
    errors = [problem for problem in loaded.problems if problem.is_error]
    good = {file: found[1] for file, found in _last_versions(root, loaded, errors).items() if found}
    group = load_group({**loaded.files, **good}).group if good else loaded.group
    return replace(loaded, group=group, aside=frozenset(good))


def take_back(root: Path, aside: SetAside, find: Find) -> SetAside:
    """Return a group without errors between its files; as it is given where Git has none such.

    What is wrong now is kept among the problems of what was set aside.
    """
    wrong = _wrong(aside.loaded, find)
    found = _last_sound(root, find) if wrong else None
    if found is None:
        return aside
    commit, before = found
    now = aside.loaded.files
    paths = [
        path for path in {**before, **now} if before.get(path) != now.get(path) and path not in aside.skipped
    ]
    blamed = {problem.file for problem in wrong}
    kept = _put_forward(aside, before, sorted(paths, key=_place), blamed, find)
    if kept is None:
        return aside
    back = {path: before.get(path) for path in paths if path not in kept}
    skipped = {path: None if old is None else _count(root, commit, path) for path, old in back.items()}
    shown = {path: old and _unless_withdrawn(root, path, now.get(path), old) for path, old in back.items()}
    loaded = _load(aside, {**now, **shown})
    return SetAside(loaded, (*aside.problems, *wrong), {**aside.skipped, **skipped})


def _unless_withdrawn(root: Path, path: str, now: bytes | None, before: bytes) -> bytes:
    """Return what stands for a change that is taken back: of a member who withdrew by it, nothing that tells who."""
    if now is None:
        return withdraw(path, [_PRIVATE], before) if _is_forgotten(root, path) else before
    return withdraw(path, [now], before)


def _is_forgotten(root: Path, path: str) -> bool:
    """Return whether a member's file went as `tablee forget` lets it go: a neutral one came, or no mention was left."""
    log = ("log", "--max-count=1", "--no-renames", "--diff-filter=D", "--format=%H", "HEAD", "--", path)
    commit = run_git(root, *log).decode().strip()
    if not commit or not is_of_member(path):
        return False
    came = run_git(root, "show", "--format=", "--name-only", "--no-renames", "--diff-filter=A", commit)
    member = re.compile(rf"(?<![\w-]){re.escape(name_of(path))}(?![\w-])".encode())
    return any(NEUTRAL.fullmatch(name_of(file)) for file in came.decode().split()) or not any(
        member.search(text) for text in read_base(root, commit).values()
    )


def _put_forward(
    aside: SetAside, before: Mapping[str, bytes], paths: list[str], blamed: set[str], find: Find
) -> set[str] | None:
    """Return which changed files may be as they are now; None where it is not these changes that are wrong."""

    def is_sound(kept: set[str]) -> bool:
        back = {path: before.get(path) for path in paths if path not in kept}
        return not _wrong(_load(aside, {**aside.loaded.files, **back}), find)

    kept = set(paths) - blamed
    if blamed.isdisjoint(paths) or not is_sound(kept):
        kept = set()
        if not is_sound(kept):
            return None
    while more := next((path for path in paths if path not in kept and is_sound({*kept, path})), None):
        kept.add(more)
    return kept


def _load(aside: SetAside, files: Mapping[str, bytes | None]) -> Loaded:
    loaded = load_group({path: data for path, data in files.items() if data is not None})
    unread = {name_of(path) for path in aside.skipped if is_of_member(path)}
    return replace(loaded, member_ids=loaded.member_ids | (aside.loaded.member_ids & unread))


def _last_sound(root: Path, find: Find) -> tuple[str, dict[str, bytes]] | None:
    """Return the last commit at which no file contradicted another, and its files; those unreadable then left out."""
    for commit in _commits(root, *FILES):
        files = read_base(root, commit)
        loaded = load_group(files)
        broken = {problem.file for problem in loaded.problems if problem.is_error}
        sound = {path: data for path, data in files.items() if path not in broken}
        if GROUP_FILE in sound and not _wrong(replace(load_group(sound), member_ids=loaded.member_ids), find):
            return commit, sound
    return None


def _wrong(loaded: Loaded, find: Find) -> tuple[Problem, ...]:
    return tuple(one for one in find(loaded) if one.is_error and is_of_group(one.file))


def _last_versions(
    root: Path, loaded: Loaded, problems: Iterable[Problem]
) -> dict[str, tuple[int, bytes] | None]:
    """Return of each file with a problem the last version that could be read, and after how many commits."""
    files = sorted({one.file for one in problems})
    return {file: _last_good(root, file, loaded.files.get(file, b"")) for file in files}


def _last_good(root: Path, file: str, now: bytes) -> tuple[int, bytes] | None:
    newer = [now]
    for skipped, data in enumerate(list_versions(root, file)):
        told = load_group({file: data}).problems
        if not any(one.is_error and one.file == file for one in told):
            return skipped, withdraw(file, newer, data)
        newer.append(data)
    return None


def list_versions(root: Path, file: str) -> Iterator[bytes]:
    """Yield what a file held after each of its commits, the newest first; nothing without Git."""
    for commit in _commits(root, file):
        # Where it was deleted, or was a link, there is no version, and no file to be read.
        there = run_git(root, "ls-tree", commit, "--", file)
        yield run_git(root, "show", f"{commit}:./{file}") if there.startswith(_PLAIN) else b""


def _commits(root: Path, *paths: str) -> list[str]:
    return ask_git(root, *_LOG, f"--max-count={MOST_VERSIONS}", "HEAD", "--", *paths).split()


def _count(root: Path, commit: str, path: str) -> int:
    """Return how many commits changed a file since a commit."""
    return len(run_git(root, *_LOG, f"{commit}..HEAD", "--", path).split())


def _place(path: str) -> tuple[int, str]:
    return _KINDS[path.partition("/")[0]], path


def _without(history: FileHistory, newest: int | None) -> FileHistory:
    kept = history.commits[: len(history.commits) - newest] if newest is not None else ()
    return FileHistory(kept, tuple(commit for commit in history.telling if commit in kept))
