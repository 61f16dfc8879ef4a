"""What surrounds the group's files: content/, the pull request's base, and whether this is the template itself."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from tablee.adapters.disk import Content, list_refused, read_mkdocs_yml
from tablee.adapters.issue_forms import read_forms
from tablee.checks.surroundings import Surroundings
from tablee.files.load import load_group
from tablee.files.paths import GROUP_FILE

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

VARIABLE = "TABLEE_TEMPLATE"
"""Set by the workflows from what GitHub says of the repository: `true` for the template, `false` for a copy."""


def read_surroundings(
    root: Path, base: str | None, *, publishing: bool = True, read: Container[str] = ()
) -> Surroundings:
    """Read what stands around the group's files, and the names of the meetings at a Git commit if one is given.

    What content/ holds is looked into only where it is published; files of the group that were `read` are not refused.
    """
    content = Content(root)
    around = Surroundings(
        content=content if publishing else None,
        names=content.names,
        refused=tuple(list_refused(root, read)),
        mkdocs=read_mkdocs_yml(root),
        forms=read_forms(root),
        is_template={"true": True, "false": False}.get(os.environ.get(VARIABLE, "")),
    )
    return _compare(around, root, base) if base else around


def _compare(around: Surroundings, root: Path, base: str) -> Surroundings:
    """Add what a commit says; of its settings nothing where they were not there, or could not be read."""
    # Imported here: most checks compare with nothing.
    from tablee.adapters.git_history import read_base_file, read_base_files, read_changed  # noqa: PLC0415

    meetings, changed = read_base_files(root, base), read_changed(root, base)
    group = load_group({GROUP_FILE: read_base_file(root, base, GROUP_FILE)}).group
    settings = group.settings if group else None
    return replace(around, base_meetings=meetings, base_settings=settings, changed=changed)
