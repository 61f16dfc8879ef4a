"""The one way to the group's files and to outputs: plain files inside their folder, by no link, of bounded size."""

from __future__ import annotations

import os
import stat
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tablee.i18n.errors import ERRORS, UserError
from tablee.i18n.translations import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Should something be changed between the look and the opening, no link is followed and no pipe is waited for."""

MOST_YAML = 1024 * 1024
"""Bytes of a YAML file that are read at all; how long it may be is for its reader to say, with its size."""
_USUAL = 64 * 1024
"""Bytes that are asked for at first: most files have fewer."""
MOST_DEPTH = 8
"""Folders within folders; what lies deeper is refused."""


class Kind(StrEnum):
    """What stands at a path; only the first is ever opened."""

    FILE = "file"
    LINK = "link"
    SPECIAL = "special"
    LARGE = "large"
    DEEP = "deep"


class NotPlain(UserError):
    """A path that is not opened; `path` is the part of it at which something else stands than a file or a folder."""

    exit_status = ERRORS

    def __init__(self, kind: Kind, root: Path, path: str) -> None:
        super().__init__(
            _("`{path}` is a link or no plain file, and nothing is read or written through it: delete it."),
            path=(root / path).as_posix(),
        )
        self.kind = kind
        self.path = path


class Entry(NamedTuple):
    """A path below a folder, and what stands there."""

    path: str
    kind: Kind


def list_files(root: Path, folder: str, *, deep: bool = True) -> Iterator[Entry]:
    """Yield what a folder below `root` holds, by POSIX paths from `root`, sorted within each folder.

    Links and devices are named and not followed. Nothing is yielded where there is no such folder.
    """
    try:
        _check_way(root, folder)
    except NotPlain as fault:
        yield Entry(fault.path, fault.kind)
        return
    if (root / folder).is_dir():
        yield from _list_below(root, folder, deep=deep)


def _list_below(root: Path, folder: str, *, deep: bool) -> Iterator[Entry]:
    with os.scandir(f"{root}/{folder}") as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_symlink():
            yield Entry(path, Kind.LINK)
        elif not entry.is_dir():
            yield Entry(path, Kind.FILE if entry.is_file() else Kind.SPECIAL)
        elif deep and path.count("/") >= MOST_DEPTH:
            yield Entry(path, Kind.DEEP)
        elif deep:
            yield from _list_below(root, path, deep=deep)


def read_plain(root: Path, path: str, most: int) -> bytes | None:
    """Return what a file holds; None where there is none.

    Raises:
        NotPlain: a link on the way, something that is no file, or more than `most` bytes.
    """
    return read_listed(root, path, most) if _is_file(root, path) else None


def read_listed(root: Path, path: str, most: int) -> bytes | None:
    """Return what a file holds that `list_files` has just named as one: the way to it is not looked at again.

    Raises:
        NotPlain: more than `most` bytes.
    """
    try:
        number = os.open(f"{root}/{path}", os.O_RDONLY | _FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        # Without a file object: of a thousand small files, making those would take as long as reading.
        data = os.read(number, _USUAL)
        while 0 < len(data) <= most and (more := os.read(number, most + 1 - len(data))):
            data += more
    finally:
        os.close(number)
    if len(data) > most:
        raise NotPlain(Kind.LARGE, root, path)
    return data


def write_plain(root: Path, path: str, data: bytes) -> bool:
    """Write a file, with its folders, unless it holds just that; return whether it was written.

    Raises:
        NotPlain: a link on the way, or something that is no file.
    """
    if _is_file(root, path):
        held = os.open(root / path, os.O_RDWR | _FLAGS)
    else:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        held = os.open(root / path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o666)
    with os.fdopen(held, "r+b") as file:
        if data and file.read(len(data) + 1) == data:
            return False
        file.seek(0)
        file.write(data)
        file.truncate()
    return True


def delete_plain(root: Path, path: str) -> bool:
    """Delete a file, and its folders where they are empty now; return whether there was such a file.

    Raises:
        NotPlain: a link on the way, or something that is no file.
    """
    if not _is_file(root, path):
        return False
    (root / path).unlink()
    for parent in (root / path).parents:
        if parent == root or any(parent.iterdir()):
            break
        parent.rmdir()
    return True


def check_folder(root: Path, folder: Path) -> None:
    """Check that a folder to be written is a real one, or is not there yet; below `root`, so are those above it.

    Raises:
        NotPlain: it is, or lies behind, a link or something that is no folder.
    """
    inner, outer = (Path(os.path.abspath(path)) for path in (folder, root))  # noqa: PTH100 (links stay links)
    top = outer if outer in inner.parents else inner.parent
    way = inner.relative_to(top).as_posix()
    _check_way(top, way)
    if inner.exists() and not inner.is_dir():
        raise NotPlain(Kind.SPECIAL, top, way)


def write_beside(root: Path, path: str, data: bytes) -> Path:
    """Write what is to take the place of a file, and return where: put there, the file is whole at any instant.

    Raises:
        NotPlain: a link on the way, or something that is no file.
    """
    _is_file(root, path)
    beside = f"{path.rpartition('/')[0]}/.{path.rpartition('/')[2]}.new".removeprefix("/")
    write_plain(root, beside, data)
    return root / beside


def _is_file(root: Path, path: str) -> bool:
    """Return whether there is a plain file; raises NotPlain where there is anything but that or a folder."""
    _check_way(root, path, is_file=True)
    try:
        mode = os.lstat(f"{root}/{path}").st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if stat.S_ISLNK(mode):
        raise NotPlain(Kind.LINK, root, path)
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise NotPlain(Kind.SPECIAL, root, path)
    return stat.S_ISREG(mode)


def _check_way(root: Path, path: str, *, is_file: bool = False) -> None:
    """Check that no part of a path below `root` is a link, and that it does not lead out; a file is not looked at."""
    parts = path.split("/")
    if ".." in parts or path.startswith("/"):
        raise NotPlain(Kind.LINK, root, path)
    for end in range(1, len(parts) + (not is_file)):
        way = "/".join(parts[:end])
        if os.path.islink(f"{root}/{way}"):  # noqa: PTH114 (of a thousand files, in a tenth of the time)
            raise NotPlain(Kind.LINK, root, way)
