"""When the group's files changed, as one reading of Git tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Commit(NamedTuple):
    """A commit: its place in the history, from the oldest on, and its committer date (UTC), which need not rise."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class FileHistory:
    """The commits of one file in the order of history: all, and the telling ones.

    Those changed the time, place or status of a meeting, or the name of a member and whether it is public.
    """

    commits: tuple[Commit, ...]
    telling: tuple[Commit, ...] = ()

    @property
    def changed_at(self) -> tuple[datetime, ...]:
        """The dates of all commits, the oldest first."""
        return tuple(sorted(commit.at for commit in self.commits))


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
