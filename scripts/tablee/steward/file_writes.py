"""What is written: the changed meetings as changes of their files, checked by the group's own rules beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tablee.checks.rules import check_group
from tablee.checks.surroundings import Surroundings
from tablee.files.load import Loaded, load_changed
from tablee.files.meeting_file import write_meeting
from tablee.files.paths import file_of_meeting, name_of
from tablee.files.problem import Problem
from tablee.files.write_keys import Unsafe
from tablee.i18n.translations import LazyText, _
from tablee.steward.working_group import WorkingGroup

UNWRITABLE = _("`{file}` could not be written: {why}")
UNREAD = _("it would not be read back as it was meant")
UNSAFE = _("its lines are written in a way that I do not change")


@dataclass(frozen=True, slots=True)
class FileWrites:
    """The files to write, by their paths; `refused` tells of the other meetings that changed why they were not."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    refused: Mapping[str, LazyText] = field(default_factory=dict)

    @property
    def troubles(self) -> tuple[LazyText, ...]:
        """Why meetings were not written."""
        return tuple(self.refused.values())


def plan_file_writes(
    working: WorkingGroup, loaded: Loaded, problems: Iterable[Problem], surroundings: Surroundings
) -> FileWrites:
    """Return the files of the meetings that changed; what would add an error to the `problems` is taken back and named.

    The record ends as the files will be.
    """
    known = {problem.name for problem in problems if problem.is_error}
    files: dict[str, bytes] = {}
    refused: dict[str, LazyText] = {}
    for key, meeting in working.changed.items():
        path, before = file_of_meeting(key), working.read.meetings.get(key)
        try:
            files[path] = write_meeting(loaded.files.get(path, b""), before, meeting)
        except Unsafe:
            refused[key] = LazyText(UNSAFE)
    while files:
        wrong = _faults(working, load_changed(loaded, files), files, known, surroundings)
        if not wrong:
            break
        refused.update(wrong)
        files = {path: data for path, data in files.items() if name_of(path) not in wrong}
    for key in refused:
        working.take_back(key)
    told = {
        key: LazyText(UNWRITABLE, {"file": file_of_meeting(key), "why": why}) for key, why in refused.items()
    }
    return FileWrites(files, told)


def _faults(
    working: WorkingGroup,
    again: Loaded,
    files: Mapping[str, bytes],
    known: set[tuple[str, str, str]],
    surroundings: Surroundings,
) -> dict[str, LazyText]:
    """Return which files are not what they should be when read again, by slot key: misread, or with an error more."""
    if again.group is None:
        return {name_of(path): LazyText(UNREAD) for path in files}
    meant = {name_of(path): working.group.meetings[name_of(path)] for path in files}
    wrong = {key: LazyText(UNREAD) for key, one in meant.items() if again.group.meetings.get(key) != one}
    line = working.timeline if again.group == working.group else None
    after = check_group(again, working.now, surroundings, line)
    added = [p for p in after if p.is_error and p.name not in known]
    wrong.update({name_of(p.file): p.message for p in added if p.file in files})
    blameless = [p for p in added if p.file not in files]
    if blameless and not wrong:
        return {name_of(path): blameless[0].message for path in files}
    return wrong
