"""What the group shows on its site, as one tree: pages, their styles, Atom and group.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.addresses import GROUP_JSON
from tablee.rules.timeline import timeline
from tablee.rules.turns import turns_ahead
from tablee.site.atom import ATOM, render_atom
from tablee.site.group_json import render_group_json
from tablee.site.heads import Heads
from tablee.site.pages import render_pages
from tablee.site.robots import ROBOTS, render_robots
from tablee.site.styles import STYLES, render_styles

if TYPE_CHECKING:
    from datetime import datetime

    from tablee.files.history import History
    from tablee.i18n.words import Words
    from tablee.model import Group
    from tablee.rules.timeline import Timeline
    from tablee.rules.turns import Turn

AHEAD = 6
"""How many turns ahead pages tell, for each circle: further on, presence will have changed the account."""


def render_site(group: Group, now: datetime, words: Words, history: History) -> dict[str, str | bytes]:
    """Return the site's tree by path in the docs folder, without its calendars."""
    line = timeline(group, now)
    turns = turns_of(group, line)
    heads = Heads(group, line, words, history)
    return {
        **render_pages(group, line, turns, words, heads, history),
        GROUP_JSON: render_group_json(group, line),
        ATOM: render_atom(group, line, words, history),
        STYLES: render_styles(),
        ROBOTS: render_robots(group.settings.url),
    }


def turns_of(group: Group, line: Timeline) -> dict[str, Turn]:
    """Return the turns of the coming meetings of every circle, by slot key."""
    ahead = (turns_ahead(group, line, circle, AHEAD) for circle in group.circle_ids)
    return {turn.key: turn for turns in ahead for turn in turns}
