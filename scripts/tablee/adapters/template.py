"""The template that an engine comes from: its history, and its newest files, out of a Git repository."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.git import GitError, run_git
from tablee.adapters.plain_files import NotPlain, delete_plain, read_plain, write_beside
from tablee.files.engine import KEPT, Change, name_blob
from tablee.i18n.errors import UserError
from tablee.i18n.translations import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

MOST_BYTES = 64 * 1024 * 1024
VERSION_FILE = "scripts/tablee/__init__.py"
_ADDRESS = re.compile(r"^template: *(\S+) *$", re.MULTILINE)
_VERSION = re.compile(rb'^__version__ = "([^"]+)"', re.MULTILINE)
_ENTRY = re.compile(r":\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]\t(.+)")
_LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--raw", "--no-abbrev"),
    *("--no-renames", "--format=%x00%H", "HEAD"),
)
NO_TEMPLATE = _("There is no Git repository of a template at `{source}`.")


def read_kept(root: Path) -> str:
    """Return the address of the template that a group keeps; empty where it keeps none."""
    found = _ADDRESS.search((read_plain(root, KEPT, MOST_BYTES) or b"").decode("utf-8", "replace"))
    return found[1] if found else ""


@contextmanager
def opened(source: str) -> Iterator[Path]:
    """Yield the Git repository of a template, for as long as a `with` lasts: a folder, or a clone of an address.

    Raises:
        UserError: there is none.
    """
    if source.startswith("-"):
        raise UserError(NO_TEMPLATE, source=source)
    if Path(source).is_dir():
        yield Path(source)
        return
    with tempfile.TemporaryDirectory(prefix="tablee-template-") as name:
        try:
            run_git(Path(name), "clone", "--quiet", "--bare", "--", source, "template.git")
        except GitError as fault:
            raise UserError(NO_TEMPLATE, source=source) from fault
        yield Path(name) / "template.git"


def read_changes(template: Path) -> list[Change]:
    """Return what each commit of a template's main line changed, oldest first; raises UserError where it is none."""
    try:
        log = run_git(template, *_LOG).decode("utf-8", "surrogateescape")
    except GitError as fault:
        raise UserError(NO_TEMPLATE, source=template.as_posix()) from fault
    return [dict(_read_entries(part)) for part in log.split("\0")[1:]]


def _read_entries(commit: str) -> Iterator[tuple[str, str]]:
    for line in commit.splitlines():
        if found := _ENTRY.fullmatch(line):
            yield found[3], "" if found[1] == "000000" else found[2]


def read_newest(template: Path, paths: Iterable[str]) -> dict[str, tuple[bytes, bool]]:
    """Return what files of the newest commit hold, and which may be executed."""
    wanted, found = set(paths), {}
    with tarfile.open(fileobj=io.BytesIO(run_git(template, "archive", "--format=tar", "HEAD"))) as archive:
        for entry in archive:
            stream = archive.extractfile(entry) if entry.isfile() and entry.name in wanted else None
            if stream:
                found[entry.name] = stream.read(), bool(entry.mode & 0o100)
    return found


def read_blobs(root: Path, paths: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Return those files of a folder that are there, by Git's names of what they hold.

    Line ends of Windows count as those of the repository, but in a file that is `known` with them. What is a link or
    no file has a name of its own.
    """
    found = {}
    for path in paths:
        try:
            content = read_plain(root, path, MOST_BYTES)
        except NotPlain:
            found[path] = "-"
            continue
        if content is not None:
            name = name_blob(content)
            found[path] = name if name in known else name_blob(content.replace(b"\r\n", b"\n"))
    return found


def read_version(content: bytes) -> str:
    """Return the version that a package's first file says; empty where it says none."""
    found = _VERSION.search(content)
    return found[1].decode() if found else ""


def write_engine(root: Path, files: Mapping[str, tuple[bytes, bool]], stale: Iterable[str]) -> None:
    """Write files of the engine, each whole at any instant, and delete those that went."""
    beside = {path: write_beside(root, path, content) for path, (content, _runs) in files.items()}
    for path, new in beside.items():
        if files[path][1]:
            new.chmod(0o755)
        new.replace(root / path)
    for path in stale:
        delete_plain(root, path)


def run_newest(root: Path, language: str, command: str) -> str | None:
    """Return what a command of the engine in a folder says of the group there; None where its packages are missing."""
    if not (root / VERSION_FILE).is_file():
        return None
    done = subprocess.run(  # noqa: S603 (no shell)
        [sys.executable, "-m", "tablee", "-C", str(root), "--language", language, command],
        env={**os.environ, "PYTHONPATH": str((root / "scripts").resolve())},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr if done.returncode in {0, 1} and "Traceback" not in done.stderr else None
