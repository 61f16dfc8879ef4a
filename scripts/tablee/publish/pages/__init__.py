"""The pages of the site: Markdown with front matter, one module a kind of page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.data.history import NO_HISTORY
from tablee.publish.pages.book import Book
from tablee.publish.pages.circles import circle_sheets
from tablee.publish.pages.help import help_sheets
from tablee.publish.pages.home import home_sheets
from tablee.publish.pages.meeting_years import year_sheets
from tablee.publish.pages.meetings import meeting_sheets
from tablee.publish.pages.members import member_sheets
from tablee.publish.pages.press import Press
from tablee.publish.pages.subscribe import subscribe_sheets
from tablee.publish.pages.turns import turns_sheets
from tablee.publish.pages.vitality import vitality_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.data.history import History
    from tablee.data.model import Group
    from tablee.data.words import Words
    from tablee.decide.timeline import Timeline
    from tablee.decide.turns import Turn
    from tablee.publish.heads import Heads

_KINDS = (
    *(home_sheets, meeting_sheets, year_sheets, member_sheets, help_sheets),
    *(turns_sheets, vitality_sheets, circle_sheets, subscribe_sheets),
)


def render_pages(
    group: Group,
    line: Timeline,
    turns: Mapping[str, Turn],
    words: Words,
    heads: Heads | None = None,
    history: History = NO_HISTORY,
) -> dict[str, str]:
    """Return every page of a group by its path in the docs folder.

    `turns` are those of the coming meetings of all circles, by slot key; `heads` add what the pages tell machines;
    `history` tells when a member's file was last changed.
    """
    book = Book(group, line, turns, words, history)
    press = Press(book, heads)
    return {sheet.path: press.render(sheet) for sheets in _KINDS for sheet in sheets(book)}
