"""What Git knows of the group's files, read by one `git log`: when each changed, and when it was rescheduled."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tablee.data.history import NO_HISTORY, FileHistory, History
from tablee.edges.git import NoRepository, ShallowClone, UnknownCommit, run_git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILES = ("group.yml", "holidays.yml", "meetings")
"""The files and folders whose history the feeds need."""

# Every commit counts, be it on a branch that was merged (--full-history), so that a count can only grow. A renamed file
# is one gone and one come: its name is its identity. The last line undoes what settings and attributes could change.
_LOG = (
    *("log", "--full-history", "--no-renames", "--relative", "-p", "-U0", "--format=%x00%ct"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--text", "--src-prefix=a/", "--dst-prefix=b/"),
)

_NEW_COMMIT = b"\0"
_NEW_FILE = b"diff --git "
_HEADER = re.compile(rb"diff --git a/(?P<path>.+) b/(?P=path)")
_COMES_OR_GOES = (b"new file mode", b"deleted file mode")
_RESCHEDULES = re.compile(rb"""[+-](?:\{|["']?(?:date|at|lasts|place|status)["']?[ \t]*:)""")
"""A line of a change that touches a key at the top level which says when, where or whether people meet."""


@dataclass(slots=True)
class _Changes:
    """The commits of one file, as they are found."""

    changed_at: list[datetime] = field(default_factory=list)
    rescheduled_at: list[datetime] = field(default_factory=list)


def read_history(root: Path) -> History:
    """Return the history of the group's files; paths are relative to `root`, which may lie inside a repository.

    Empty where there is no Git, no work tree or no commit yet. What is not committed has no history.

    Raises:
        ShallowClone: the clone does not hold all commits.
        GitError: Git refused.
    """
    try:
        facts = run_git(
            root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--revs-only", "HEAD"
        )
    except (FileNotFoundError, NoRepository):
        return NO_HISTORY
    inside, shallow, *head = facts.decode().split()
    if inside != "true" or not head:
        return NO_HISTORY
    if shallow == "true":
        raise ShallowClone
    return parse_log(run_git(root, *_LOG, "--", *FILES))


def read_base_files(root: Path, ref: str) -> frozenset[str]:
    """Return the paths (`meetings/2026-12-10.yml`) of the meetings' files at a commit, branch or tag.

    Raises:
        UnknownCommit: there is no such commit.
        GitError: there is no repository, or Git refused.
    """
    found = (
        run_git(root, "rev-parse", "--revs-only", "--end-of-options", f"{ref}^{{commit}}").decode().split()
    )
    if len(found) != 1:
        raise UnknownCommit(ref)
    listed = run_git(root, "ls-tree", "-r", "-z", "--name-only", found[0], "--", "meetings/")
    return frozenset(path.decode("utf-8", "surrogateescape") for path in listed.split(b"\0") if path)


def parse_log(log: bytes) -> History:
    """Read the output of `git log -p -U0 --format=%x00%ct`.

    In a hunk every line begins with `+`, `-` or a backslash, whatever a file holds; so no text can pass for a header.
    """
    files: defaultdict[str, _Changes] = defaultdict(_Changes)
    for committed_at, lines in _commits(log.split(b"\n")):
        for path, rescheduled in _changed_files(lines):
            files[path].changed_at.append(committed_at)
            if rescheduled:
                files[path].rescheduled_at.append(committed_at)
    return History({path: _in_order(files[path]) for path in sorted(files)})


def _in_order(changes: _Changes) -> FileHistory:
    return FileHistory(tuple(sorted(changes.changed_at)), tuple(sorted(changes.rescheduled_at)))


def _commits(lines: Iterable[bytes]) -> Iterator[tuple[datetime, list[bytes]]]:
    """Part the lines of a log by commit."""
    for opening, commit in _parts(lines, _NEW_COMMIT):
        yield datetime.fromtimestamp(int(opening.removeprefix(_NEW_COMMIT)), UTC), commit


def _changed_files(lines: Iterable[bytes]) -> Iterator[tuple[str, bool]]:
    """Return each file that a commit changed, and whether it was rescheduled thereby."""
    for opening, change in _parts(lines, _NEW_FILE):
        header = _HEADER.fullmatch(opening)
        if header:  # a path that Git quotes is none of the group's
            path = header["path"].decode("utf-8", "surrogateescape")
            yield path, any(line.startswith(_COMES_OR_GOES) or _RESCHEDULES.match(line) for line in change)


def _parts(lines: Iterable[bytes], opening: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    """Part lines where one begins with `opening`, and return each such line with those after it."""
    found: list[tuple[bytes, list[bytes]]] = []
    for line in lines:
        if line.startswith(opening):
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
    yield from found
