"""The group's folder, read; a tree of pages, written: only what changed is touched, and what is stale goes."""

from __future__ import annotations

import os
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING

from tablee.adapters.plain_files import (
    MOST_YAML,
    Entry,
    Kind,
    NotPlain,
    check_folder,
    delete_plain,
    list_files,
    read_listed,
    read_plain,
    write_plain,
)
from tablee.checks import codes
from tablee.checks.content import CONTENT, PHOTOS, address_of, is_hidden, is_published, most_bytes
from tablee.checks.file_names import find_astray, folder_meant, is_person, is_root_file
from tablee.checks.mkdocs_yml import FILE as MKDOCS
from tablee.checks.mkdocs_yml import MOST_BYTES as MOST_MKDOCS
from tablee.files.paths import CODE_OWNERS
from tablee.files.problem import Problem, problem
from tablee.i18n.errors import ERRORS, UserError
from tablee.i18n.translations import LazyText, _

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

ROOT_FILES = ("group.yml", "holidays.yml")
FOLDERS = ("members", "meetings")
SUFFIXES = (".yml", ".yaml")
PROSE = ("README.md", MKDOCS, CODE_OWNERS)
"""Texts beside content/ that a group writes."""
PIXELS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
"""What holds no text."""
LAID = ".tablee-tree"
"""In a folder that was written: the paths of the tree, one a line."""
MOST_LAID = 16 * 1024 * 1024


class Unwritable(UserError):
    """A tree of pages cannot be laid out."""

    exit_status = ERRORS


def read_files(root: Path) -> dict[str, bytes]:
    """Read the group's YAML files, by their POSIX paths in the repository; `list_refused` names what is left out."""
    found = {name: _read_or_leave(root, name, MOST_YAML) for name in ROOT_FILES}
    for folder in FOLDERS:
        for entry in list_files(root, folder, deep=False):
            if entry.kind is Kind.FILE and entry.path.endswith(SUFFIXES):
                with suppress(NotPlain):
                    found[entry.path] = read_listed(root, entry.path, MOST_YAML)
    return {name: data for name, data in sorted(found.items()) if data is not None}


def read_prose(root: Path) -> dict[str, bytes]:
    """Read the other texts of the repository that are the group's own and may speak of members, by their paths."""
    names = [entry.path for entry in list_files(root, CONTENT) if entry.kind is Kind.FILE]
    texts = (name for name in names if not name.lower().endswith(PIXELS))
    found = ((name, _read_or_leave(root, name, MOST_YAML)) for name in (*texts, *PROSE))
    return {name: data for name, data in found if data is not None}


def read_mkdocs_yml(root: Path) -> bytes:
    """Return the group's mkdocs.yml; nothing where there is none that may be read."""
    return _read_or_leave(root, MKDOCS, MOST_MKDOCS) or b""


class Content:
    """The files of content/, listed once; each is read when it is asked for, since all may be more than memory.

    `instead` holds what stands for some files, by their paths in the group's folder; None: they are left out.
    """

    def __init__(self, root: Path, instead: Mapping[str, bytes | None] = MappingProxyType({})) -> None:
        self._root = root
        self._instead = instead
        listed = (e.path for e in list_files(root, CONTENT) if e.kind is Kind.FILE and not is_hidden(e.path))
        shown = (path for path, data in instead.items() if data is not None and path != MKDOCS)
        paths = dict.fromkeys(path for path in (*listed, *shown) if instead.get(path, b"") is not None)
        self.names = frozenset(path.removeprefix(f"{CONTENT}/") for path in paths)
        self._paths = tuple(paths)

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Yield what may be published, by its path within content/."""
        for path in self._paths:
            name = path.removeprefix(f"{CONTENT}/")
            if is_published(name):
                data = self._instead.get(path) or _read_or_leave(self._root, path, most_bytes(name))
                if data is not None:
                    yield name, data


def read_content(
    root: Path, photos: Container[str], instead: Mapping[str, bytes | None] = MappingProxyType({})
) -> dict[str, bytes]:
    """Read what goes onto the site as it is, by its path there; of the photos only those named."""
    from tablee.adapters.mkdocs_config import put_in_order  # noqa: PLC0415 (a check may need none)

    return {
        path: put_in_order(path, data.decode("utf-8")).encode() if path.endswith(".md") else data
        for path, data in Content(root, instead)
        if not path.startswith(PHOTOS) or path.removeprefix(PHOTOS) in photos
    }


def list_refused(root: Path, read: Container[str] = ()) -> list[Problem]:
    """Return a problem for each file of the group that is not read: a link, a device, or far too large.

    Files that were `read` need no second look.
    """
    top = [*list_files(root, "", deep=False)]
    known = [entry for entry in top if entry.path in {*ROOT_FILES, MKDOCS}]
    ours = [e for folder in FOLDERS for e in list_files(root, folder) if e.path not in read]
    refused = [
        e for e in ours if e.path.count("/") <= 1 and (e.kind is not Kind.FILE or e.path.endswith(SUFFIXES))
    ]
    astray = find_astray(_list_astray(root, top, ours))
    return [
        *(
            found
            for entry in (*known, *refused, *list_files(root, CONTENT))
            for found in _refuse(root, entry)
        ),
        *astray,
    ]


def _list_astray(root: Path, top: Sequence[Entry], ours: Iterable[Entry]) -> Iterator[str]:
    """Yield the paths at which the group's files may stand by mistake: at the root, and below folders called alike."""
    for entry in top:
        is_yaml = entry.kind is Kind.FILE and entry.path.casefold().strip().endswith((*SUFFIXES, ".yml.txt"))
        known = entry.path in (*ROOT_FILES, MKDOCS)
        if (
            is_yaml
            and not known
            and (is_root_file(entry.path) or is_person(_read_or_leave(root, entry.path, MOST_YAML) or b""))
        ):
            yield entry.path
    yield from (entry.path for entry in ours if entry.kind is Kind.FILE)
    with os.scandir(root) as found:
        folders = sorted(
            one.name
            for one in found
            if one.name not in FOLDERS and not one.is_symlink() and one.is_dir() and folder_meant(one.name)
        )
    for folder in folders:
        yield from (entry.path for entry in list_files(root, folder) if entry.kind is Kind.FILE)


def _refuse(root: Path, entry: Entry) -> Iterator[Problem]:
    most = MOST_YAML
    if entry.path.startswith(f"{CONTENT}/"):
        most = most_bytes(entry.path)
    elif entry.path == MKDOCS:
        most = MOST_MKDOCS
    if entry.kind is Kind.LINK:
        yield problem(codes.LINK, entry.path, (1, 1), {})
    elif entry.kind is not Kind.FILE:
        yield problem(codes.NOT_A_FILE, entry.path, (1, 1), {})
    elif (size := os.lstat(f"{root}/{entry.path}").st_size) > most:
        values = {"size": -(-size // 1024), "most": most // 1024}
        yield problem(codes.FILE_TOO_LARGE, entry.path, (1, 1), values)


def _read_or_leave(root: Path, path: str, most: int) -> bytes | None:
    """Read a file; None where there is none, or none that may be read."""
    try:
        return read_plain(root, path, most)
    except NotPlain:
        return None


def join_trees(pages: Mapping[str, str | bytes], content: Mapping[str, bytes]) -> dict[str, str | bytes]:
    """Lay what people wrote beside what the program renders.

    Raises:
        Unwritable: both want one path, or one address.
    """
    taken = {address_of(path): path for path in pages}
    for path in content:
        if rival := taken.get(address_of(path)):
            said = _("`content/{path}` and the program’s own `{rival}` want one page: rename the first.")
            raise Unwritable(LazyText(said, {"path": path, "rival": rival}))
    return {**pages, **content}


def write_tree(
    root: Path, folder: Path, tree: Mapping[str, str | bytes], *, alone: bool = False
) -> list[str]:
    """Lay a tree of files in a folder; return the paths that were written or deleted, sorted.

    A file that holds the wanted bytes is not touched. What an earlier tree laid there and this one lacks is deleted;
    files that no tree laid there are never deleted, so that a wrong folder costs nobody his work.

    Raises:
        NotPlain: the folder, or something in it, is a link or no file.
        Unwritable: the tree must stand `alone`, and the folder holds a file of somebody else.
    """
    check_folder(root, folder)
    laid = (read_plain(folder, LAID, MOST_LAID) or b"").decode("utf-8", "replace").splitlines()
    there = _check_laid(folder, {*tree, *laid, LAID}, alone=alone)
    touched = [path for path, text in tree.items() if _write(folder, path, _bytes(text), there)]
    touched += [path for path in sorted(set(laid) - set(tree), reverse=True) if delete_plain(folder, path)]
    write_plain(folder, LAID, "".join(f"{path}\n" for path in sorted(tree)).encode())
    return sorted(touched)


def check_output(root: Path, folder: Path) -> None:
    """Check that a folder, and all that stands in it, may be replaced by another program.

    Raises:
        NotPlain: it, or something in it, is a link or no plain file.
    """
    check_folder(root, folder)
    _check_laid(folder, (), alone=False)


def _write(folder: Path, path: str, data: bytes, there: Container[str]) -> bool:
    """Write a file, unless it is among those that are `there` and holds just that; return whether it was written."""
    try:
        holds = path in there and read_listed(folder, path, len(data)) == data
    except NotPlain:  # it holds more
        holds = False
    return not holds and write_plain(folder, path, data)


def _check_laid(folder: Path, ours: Container[str], *, alone: bool) -> set[str]:
    """Return the files in a folder, which holds nothing else, and where it must stand `alone` only `ours`."""
    there = set()
    for entry in list_files(folder, ""):
        if entry.kind is not Kind.FILE:
            raise NotPlain(entry.kind, folder, entry.path)
        if alone and entry.path not in ours:
            said = _("`{path}` in `{folder}` is not the program’s: delete it, or it would be published.")
            raise Unwritable(LazyText(said, {"path": entry.path, "folder": folder.as_posix()}))
        there.add(entry.path)
    return there


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text
