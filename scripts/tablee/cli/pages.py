"""`tablee pages`: the Markdown tree alone, as any site generator could build it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.disk import join_trees, read_content, write_tree
from tablee.cli.folder import say_changed
from tablee.cli.outputs import render_folder
from tablee.cli.parser import add_out
from tablee.rules.names import shown_photos

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `pages`."""
    add_out(parser, words, "pages", Path("pages"))


def run(options: argparse.Namespace, words: Translations) -> int:
    """Write the tree and say how many files changed."""
    rendering = render_folder(options, words)
    photos = shown_photos(rendering.group, rendering.now)
    content = read_content(options.root, photos, rendering.instead)
    changed = write_tree(options.root, options.out, join_trees(rendering.pages, content))
    print(say_changed(changed, options.out, words))
    return rendering.status
