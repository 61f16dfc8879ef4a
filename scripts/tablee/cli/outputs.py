"""All that a group shows the world: the site and the calendars, which do not know each other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tablee.adapters.edit_address import issues_address, read_edit_base
from tablee.adapters.git_history import read_history
from tablee.adapters.mkdocs_site import Rendering
from tablee.cli.folder import need_group
from tablee.feeds import render_feeds
from tablee.files.addresses import GROUP_JSON
from tablee.i18n.words import Words, load_words
from tablee.rules.timeline import timeline
from tablee.site.group_json import render_group_json
from tablee.site.site import render_site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from tablee.files.history import History
    from tablee.model import Group
    from tablee.rules.timeline import Timeline


def render_folder(options: argparse.Namespace, words: Words) -> Rendering:
    """Read, check and render the group's folder; raises UserError for errors and for a shallow clone."""
    group, now = need_group(options, words, publishing=True)
    site_words = load_words(group.settings.language)
    issues = issues_address(read_edit_base(options.root, os.environ))
    tree = render_outputs(group, now, site_words, read_history(options.root), issues)
    return Rendering(group, tree, now, site_words)


def render_outputs(
    group: Group, now: datetime, words: Words, history: History, issues: str = ""
) -> dict[str, str | bytes]:
    """Return the whole tree by path in the docs folder: text for pages, bytes for calendars.

    `issues` is the address of the tracker's list of issues; empty where there is none.
    """
    line = timeline(group, now)
    return {**render_site(group, line, words, history, issues), **render_feeds(group, line, words, history)}


def render_machine_files(
    group: Group, line: Timeline, words: Words, history: History
) -> dict[str, str | bytes]:
    """Return what other programs read, without any page: the calendars and group.json."""
    return {**render_feeds(group, line, words, history), GROUP_JSON: render_group_json(group, line)}


def say_changed(changed: Sequence[str], folder: Path, words: Words) -> str:
    """Say how many files of a tree were written or deleted."""
    shown = folder.as_posix()
    return words.count(
        "{n} file changed in {folder}", "{n} files changed in {folder}", len(changed), folder=shown
    )
