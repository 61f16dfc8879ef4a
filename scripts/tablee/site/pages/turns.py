"""The page of turns and missions: who facilitates next and why, how the account stands, what was drawn."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tablee.i18n.words import _
from tablee.rules.vitality import WIDE
from tablee.site.pages.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.rules.timeline import Event
    from tablee.site.pages.book import Book


def turns_sheets(book: Book) -> Iterator[Sheet]:
    """Make the page of turns: a part for each circle."""
    title = book.words.say(_("Turns and missions"))
    description = book.words.say(_("Who facilitates next, and why."))
    parts = [_part(book, circle) for circle in book.group.circle_ids]
    yield Sheet("turns.md", "turns", title, description, {"parts": [part for part in parts if part]})


def _part(book: Book, circle: str) -> dict[str, object]:
    """Return what the template says of one circle; nothing for one that neither met nor will.

    Who never came has no account yet, and is counted: large groups have hundreds of those.
    """
    account = book.insight.ledger(circle)
    turns = book.turns(circle)
    if not turns and not account.entries:
        return {}
    shown = [member for member in account.balances if member in book.shown]
    came = [member for member in shown if account.visits.get(member) or account.balances[member]]
    ordered = sorted(came, key=lambda member: (-account.balances[member], member))
    widest = max((abs(account.balances[member]) for member in came), default=Fraction(0))
    return {
        "circle": circle,
        "name": book.group.name_of_circle(circle),
        "turns": turns,
        "rows": [(member, account.visits.get(member, 0), account.balances[member]) for member in ordered],
        "widest": max(widest, Fraction(1)),
        "within": widest <= WIDE,
        "waiting": len(shown) - len(came),
        "missions": _under_way(book, circle),
    }


def _under_way(book: Book, circle: str) -> Event | None:
    """Return the last meeting at which missions were drawn: they run until the next draw."""
    drawn = (event for event in reversed(book.line.past(circle)) if event.meeting and event.meeting.missions)
    return next(drawn, None)
