"""The history of the group's files, for the commands that publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.git import GitError
from tablee.adapters.git_history import read_history
from tablee.cli.exits import ERRORS, Stop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tablee.files.history import History


def need_history(root: Path) -> History:
    """Return the history of the group's files; stop on a shallow clone, whose calendars would go back in time."""
    return wait_for_history(lambda: read_history(root))


def wait_for_history(history: Callable[[], History]) -> History:
    """Return a history that is being read; stop as `need_history` does."""
    try:
        return history()
    except GitError as fault:
        raise Stop(ERRORS, fault.phrase) from fault
