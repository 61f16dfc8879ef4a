"""Everything that the group shows the world, as one tree: pages, calendars, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.data.addresses import GROUP_JSON
from tablee.decide.timeline import timeline
from tablee.decide.turns import turns_ahead
from tablee.publish.feeds import render_feeds
from tablee.publish.group_json import render_group_json
from tablee.publish.pages import render_pages

if TYPE_CHECKING:
    from datetime import datetime

    from tablee.data.history import History
    from tablee.data.model import Group
    from tablee.data.words import Words
    from tablee.decide.timeline import Timeline
    from tablee.decide.turns import Turn

AHEAD = 6
"""How many turns ahead calendars tell, for each circle: further on, presence will have changed the account."""


def render_site(group: Group, now: datetime, words: Words, history: History) -> dict[str, str | bytes]:
    """Return the site's tree by path in the docs folder: text for pages, bytes for calendars."""
    line = timeline(group, now)
    turns = turns_of(group, line)
    return {**render_pages(group, line, turns, words), **_data(group, line, turns, words, history)}


def render_data(group: Group, now: datetime, words: Words, history: History) -> dict[str, str | bytes]:
    """Return what other programs read: the calendars and the JSON, by path in the docs folder."""
    line = timeline(group, now)
    return _data(group, line, turns_of(group, line), words, history)


def _data(
    group: Group, line: Timeline, turns: dict[str, Turn], words: Words, history: History
) -> dict[str, str | bytes]:
    feeds = render_feeds(group, line, turns, words, history)
    return {**feeds, GROUP_JSON: render_group_json(group, line)}


def turns_of(group: Group, line: Timeline) -> dict[str, Turn]:
    """Return the turns of the coming meetings of every circle, by slot key."""
    ahead = (turns_ahead(group, line, circle, AHEAD) for circle in group.circle_ids)
    return {turn.key: turn for turns in ahead for turn in turns}
