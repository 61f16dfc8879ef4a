"""Files that look like the group's own and are not read: another ending, another folder, another spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.files.problem import problem
from tablee.model.folding import fold, slug_of
from tablee.model.identity import parse_slot_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tablee.files.problem import Problem

_FOLDERS = {
    **dict.fromkeys(("members", "member", "membres", "membre"), "members"),
    **dict.fromkeys(("meetings", "meeting", "reunions", "reunion", "rencontres", "rencontre"), "meetings"),
}
_ROOT = re.compile(r"(?P<stem>group|groupe|holidays)\.ya?ml(?:\.txt)?\s*", re.IGNORECASE)
_YAML = re.compile(r"\.ya?ml$")
_ENDINGS = re.compile(r"(?:\.(?:ya?ml|txt|md))+\s*$", re.IGNORECASE)
_PERSON = re.compile(rb"^public\s*:", re.MULTILINE)


@lru_cache(maxsize=256)
def folder_meant(name: str) -> str:
    """Return the folder of ours that a folder's name stands for; empty where none does."""
    return _FOLDERS.get(fold(name), "")


def is_root_file(name: str) -> bool:
    """Return whether a name is nearly that of a file at the root."""
    return _ROOT.fullmatch(name) is not None


def is_person(content: bytes) -> bool:
    """Return whether a file at the root says what only a member's file says."""
    return _PERSON.search(content) is not None


def find_astray(paths: Iterable[str]) -> Iterator[Problem]:
    """Tell of each file that is not read, and where it would be."""
    for path in paths:
        if target := place_meant(path):
            values = {"target": target, "folder": target.rpartition("/")[0]}
            fix = codes.MOVE_TO_FOLDER if target.endswith("/") else None
            yield problem(codes.NOT_READ, path, (1, 1), values, fix)


def place_meant(path: str) -> str:
    """Return the path at which a file would be read; the folder alone where its name tells no day; empty if it is."""
    folder, _slash, name = path.rpartition("/")
    ours = folder_meant(path.partition("/")[0]) if folder else ""
    if name.startswith(".") or name.casefold().startswith("readme"):
        return ""
    if folder == ours and folder and _YAML.search(name):
        return ""
    stem = _ENDINGS.sub("", name).strip()
    if ours == "meetings":
        return f"meetings/{stem}.yml" if parse_slot_key(stem.casefold()) else "meetings/"
    if not ours and (found := _ROOT.fullmatch(name)) and not folder:
        wanted = "group.yml" if found["stem"].casefold().startswith("group") else "holidays.yml"
        return wanted if name != wanted else ""
    return f"members/{slug_of(stem) or 'prenom-nom'}.yml"
