"""What stands for a refused file of content/, or mkdocs.yml: its last version in Git that is not refused, else nothing.

Nothing of it tells where or when people meet: whatever is refused here, calendars and group.json stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tablee.adapters.disk import Content
from tablee.adapters.git import run_git
from tablee.adapters.last_good import is_of_group, list_versions
from tablee.checks import codes
from tablee.checks.content import CONTENT, most_bytes
from tablee.checks.mkdocs_yml import FILE as MKDOCS
from tablee.checks.mkdocs_yml import MOST_BYTES
from tablee.files.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from tablee.checks.surroundings import Surroundings

Instead = Mapping[str, bytes | None]
"""What stands for a file, by its path in the group's folder; None: it is left out."""
Find = Callable[["Surroundings"], Iterable[Problem]]
"""Tells what is wrong around the files of the group."""
_PAGES = f"{CONTENT}/"


def is_around(problem: Problem) -> bool:
    """Return whether a problem lies in a file that is not the group's own; a picture that is not there is not shown."""
    return not is_of_group(problem.file) and problem.code is not codes.PHOTO_MISSING


def set_aside_content(root: Path, around: Surroundings, find: Find) -> Instead:
    """Return what stands for each file around the group's that is refused, until nothing is refused any more."""
    instead: dict[str, bytes | None] = {}
    while wrong := _errors(find(put_instead(root, around, instead))):
        for file in sorted({_to_blame(root, one) for one in wrong}):
            instead[file] = None if file in instead else _last_good(root, around, file, find)
    return instead


def put_instead(root: Path, around: Surroundings, instead: Instead) -> Surroundings:
    """Return the surroundings in which older versions stand for some files, and others are left out."""
    content = Content(root, instead)
    return replace(
        around,
        content=None if around.content is None else content,
        names=content.names,
        mkdocs=instead.get(MKDOCS, around.mkdocs) or b"",
        refused=tuple(one for one in around.refused if one.file not in instead),
    )


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [one for one in problems if one.is_error and is_around(one)]


def _to_blame(root: Path, problem: Problem) -> str:
    """Return the file that gives way: of two pages that want one address, the one that came later."""
    rival = str(problem.message.values.get("rival", ""))
    if problem.code is not codes.ADDRESS_TAKEN or not rival.startswith(_PAGES):
        return problem.file
    log = ("log", "--no-renames", "--diff-filter=A", "--name-only", "--relative", "--format=", "HEAD", "--")
    came = run_git(root, *log, problem.file, rival).decode().split("\n")
    known = [file for file in came if file in {problem.file, rival}]
    unknown = {problem.file, rival}.difference(known)
    return min(unknown) if len(unknown) == 1 else next(iter(known), problem.file)


def _last_good(root: Path, around: Surroundings, file: str, find: Find) -> bytes | None:
    """Return the newest version of a file that is not refused by itself; None where its very name is."""

    def is_refused(content: tuple[tuple[str, bytes], ...], mkdocs: bytes) -> bool:
        alone = replace(around, content=content, mkdocs=mkdocs, refused=())
        return any(one.file == file for one in _errors(find(alone)))

    if file != MKDOCS and (not file.startswith(_PAGES) or is_refused((), b"")):
        return None
    is_page = file != MKDOCS
    most = most_bytes(file) if is_page else MOST_BYTES
    for data in (one for one in list_versions(root, file) if 0 < len(one) <= most):
        if not is_refused(((file.removeprefix(_PAGES), data),) if is_page else (), b"" if is_page else data):
            return data
    return None
