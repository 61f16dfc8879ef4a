"""GitHub's issue forms in the group's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.plain_files import MOST_YAML, Kind, list_files, read_plain
from tablee.files.paths import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def read_forms(root: Path) -> Mapping[str, bytes] | None:
    """Return the files of the folder of forms by their paths; None where the group has no such folder."""
    folder = FORMS.rstrip("/")
    entries = [entry for entry in list_files(root, folder, deep=False) if entry.kind is Kind.FILE]
    found = {entry.path: read_plain(root, entry.path, MOST_YAML) or b"" for entry in entries}
    return found or None
