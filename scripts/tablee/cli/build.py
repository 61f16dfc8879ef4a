"""`tablee build`: the whole site, with its feeds and JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tablee.adapters.mkdocs_site import build_site, folders_of
from tablee.cli.outputs import render_folder
from tablee.cli.parser import add_out
from tablee.feeds.reading_back import check_calendars
from tablee.i18n.errors import ERRORS

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `build`."""
    add_out(parser, words, "site")
    parser.add_argument(
        "--strict",
        action="store_true",
        help=words.gettext(
            "refuse a page of content/ with a broken link, and a calendar that icalendar cannot read"
        ),
    )


def run(options: argparse.Namespace, words: Translations) -> int:
    """Build the site and say where it is; where it is strict, another program reads the calendars first.

    A file that cannot be read is shown as it last could be, and the exit status says so.
    """
    rendering = render_folder(options, words)
    faults = check_calendars(rendering.pages) if options.strict else []
    for fault in faults:
        print(words.resolve(fault), file=sys.stderr)
    if faults:
        return ERRORS
    folders = folders_of(options.root, options.out)
    build_site(folders, rendering, strict=options.strict)
    print(words.gettext("Built: {place}", place=(folders.out / "index.html").as_posix()))
    return rendering.status
