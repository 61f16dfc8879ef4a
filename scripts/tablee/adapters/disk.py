"""The group's folder, read; a tree of pages, written: only what changed is touched, and what is stale goes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tablee.i18n.errors import ERRORS, UserError
from tablee.i18n.words import Phrase, _

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

ROOT_FILES = ("group.yml", "holidays.yml")
FOLDERS = ("members", "meetings")
SUFFIXES = (".yml", ".yaml")
CONTENT = "content"
PHOTOS = "photos/"
_BINARY = getattr(os, "O_BINARY", 0)
_PART = 1 << 17
LAID = ".tablee-tree"
"""In a folder that was written: the paths of the tree, one a line."""


class Unwritable(UserError):  # noqa: N818 (it says what the tree is)
    """A tree of pages cannot be laid out."""

    exit_status = ERRORS


def read_files(root: Path) -> dict[str, bytes]:
    """Read the group's YAML files, by their POSIX paths in the repository."""
    names = [*ROOT_FILES, *(name for folder in FOLDERS for name in _names_in(root, folder))]
    found = ((name, _read(f"{root}/{name}")) for name in sorted(names))
    return {name: data for name, data in found if data is not None}


def _names_in(root: Path, folder: str) -> Iterator[str]:
    """Yield the YAML files of a folder by their paths in the repository, in the order of the disk."""
    if (root / folder).is_dir():
        with os.scandir(root / folder) as entries:
            yield from (f"{folder}/{entry.name}" for entry in entries if entry.name.endswith(SUFFIXES))


def read_content(root: Path, photos: Container[str]) -> dict[str, bytes]:
    """Read what people wrote by hand, by its path on the site; of the photos only those named.

    Raises:
        Unwritable: a symbolic link, which could bring any file of the machine onto the site.
    """
    folder = root / CONTENT
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise Unwritable(
                Phrase(_("`{path}` is a link: put the file itself there."), {"path": f"{CONTENT}/{name}"})
            )
        hidden = any(part.startswith(".") for part in name.split("/"))
        unseen = name.startswith(PHOTOS) and name.removeprefix(PHOTOS) not in photos
        if path.is_file() and not hidden and not unseen:
            found[name] = path.read_bytes()
    return found


def join_trees(pages: Mapping[str, str | bytes], content: Mapping[str, bytes]) -> dict[str, str | bytes]:
    """Lay what people wrote beside what the program renders.

    Raises:
        Unwritable: both want one path, or one address.
    """
    taken = {_address(path): path for path in pages}
    for path in content:
        if rival := taken.get(_address(path)):
            said = _("`content/{path}` and the program’s own `{rival}` want one page: rename the first.")
            raise Unwritable(Phrase(said, {"path": path, "rival": rival}))
    return {**pages, **content}


def write_tree(folder: Path, tree: Mapping[str, str | bytes]) -> list[str]:
    """Lay a tree of files in a folder; return the paths that were written or deleted, sorted.

    A file that holds the wanted bytes is not touched. What an earlier tree laid there and this one lacks is deleted;
    files that no tree laid there are never deleted, so that a wrong folder costs nobody his work.
    """
    for parent in sorted({"", *(path.rpartition("/")[0] for path in tree)}):
        (folder / parent).mkdir(parents=True, exist_ok=True)
    touched = [path for path, text in tree.items() if _write(f"{folder}/{path}", text)]
    laid = folder / LAID
    earlier = laid.read_text("utf-8").splitlines() if laid.is_file() else []
    for path in sorted(set(earlier) - set(tree), reverse=True):
        touched += [path] if _delete(folder, path) else []
    _write(str(laid), "".join(f"{path}\n" for path in sorted(tree)))
    return sorted(touched)


def _delete(folder: Path, name: str) -> bool:
    """Delete a file, and its folders where they are empty now; say whether there was such a file."""
    path = folder / name
    if folder not in path.parents or ".." in path.parts or not path.is_file():
        return False
    path.unlink()
    for parent in path.parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()
    return True


def _write(path: str, text: str | bytes) -> bool:
    """Write a file, whose folder is there, unless it holds just that; say whether it was written.

    Opened once for both, by the system's own calls: of ten thousand files most of the time goes into opening.
    """
    data = text.encode() if isinstance(text, str) else text
    file = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
    try:
        held = os.read(file, len(data) + 1)
        if held == data and data:
            return False
        if held:
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)
    return True


def _read(path: str) -> bytes | None:
    """Return what a file holds; None where there is no file."""
    try:
        file = os.open(path, os.O_RDONLY | _BINARY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        parts = [os.read(file, _PART)]
        while len(parts[-1]) == _PART:
            parts.append(os.read(file, _PART))
    except IsADirectoryError:
        return None
    finally:
        os.close(file)
    return b"".join(parts)


def _address(path: str) -> str:
    """Return where a file of the tree is shown: `a.md` and `a/index.md` are one page."""
    if not path.endswith(".md"):
        return path
    return f"/{path}".removesuffix(".md").removesuffix("/README").removesuffix("/index").casefold() + "/"
