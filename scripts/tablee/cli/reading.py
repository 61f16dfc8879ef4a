"""What most commands begin with: the group's folder read, the clock set, and every problem found."""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.adapters.clock import NotATime, read_now
from tablee.adapters.disk import read_files
from tablee.adapters.git import GitError
from tablee.checks.report import render_report
from tablee.cli.exits import ERRORS, WRONG_USE, Stop
from tablee.files.load import Loaded, load_group
from tablee.files.problem import Problem, has_errors, sort_problems
from tablee.i18n.words import Phrase, _

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from tablee.i18n.words import Words
    from tablee.model import Group
    from tablee.rules.timeline import Timeline

UTC_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Reading:
    """A group's folder as a command sees it: what was loaded, the present, and all problems, sorted."""

    loaded: Loaded
    now: datetime
    problems: list[Problem]


def load_folder(options: argparse.Namespace) -> tuple[Loaded, datetime]:
    """Read the group's folder and set the clock; raises Stop for a folder or a time that is none."""
    if not options.root.is_dir():
        raise Stop(WRONG_USE, Phrase(_("There is no folder `{folder}`."), {"folder": options.root}))
    # Reading makes many objects and no cycles: without the collector it takes two thirds of the time.
    gc.disable()
    loaded = load_group(read_files(options.root))
    gc.freeze()
    gc.enable()
    return loaded, read_clock(options.now, loaded.group.settings.timezone if loaded.group else UTC_ZONE)


def read_clock(asked: str | None, zone: str) -> datetime:
    """Return the present in a zone; raises Stop for a time that is none."""
    try:
        return read_now(asked, zone)
    except NotATime as fault:
        wrong = Phrase(_("`{text}` is no time. Write it as in `2026-12-10T12:30`."), {"text": str(fault)})
        raise Stop(WRONG_USE, wrong) from fault


def read_group(options: argparse.Namespace, base: str | None = None) -> Reading:
    """Read the group's folder, set the clock and find every problem; `base` is a Git commit to compare with."""
    loaded, now = load_folder(options)
    return Reading(loaded, now, find_problems(options, loaded, now, base))


def find_problems(
    options: argparse.Namespace,
    loaded: Loaded,
    now: datetime,
    base: str | None = None,
    line: Timeline | None = None,
) -> list[Problem]:
    """Return every problem of a loaded group, sorted: those of its loading and those between its files.

    `base` is a Git commit to compare with, `line` the group's time where it is known already.
    """
    # Imported here, because `feeds` checks in a process beside: its own need not wait for all the rules.
    from tablee.adapters.surroundings import read_surroundings  # noqa: PLC0415
    from tablee.checks.rules import check_group  # noqa: PLC0415

    try:
        surroundings = read_surroundings(options.root, base)
    except GitError as fault:
        raise Stop(WRONG_USE, fault.phrase) from fault
    return sort_problems([*loaded.problems, *check_group(loaded, now, surroundings, line)])


def need_group(options: argparse.Namespace, words: Words) -> tuple[Group, datetime]:
    """Return a group without errors and the present, as `admit` does."""
    read = read_group(options)
    return admit(read.loaded.group, read.problems, words), read.now


def admit(group: Group | None, problems: list[Problem], words: Words) -> Group:
    """Return a group without errors; where there is an error, print every problem and stop.

    Warnings alone are only counted: `check` is there to read them.
    """
    if group is None or has_errors(problems):
        print(render_report(problems, words, "text"), end="", file=sys.stderr)
        raise Stop(ERRORS)
    if problems:
        warnings = words.count("{n} warning", "{n} warnings", len(problems))
        print(words.say("{warnings}: see `tablee check`.", warnings=warnings), file=sys.stderr)
    return group
