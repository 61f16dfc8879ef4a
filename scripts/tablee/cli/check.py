"""`tablee check`: every problem of every file, in one go."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tablee.adapters.edit_address import read_page_address
from tablee.checks.report import CHANGES_TOLD, FORMS, render_report
from tablee.cli.folder import read_group
from tablee.files.problem import has_errors
from tablee.i18n.errors import DONE, ERRORS
from tablee.i18n.translations import Translations, _

if TYPE_CHECKING:
    import argparse

    from tablee.cli.folder import Reading

PAGE = _("docs/problems.md")
"""Each problem before and after; a catalogue names the page of its language."""


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `check`."""
    told = words.gettext("how to print the problems")
    parser.add_argument("--format", choices=tuple(FORMS), default="text", help=told)
    told = words.gettext(
        "also compare with a commit: what changes for readers, and whether published meetings vanish"
    )
    parser.add_argument("--base", metavar="COMMIT", help=told)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Print every problem; errors end with status 1, warnings do not."""
    read = read_group(options, options.base, publishing=True)
    page = read_page_address(options.root, words.gettext(PAGE), os.environ)
    print(render_report(read.problems, words, options.format, page), end="")
    if options.base and options.format in CHANGES_TOLD:
        print(_compare(options, read, words), end="")
    return ERRORS if has_errors(read.problems) else DONE


def _compare(options: argparse.Namespace, read: Reading, words: Translations) -> str:
    """Say what changes for readers since a commit; nothing where one of both groups cannot be read."""
    # Imported here: without a commit to compare with, no rule about turns is needed.
    from tablee.adapters.git_history import read_base  # noqa: PLC0415
    from tablee.checks.report import render_changes  # noqa: PLC0415
    from tablee.files.load import load_group  # noqa: PLC0415
    from tablee.rules.changes import tell_changes  # noqa: PLC0415

    before, after = load_group(read_base(options.root, options.base)).group, read.loaded.group
    if before is None or after is None:
        return ""
    return render_changes(tell_changes(before, after, read.now, words), words, options.format)
