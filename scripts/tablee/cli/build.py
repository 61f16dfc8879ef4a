"""`tablee build`: the whole site, with its feeds and JSON."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.disk import Unwritable
from tablee.adapters.mkdocs_site import NoSiteThere, Rendering, build_site, folders_of
from tablee.cli.exits import DONE, ERRORS, WRONG_USE, Stop
from tablee.cli.rendering import render_folder, stop_unwritable
from tablee.feeds.reading_back import check_calendars

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.words import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `build`."""
    told = words.say("the folder to write (default: {folder})", folder="site")
    parser.add_argument("--out", metavar="DIR", type=Path, help=told)
    parser.add_argument(
        "--strict",
        action="store_true",
        help=words.say(
            "refuse a page of content/ with a broken link, and a calendar that icalendar cannot read"
        ),
    )


def run(options: argparse.Namespace, words: Words) -> int:
    """Build the site and say where it is."""
    rendering = render_folder(options, words)
    gc.disable()  # one build, then the process ends: looking for cycles takes a twentieth of it and frees little
    if options.strict:
        read_back(rendering, words)
    folders = folders_of(options.root, options.out)
    try:
        build_site(folders, rendering, strict=options.strict)
    except NoSiteThere as fault:
        raise Stop(WRONG_USE, fault.phrase) from fault
    except Unwritable as fault:
        raise stop_unwritable(fault) from fault
    print(words.say("Built: {place}", place=(folders.out / "index.html").as_posix()))
    return DONE


def read_back(rendering: Rendering, words: Words) -> None:
    """Have another program read the calendars; print every fault and stop where there is one."""
    faults = check_calendars(rendering.pages)
    for fault in faults:
        print(words.phrase(fault), file=sys.stderr)
    if faults:
        raise Stop(ERRORS)
