"""`tablee check`: every problem of every file, in one go."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tablee.adapters.edit_address import read_page_address
from tablee.checks.report import FORMS, render_report
from tablee.cli.folder import read_group
from tablee.files.problem import has_errors
from tablee.i18n.errors import DONE, ERRORS

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations

PAGE = "docs/problems.md"
"""Each problem before and after."""


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `check`."""
    told = words.gettext("how to print the problems")
    parser.add_argument("--format", choices=tuple(FORMS), default="text", help=told)
    told = words.gettext("also compare with a commit: published meetings must not vanish")
    parser.add_argument("--base", metavar="COMMIT", help=told)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Print every problem; errors end with status 1, warnings do not."""
    read = read_group(options, options.base, publishing=True)
    page = read_page_address(options.root, PAGE, os.environ)
    print(render_report(read.problems, words, options.format, page), end="")
    return ERRORS if has_errors(read.problems) else DONE
