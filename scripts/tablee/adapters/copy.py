"""A copy of the group's files to try things on; it is gone when it is no longer needed."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.disk import read_files
from tablee.adapters.plain_files import Kind, list_files

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def copied(root: Path, issues: Path) -> Iterator[Path]:
    """Copy a group's YAML files and its folder of issues, if there is one, for as long as a `with` lasts."""
    with tempfile.TemporaryDirectory(prefix="tablee-") as name:
        copy = Path(name)
        for path, data in read_files(root).items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(data)
        if issues.is_dir():
            (copy / "issues").mkdir()
            for entry in list_files(issues, "", deep=False):
                if entry.kind is Kind.FILE:
                    shutil.copyfile(issues / entry.path, copy / "issues" / entry.path)
        yield copy
