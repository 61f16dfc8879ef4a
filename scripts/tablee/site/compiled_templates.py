"""Templates as Jinja compiled them, kept by whoever builds the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class Store(Protocol):
    """Bytes by their keys, some of them from an earlier build."""

    def find(self, key: str) -> bytes | None:
        """Return what is stored under a key, if anything is."""

    def store(self, key: str, made: bytes) -> None:
        """Keep what was made."""

    def keep(self, beginning: str) -> None:
        """Keep what is stored under keys that begin so, also where nobody asks for it."""


class CompiledTemplates(BytecodeCache):
    """What Jinja made of templates; it asks for its own version, Python's and the template's text by itself.

    A build that makes few pages needs few templates: the next one finds the others all the same.
    """

    def __init__(self, store: Store, made_by: str) -> None:
        """Keep templates in a store; `made_by` changes with the program that compiles them."""
        self._store = store
        self._made_by = made_by
        store.keep(made_by)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what an earlier build stored."""
        if found := self._store.find(self._key(bucket)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled for the next build."""
        self._store.store(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return f"{self._made_by} {bucket.key}"
