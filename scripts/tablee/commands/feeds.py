"""`tablee feeds`: the calendars and group.json alone, without a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tablee.commands.exits import DONE
from tablee.commands.reading import need_group
from tablee.commands.rendering import need_history
from tablee.data.words import load_words
from tablee.edges.disk import write_tree
from tablee.publish.site import render_data

if TYPE_CHECKING:
    import argparse

    from tablee.data.words import Words

FOLDER = Path("feeds")


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `feeds`."""
    told = words.say("the folder to write (default: {folder})", folder=FOLDER)
    parser.add_argument("--out", metavar="DIR", type=Path, default=FOLDER, help=told)


def run(options: argparse.Namespace, words: Words) -> int:
    """Write the calendars and the JSON, and say how many files changed."""
    group, now = need_group(options, words)
    data = render_data(group, now, load_words(group.settings.language), need_history(options.root))
    changed = write_tree(options.out, data)
    folder = options.out.as_posix()
    print(
        words.count(
            "{n} file changed in {folder}", "{n} files changed in {folder}", len(changed), folder=folder
        )
    )
    return DONE
