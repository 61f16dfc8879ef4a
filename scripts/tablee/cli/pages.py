"""`tablee pages`: the Markdown tree alone, as any site generator could build it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.disk import Unwritable, join_trees, read_content, write_tree
from tablee.cli.exits import DONE
from tablee.cli.rendering import render_folder, stop_unwritable
from tablee.rules.faces import shown_photos

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.words import Words

FOLDER = Path("pages")


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `pages`."""
    told = words.say("the folder to write (default: {folder})", folder=FOLDER)
    parser.add_argument("--out", metavar="DIR", type=Path, default=FOLDER, help=told)


def run(options: argparse.Namespace, words: Words) -> int:
    """Write the tree and say how many files changed."""
    rendering = render_folder(options, words)
    try:
        content = read_content(options.root, shown_photos(rendering.group, rendering.now))
        changed = write_tree(options.out, join_trees(rendering.pages, content))
    except Unwritable as fault:
        raise stop_unwritable(fault) from fault
    folder = options.out.as_posix()
    print(
        words.count(
            "{n} file changed in {folder}", "{n} files changed in {folder}", len(changed), folder=folder
        )
    )
    return DONE
