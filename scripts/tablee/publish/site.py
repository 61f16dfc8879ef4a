"""Everything that the group shows the world, as one tree: pages, calendars, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.decide.timeline import timeline
from tablee.decide.turns import turns_ahead
from tablee.publish.atom import ATOM, render_atom
from tablee.publish.heads import Heads
from tablee.publish.machine_files import render_machine_files
from tablee.publish.pages import render_pages
from tablee.publish.robots import ROBOTS, render_robots
from tablee.publish.styles import STYLES, render_styles

if TYPE_CHECKING:
    from datetime import datetime

    from tablee.data.history import History
    from tablee.data.model import Group
    from tablee.data.words import Words
    from tablee.decide.timeline import Timeline
    from tablee.decide.turns import Turn

AHEAD = 6
"""How many turns ahead pages tell, for each circle: further on, presence will have changed the account."""


def render_site(group: Group, now: datetime, words: Words, history: History) -> dict[str, str | bytes]:
    """Return the site's tree by path in the docs folder: text for pages, bytes for calendars."""
    line = timeline(group, now)
    turns = turns_of(group, line)
    heads = Heads(group, line, words, history)
    return {
        **render_pages(group, line, turns, words, heads, history),
        **render_machine_files(group, line, words, history),
        ATOM: render_atom(group, line, words, history),
        STYLES: render_styles(),
        ROBOTS: render_robots(group.settings.url),
    }


def turns_of(group: Group, line: Timeline) -> dict[str, Turn]:
    """Return the turns of the coming meetings of every circle, by slot key."""
    ahead = (turns_ahead(group, line, circle, AHEAD) for circle in group.circle_ids)
    return {turn.key: turn for turns in ahead for turn in turns}
