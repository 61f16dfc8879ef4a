"""What other programs read of a group, without any page: the calendars and the JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.data.addresses import GROUP_JSON
from tablee.publish.feeds import render_feeds
from tablee.publish.group_json import render_group_json

if TYPE_CHECKING:
    from tablee.data.history import History
    from tablee.data.model import Group
    from tablee.data.words import Words
    from tablee.decide.timeline import Timeline


def render_machine_files(
    group: Group, line: Timeline, words: Words, history: History
) -> dict[str, str | bytes]:
    """Return the calendars and group.json by path in the docs folder."""
    return {**render_feeds(group, line, words, history), GROUP_JSON: render_group_json(group, line)}
