"""What `plan` and `apply` share: the tracker that is meant, and the way from files and issues to a plan."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.folder import FolderTracker
from tablee.adapters.git import GitError, run_git
from tablee.adapters.surroundings import read_surroundings
from tablee.checks.rules import check_group
from tablee.cli.exits import DONE, ERRORS, TRACKER, WRONG_USE, Stop
from tablee.cli.reading import read_group
from tablee.cli.telling import tell_problems
from tablee.files.load import load_group
from tablee.files.problem import sort_problems
from tablee.i18n.words import Phrase, Words, _, load_words
from tablee.steward.observed import observe
from tablee.steward.plan import Plan, plan
from tablee.steward.tracker import Tracker, TrackerError
from tablee.steward.wanted import Situation, wanted

if TYPE_CHECKING:
    import argparse

GITHUB, FOLDER = "github", "folder"
AT_REST = _("The steward rests: `runs: yes` under `steward` in group.yml sets it to work.")
UNREAD = _("The issues could not be read, so nothing was done: {why}")
_NEEDED = ("GITHUB_REPOSITORY", "GITHUB_TOKEN")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a run works on: the files as read, the tracker, and the group's own words."""

    situation: Situation
    tracker: Tracker
    words: Words
    close_many: bool


def add_tracker(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare which tracker is meant, and what is allowed to happen there."""
    parser.add_argument(
        "--tracker",
        choices=(FOLDER, GITHUB),
        help=words.say("where issues live (default: GitHub where its environment is set, else a folder)"),
    )
    parser.add_argument(
        "--issues",
        metavar="DIR",
        type=Path,
        help=words.say("the folder of issues (default: `issues` in the group’s folder)"),
    )
    parser.add_argument(
        "--close-many",
        action="store_true",
        help=words.say("also do a plan that closes more than a few issues at once"),
    )


def choose(options: argparse.Namespace) -> str:
    """Return which tracker is meant: the one asked for, else GitHub where its environment is set."""
    if options.tracker:
        return str(options.tracker)
    return GITHUB if all(os.environ.get(name) for name in _NEEDED) else FOLDER


def open_desk(options: argparse.Namespace, words: Words, *, acting: bool = False) -> Desk:
    """Read the group's folder and open the tracker; broken files are set aside, but a group needs its settings.

    Where the steward is `acting` on GitHub, the group must have said that it runs; a folder is everybody's own.
    """
    read = read_group(options)
    group = read.loaded.group
    if group is None:
        tell_problems(read.problems, words, options.format)
        raise Stop(ERRORS)
    if acting and choose(options) == GITHUB and not group.settings.steward.runs:
        raise Stop(DONE, Phrase(AT_REST))
    surroundings = read_surroundings(options.root, None)
    return Desk(
        situation=Situation(group, read.loaded, tuple(read.problems), read.now, surroundings),
        tracker=_open_tracker(options, pull_requests=group.settings.steward.writes == "pull-requests"),
        words=load_words(group.settings.language),
        close_many=options.close_many,
    )


def make_plan(desk: Desk) -> Plan:
    """Read the issues and plan; nothing is concluded from a list that cannot be read whole."""
    with _reading():
        observed = observe(desk.tracker.read_issues())
        situation = replace(desk.situation, proposals=desk.tracker.read_proposals())
    should = wanted(situation, observed)
    return plan(should, observed, desk.words, close_many=desk.close_many)


def catch_up(desk: Desk) -> Desk:
    """Return a desk with the files as they are on the branch now: a run that waited for its turn has old ones.

    The issues may tell of what was written since; beside older files, that would look as if it was taken out by hand.
    """
    with _reading():
        changes = desk.tracker.read_changes()
    return read_again(desk, changes) if changes else desk


@contextmanager
def _reading() -> Iterator[None]:
    """End the command where the tracker cannot be read."""
    try:
        yield
    except TrackerError as fault:
        raise Stop(TRACKER, Phrase(UNREAD, {"why": fault.phrase})) from fault


def read_again(desk: Desk, changes: Mapping[str, bytes | None]) -> Desk:
    """Return a desk on which the files are as somebody else has changed them meanwhile."""
    before = desk.situation
    files = {path: data for path, data in before.loaded.files.items() if path not in changes}
    loaded = load_group({**files, **{path: data for path, data in changes.items() if data is not None}})
    if loaded.group is None:
        raise Stop(ERRORS, Phrase(_("group.yml was changed meanwhile, and cannot be read any more.")))
    found = check_group(loaded, before.now, before.surroundings)
    problems = tuple(sort_problems([*loaded.problems, *found]))
    return replace(desk, situation=replace(before, group=loaded.group, loaded=loaded, problems=problems))


def _open_tracker(options: argparse.Namespace, *, pull_requests: bool) -> Tracker:
    if choose(options) == FOLDER:
        return FolderTracker(options.root, options.issues)
    from tablee.adapters.github import GitHubTracker, read_access  # noqa: PLC0415 (a folder needs no client)

    access = read_access(os.environ)
    if access is None:
        unset = _("GitHub needs {names} in the environment, as every runner sets them.")
        raise Stop(WRONG_USE, Phrase(unset, {"names": ", ".join(f"`{name}`" for name in _NEEDED)}))
    return GitHubTracker(access, _read_at(options.root), pull_requests=pull_requests)


def _read_at(root: Path) -> str:
    """Return the commit whose files stand in the folder."""
    try:
        return run_git(root, "rev-parse", "HEAD").decode().strip()
    except GitError as fault:
        raise Stop(WRONG_USE, fault.phrase) from fault
