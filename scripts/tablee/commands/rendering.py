"""A group rendered: its files read and checked, its history asked, its whole tree made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.commands.exits import ERRORS, Stop
from tablee.commands.history import need_history
from tablee.commands.reading import need_group
from tablee.data.words import Words, load_words
from tablee.edges.disk import Unwritable
from tablee.edges.mkdocs_site import Rendering
from tablee.publish.site import render_site

if TYPE_CHECKING:
    import argparse


def render_folder(options: argparse.Namespace, words: Words) -> Rendering:
    """Render the group's folder; problems are printed, and errors stop."""
    group, now = need_group(options, words)
    site_words = load_words(group.settings.language)
    tree = render_site(group, now, site_words, need_history(options.root))
    return Rendering(group, tree, now, site_words)


def stop_unwritable(fault: Unwritable) -> Stop:
    """Return how a command ends when a tree cannot be written."""
    return Stop(ERRORS, fault.phrase)
