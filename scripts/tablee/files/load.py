"""The group's files become a frozen Group; every problem of every file is gathered on the way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tablee import model
from tablee.files import codes
from tablee.files.folding import slug_of
from tablee.files.nodes import is_mapping
from tablee.files.plain_yaml import Doubt, load_plain
from tablee.files.problem import Problem, problem, sort_problems
from tablee.files.reading import Reading, Spot, find_spot
from tablee.files.shapes.group import GROUP
from tablee.files.shapes.holidays import HOLIDAYS
from tablee.files.shapes.meeting import MEETING
from tablee.files.shapes.member import MEMBER, build_member
from tablee.files.yaml_traps import explain_root
from tablee.model.identity import SlotKey, is_identity, parse_slot_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

    from tablee.files.composites import Record

GROUP_FILE = "group.yml"
HOLIDAYS_FILE = "holidays.yml"
_MANY = ("members/", "meetings/")
_ENDINGS = (".yml", ".yaml")
"""Files that hold YAML; of these only `.yml` is right, so that one identity has one file."""
DEFAULT_HORIZON = timedelta(weeks=26)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading gave: the group as far as it could be read, and what was refused.

    `group` is None where `group.yml` cannot be understood. `member_ids` holds every file of `members/`, also of those
    that were refused, so that one fault is not reported twice. `files` are the bytes that were read.
    """

    group: model.Group | None
    problems: tuple[Problem, ...]
    member_ids: frozenset[str]
    files: Mapping[str, bytes] = field(repr=False)

    def place(self, file: str, *path: str | int) -> Spot:
        """Return the line and column of a value, by its path of keys and indexes; 1, 1 where there is none.

        The file is read again: places are needed for problems only, and keeping all would cost every other run.
        """
        from tablee.files.yaml_text import Refused  # noqa: PLC0415 (for problems only)

        try:
            return find_spot(_read_again(file, self.files[file]), path)
        except (Refused, KeyError):
            return 1, 1


@lru_cache(maxsize=64)  # one file may have many problems, and the same ones every day
def _read_again(file: str, content: bytes) -> yaml.Node:
    from tablee.files.yaml_text import load_nodes  # noqa: PLC0415 (for problems only)

    return load_nodes(file, content)[1]


def load_group(files: Mapping[str, bytes]) -> Loaded:
    """Read a group from its files, by their paths in the repository.

    Takes `group.yml`, `holidays.yml`, `members/*.yml` and `meetings/*.yml`; other paths are not looked at. Nothing is
    raised for what people may have typed: it becomes a Problem.
    """
    problems: list[Problem] = []
    settings = _load_settings(files, problems)
    members: dict[str, model.Member] = {}
    meetings: dict[str, model.Meeting] = {}
    known: set[str] = set()
    for folder, stem, file in sorted(_split(file) for file in files if file.casefold().endswith(_ENDINGS)):
        if folder == "members":
            known.add(stem)
            _keep(members, stem, _load_member(file, stem, files[file], problems))
        elif folder == "meetings":
            _keep(meetings, stem, _load_meeting(file, stem, files[file], problems))
    holidays = _load_holidays(files, problems)
    group = model.Group(settings, members, meetings, holidays) if settings else None
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
    return Loaded(again, tuple(sort_problems(problems)), frozenset(known), files)


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


def _load_settings(files: Mapping[str, bytes], problems: list[Problem]) -> model.Settings | None:
    if GROUP_FILE not in files:
        problems.append(problem(codes.NO_GROUP, GROUP_FILE, (1, 1), {}))
        return None
    read = _load_values(GROUP_FILE, files[GROUP_FILE], GROUP, problems)
    return build_settings(read) if read else None


def build_settings(values: Mapping[str, Any]) -> model.Settings:
    """Make the settings of the values of group.yml, with the defaults that docs/files.md names."""
    given = dict(values)
    circles = {
        name: model.Circle(id=name, **{**circle, "rhythm": _by_date(circle.get("rhythm", ()))})
        for name, circle in given.pop("circles", {}).items()
    }
    poll = {"opens": timedelta(days=10), "closes": timedelta(days=4), **given.pop("poll", {})}
    turns = {"notice": timedelta(days=10), **given.pop("turns", {})}
    return model.Settings(
        rhythm=_by_date(given.pop("rhythm", ())),
        turns=model.TurnRules(**turns),
        poll=model.PollRules(**poll),
        horizon=given.pop("horizon", DEFAULT_HORIZON),
        circles=circles,
        **given,
    )


def _by_date(rules: tuple[model.RhythmRule, ...]) -> tuple[model.RhythmRule, ...]:
    return tuple(sorted(rules, key=lambda rule: rule.from_on))


def _load_holidays(files: Mapping[str, bytes], problems: list[Problem]) -> model.Holidays | None:
    if HOLIDAYS_FILE not in files:
        return None
    read = _load_values(HOLIDAYS_FILE, files[HOLIDAYS_FILE], HOLIDAYS, problems)
    return model.Holidays(**read) if read else None


def _load_member(file: str, stem: str, content: bytes, problems: list[Problem]) -> model.Member | None:
    if not is_identity(stem):
        name = file.rpartition("/")[2]
        example = f"{slug_of(name.rpartition('.')[0]) or 'prenom-nom'}.yml"
        problems.append(problem(codes.BAD_FILE_NAME, file, (1, 1), {"name": name, "example": example}))
    read = _load_values(file, content, MEMBER, problems)
    return build_member(stem, read) if read and is_identity(stem) else None


def _load_meeting(file: str, stem: str, content: bytes, problems: list[Problem]) -> model.Meeting | None:
    key = parse_slot_key(stem)
    if key is None:
        problems.append(problem(codes.BAD_SLOT_KEY, file, (1, 1), {"name": file.rpartition("/")[2]}))
    else:
        with suppress(Doubt):
            return _read_meeting(key, content)
    read = _load_values(file, content, MEETING, problems)
    return model.Meeting(key=key, **read) if key and read is not None else None


@lru_cache(maxsize=1024)  # what a run writes is read back, checked and read again
def _read_meeting(key: SlotKey, content: bytes) -> model.Meeting:
    """Read a meeting's file that is plain; raises Doubt where it is not."""
    return model.Meeting(key=key, **MEETING.take_values(load_plain(content)))


def _load_values(
    file: str, content: bytes, record: Record[Any], problems: list[Problem]
) -> dict[str, Any] | None:
    """Read one file by its declared keys; None where not even the required ones can be had."""
    try:
        return record.take_values(load_plain(content))
    except Doubt:  # now with care, to be told what is wrong and where, if anything is
        return _load_with_care(file, content, record, problems)


def _load_with_care(
    file: str, content: bytes, record: Record[Any], problems: list[Problem]
) -> dict[str, Any] | None:
    from tablee.files.yaml_text import Refused, load_nodes  # noqa: PLC0415 (slow to import, and seldom needed)

    try:
        text, node = load_nodes(file, content)
    except Refused as refused:
        problems.append(refused.problem)
        return None
    if not is_mapping(node):
        problems.append(explain_root(file, text, node))
        return None
    values, sound = record.read_values(node, Reading(file, text, problems))
    return values if sound else None
