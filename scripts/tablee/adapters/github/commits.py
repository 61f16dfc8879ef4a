"""Commits through GitHub's Git interface: all files of a run at once, never forced, on the branch that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from tablee.adapters.github.client import Refused
from tablee.adapters.github.replies import read_content, read_text
from tablee.i18n.translations import LazyText, _
from tablee.steward.tracker import Moved, Unreadable, Unwritten

if TYPE_CHECKING:
    from tablee.adapters.github.client import Client

Files = Mapping[str, bytes | None]
MOST_CHANGES = 300
"""Files that GitHub's comparison lists."""


class Branch:
    """The branch that holds the group's files; `read_at` is the commit whose files were read."""

    def __init__(self, client: Client, name: str, read_at: str) -> None:
        self.name = name
        self.read_at = read_at
        self._client = client

    def commit(self, files: Files, message: str) -> str:
        """Write files as one commit and return its id; empty where the branch says all of it already.

        Raises:
            Moved: the branch is no longer what was read.
        """
        self.require_unmoved()
        base = self.tree_of(self.read_at)
        tree = self.write_tree(base, files)
        if tree == base:
            return ""
        made = self.write_commit(message, tree, (self.read_at,))
        self._advance(made)
        self.read_at = made
        return made

    def require_unmoved(self) -> None:
        """Raise Moved where the branch is no longer what was read; a head from before it is GitHub's old news."""
        head = self.head(self.name)
        if head != self.read_at and (head is None or not self._is_old(head)):
            raise _moved(self.name)

    def _is_old(self, head: str) -> bool:
        return read_text(self._client.read(f"/compare/{self.read_at}...{head}"), "status") == "behind"

    def read_changes(self) -> Files:
        """Return the YAML files that changed since the branch was read, and take its head for what was read.

        Raises:
            Unreadable: the branch was rewritten, or changed too much to be listed.
        """
        head = self.head(self.name)
        if head is None:
            raise Unreadable(LazyText(_("GitHub has no branch {branch}"), {"branch": self.name}))
        if head == self.read_at:
            return {}
        compared = self._client.read(f"/compare/{self.read_at}...{head}")
        entries = compared.get("files") or [] if isinstance(compared, dict) else []
        status = read_text(compared, "status")
        if status == "behind":  # what was read is newer than what GitHub shows yet
            return {}
        if status != "ahead" or len(entries) >= MOST_CHANGES:
            raise Unreadable(
                LazyText(_("the branch {branch} was rewritten while it was read"), {"branch": self.name})
            )
        changed = {path: content for entry in entries for path, content in self._read_entry(entry)}
        self.read_at = head
        return changed

    def _read_entry(self, entry: dict[str, object]) -> list[tuple[str, bytes | None]]:
        path, status = read_text(entry, "filename"), read_text(entry, "status")
        gone: list[tuple[str, bytes | None]] = []
        if status == "renamed":
            gone = [(read_text(entry, "previous_filename"), None)]
        if not path.endswith(".yml"):
            return gone
        if status == "removed":
            return [(path, None)]
        return [*gone, (path, read_content(self._client.read(f"/git/blobs/{read_text(entry, 'sha')}")))]

    def head(self, branch: str) -> str | None:
        """Return the commit at the head of a branch; None where there is no such branch."""
        found = self._client.read_or_none(f"/git/ref/heads/{quote(branch)}")
        return None if found is None else read_text(found, "object", "sha")

    def is_in(self, head: str) -> bool:
        """Say whether a commit goes on from what was read, so that nothing has to be merged."""
        compared = self._client.read(f"/compare/{self.read_at}...{head}")
        return read_text(compared, "status") in {"ahead", "identical"}

    def tree_of(self, commit: str) -> str:
        """Return the id of a commit's tree."""
        return read_text(self._client.read(f"/git/commits/{commit}"), "tree", "sha")

    def changed_on(self, head: str) -> list[dict[str, object]]:
        """Return, as entries of a tree, what was changed on the way to a commit since it left what was read.

        A comparison does not tell which files are executable, links or submodules; the commit's tree does.
        """
        compared = self._client.read(f"/compare/{self.read_at}...{head}")
        entries = compared.get("files") or [] if isinstance(compared, dict) else []
        if len(entries) >= MOST_CHANGES:
            raise Unreadable(LazyText(_("too many files were changed beside the steward’s own")))
        tree = self._client.read(f"/git/trees/{self.tree_of(head)}", recursive="1")
        there = {read_text(entry, "path"): entry for entry in tree.get("tree") or []}
        paths = {read_text(entry, "filename") for entry in entries}
        paths |= {entry["previous_filename"] for entry in entries if entry.get("previous_filename")}
        return [_entry_there(path, there.get(path)) for path in sorted(paths)]

    def without_gone(self, commit: str, files: Files) -> Files:
        """Return files but for the deletions of what a commit does not hold: GitHub refuses those."""
        if None not in files.values():
            return files
        tree = self._client.read(f"/git/trees/{self.tree_of(commit)}", recursive="1")
        there = {read_text(entry, "path") for entry in tree.get("tree") or []}
        return {path: data for path, data in files.items() if data is not None or path in there}

    def write_tree(self, base: str, files: Files, beside: Sequence[dict[str, object]] = ()) -> str:
        """Store a tree with files put into another one, or taken out, and return its id.

        `beside` are entries that come along, but for those of the files themselves.
        """
        entries = [_entry(path, content) for path, content in sorted(files.items())]
        entries += [entry for entry in beside if entry["path"] not in files]
        stored = self._client.write("POST", "/git/trees", {"base_tree": base, "tree": entries})
        return read_text(stored, "sha")

    def write_commit(self, message: str, tree: str, parents: tuple[str, ...]) -> str:
        """Store a commit, on no branch yet, and return its id."""
        body = {"message": message, "tree": tree, "parents": list(parents)}
        return read_text(self._client.write("POST", "/git/commits", body), "sha")

    def _advance(self, made: str) -> None:
        """Move the branch to a commit; where the answer was lost or a refusal, its head tells what happened."""
        try:
            self.move(self.name, made)
        except Unwritten as fault:
            head = self.head(self.name)
            if head == made:
                return
            if head == self.read_at or (head is not None and self._is_old(head)):
                raise
            raise _moved(self.name) from fault

    def move_on(self, branch: str, commit: str) -> None:
        """Move a branch beside the group's forward to a commit; that it is elsewhere by now is Moved."""
        try:
            self.move(branch, commit)
        except Refused as refused:
            raise _moved(branch) from refused

    def move(self, branch: str, commit: str) -> None:
        """Move a branch forward to a commit."""
        self._client.write("PATCH", f"/git/refs/heads/{quote(branch)}", {"sha": commit, "force": False})

    def create(self, branch: str, commit: str) -> None:
        """Make a branch; that somebody made it meanwhile is Moved."""
        try:
            self._client.write("POST", "/git/refs", {"ref": f"refs/heads/{branch}", "sha": commit})
        except Refused as refused:
            if self.head(branch) is not None:
                raise _moved(branch) from refused
            raise


def _moved(branch: str) -> Moved:
    return Moved(LazyText(_("the branch {branch} has moved meanwhile"), {"branch": branch}))


def _entry_there(path: str, there: dict[str, object] | None) -> dict[str, object]:
    """Return the entry of a tree that makes a path what it is elsewhere: the same file, or none."""
    if there is None:
        return {"path": path, "mode": "100644", "type": "blob", "sha": None}
    return {"path": path, **{key: read_text(there, key) for key in ("mode", "type", "sha")}}


def _entry(path: str, content: bytes | None) -> dict[str, object]:
    entry: dict[str, object] = {"path": path, "mode": "100644", "type": "blob"}
    return {**entry, "sha": None} if content is None else {**entry, "content": content.decode()}
