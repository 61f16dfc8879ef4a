"""The pages of the site: Markdown with front matter, one module a kind of page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.history import NO_HISTORY
from tablee.site.pages.book import Book
from tablee.site.pages.circles import circle_sheets
from tablee.site.pages.help import help_sheets
from tablee.site.pages.home import home_sheets
from tablee.site.pages.meeting_years import year_sheets
from tablee.site.pages.meetings import meeting_sheets
from tablee.site.pages.members import member_sheets
from tablee.site.pages.press import Press
from tablee.site.pages.subscribe import subscribe_sheets
from tablee.site.pages.turns import turns_sheets
from tablee.site.pages.vitality import vitality_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.files.history import History
    from tablee.i18n.words import Words
    from tablee.model import Group
    from tablee.rules.timeline import Timeline
    from tablee.rules.turns import Turn
    from tablee.site.heads import Heads

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
