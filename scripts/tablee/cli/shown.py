"""A group as it is shown: what is broken stands as it last could be read, and is named."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tablee.adapters.last_good import SetAside, is_of_group, set_aside_broken, take_back
from tablee.adapters.surroundings import read_surroundings
from tablee.checks.report import render_report
from tablee.checks.rules import check_group
from tablee.cli.folder import InvalidGroup, admit, read_folder, set_clock
from tablee.files.problem import has_errors, sort_problems
from tablee.i18n.errors import DONE, ERRORS
from tablee.i18n.translations import _

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from tablee.checks.surroundings import Surroundings
    from tablee.files.load import Loaded
    from tablee.files.problem import Problem
    from tablee.i18n.translations import Translations
    from tablee.model import Group


@dataclass(frozen=True, slots=True)
class Shown:
    """A group as it is shown: with the last readable version of each file that cannot be read now."""

    group: Group
    now: datetime
    aside: SetAside

    @property
    def status(self) -> int:
        """The exit status of what was shown: errors, where a file was set aside."""
        return ERRORS if self.aside.problems else DONE


def need_shown(options: argparse.Namespace, words: Translations, *, publishing: bool = False) -> Shown:
    """Return a group that can be shown, saying which files were set aside; raises InvalidGroup for other errors."""
    loaded, surroundings = read_folder(options), read_surroundings(options.root, None, publishing=publishing)
    refused = [one for one in surroundings.refused if is_of_group(one.file)]
    aside = set_aside_broken(options.root, loaded, refused)
    now = set_clock(options, aside.loaded.group)
    if aside.skipped:
        others = tuple(one for one in surroundings.refused if not is_of_group(one.file))
        surroundings = replace(surroundings, refused=others)
    problems = _find_problems(aside.loaded, now, surroundings)
    if has_errors(problems):
        unpublished = replace(surroundings, content=None)
        aside = take_back(options.root, aside, lambda other: check_group(other, now, unpublished))
        problems = _find_problems(aside.loaded, now, surroundings)
    if has_errors(problems):
        raise InvalidGroup([*aside.problems, *problems])
    group = admit(aside.loaded.group, problems, words)
    _tell(aside, words)
    return Shown(group, now, aside)


def _find_problems(loaded: Loaded, now: datetime, surroundings: Surroundings) -> list[Problem]:
    return sort_problems([*loaded.problems, *check_group(loaded, now, surroundings)])


def _tell(aside: SetAside, words: Translations) -> None:
    """Say which files were set aside, and what is wrong."""
    for path, skipped in aside.skipped.items():
        said = _("`{file}` is set aside: {instead}.")
        instead = _("it is left out") if skipped is None else _("its last version without errors is shown")
        print(words.gettext(said, file=path, instead=words.gettext(instead)), file=sys.stderr)
    if aside.problems:
        print(render_report(aside.problems, words, "text"), end="", file=sys.stderr)
