"""What surrounds the group's files: pictures, the pull request's base, and whether this is the template itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tablee.adapters.git_history import read_base_files
from tablee.checks.surroundings import Surroundings

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "TABLEE_TEMPLATE"
"""Set by the workflows from what GitHub says of the repository: `true` for the template, `false` for a copy."""

PHOTOS = "content/photos"


def read_surroundings(root: Path, base: str | None) -> Surroundings:
    """Read the beginnings of the pictures, and the names of the meetings at a Git commit if one is given."""
    return Surroundings(
        photos=_read_pictures(root / "content" / "photos"),
        logos=_read_pictures(root / "content"),
        base_keys=read_base_files(root, base) if base else None,
        is_template={"true": True, "false": False}.get(os.environ.get(VARIABLE, "")),
    )


def _read_pictures(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
