"""`tablee plan`: what the steward would do now, without touching anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.exits import DONE, TRACKER
from tablee.cli.telling import telling_why
from tablee.cli.tracking import add_tracker, catch_up, make_plan, open_desk
from tablee.steward.plan_text import FORMS, render_plan

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.words import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `plan`."""
    parser.add_argument(
        "--format", choices=tuple(FORMS), default="text", help=words.say("how to print the plan")
    )
    add_tracker(parser, words)


def run(options: argparse.Namespace, words: Words) -> int:
    """Print the plan; one that would not be applied ends with status 3."""
    with telling_why(words, options.format):
        made = make_plan(catch_up(open_desk(options, words)))
        print(render_plan(made, words, options.format), end="")
    return TRACKER if made.brake else DONE
