"""What an earlier build left in the site's folder and may stay: exactly the bytes that would be written there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs import utils

if TYPE_CHECKING:
    from collections.abc import Container

    from mkdocs.structure.files import File


def stands(path: str, content: bytes) -> bool:
    """Return whether a file is there and holds what it should."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (thousands of times; MkDocs gives the path as text)
            return file.read() == content
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def put(file: File, content: bytes) -> None:
    """Write a page to its place, unless it stands there and is not older than its source, which is all MkDocs sees."""
    if file.is_modified() or not stands(file.abs_dest_path, content):
        utils.write_file(content, file.abs_dest_path)


def leave_only(folder: str, kept: Container[str]) -> None:
    """Delete all files in a folder but those kept, by their paths within it, and what MkDocs leaves: hidden entries."""
    for entry in _entries(folder):
        if not entry.name.startswith("."):
            _leave_only(entry, entry.name, kept)


def _leave_only(entry: os.DirEntry[str], path: str, kept: Container[str]) -> None:
    if not entry.is_dir(follow_symlinks=False):
        if path not in kept:
            Path(entry.path).unlink()
        return
    for inner in _entries(entry.path):
        _leave_only(inner, f"{path}/{inner.name}", kept)
    if not _entries(entry.path):
        Path(entry.path).rmdir()


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
