"""`tablee apply`: do what the plan says, and say what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.exits import DONE, TRACKER, Stop
from tablee.cli.keeping_alive import keep_alive
from tablee.cli.telling import tell_outcome, telling_why
from tablee.cli.tracking import Desk, add_tracker, catch_up, make_plan, open_desk, read_again
from tablee.i18n.words import Phrase, _
from tablee.steward.apply import apply
from tablee.steward.plan_text import FORMS, render_plan
from tablee.steward.tracker import Moved, TrackerError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from tablee.i18n.words import Words
    from tablee.steward.apply import Outcome
    from tablee.steward.plan import Plan

ATTEMPTS = 3
"""How often a plan is made anew because somebody wrote to the branch meanwhile."""


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `apply`."""
    parser.add_argument(
        "--format", choices=tuple(FORMS), default="text", help=words.say("how to print the plan")
    )
    add_tracker(parser, words)


def run(options: argparse.Namespace, words: Words) -> int:
    """Plan and apply; status 3 where something was left undone."""
    with telling_why(words, options.format):
        return _run(options, words)


def _run(options: argparse.Namespace, words: Words) -> int:
    desk = catch_up(open_desk(options, words, acting=True))
    try:
        outcome = apply_anew(desk, lambda made: print(render_plan(made, words, options.format), end=""))
        if outcome is None:
            return TRACKER
        tell_outcome(outcome, words, options.format)
        keep_alive(options, desk, outcome)
    except TrackerError as fault:
        told = _("The change could not be made: {why}")
        raise Stop(TRACKER, Phrase(told, {"why": fault.phrase})) from fault
    return DONE if outcome.is_whole else TRACKER


def apply_anew(desk: Desk, show: Callable[[Plan], None], attempts: int = ATTEMPTS) -> Outcome | None:
    """Show a plan and apply it; where the branch has moved, plan anew on the files as they are now.

    None where the plan's brake is on.
    """
    made = make_plan(desk)
    show(made)
    if made.brake:
        return None
    try:
        return apply(made, desk.tracker)
    except Moved:
        if attempts == 1:
            raise
        return apply_anew(read_again(desk, desk.tracker.read_changes()), show, attempts - 1)
