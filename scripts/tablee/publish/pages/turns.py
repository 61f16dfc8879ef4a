"""The page of turns: who facilitates next, why, and how the account stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.data.words import _
from tablee.decide.turns import ledger
from tablee.publish.pages.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.publish.pages.book import Book


def turns_sheets(book: Book) -> Iterator[Sheet]:
    """Make the page of turns: a part for each circle."""
    title = book.words.say(_("Turns"))
    description = book.words.say(_("Who facilitates next, and why."))
    parts = [_part(book, circle) for circle in book.group.circle_ids]
    yield Sheet("turns.md", "turns", title, description, {"parts": [part for part in parts if part]})


def _part(book: Book, circle: str) -> dict[str, object]:
    """Return what the template says of one circle; nothing for one that neither met nor will."""
    account = ledger(book.group, book.line, circle)
    turns = book.turns(circle)
    if not turns and not account.entries:
        return {}
    shown = [member for member in account.balances if member in book.shown]
    balances = sorted(shown, key=lambda member: (-account.balances[member], member))
    rows = [(member, account.visits.get(member, 0), account.balances[member]) for member in balances]
    return {"circle": circle, "name": book.group.name_of_circle(circle), "turns": turns, "rows": rows}
