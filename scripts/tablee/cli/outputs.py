"""All that a group shows the world: the site and the calendars, which do not know each other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tablee.adapters.build_cache import BuildCache
from tablee.adapters.edit_address import issues_address, read_edit_base
from tablee.adapters.mkdocs_site import Rendering
from tablee.adapters.reuse import reuse_of
from tablee.cli.shown import need_shown
from tablee.feeds import render_feeds
from tablee.i18n.translations import Translations, load_translations
from tablee.rules.timeline import build_timeline
from tablee.site.host import NO_HOST, Host
from tablee.site.reuse import NOTHING
from tablee.site.site import render_site

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from tablee.files.history import History
    from tablee.model import Group
    from tablee.site.reuse import Reuse


def render_folder(options: argparse.Namespace, words: Translations) -> Rendering:
    """Read, check and render the group's folder; raises UserError for errors and for a shallow clone."""
    shown, history = need_shown(options, words, publishing=True)
    site_words = load_translations(shown.group.settings.language)
    edit_base = read_edit_base(options.root, os.environ)
    host = Host(issues_address(edit_base))
    cache = BuildCache(options.root)
    tree = render_outputs(shown.group, shown.now, site_words, history, host, reuse_of(cache))
    return Rendering(shown.group, tree, shown.now, site_words, cache, shown.instead, edit_base, shown.status)


def render_outputs(
    group: Group,
    now: datetime,
    words: Translations,
    history: History,
    host: Host = NO_HOST,
    reuse: Reuse = NOTHING,
) -> dict[str, str | bytes]:
    """Return the whole tree by path in the docs folder: text for pages, bytes for calendars and pictures.

    `reuse` is what an earlier build left and this one need not make.
    """
    timeline = build_timeline(group, now)
    return {
        **render_site(group, timeline, words, history, host, reuse),
        **render_feeds(group, timeline, words, history, reuse.text),
    }
