"""What waits in pull requests: it is said, and not yet settled; nothing that people see may claim it.

A group that reviews everything has its steward propose one meeting's file at a time. What was proposed counts for what
is decided next, so that nothing is asked or proposed twice; issues show the files as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tablee.files.load import Loaded, load_changed
from tablee.files.meeting_file import merge_meeting
from tablee.files.paths import name_of
from tablee.files.write_keys import Unsafe
from tablee.model import Meeting


class Standing(StrEnum):
    """How a proposal stands: it waits, nobody could open it as a pull request, or somebody turned it down."""

    OPEN = "open"
    UNOPENED = "unopened"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meeting's file as it is proposed; `base` is that file where the proposal began (None: there was none).

    A `current` one began at what is read today, so that nothing can have happened to the file since.
    """

    path: str
    base: bytes | None
    proposed: bytes
    standing: Standing = Standing.OPEN
    current: bool = False


@dataclass(frozen=True, slots=True)
class Proposals:
    """All proposals that matter, and where people find, or open, the one of a subject."""

    standing: tuple[Proposal, ...]
    address: Callable[[str], str]

    def propose_again(self, loaded: Loaded) -> Mapping[str, bytes]:
        """Return the files of the proposals that no pull request holds as they are by now.

        Some could not be opened; below others the branch has changed, and a keeper could not merge them any more.
        """
        unopened = (one for one in self.standing if one.standing is Standing.UNOPENED)
        return {**pending_files(loaded, unopened), **self._overtaken(loaded)}

    def _overtaken(self, loaded: Loaded) -> Mapping[str, bytes]:
        found = {}
        for one in self.standing:
            now = loaded.files.get(one.path)
            overtaken = not one.current and now not in {one.base, one.proposed}
            after = merged(loaded, one) if overtaken else None
            if after is not None:
                found[one.path] = after
        return found

    def waiting(self, loaded: Loaded) -> Mapping[str, bytes]:
        """Return the files of the proposals that somebody may still merge."""
        return pending_files(loaded, (one for one in self.standing if one.standing is not Standing.DECLINED))


def pending_files(loaded: Loaded, proposals: Iterable[Proposal]) -> dict[str, bytes]:
    """Return the files as they will be once what waits is merged, where that is another file than today's.

    Where the file changed on the group's branch meanwhile, what was proposed is put on top of that, but for what was
    changed by hand. What was turned down counts as said, too, so that it does not come back by itself the next day;
    once the file has changed, it is forgotten.
    """
    found = {}
    for one in proposals:
        after = merged(loaded, one)
        if after is not None and after != loaded.files.get(one.path):
            found[one.path] = after
    return found


def merged(loaded: Loaded, one: Proposal) -> bytes | None:
    """Return a proposal's file as it will be once it is merged; None where that cannot be said."""
    now = loaded.files.get(one.path)
    return one.proposed if one.current or now == one.base else _on_top(loaded, one, now)


def _on_top(loaded: Loaded, one: Proposal, now: bytes | None) -> bytes | None:
    """Return today's file with what a proposal changes; None where that cannot be said, or was taken out by hand."""
    if one.standing is Standing.DECLINED:
        return None
    base = _read(loaded, one.path, one.base)
    proposed, today = _read(loaded, one.path, one.proposed), _read(loaded, one.path, now)
    if proposed is None or now is None or today is None:
        return None
    try:
        return merge_meeting(now, base, proposed, today)
    except Unsafe:
        return None


def _read(loaded: Loaded, path: str, data: bytes | None) -> Meeting | None:
    if data is None or loaded.group is None:
        return None
    group = load_changed(loaded, {path: data}).group
    return group.meetings.get(name_of(path)) if group else None
