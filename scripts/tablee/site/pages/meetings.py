"""The list of meetings: this month and the next as tables, what comes, the last ones, and the years before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.i18n.words import _
from tablee.site.pages.meeting import meeting_sheet
from tablee.site.pages.meeting_years import past_years
from tablee.site.pages.months import months
from tablee.site.pages.sheet import MEETINGS, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.site.pages.book import Book

SOON = 8
"""How many coming meetings the list shows at once; the others open below them."""

LAST = 8
"""How many past meetings the list shows; all others stand on the page of their year."""


def meeting_sheets(book: Book) -> Iterator[Sheet]:
    """Make the index of meetings and a page for each event, cancelled ones included."""
    title = book.words.say(_("Meetings"))
    description = book.words.say(_("The coming and past meetings of {name}."), name=book.settings.name)
    values = {
        "coming": [e for e in book.line.events if not e.is_over(book.line.now)],
        "soon": SOON,
        "last": list(reversed(book.line.past()[-LAST:])),
        "years": [(year, len(events)) for year, events in past_years(book)],
        "months": months(book.line.events, book.today),
    }
    yield Sheet(MEETINGS, "meetings", title, description, values)
    for circle in book.group.circle_ids:
        events = book.line.of(circle)
        for before, event, after in zip((None, *events), events, (*events[1:], None), strict=False):
            yield meeting_sheet(book, event, before, after)
