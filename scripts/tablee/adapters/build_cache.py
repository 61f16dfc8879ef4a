"""What earlier builds made, by the hash of all that it was made of: one file in the build folder, which may be deleted.

It begins with the hash of the rest, so that a file cut short, damaged or of another form counts as none. It holds
programs (compiled templates), so it is believed only where Git knows that it came with no commit.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from tablee.adapters.git import GitError, run_git
from tablee.adapters.plain_files import NotPlain, read_plain, write_beside
from tablee.adapters.program import Program

if TYPE_CHECKING:
    from pathlib import Path

FILE = "build/cache"
MOST_BYTES = 512 * 1024 * 1024
_FORM = b"tablee 1 "


class BuildCache:
    """Bytes by their keys; what a build neither found, stored nor kept is forgotten when it ends."""

    def __init__(self, root: Path) -> None:
        self.program = Program()
        self._root = root
        self._earlier = _read(root)
        self._used: dict[str, bytes] = {}

    def find(self, key: str) -> bytes | None:
        """Return what an earlier build stored under a key; None where it stored nothing."""
        found = self._used.get(key) or self._earlier.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def store(self, key: str, made: bytes) -> None:
        """Keep what was made for the next build."""
        self._used[key] = made

    def keep(self, beginning: str) -> None:
        """Keep what an earlier build stored under keys that begin so, whether this one uses it or not."""
        self._used |= {key: made for key, made in self._earlier.items() if key.startswith(beginning)}

    def write(self) -> None:
        """Write what this build used, in the place of what an earlier one left."""
        if self._used == self._earlier:
            return
        places, at = {}, 0
        for key, made in self._used.items():
            places[key] = (at, len(made))
            at += len(made)
        body = (json.dumps(places).encode(), b"\n", *self._used.values())
        if at < MOST_BYTES:
            write_beside(self._root, FILE, b"".join((_head(*body), *body))).replace(self._root / FILE)


def key_of(*parts: bytes) -> str:
    """Return the key of what is made of some parts and nothing else."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(b"%d " % len(part))
        hashed.update(part)
    return hashed.hexdigest()


def _head(*body: bytes | memoryview) -> bytes:
    hashed = hashlib.sha256()
    for part in body:
        hashed.update(part)
    return _FORM + hashed.hexdigest().encode() + b"\n"


def _read(root: Path) -> dict[str, bytes]:
    """Read what was stored; nothing where the file is missing or damaged, or may come from others."""
    try:
        data = read_plain(root, FILE, MOST_BYTES) or b""
    except NotPlain:
        return {}
    start = data.find(b"\n") + 1
    if data[:start] != _head(memoryview(data)[start:]) or not _is_own(root):
        return {}
    first = data.index(b"\n", start) + 1
    places = json.loads(data[start:first])
    return {key: data[first + at : first + at + size] for key, (at, size) in places.items()}


def _is_own(root: Path) -> bool:
    """Return whether Git knows that a build left the file here; in a folder unpacked from an archive nobody knows."""
    try:
        return not run_git(root, "ls-files", "--", FILE)
    except (GitError, FileNotFoundError):
        return False
