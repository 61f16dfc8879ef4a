"""The members' pages: everybody's faces, and a page for each."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tablee.files.folding import fold
from tablee.i18n.words import _
from tablee.rules.mutual_help import standing
from tablee.site.pages.sheet import Sheet
from tablee.site.text import safe_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tablee.model import Member, Offer
    from tablee.rules.timeline import Event
    from tablee.site.pages.book import Book

INDEX = "members/index.md"
LATEST = 12
"""How many of a member's latest turns are named; the others are counted."""

MISSIONS = 5
"""How many of the latest missions are named."""

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
    values = {
        "skills": _once(book, lambda member: member.skills),
        "cities": _once(book, lambda member: (member.city,) if member.city else ()),
        "circles": list(book.settings.circles.values()),
        "unnamed": book.unnamed(),
        "thanked": book.thanked,
    }
    yield Sheet(INDEX, "members", title, description, values)
    for member in book.members:
        yield _member_sheet(book, member)


def _member_sheet(book: Book, member: Member) -> Sheet:
    led = book.facilitated.get(member.id, ())
    came = book.attended.get(member.id, ())
    drawn = book.drawn.get(member.id, ())
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
            "came": len(came),
            "came_last": came[0] if came else None,
            "led": tuple(islice(led, LATEST)),
            "led_before": max(0, len(led) - LATEST),
            "drawn": [(event, card, _is_done(event, card)) for event, card in drawn[:MISSIONS]],
            "drawn_all": len(drawn),
            "done_all": sum(_is_done(event, card) for event, card in drawn),
            "touched_on": book.touched_on(member.id),
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
    return standing(offers, book.today)


def _is_done(event: Event, card: str) -> bool:
    return event.meeting is not None and card in event.meeting.done


def _once(book: Book, said_by: Callable[[Member], Iterable[str]]) -> list[str]:
    """Return what members say of themselves, each thing once however it is capitalised, in the alphabet's order."""
    by_fold = {fold(said): said for member in reversed(book.members) for said in said_by(member)}
    return [by_fold[key] for key in sorted(by_fold)]
