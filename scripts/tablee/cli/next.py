"""`tablee next`: the next date, whose turn it is and why, who stands in, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.folder import need_circle, need_group
from tablee.i18n.errors import DONE
from tablee.rules.timeline import build_timeline
from tablee.site.agenda import next_dates, render_next, render_next_json

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `next`."""
    told = words.gettext("how to print it")
    parser.add_argument("--format", choices=("text", "json"), default="text", help=told)
    told = words.gettext("only this circle (default: the group and every circle)")
    parser.add_argument("--circle", metavar=words.gettext("CIRCLE"), help=told)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Print the next date of the group and of each circle, or of one circle."""
    group, now = need_group(options, words)
    dates = next_dates(group, build_timeline(group, now))
    if options.circle is not None:
        circle = need_circle(group, options.circle)
        dates = tuple(one for one in dates if one.circle == circle)
    print(render_next_json(group, dates) if options.format == "json" else render_next(group, dates, words))
    return DONE
