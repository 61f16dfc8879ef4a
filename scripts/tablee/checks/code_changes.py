"""A change of code is no change of data: whoever merges it is told which files of it run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.files.problem import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.checks.case import Case
    from tablee.files.problem import Problem

DATA = ("members/", "meetings/", "content/", "docs/", "schemas/")
"""Folders of which no file is ever run."""
DATA_FILES = frozenset(
    {"group.yml", "holidays.yml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"}
)
MOST_NAMED = 5


def is_code(path: str) -> bool:
    """Return whether a file is run, or says what is run: everything but the group's own files and what people read."""
    return not path.startswith(DATA) and path not in DATA_FILES


def check_code_unchanged(case: Case) -> Iterator[Problem]:
    """A pull request that changes programs, workflows or configuration says so."""
    changed = [path for path in case.surroundings.changed if is_code(path)]
    if changed:
        named = ", ".join(f"`{path}`" for path in changed[:MOST_NAMED])
        rest = "…" if len(changed) > MOST_NAMED else ""
        values = {"files": named + rest, "count": len(changed)}
        yield problem(codes.CODE_CHANGED, changed[0], (1, 1), values)
