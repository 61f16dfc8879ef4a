"""GitHub stops the schedules of a public repository after 60 days without activity: a quiet group keeps them running.

Nothing hangs on one day of the calendar, since a run may be late or missing on any: each run asks how long it is since
the last commit.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tablee.adapters.git import run_git
from tablee.cli.steward_run import GITHUB, StewardRun, choose
from tablee.i18n.words import _
from tablee.steward.actions import Commit

if TYPE_CHECKING:
    import argparse

    from tablee.steward.apply import Outcome

ENABLE_AFTER = timedelta(days=14)
"""So long after the last commit the schedules are enabled anew: some say that is enough, and it costs nothing."""

COMMIT_AFTER = timedelta(days=45)
"""So long after the last commit there is an empty one: activity beyond doubt, and two weeks too early."""

EMPTY = _("Keep the schedules running: GitHub stops them after 60 days without a commit")


def keep_alive(options: argparse.Namespace, steward: StewardRun, outcome: Outcome) -> None:
    """Keep the schedules running where the repository has been quiet for long.

    A group that writes by pull requests protects its branch, so that there no empty commit is possible.
    """
    if choose(options) != GITHUB or any(isinstance(action, Commit) for action in outcome.done):
        return
    situation = steward.situation
    quiet = situation.now - _last_commit_at(options)
    may_commit = situation.group.settings.steward.writes == "commits"
    if quiet >= ENABLE_AFTER:
        empty = steward.words.say(EMPTY) if may_commit and quiet >= COMMIT_AFTER else ""
        steward.tracker.keep_schedules(empty)


def _last_commit_at(options: argparse.Namespace) -> datetime:
    seconds = run_git(options.root, "log", "--max-count=1", "--format=%ct")
    return datetime.fromtimestamp(int(seconds), UTC)
