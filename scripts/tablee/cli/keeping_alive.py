"""GitHub stops the schedules of a public repository after 60 days without activity: a group may ask to have them back.

Nothing else is done against that rule: comments and pushes start runs without a clock, and GitHub mails before it stops
anything. No commit is made for the sake of activity, which GitHub's terms do not like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.steward_run import GITHUB, StewardRun, choose

if TYPE_CHECKING:
    import argparse


def keep_alive(options: argparse.Namespace, steward: StewardRun) -> None:
    """Enable again the schedules that GitHub stopped, where the group asks for it."""
    if choose(options) == GITHUB and steward.given.group.settings.steward.keeps_schedules:
        steward.tracker.keep_schedules()
