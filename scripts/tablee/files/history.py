"""When the group's files changed, as one reading of Git tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class FileHistory:
    """The commits of one file, oldest first: all of them, and those that changed a time, a place or a status."""

    changed_at: tuple[datetime, ...]
    rescheduled_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The history of each file, by its path in the repository; empty without Git."""

    files: Mapping[str, FileHistory] = field(default_factory=dict)

    def of(self, path: str) -> FileHistory:
        """Return the history of a file: no commit where it has none yet."""
        return self.files.get(path, _UNTRACKED)


_UNTRACKED = FileHistory(())
NO_HISTORY = History()
"""The history of a group that is not kept in Git."""
