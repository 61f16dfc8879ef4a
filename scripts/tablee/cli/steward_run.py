"""One run of the steward, for `plan` and `apply`: the tracker that is meant, and the way from files to a plan."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.disk import read_prose
from tablee.adapters.folder import FolderTracker
from tablee.adapters.git import run_git
from tablee.adapters.last_good import stand_in
from tablee.adapters.surroundings import read_surroundings
from tablee.checks.report import render_report
from tablee.checks.repository import Repository
from tablee.checks.rules import check_group
from tablee.cli.folder import InvalidGroup, find_problems, read_folder, set_clock
from tablee.cli.fresh_copy import FreshCopy, find_copy, plan_founding
from tablee.files.load import load_group
from tablee.i18n.errors import DONE, ERRORS, TRACKER, UserError
from tablee.i18n.translations import Translations, _, load_translations
from tablee.steward.accounts import unknown_logins
from tablee.steward.diff import Plan, plan
from tablee.steward.observe import ExistingIssues, observe
from tablee.steward.report import FORMS, MARKDOWN, render_remark
from tablee.steward.run import RunInput, desired_state
from tablee.steward.state import FOUNDING
from tablee.steward.tracker import Tracker, TrackerError

if TYPE_CHECKING:
    import argparse

    from tablee.adapters.github import Access

GITHUB, FOLDER = "github", "folder"
AT_REST = _("The steward rests: `runs: yes` under `steward` in group.yml sets it to work.")
UNREAD = _("The issues could not be read, so nothing was done: {why}")
_NEEDED = ("GITHUB_REPOSITORY", "GITHUB_TOKEN")


class TrackerFailed(UserError):
    """The tracker could not be read or written, told with what that means for the run."""

    exit_status = TRACKER


class AtRest(UserError):
    """The group has not set its steward to work."""

    exit_status = DONE


class BrokenMeanwhile(UserError):
    """Somebody changed group.yml during the run, and it cannot be read."""

    exit_status = ERRORS


@dataclass(frozen=True, slots=True)
class StewardRun:
    """What a run works on: the files as read, the tracker, and the translations of the group's language.

    `access` is how GitHub is reached, where the tracker is there. `copy` is there in a fresh copy of the template.
    """

    root: Path
    given: RunInput
    tracker: Tracker
    words: Translations
    close_many: bool
    access: Access | None = None
    copy: FreshCopy | None = None


def add_steward_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare how the plan is printed, which tracker is meant, and what may happen there."""
    told = words.gettext("how to print the plan")
    parser.add_argument("--format", choices=tuple(FORMS), default="text", help=told)
    told = words.gettext("where issues live (default: GitHub where its environment is set, else a folder)")
    parser.add_argument("--tracker", choices=(FOLDER, GITHUB), help=told)
    told = words.gettext("the folder of issues (default: `issues` in the group’s folder)")
    parser.add_argument("--issues", metavar=words.gettext("DIR"), type=Path, help=told)
    told = words.gettext("also do a plan that closes more than a few issues at once")
    parser.add_argument("--close-many", action="store_true", help=told)


def choose(options: argparse.Namespace) -> str:
    """Return which tracker is meant: the one asked for, else GitHub where its environment is set."""
    if options.tracker:
        return str(options.tracker)
    return GITHUB if all(os.environ.get(name) for name in _NEEDED) else FOLDER


def start_run(options: argparse.Namespace, *, acting: bool = False) -> StewardRun:
    """Read the group's folder and open the tracker; what cannot be read stands as it last could be.

    The files are brought to the branch's newest state: a run that waited for its turn has old ones, and beside them
    an issue that tells of a later change would look as if that was taken out by hand. Where the steward is `acting` on
    GitHub, the group must have said that it runs; a folder is everybody's own.
    """
    loaded = stand_in(options.root, read_folder(options))
    group, now = loaded.group, set_clock(options, loaded.group)
    if group is None:
        raise InvalidGroup(find_problems(options, loaded, now))
    copy = find_copy(options.root, group, _read_access()) if choose(options) == GITHUB else None
    if acting and choose(options) == GITHUB and not (copy or group.settings.steward.runs):
        raise AtRest(AT_REST)
    proposes = group.settings.steward.writes == "pull-requests" or bool(copy and copy.proposal)
    read = loaded.files.keys() - loaded.aside
    surroundings = read_surroundings(options.root, None, publishing=False, read=read)
    started = StewardRun(
        root=options.root,
        given=RunInput(
            group,
            loaded,
            tuple(check_group(loaded, now, surroundings)),
            now,
            surroundings,
            prose=lambda: read_prose(options.root),
        ),
        tracker=_open_tracker(options, pull_requests=proposes),
        words=load_translations(group.settings.language),
        close_many=options.close_many,
        access=_read_access() if choose(options) == GITHUB else None,
        copy=copy,
    )
    with telling(UNREAD):
        changes = started.tracker.read_changes()
    return read_again(started, changes) if changes else started


def make_plan(run: StewardRun) -> Plan:
    """Read the issues and plan; nothing is concluded from a list that cannot be read whole."""
    with telling(UNREAD):
        if run.copy:
            return plan_founding(run.copy, run.tracker, run.given, run.words)
        observed = observe(run.tracker.read_issues())
        accounts = run.tracker.read_accounts(unknown_logins(run.given.group))
        proposals = run.tracker.read_proposals()
    repository = _look_at_repository(run.access, observed) if run.access else None
    given = replace(run.given, proposals=proposals, accounts=accounts, repository=repository)
    should = desired_state(given, observed)
    return plan(should, observed, run.words, close_many=run.close_many)


def _read_access() -> Access | None:
    from tablee.adapters.github import read_access  # noqa: PLC0415 (a folder needs no client)

    return read_access(os.environ)


def _look_at_repository(access: Access, observed: ExistingIssues) -> Repository:
    """Return what can be seen of the repository; whether its site is there only while a founding waits for that."""
    from tablee.adapters.github.settings import read_some  # noqa: PLC0415 (a folder needs no client)

    founding = observed.by_subject.get(FOUNDING)
    return read_some(access, time.sleep, with_site=bool(founding and founding.issue.is_open))


def read_again(run: StewardRun, changes: Mapping[str, bytes | None]) -> StewardRun:
    """Return a run on the files as somebody else has changed them meanwhile."""
    before = run.given
    files = {path: data for path, data in before.loaded.files.items() if path not in changes}
    files |= {path: data for path, data in changes.items() if data is not None}
    loaded = stand_in(run.root, load_group(files))
    if loaded.group is None:
        raise BrokenMeanwhile(_("group.yml was changed meanwhile, and cannot be read any more."))
    after = replace(before.read_again(loaded), prose=None)
    return replace(run, given=after, copy=run.copy if loaded.group.settings.is_sample else None)


@contextmanager
def telling(message: str) -> Iterator[None]:
    """Put the reason of a tracker's error into a sentence that says what it means for the run."""
    try:
        yield
    except TrackerError as error:
        raise TrackerFailed(message, why=error.phrase) from error


@contextmanager
def reporting(words: Translations, form: str) -> Iterator[None]:
    """Tell the reason of an early end in a Markdown report, too: who reads a run's summary sees nothing else."""
    try:
        yield
    except InvalidGroup as error:
        if form == MARKDOWN:
            print(render_report(error.problems, words, MARKDOWN), end="")
        raise
    except UserError as error:
        if form == MARKDOWN:
            print(render_remark(error.render(words)), end="")
        raise


def _open_tracker(options: argparse.Namespace, *, pull_requests: bool) -> Tracker:
    if choose(options) == FOLDER:
        return FolderTracker(options.root, options.issues)
    from tablee.adapters.github import GitHubTracker  # noqa: PLC0415 (a folder needs no client)

    access = _read_access()
    if access is None:
        unset = _("GitHub needs {names} in the environment, as every runner sets them.")
        raise UserError(unset, names=", ".join(f"`{name}`" for name in _NEEDED))
    head = run_git(options.root, "rev-parse", "HEAD").decode().strip()
    return GitHubTracker(access, head, pull_requests=pull_requests)
