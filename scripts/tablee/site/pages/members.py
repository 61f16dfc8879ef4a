"""The members' pages: everybody's faces, and a page for each."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tablee.files.folding import fold
from tablee.i18n.words import _
from tablee.rules.mutual_help import standing
from tablee.site.page import MEMBERS, Page
from tablee.site.text import safe_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tablee.model import Member, Offer
    from tablee.rules.timeline import Event
    from tablee.site.context import SiteContext

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


def member_pages(context: SiteContext) -> Iterator[Page]:
    """Make the index of members and a page for each who is public and has not left."""
    title = context.words.say(_("Members"))
    description = context.words.say(
        _("Who belongs to {name}: trades, skills, towns."), name=context.settings.name
    )
    values = {
        "skills": _once(context, lambda member: member.skills),
        "cities": _once(context, lambda member: (member.city,) if member.city else ()),
        "circles": list(context.settings.circles.values()),
        "unnamed": context.unnamed(),
        "thanked": context.thanked,
    }
    yield Page(MEMBERS, "members", title, description, values)
    for member in context.members:
        yield _member_page(context, member)


def _member_page(context: SiteContext, member: Member) -> Page:
    led = context.facilitated.get(member.id, ())
    came = context.attended.get(member.id, ())
    drawn = context.drawn.get(member.id, ())
    return Page(
        f"members/{member.id}.md",
        "member",
        title=member.name,
        description=_description(context, member),
        values={
            "member": member,
            "addresses": _addresses(context, member),
            "offers": _valid(context, member.offers),
            "needs": _valid(context, member.needs),
            "recommends": [p for p in member.recommends if p.member in context.shown],
            "recommended": context.recommended_by.get(member.id, ()),
            "came": len(came),
            "came_last": came[0] if came else None,
            "led": tuple(islice(led, LATEST)),
            "led_before": max(0, len(led) - LATEST),
            "drawn": [(event, card, _is_done(event, card)) for event, card in drawn[:MISSIONS]],
            "drawn_all": len(drawn),
            "done_all": sum(_is_done(event, card) for event, card in drawn),
            "touched_on": context.touched_on(member.id),
        },
        edit=f"members/{member.id}.yml",
        section=MEMBERS,
    )


def _description(context: SiteContext, member: Member) -> str:
    said = ", ".join(filter(None, (member.trade, member.city)))
    if said:
        return context.words.say(_("{name}: {what}"), name=member.name, what=said)
    return context.words.say(_("{name}, member"), name=member.name)


def _addresses(context: SiteContext, member: Member) -> dict[str, str]:
    """Return a member's links by their labels; a known one is spelt as its owner does."""
    safe = {label: address for label, link in member.links.items() if (address := safe_address(link))}
    known = {**_SPELT, "website": context.words.say(_("Website"))}
    return {known.get(label.casefold(), label.capitalize()): address for label, address in safe.items()}


def _valid(context: SiteContext, offers: tuple[Offer, ...]) -> list[Offer]:
    return standing(offers, context.today)


def _is_done(event: Event, card: str) -> bool:
    return event.meeting is not None and card in event.meeting.done


def _once(context: SiteContext, said_by: Callable[[Member], Iterable[str]]) -> list[str]:
    """Return what members say of themselves, each thing once however it is capitalised, in the alphabet's order."""
    by_fold = {fold(said): said for member in reversed(context.members) for said in said_by(member)}
    return [by_fold[key] for key in sorted(by_fold)]
