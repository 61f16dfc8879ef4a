"""The past, a page a year, so that no page grows with the age of the group; their addresses stay."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tablee.i18n.words import _
from tablee.site.pages.sheet import MEETINGS, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.rules.timeline import Event
    from tablee.site.pages.book import Book


def year_sheets(book: Book) -> Iterator[Sheet]:
    """Make a page for each year in which the group met."""
    years = past_years(book)
    for later, (year, events), earlier in zip((None, *years), years, (*years[1:], None), strict=False):
        yield Sheet(
            f"meetings/{year}.md",
            "meeting_year",
            title=book.words.say(_("Meetings in {year}"), year=year),
            description=book.words.say(
                _("The meetings of {name} in {year}."), name=book.settings.name, year=year
            ),
            values={
                "events": events,
                "earlier": earlier[0] if earlier else None,
                "later": later[0] if later else None,
            },
            section=MEETINGS,
        )


def past_years(book: Book) -> list[tuple[int, list[Event]]]:
    """Return the past meetings by year, the newest first."""
    newest_first = reversed(book.line.past())
    return [(year, list(events)) for year, events in groupby(newest_first, key=lambda event: event.on.year)]
