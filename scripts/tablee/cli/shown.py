"""A group as it is shown: what is broken stands as it last could be read, and is named."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tablee.adapters.git import has_commits
from tablee.adapters.git_history import read_history
from tablee.adapters.last_content import Instead, is_around, put_instead, set_aside_content
from tablee.adapters.last_good import SetAside, is_of_group, set_aside_broken, take_back
from tablee.adapters.surroundings import read_surroundings
from tablee.checks import codes
from tablee.checks.content import drop_missing_pictures
from tablee.checks.report import one_line, render_report
from tablee.checks.rules import check_group, checking_around
from tablee.cli.folder import InvalidGroup, admit, read_folder, set_clock
from tablee.files.problem import Severity, has_errors, sort_problems
from tablee.i18n.errors import DONE, ERRORS
from tablee.i18n.translations import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from tablee.checks.surroundings import Surroundings
    from tablee.files.history import History
    from tablee.files.load import Loaded
    from tablee.files.problem import Problem
    from tablee.i18n.translations import Translations
    from tablee.model import Group


@dataclass(frozen=True, slots=True)
class Shown:
    """A group as it is shown: with the last readable version of each file that cannot be read now.

    `instead` is what stands for refused files of content/ and for mkdocs.yml, `told` is all that is wrong.
    """

    group: Group
    now: datetime
    aside: SetAside
    instead: Instead
    told: tuple[Problem, ...]

    @property
    def status(self) -> int:
        """The exit status of what was shown: errors, where a file was set aside or a picture is not there."""
        return ERRORS if self.told else DONE


def need_shown(
    options: argparse.Namespace, words: Translations, *, publishing: bool = False
) -> tuple[Shown, History]:
    """Return a group that can be shown, with its history, saying which files were set aside.

    Raises:
        InvalidGroup: there are other errors.
        GitError: Git refused, or the clone is shallow.
    """
    with ThreadPoolExecutor(1) as beside:  # Git walks through the commits while the files are read
        history = beside.submit(read_history, options.root)
        shown = _set_aside_and_check(options, words, publishing=publishing)
    return shown, shown.aside.history(history.result())


def _set_aside_and_check(options: argparse.Namespace, words: Translations, *, publishing: bool) -> Shown:
    loaded = read_folder(options)
    around = read_surroundings(options.root, None, publishing=publishing, read=loaded.files)
    refused = [one for one in around.refused if is_of_group(one.file)]
    aside = set_aside_broken(options.root, loaded, refused)
    now = set_clock(options, aside.loaded.group)
    if aside.skipped:
        around = replace(around, refused=tuple(one for one in around.refused if not is_of_group(one.file)))
    problems = check_group(aside.loaded, now, around)
    outside = tuple(one for one in problems if one.severity is Severity.ERROR and is_around(one))
    instead = _set_content_aside(options.root, aside.loaded, now, around) if outside else {}
    if instead:
        around = put_instead(options.root, around, instead)
        problems = check_group(aside.loaded, now, around)
    if has_errors(_stopping(problems, aside)):
        unpublished = replace(around, content=None)
        aside = take_back(
            options.root, aside, lambda other: _stopping(check_group(other, now, unpublished), aside)
        )
        problems = check_group(aside.loaded, now, around)
    if has_errors(_stopping(problems, aside)):
        raise InvalidGroup(sort_problems([*aside.problems, *outside, *problems]))
    told = (*aside.problems, *outside, *(one for one in problems if one.code is codes.PHOTO_MISSING))
    _tell({**aside.skipped, **instead}, told, words)
    group = drop_missing_pictures(admit(aside.loaded.group, _stopping(problems, aside), words), around.names)
    return Shown(group, now, aside, instead, told)


def _set_content_aside(root: Path, loaded: Loaded, now: datetime, around: Surroundings) -> Instead:
    """Return what stands for the refused files around the group's.

    Without Git there is no last version, and whoever publishes sits before the message: there the errors stop it.
    """
    if loaded.group is None or (around.content is not None and not has_commits(root)):
        return {}
    return set_aside_content(root, around, checking_around(loaded, loaded.group, now))


def _stopping(problems: Iterable[Problem], aside: SetAside) -> list[Problem]:
    """Return what can stop a group from being shown: no picture that is not there, nor who is hidden meanwhile."""
    return [
        one
        for one in problems
        if one.code is not codes.PHOTO_MISSING
        and not (one.code is codes.TELLING_NAME and one.file in aside.skipped)
    ]


def _tell(skipped: Mapping[str, object], told: Sequence[Problem], words: Translations) -> None:
    """Say which files were set aside, and what is wrong."""
    for path, shown in skipped.items():
        said = _("`{file}` is set aside: {instead}.")
        instead = _("it is left out") if shown is None else _("its last version without errors is shown")
        print(one_line(words.gettext(said, file=path, instead=words.gettext(instead))), file=sys.stderr)
    if told:
        print(render_report(told, words, "text"), end="", file=sys.stderr)
