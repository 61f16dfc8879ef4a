"""What a founder's folder holds and whose repository it is; and the writing of the group's own files."""

from __future__ import annotations

import errno
import os
import re
import subprocess
from typing import TYPE_CHECKING

from tablee.adapters.plain_files import delete_plain, read_plain, write_beside, write_plain
from tablee.files.engine import README

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FOLDERS = ("content", "meetings", "members")
"""The folders that are the group's own; an upgrade of the program never touches them."""

OWN = ("group.yml", "holidays.yml", *FOLDERS)
KEPT = ".gitkeep"
MOST_MOVED = 64 * 1024 * 1024
_REMOTE = re.compile(r"(?:https://|ssh://git@|git@)github\.com[:/]([\w-]+)/([\w.-]+?)(?:\.git)?/?")
_FOREIGN = re.compile("GIT_(?!CONFIG|SSH|TRACE)")
"""Variables by which a hook or a shell points Git at another repository."""


def list_own_files(root: Path) -> tuple[str, ...]:
    """Return the paths of the group's own files, sorted; those that only keep a folder are left out."""
    paths = [root / name for name in OWN]
    found = [path for top in paths for path in ([top] if _is_leaf(top) else top.rglob("*"))]
    return tuple(
        sorted(path.relative_to(root).as_posix() for path in found if _is_leaf(path) and path.name != KEPT)
    )


def read_origin(root: Path) -> str:
    """Return `owner/name` of the repository on GitHub from which the folder was cloned; empty where there is none."""
    found = _REMOTE.fullmatch(_git(root, "config", "--get", "remote.origin.url").strip())
    return f"{found[1]}/{found[2]}" if found else ""


def list_uncommitted(root: Path) -> tuple[str, ...]:
    """Return those of the group's own files that Git could not bring back; none where the folder is no repository."""
    if not (root / ".git").exists():
        return ()
    entries = _git(
        root,
        "status",
        "--porcelain",
        "-z",
        "--no-renames",
        "--untracked-files=all",
        "--ignored",
        "--",
        *OWN,
        README,
    )
    return tuple(sorted(entry[3:] for entry in entries.split("\0") if entry[3:] and not entry.endswith(KEPT)))


def replace_files(root: Path, files: Mapping[str, bytes], stale: Iterable[str]) -> None:
    """Write files and delete stale ones; each file is whole at any instant, and nothing goes before all are written."""
    for name, beside in {name: write_beside(root, name, content) for name, content in files.items()}.items():
        beside.replace(root / name)
    for name in sorted(set(stale) - set(files), reverse=True):
        delete_plain(root, name)


def move_files(root: Path, moved: Mapping[str, str]) -> None:
    """Give files other names; one that is not there needs none.

    Raises:
        NotPlain: something is a link or no file.
        FileExistsError: a name is taken.
    """
    for old, new in moved.items():
        data = read_plain(root, old, MOST_MOVED)
        if data is None:
            continue
        if (root / new).exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
        write_plain(root, new, data)
        delete_plain(root, old)


def _is_leaf(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def _git(root: Path, *arguments: str) -> str:
    """Run Git in a folder; empty where there is no Git, or where it has nothing to say."""
    environment = {name: value for name, value in os.environ.items() if not _FOREIGN.match(name)}
    try:
        done = subprocess.run(  # noqa: S603 (no shell, and no argument from people)
            ["git", "-c", "core.quotePath=off", *arguments],  # noqa: S607 (Git is where the user put it)
            cwd=root,
            env={**environment, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else ""
