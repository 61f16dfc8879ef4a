"""`tablee check`: every problem of every file, in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.checks.report import FORMS, render_report
from tablee.cli.exits import DONE, ERRORS
from tablee.cli.reading import read_group
from tablee.files.problem import has_errors

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.words import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `check`."""
    parser.add_argument(
        "--format", choices=tuple(FORMS), default="text", help=words.say("how to print the problems")
    )
    parser.add_argument(
        "--base",
        metavar="COMMIT",
        help=words.say("also compare with a commit: published meetings must not vanish"),
    )


def run(options: argparse.Namespace, words: Words) -> int:
    """Print every problem; errors end with status 1, warnings do not."""
    read = read_group(options, options.base)
    print(render_report(read.problems, words, options.format), end="")
    return ERRORS if has_errors(read.problems) else DONE
