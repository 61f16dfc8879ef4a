"""What a folder and the machine around it have of what the commands need: Git, a whole clone, the locked packages."""

from __future__ import annotations

import re
import shutil
from importlib import metadata
from typing import TYPE_CHECKING

from tablee.adapters.git import GitError, run_git
from tablee.adapters.plain_files import read_plain
from tablee.checks.repository import Finding
from tablee.i18n.translations import LazyText, _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = "requirements/site.txt"
MOST_BYTES = 4 * 1024 * 1024
MOST_NAMED = 5
_PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)(?: *; *(.*?))?[ \\]*$", re.MULTILINE)


def look_around(root: Path) -> Iterator[Finding]:
    """Yield what is missing or wrong here, each with the command that puts it right."""
    if shutil.which("git") is None:
        yield Finding(
            LazyText(_("Git is missing: calendars cannot tell what changed.")),
            "https://git-scm.com/downloads",
        )
    else:
        yield from _look_at_clone(root)
    if found := _differing(root):
        named = ", ".join(found[:MOST_NAMED]) + (" …" if len(found) > MOST_NAMED else "")
        said = _("Packages here differ from the locked ones: {packages}.")
        yield Finding(LazyText(said, {"packages": named}), f"python -m pip install -r {LOCK}")


def _look_at_clone(root: Path) -> Iterator[Finding]:
    try:
        shallow = run_git(root, "rev-parse", "--is-shallow-repository").decode().strip()
    except GitError:
        yield Finding(LazyText(_("This folder is no Git repository, so nothing of it is kept.")), "git init")
        return
    if shallow == "true":
        said = _("This clone is shallow: the revisions of calendars cannot be counted.")
        yield Finding(LazyText(said), "git fetch --unshallow")
    try:
        run_git(root, "config", "--get", "remote.origin.url")
    except GitError:
        said = _("This repository is connected to no other one: nothing is published from here.")
        yield Finding(LazyText(said), "git remote add origin https://github.com/OWNER/REPOSITORY")


def _differing(root: Path) -> list[str]:
    """Return the packages that are missing or of another version than the lock says; marked ones are passed over."""
    lock = (read_plain(root, LOCK, MOST_BYTES) or b"").decode("utf-8", "replace")
    return [
        f"{name} {version}"
        for name, version, marked in _PIN.findall(lock)
        if not marked and _installed(name) != version
    ]


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
