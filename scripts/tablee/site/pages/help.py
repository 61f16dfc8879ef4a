"""The page of mutual help: needs beside who may help, who can introduce whom, and whom to introduce next time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.files.folding import fold
from tablee.i18n.words import _
from tablee.rules.mutual_help import standing
from tablee.site.pages.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.model import Member, Offer
    from tablee.rules.mutual_help import Match, Need
    from tablee.site.pages.book import Book

MOST = 300
"""How many needs and offers the page lists: those of a very large group stand on its members' pages."""


@dataclass(frozen=True, slots=True)
class Helper:
    """Who may help with a need, how often the two have sat together, and else who can introduce them."""

    match: Match
    met: int
    between: tuple[str, ...]


def help_sheets(book: Book) -> Iterator[Sheet]:
    """Make the page of mutual help; nothing for a group in which nobody has a page."""
    if not book.members:
        return
    event = book.line.next()
    needs, offers = book.insight.needs, _offers(book)
    values = {
        "needs": [(need, _helpers(book, need)) for need in needs[:MOST]],
        "offers": offers[:MOST],
        "further": max(len(needs) - MOST, 0) + max(len(offers) - MOST, 0),
        "event": event,
        "pairs": book.insight.introductions(event) if event else (),
    }
    title = book.words.say(_("Mutual help"))
    description = book.words.say(_("What the members of {name} offer and look for."), name=book.settings.name)
    yield Sheet("help.md", "help", title, description, values)


def _helpers(book: Book, need: Need) -> list[Helper]:
    """Return the helpers of a need; those who know each other need no introduction."""
    company = book.insight.company
    found = []
    for match in need.matches:
        met = company.met(need.member, match.member)
        between = () if met else company.between(need.member, match.member, book.shown)
        found.append(Helper(match, met, between))
    return found


def _offers(book: Book) -> list[tuple[Member, Offer]]:
    """Return every standing offer with its member, in the order of the alphabet."""
    found = [(member, offer) for member in book.members for offer in standing(member.offers, book.today)]
    return sorted(found, key=lambda one: fold(one[1].what))
