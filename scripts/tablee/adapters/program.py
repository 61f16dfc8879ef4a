"""The program as a part of what it makes: what was made by another one is made anew."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import distribution
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOURCES = (".py", ".html", ".xml", ".js", ".yml", ".jinja", ".mo", ".json")
_LIBRARIES = (
    *("font-source-sans-pro", "icalendar", "jinja2", "markdown", "markdown-it-py", "markupsafe", "mkdocs"),
    *("mkdocs-material", "nh3", "pillow", "pydantic", "pymdown-extensions", "pyyaml", "tzdata"),
)


class Program:
    """The sources of the package and the versions of the libraries, as they are now."""

    def __init__(self) -> None:
        package = str(files("tablee"))
        self._sources = {path: _digest_of(f"{package}/{path}") for path in sorted(_list_sources(package))}
        # As text: to find the version in it, Python reads it as a mail, its long description too.
        told = (distribution(name).read_text("METADATA") or "" for name in _LIBRARIES)
        self._libraries = hashlib.sha256("\0".join(told).encode()).digest()

    def digest(self, *beginnings: str) -> str:
        """Return what changes with the libraries, and with each source whose path in the package begins so."""
        chosen = (f"{path} ".encode() + d for path, d in self._sources.items() if path.startswith(beginnings))
        return hashlib.sha256(b"".join((self._libraries, *chosen))).hexdigest()


def _digest_of(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (as paths, finding five hundred takes as long as reading)
        return hashlib.sha256(file.read()).digest()


def _list_sources(package: str) -> Iterator[str]:
    """Yield the paths of the sources in the package's folder."""
    for folder, below, names in os.walk(package):
        below[:] = [name for name in below if name != "__pycache__"]
        inside = folder.removeprefix(package).lstrip(os.sep)
        for name in names:
            if name.endswith(_SOURCES):
                yield os.path.join(inside, name).replace(os.sep, "/")  # noqa: PTH118 (as above)
