"""All that a group shows the world: the site and the calendars, which do not know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.feeds import render_feeds
from tablee.files.addresses import GROUP_JSON
from tablee.rules.timeline import timeline
from tablee.site.group_json import render_group_json
from tablee.site.site import render_site

if TYPE_CHECKING:
    from datetime import datetime

    from tablee.files.history import History
    from tablee.i18n.words import Words
    from tablee.model import Group
    from tablee.rules.timeline import Timeline


def render_outputs(group: Group, now: datetime, words: Words, history: History) -> dict[str, str | bytes]:
    """Return the whole tree by path in the docs folder: text for pages, bytes for calendars."""
    line = timeline(group, now)
    return {**render_site(group, line, words, history), **render_feeds(group, line, words, history)}


def render_machine_files(
    group: Group, line: Timeline, words: Words, history: History
) -> dict[str, str | bytes]:
    """Return what other programs read, without any page: the calendars and group.json."""
    return {**render_feeds(group, line, words, history), GROUP_JSON: render_group_json(group, line)}
