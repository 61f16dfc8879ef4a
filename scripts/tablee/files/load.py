"""The group's files become a frozen Group; every problem of every file is gathered on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tablee.files import codes
from tablee.files.nodes import Spot, find_spot
from tablee.files.paths import GROUP_FILE, HOLIDAYS_FILE
from tablee.files.problem import Problem, problem, sort_problems
from tablee.files.read import read_file
from tablee.files.schema import GROUP, HOLIDAYS, MEETING, MEMBER
from tablee.files.yaml_text import Refused, load_nodes
from tablee.model import Group, Holidays, Meeting, Member, Settings
from tablee.model.folding import slug_of
from tablee.model.identity import is_identity, parse_slot_key
from tablee.model.slot_text import suggest_slot

_MANY = ("members/", "meetings/")
_ENDINGS = (".yml", ".yaml")
"""Files that hold YAML; of these only `.yml` is right, so that one identity has one file."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading gave: the group as far as it could be read, and what was refused.

    `group` is None where `group.yml` cannot be understood. `member_ids` holds every file of `members/`, also of those
    that were refused, so that one fault is not reported twice. `files` are the bytes that were read; for those that
    are `aside` an older version stands in the group, and nothing is written into them.
    """

    group: Group | None
    problems: tuple[Problem, ...]
    member_ids: frozenset[str]
    files: Mapping[str, bytes] = field(repr=False)
    aside: frozenset[str] = frozenset()

    def place(self, file: str, *path: str | int) -> Spot:
        """Return the line and column of a value, by its path of keys and indexes; 1, 1 where there is none.

        The file is read again: places are needed for problems only, and keeping all would cost every other run.
        """
        try:
            return find_spot(load_nodes(file, self.files[file])[1], path)
        except (Refused, KeyError):
            return 1, 1


def load_group(files: Mapping[str, bytes]) -> Loaded:
    """Read a group from its files, by their paths in the repository.

    Takes `group.yml`, `holidays.yml`, `members/*.yml` and `meetings/*.yml`; other paths are not looked at. Nothing is
    raised for what people may have typed: it becomes a Problem.
    """
    problems: list[Problem] = []
    settings = _load_settings(files, problems)
    members: dict[str, Member] = {}
    meetings: dict[str, Meeting] = {}
    known: set[str] = set()
    for folder, stem, file in sorted(_split(file) for file in files if file.casefold().endswith(_ENDINGS)):
        if folder == "members":
            known.add(stem)
            _keep(members, stem, _load_member(file, stem, files[file], problems))
        elif folder == "meetings":
            _keep(meetings, stem, _load_meeting(file, stem, files[file], problems))
    holidays = _load_holidays(files, problems)
    group = Group(settings, members, meetings, holidays) if settings else None
    return Loaded(group, tuple(sort_problems(problems)), frozenset(known), files)


def load_changed(loaded: Loaded, changed: Mapping[str, bytes]) -> Loaded:
    """Return what `load_group` would give with members' or meetings' files changed or added, reading those alone."""
    group, files = loaded.group, {**loaded.files, **changed}
    if group is None or not all(file.startswith(_MANY) and file.endswith(".yml") for file in changed):
        return load_group(files)
    problems = [one for one in loaded.problems if one.file not in changed]
    members, meetings, known = dict(group.members), dict(group.meetings), set(loaded.member_ids)
    for folder, stem, file in sorted(map(_split, changed)):
        if folder == "members":
            known.add(stem)
            _put(members, stem, _load_member(file, stem, files[file], problems))
        else:
            _put(meetings, stem, _load_meeting(file, stem, files[file], problems))
    of_members = group.members if members == group.members else dict(sorted(members.items()))
    again = replace(group, members=of_members, meetings=dict(sorted(meetings.items())))
    return Loaded(
        again, tuple(sort_problems(problems)), frozenset(known), files, loaded.aside.difference(changed)
    )


def _split(file: str) -> tuple[str, str, str]:
    """Return a file's folder, its name without `.yml`, and its path: in this order identities sort as they should."""
    folder, _slash, name = file.rpartition("/")
    return folder, name.removesuffix(".yml"), file


def _keep(table: dict[str, Any], key: str, value: object) -> None:
    if value is not None:
        table[key] = value


def _put(table: dict[str, Any], key: str, value: object) -> None:
    table.pop(key, None)
    _keep(table, key, value)


def _load_settings(files: Mapping[str, bytes], problems: list[Problem]) -> Settings | None:
    if GROUP_FILE not in files:
        problems.append(problem(codes.NO_GROUP, GROUP_FILE, (1, 1), {}))
        return None
    settings: Settings | None = read_file(GROUP, GROUP_FILE, files[GROUP_FILE], problems)
    return settings


def _load_holidays(files: Mapping[str, bytes], problems: list[Problem]) -> Holidays | None:
    if HOLIDAYS_FILE not in files:
        return None
    holidays: Holidays | None = read_file(HOLIDAYS, HOLIDAYS_FILE, files[HOLIDAYS_FILE], problems)
    return holidays


def _load_member(file: str, stem: str, content: bytes, problems: list[Problem]) -> Member | None:
    known = is_identity(stem)
    if not known:
        name = file.rpartition("/")[2]
        bare = re.sub(r"(?:\.ya?ml)+$", "", name, flags=re.IGNORECASE)
        example = f"{slug_of(bare) or 'prenom-nom'}.yml"
        problems.append(problem(codes.BAD_FILE_NAME, file, (1, 1), {"name": name, "example": example}))
    member: Member | None = read_file(MEMBER, file, content, problems, id=stem)
    return member if known else None


def _load_meeting(file: str, stem: str, content: bytes, problems: list[Problem]) -> Meeting | None:
    key = parse_slot_key(stem)
    if key is None:
        near = suggest_slot(re.sub(r"(?:\.ya?ml)+$", "", stem, flags=re.IGNORECASE))
        values = {"name": file.rpartition("/")[2], "near": near}
        problems.append(
            problem(codes.BAD_SLOT_KEY, file, (1, 1), values, codes.DAY_OF_NAME if near else None)
        )
    meeting: Meeting | None = read_file(MEETING, file, content, problems, key=key)
    return meeting if key else None
