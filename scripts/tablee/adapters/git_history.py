"""What Git knows of the group's files, read by one `git log`: when each changed, and when in what calendars tell."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tablee.adapters.git import NoRepository, ShallowClone, UnknownCommit, run_git
from tablee.files.history import NO_HISTORY, Commit, FileHistory, History

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = ("group.yml", "holidays.yml", "meetings", "members")
"""The files and folders whose history the feeds need."""

# Every commit counts, be it on a branch that was merged (--full-history), so that a count can only grow, and each comes
# after its children (--date-order), whatever its date. A renamed file is one gone and one come: its name is its
# identity. The last line undoes what settings and attributes could change.
_LOG = (
    *("log", "--date-order", "--full-history", "--no-renames", "--relative", "-p", "-U0", "--format=%x00%ct"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--text", "--src-prefix=a/", "--dst-prefix=b/"),
)

_FACTS = re.compile(
    rb"""^(?:
        \0(?P<committed>\d+)$
        |diff[ ]--git[ ](?:a/(?P<path>.+)[ ]b/(?P=path)$|(?P<foreign>.))
        |(?P<telling>new[ ]file[ ]mode|deleted[ ]file[ ]mode
            |[+-](?:\{|["']?(?:date|at|lasts|place|status|poll|name|public)["']?[ \t]*:))
    )""",
    re.MULTILINE | re.VERBOSE,
)
"""The lines of a log that say something: a commit, a file of it, that the change is a telling one.

It is: where the file comes or goes, and where a line of the change touches a key at the top level which says when,
where or whether people meet, or how a member is named. In a hunk every line begins with `+`, `-` or a backslash,
whatever a file holds; so no text can pass for a header.
"""


@dataclass(slots=True)
class _Changes:
    """The commits of one file, as they are found: the newest first."""

    commits: list[Commit] = field(default_factory=list)
    telling: list[Commit] = field(default_factory=list)


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
    listed = run_git(root, "ls-tree", "-r", "-z", "--name-only", _commit(root, ref), "--", "meetings/")
    return frozenset(_paths(listed))


def read_base_file(root: Path, ref: str, path: str) -> bytes:
    """Return what a file of the group held at a commit; nothing where it was not there; raises as above."""
    commit = _commit(root, ref)
    listed = run_git(root, "ls-tree", "-z", "--name-only", commit, "--", path)
    return run_git(root, "show", f"{commit}:./{path}") if listed else b""


def read_changed(root: Path, ref: str) -> tuple[str, ...]:
    """Return the paths that differ between a commit, branch or tag and the files that stand there; raises as above."""
    listed = run_git(root, "diff", "--name-only", "--no-renames", "-z", _commit(root, ref), "--")
    return tuple(sorted(_paths(listed)))


def read_base(root: Path, ref: str) -> dict[str, bytes]:
    """Return the group's YAML files as they are at a commit, branch or tag; raises as above."""
    import tarfile  # noqa: PLC0415 (it takes its time, and only comparing with a commit needs it)

    commit = _commit(root, ref)
    listed = run_git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", *FILES)
    paths = [path for path in _paths(listed) if path.endswith(".yml")]
    if not paths:
        return {}
    folders = {path.partition("/")[0] for path in paths}
    with tarfile.open(
        fileobj=io.BytesIO(run_git(root, "archive", "--format=tar", commit, "--", *sorted(folders)))
    ) as tar:
        files = ((entry.name, tar.extractfile(entry)) for entry in tar if entry.name in paths)
        return {name: stream.read() for name, stream in files if stream}


def count_commits(root: Path, *paths: str) -> int:
    """Return how many commits changed one of some paths; none where there is no Git."""
    try:
        return len(run_git(root, "log", "--all", "--format=%H", "--", *paths).split())
    except (FileNotFoundError, NoRepository):
        return 0


def _commit(root: Path, ref: str) -> str:
    found = (
        run_git(root, "rev-parse", "--revs-only", "--end-of-options", f"{ref}^{{commit}}").decode().split()
    )
    if len(found) != 1:
        raise UnknownCommit(ref)
    return found[0]


def _paths(listed: bytes) -> Iterator[str]:
    return (path.decode("utf-8", "surrogateescape") for path in listed.split(b"\0") if path)


def parse_log(log: bytes) -> History:
    """Read the output of `git log -p -U0 --format=%x00%ct`; a path that Git quotes is none of the group's."""
    files: defaultdict[str, _Changes] = defaultdict(_Changes)
    commit = Commit(0, datetime.fromtimestamp(0, UTC))
    of_quoted = of_file = _Changes()
    for fact in _FACTS.finditer(log):
        kind = fact.lastgroup
        if kind == "committed":
            commit = Commit(commit.number - 1, datetime.fromtimestamp(int(fact["committed"]), UTC))
            of_file = of_quoted
        elif kind == "path":
            of_file = files[fact["path"].decode("utf-8", "surrogateescape")]
            of_file.commits.append(commit)
        elif kind == "foreign":
            of_file = of_quoted
        elif of_file.telling[-1:] != [commit]:
            of_file.telling.append(commit)
    return History({path: _oldest_first(files[path]) for path in sorted(files)})


def _oldest_first(changes: _Changes) -> FileHistory:
    return FileHistory(tuple(reversed(changes.commits)), tuple(reversed(changes.telling)))
