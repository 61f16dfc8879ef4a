"""The members' pages: everybody's faces, and a page for each."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tablee.data.folding import fold
from tablee.data.words import _
from tablee.publish.pages.sheet import Sheet
from tablee.publish.text import safe_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.data.model import Member, Offer
    from tablee.publish.pages.book import Book

INDEX = "members/index.md"
LATEST = 12
"""How many of a member's latest turns are named; the others are counted."""

_SPELT = {
    "linkedin": "LinkedIn",
    "github": "GitHub",
    "gitlab": "GitLab",
    "youtube": "YouTube",
    "pixelfed": "Pixelfed",
}


def member_sheets(book: Book) -> Iterator[Sheet]:
    """Make the index of members and a page for each who is public and has not left."""
    title = book.words.say(_("Members"))
    description = book.words.say(_("Who belongs to {name}: trades, skills, towns."), name=book.settings.name)
    values = {"skills": _skills(book), "unnamed": book.unnamed()}
    yield Sheet(INDEX, "members", title, description, values)
    for member in book.members:
        yield _member_sheet(book, member)


def _member_sheet(book: Book, member: Member) -> Sheet:
    led = book.facilitated.get(member.id, ())
    return Sheet(
        f"members/{member.id}.md",
        "member",
        title=member.name,
        description=_description(book, member),
        values={
            "member": member,
            "addresses": _addresses(book, member),
            "offers": _valid(book, member.offers),
            "needs": _valid(book, member.needs),
            "recommends": [p for p in member.recommends if p.member in book.shown],
            "recommended": book.recommended_by.get(member.id, ()),
            "came": len(book.attended.get(member.id, ())),
            "led": tuple(islice(led, LATEST)),
            "led_before": max(0, len(led) - LATEST),
        },
        edit=f"members/{member.id}.yml",
        section=INDEX,
    )


def _description(book: Book, member: Member) -> str:
    said = ", ".join(filter(None, (member.trade, member.city)))
    if said:
        return book.words.say(_("{name}: {what}"), name=member.name, what=said)
    return book.words.say(_("{name}, member"), name=member.name)


def _addresses(book: Book, member: Member) -> dict[str, str]:
    """Return a member's links by their labels; a known one is spelt as its owner does."""
    safe = {label: address for label, link in member.links.items() if (address := safe_address(link))}
    known = {**_SPELT, "website": book.words.say(_("Website"))}
    return {known.get(label.casefold(), label.capitalize()): address for label, address in safe.items()}


def _valid(book: Book, offers: tuple[Offer, ...]) -> list[Offer]:
    return [offer for offer in offers if offer.until_on is None or offer.until_on >= book.today]


def _skills(book: Book) -> list[str]:
    """Return every skill once, however it is capitalised, in the order of the alphabet."""
    by_fold = {fold(skill): skill for member in reversed(book.members) for skill in member.skills}
    return [by_fold[key] for key in sorted(by_fold)]
