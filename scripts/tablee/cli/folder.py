"""The group's folder as the commands need it: its files read, the clock set, and every problem found."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.adapters.clock import read_now
from tablee.adapters.disk import read_files
from tablee.checks.report import render_report
from tablee.files.load import Loaded, load_group
from tablee.files.paths import name_of
from tablee.files.problem import Problem, has_errors
from tablee.i18n.errors import ERRORS, UserError
from tablee.i18n.translations import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from tablee.i18n.translations import Translations
    from tablee.model import Group
    from tablee.rules.event import Event
    from tablee.rules.timeline import Timeline


class InvalidGroup(UserError):
    """The group's files hold errors; the message is the whole list of problems."""

    exit_status = ERRORS

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(_("The group's files hold errors."))

    def render(self, words: Translations) -> str:
        """Return every problem, one a line."""
        return render_report(self.problems, words, "text")


@dataclass(frozen=True, slots=True)
class Reading:
    """A group's folder as a command sees it: what was loaded, the present, and all problems, sorted."""

    loaded: Loaded
    now: datetime
    problems: list[Problem]


def read_folder(options: argparse.Namespace) -> Loaded:
    """Read the group's folder; raises UserError for a folder that is none."""
    if not options.root.is_dir():
        raise UserError(_("There is no folder `{folder}`."), folder=options.root)
    return load_group(read_files(options.root))


def set_clock(options: argparse.Namespace, group: Group | None) -> datetime:
    """Return the present in the group's zone; raises UserError for a time that is none."""
    return read_now(options.now, group.settings.timezone if group else "UTC")


def load_folder(options: argparse.Namespace) -> tuple[Loaded, datetime]:
    """Read the group's folder and set the clock; raises UserError for a folder or a time that is none."""
    loaded = read_folder(options)
    return loaded, set_clock(options, loaded.group)


def need_loaded(options: argparse.Namespace) -> tuple[Loaded, Group, datetime]:
    """Return what was read, its group and the present; raises InvalidGroup where group.yml cannot be read."""
    loaded, now = load_folder(options)
    if loaded.group is None:
        raise InvalidGroup(loaded.problems)
    return loaded, loaded.group, now


def find_problems(
    options: argparse.Namespace,
    loaded: Loaded,
    now: datetime,
    base: str | None = None,
    *,
    publishing: bool = False,
) -> list[Problem]:
    """Return every problem of a loaded group, sorted; `base` is a Git commit to compare with.

    Where the command is `publishing`, what content/ holds is judged as well.
    """
    # Imported here: commands that need no check start sooner.
    from tablee.adapters.surroundings import read_surroundings  # noqa: PLC0415
    from tablee.checks.rules import check_group  # noqa: PLC0415

    read = loaded.files.keys() - loaded.aside
    return check_group(loaded, now, read_surroundings(options.root, base, publishing=publishing, read=read))


def read_group(options: argparse.Namespace, base: str | None = None, *, publishing: bool = False) -> Reading:
    """Read the group's folder, set the clock and find every problem; `base` is a Git commit to compare with."""
    loaded, now = load_folder(options)
    return Reading(loaded, now, find_problems(options, loaded, now, base, publishing=publishing))


def need_group(options: argparse.Namespace, words: Translations) -> tuple[Group, datetime]:
    """Return a group without errors and the present; raises InvalidGroup where there is an error."""
    read = read_group(options)
    return admit(read.loaded.group, read.problems, words), read.now


def admit(group: Group | None, problems: list[Problem], words: Translations) -> Group:
    """Return a group without errors; raises InvalidGroup. Warnings are only counted: `check` is there to read them."""
    if group is None or has_errors(problems):
        raise InvalidGroup(problems)
    if problems:
        warnings = words.ngettext("{n} warning", "{n} warnings", len(problems))
        print(words.gettext("{warnings}: see `tablee check`.", warnings=warnings), file=sys.stderr)
    return group


def say_changed(changed: Sequence[str], folder: Path, words: Translations) -> str:
    """Say how many files of a tree were written or deleted."""
    shown = folder.as_posix()
    return words.ngettext(
        "{n} file changed in {folder}", "{n} files changed in {folder}", len(changed), folder=shown
    )


def need_event(timeline: Timeline, text: str) -> Event:
    """Return the event of a slot key, also typed as the path of its file; raises UserError where there is none."""
    key = name_of(text)
    event = timeline.event(key)
    if event is None:
        known = ", ".join(f"`{one.key}`" for one in timeline.coming("")[:3])
        raise UserError(
            _("There is no meeting `{key}`. The next ones are {known}."), key=key, known=known or "–"
        )
    return event


def need_circle(group: Group, circle: str) -> str:
    """Return a circle's key, empty for the group itself; raises UserError where the group has no such circle."""
    if circle not in group.circle_ids:
        known = ", ".join(group.settings.circles) or "–"
        raise UserError(_("There is no circle `{circle}`. Known: {known}."), circle=circle, known=known)
    return circle
