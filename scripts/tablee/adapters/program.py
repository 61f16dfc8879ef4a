"""The program as a part of what it makes: what was made by another one is made anew."""

from __future__ import annotations

import os
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.build_cache import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SOURCES = (".py", ".html", ".xml", ".js", ".yml", ".jinja", ".mo", ".json")


def digest_of_program(rooms: Iterable[str], libraries: Iterable[str]) -> bytes:
    """Return what changes with the sources in some folders and files of the package, and the versions of libraries."""
    package = str(files("tablee"))
    paths = sorted(path for room in rooms for path in _sources(os.path.join(package, room)))  # noqa: PTH118 (see below)
    sources = (Path(path).read_bytes() for path in paths)
    # As text: to find the version in it, Python reads it as a mail, its long description too.
    told = (distribution(name).read_text("METADATA") or "" for name in libraries)
    return key_of(*(text.encode() for text in told), *sources).encode()


def _sources(place: str) -> Iterator[str]:
    """Yield the sources in a folder, as text: as paths, finding five hundred takes as long as reading them."""
    if os.path.isfile(place):  # noqa: PTH113
        yield place
    for folder, below, names in os.walk(place):
        below[:] = [name for name in below if name != "__pycache__"]
        yield from (f"{folder}/{name}" for name in names if name.endswith(_SOURCES))
