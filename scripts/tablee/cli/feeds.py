"""`tablee feeds`: the calendars and group.json alone, without a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.disk import write_tree
from tablee.cli.folder import say_changed
from tablee.cli.parser import add_out
from tablee.cli.shown import need_shown
from tablee.feeds import render_feeds
from tablee.files.addresses import GROUP_JSON
from tablee.i18n.translations import load_translations
from tablee.rules.timeline import build_timeline
from tablee.site.group_json import render_group_json

if TYPE_CHECKING:
    import argparse

    from tablee.files.history import History
    from tablee.i18n.translations import Translations
    from tablee.model import Group
    from tablee.rules.timeline import Timeline


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `feeds`."""
    add_out(parser, words, "feeds", Path("feeds"))


def run(options: argparse.Namespace, words: Translations) -> int:
    """Write the calendars and the JSON, and say how many files changed; nothing is written before the check."""
    shown, history = need_shown(options, words)
    timeline = build_timeline(shown.group, shown.now)
    site_words = load_translations(shown.group.settings.language)
    files = render_machine_files(shown.group, timeline, site_words, history)
    print(say_changed(write_tree(options.root, options.out, files), options.out, words))
    return shown.status


def render_machine_files(
    group: Group, timeline: Timeline, words: Translations, history: History
) -> dict[str, str | bytes]:
    """Return what other programs read, without any page: the calendars and group.json."""
    return {**render_feeds(group, timeline, words, history), GROUP_JSON: render_group_json(group, timeline)}
