"""What a founder's folder holds; and the writing of the group's own files."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from tablee.adapters.git import ask_git
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


def list_own_files(root: Path) -> tuple[str, ...]:
    """Return the paths of the group's own files, sorted; those that only keep a folder are left out."""
    paths = [root / name for name in OWN]
    found = [path for top in paths for path in ([top] if _is_leaf(top) else top.rglob("*"))]
    return tuple(
        sorted(path.relative_to(root).as_posix() for path in found if _is_leaf(path) and path.name != KEPT)
    )


def list_uncommitted(root: Path) -> tuple[str, ...]:
    """Return those of the group's own files that Git could not bring back; none where the folder is no repository."""
    if not (root / ".git").exists():
        return ()
    asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored")
    entries = ask_git(root, *asked, "--", *OWN, README)
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
