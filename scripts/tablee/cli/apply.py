"""`tablee apply`: do what the plan says, and say what became of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tablee.cli.steward_run import (
    GITHUB,
    StewardRun,
    add_steward_options,
    choose,
    make_plan,
    read_again,
    reporting,
    start_run,
    telling,
)
from tablee.i18n.errors import DONE, TRACKER
from tablee.i18n.translations import _
from tablee.steward.apply import apply
from tablee.steward.report import MARKDOWN, render_outcome, render_plan
from tablee.steward.tracker import Moved

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from tablee.i18n.translations import Translations
    from tablee.steward.apply import Outcome
    from tablee.steward.diff import Plan

ATTEMPTS = 3
"""How often a plan is made again because somebody wrote to the branch meanwhile."""
UNDONE = _("The change could not be made: {why}")

add_options = add_steward_options


def run(options: argparse.Namespace, words: Translations) -> int:
    """Plan and apply; status 3 where something was left undone."""
    form = options.format
    with reporting(words, form):
        steward = start_run(options, acting=True)
        with telling(UNDONE):
            outcome = apply_again(steward, lambda made: print(render_plan(made, words, form), end=""))
            if outcome is None:
                return TRACKER
            said = render_outcome(outcome, words, form)
            print(said, end="", file=sys.stdout if form == MARKDOWN else sys.stderr)
            if choose(options) == GITHUB and steward.given.group.settings.steward.keeps_schedules:
                # GitHub stops them after 60 days without activity; no commit is made for the sake of activity.
                steward.tracker.keep_schedules()
    return DONE if outcome.is_whole else TRACKER


def apply_again(
    steward: StewardRun, show: Callable[[Plan], None], attempts: int = ATTEMPTS
) -> Outcome | None:
    """Show a plan and apply it; where the branch has moved, plan again on the files as they are now.

    None where the plan is beyond the safety limit.
    """
    made = make_plan(steward)
    show(made)
    if made.safety_limit:
        return None
    try:
        return apply(made, steward.tracker)
    except Moved:
        if attempts == 1:
            raise
        return apply_again(read_again(steward, steward.tracker.read_changes()), show, attempts - 1)
