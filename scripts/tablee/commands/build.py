"""`tablee build`: the whole site, with its feeds and JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tablee.commands.exits import DONE, WRONG_USE, Stop
from tablee.commands.rendering import render_folder, stop_unwritable
from tablee.edges.disk import Unwritable
from tablee.edges.mkdocs_site import NoSiteThere, build_site, folders_of

if TYPE_CHECKING:
    import argparse

    from tablee.data.words import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `build`."""
    told = words.say("the folder to write (default: {folder})", folder="site")
    parser.add_argument("--out", metavar="DIR", type=Path, help=told)
    parser.add_argument(
        "--strict", action="store_true", help=words.say("refuse a page of content/ with a broken link")
    )


def run(options: argparse.Namespace, words: Words) -> int:
    """Build the site and say where it is."""
    rendering = render_folder(options, words)
    folders = folders_of(options.root, options.out)
    try:
        build_site(folders, rendering, strict=options.strict)
    except NoSiteThere as fault:
        raise Stop(WRONG_USE, fault.phrase) from fault
    except Unwritable as fault:
        raise stop_unwritable(fault) from fault
    print(words.say("Built: {place}", place=(folders.out / "index.html").as_posix()))
    return DONE
