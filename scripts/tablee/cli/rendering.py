"""A group rendered: its files read and checked, its history asked, its whole tree made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.disk import Unwritable
from tablee.adapters.mkdocs_site import Rendering
from tablee.cli.exits import ERRORS, Stop
from tablee.cli.history import need_history
from tablee.cli.outputs import render_outputs
from tablee.cli.reading import need_group
from tablee.i18n.words import Words, load_words

if TYPE_CHECKING:
    import argparse


def render_folder(options: argparse.Namespace, words: Words) -> Rendering:
    """Render the group's folder; problems are printed, and errors stop."""
    group, now = need_group(options, words)
    site_words = load_words(group.settings.language)
    tree = render_outputs(group, now, site_words, need_history(options.root))
    return Rendering(group, tree, now, site_words)


def stop_unwritable(fault: Unwritable) -> Stop:
    """Return how a command ends when a tree cannot be written."""
    return Stop(ERRORS, fault.phrase)
