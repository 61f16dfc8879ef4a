"""`tablee next`: the next date, whose turn it is and why, who stands in, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.exits import DONE
from tablee.cli.reading import need_group
from tablee.rules.timeline import timeline
from tablee.site.agenda import next_dates, render_next, render_next_json

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.words import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `next`."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=words.say("how to print it")
    )


def run(options: argparse.Namespace, words: Words) -> int:
    """Print the next date of the group and of each circle."""
    group, now = need_group(options, words)
    dates = next_dates(group, timeline(group, now))
    print(render_next_json(group, dates) if options.format == "json" else render_next(group, dates, words))
    return DONE
