"""The program as a part of what it makes: what was made by another one is made anew."""

from __future__ import annotations

from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.build_cache import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOURCES = {".py", ".html", ".xml", ".js", ".yml", ".jinja", ".mo", ".json"}


def digest_of_program(rooms: Iterable[str], libraries: Iterable[str]) -> bytes:
    """Return what changes with the sources in some folders and files of the package, and the versions of libraries."""
    places = [Path(str(files("tablee"))) / room for room in rooms]
    found = (path for place in places for path in ([place] if place.is_file() else place.rglob("*")))
    paths = sorted(path for path in found if path.suffix in _SOURCES)
    sources = (path.read_bytes() for path in paths)
    # As text: to find the version in it, Python reads it as a mail, its long description too.
    told = (distribution(name).read_text("METADATA") or "" for name in libraries)
    return key_of(*(text.encode() for text in told), *sources).encode()
