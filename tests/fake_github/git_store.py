"""Git as far as GitHub's interface shows it: blobs, flat trees, commits with parents, branches."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

PLAIN = "100644"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit; `tree` is the id of its tree; GitHub signs what its interface makes for nobody in particular."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    message: str
    is_signed: bool = False


def _digest(*parts: object) -> str:
    return hashlib.sha1(repr(parts).encode(), usedforsecurity=False).hexdigest()


@dataclass
class GitStore:
    """All that was ever stored, and where the branches are."""

    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, dict[str, str]] = field(default_factory=dict)
    modes: dict[tuple[str, str], str] = field(default_factory=dict)
    commits: dict[str, Commit] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)

    def add_tree(self, files: Mapping[str, str], modes: Mapping[str, str] | None = None) -> str:
        """Store a tree of paths and blobs; `modes` are those of the files that are not plain ones."""
        odd = {path: mode for path, mode in (modes or {}).items() if path in files and mode != PLAIN}
        sha = _digest("tree", sorted(files.items()), sorted(odd.items()))
        self.trees[sha] = dict(files)
        self.modes |= {(sha, path): mode for path, mode in odd.items()}
        return sha

    def modes_of(self, tree: str) -> dict[str, str]:
        """Return the modes of a tree's files that are not plain ones."""
        return {path: mode for (sha, path), mode in self.modes.items() if sha == tree}

    def add_blob(self, content: bytes) -> str:
        """Store a file's bytes."""
        sha = _digest("blob", content)
        self.blobs[sha] = content
        return sha

    def add_commit(
        self, tree: str, parents: tuple[str, ...], message: str, *, is_signed: bool = False
    ) -> str:
        """Store a commit."""
        sha = _digest("commit", tree, parents, message, len(self.commits))
        self.commits[sha] = Commit(sha, tree, parents, message, is_signed)
        return sha

    def push(
        self,
        branch: str,
        files: Mapping[str, bytes | None],
        message: str,
        modes: Mapping[str, str] | None = None,
    ) -> str:
        """Commit files on a branch as somebody's push does."""
        head = self.branches.get(branch)
        tree = dict(self.trees[self.commits[head].tree]) if head else {}
        kept = self.modes_of(self.commits[head].tree) if head else {}
        for path, content in files.items():
            tree.pop(path, None)
            if content is not None:
                tree[path] = self.add_blob(content)
        self.branches[branch] = self.add_commit(
            self.add_tree(tree, {**kept, **(modes or {})}), (head,) if head else (), message
        )
        return self.branches[branch]

    def adopt(self, branch: str, files: Mapping[str, bytes], sha: str) -> None:
        """Put a commit of a real repository, with its own id, at the head of a branch."""
        head = self.branches.get(branch)
        tree = self.add_tree({path: self.add_blob(content) for path, content in files.items()})
        self.commits[sha] = Commit(sha, tree, (head,) if head and head != sha else (), "From a repository")
        self.branches[branch] = sha

    def files(self, commit: str) -> dict[str, bytes]:
        """Return the files of a commit."""
        return {
            path: self.blobs[blob] for path, blob in sorted(self.trees[self.commits[commit].tree].items())
        }

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the best common ancestor: one that lies before no other; None where there is none."""
        mine = set(self._past(one))
        common = [sha for sha in self._past(other) if sha in mine]
        return next((sha for sha in common if all(self.is_ancestor(older, sha) for older in common)), None)

    def _past(self, newest: str) -> list[str]:
        """Return a commit and all before it, the nearest first."""
        todo, seen = [newest], []
        while todo:
            sha = todo.pop(0)
            if sha not in seen:
                seen.append(sha)
                todo += self.commits[sha].parents
        return seen

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Say whether a commit is another one or lies before it."""
        todo, seen = [newer], set()
        while todo:
            sha = todo.pop()
            if sha == older:
                return True
            if sha not in seen:
                seen.add(sha)
                todo += self.commits[sha].parents
        return False
