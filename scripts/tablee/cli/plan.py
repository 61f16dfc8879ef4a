"""`tablee plan`: what the steward would do now, without touching anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.steward_run import add_steward_options, make_plan, reporting, start_run
from tablee.i18n.errors import DONE, TRACKER
from tablee.steward.report import render_plan

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations

add_options = add_steward_options


def run(options: argparse.Namespace, words: Translations) -> int:
    """Print the plan; one that would not be applied ends with status 3."""
    with reporting(words, options.format):
        made = make_plan(start_run(options))
        print(render_plan(made, words, options.format), end="")
    return TRACKER if made.safety_limit else DONE
