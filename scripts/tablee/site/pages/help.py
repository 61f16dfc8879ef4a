"""The page of mutual help: needs beside who may help, who can introduce whom, and whom to introduce next time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.i18n.translations import _
from tablee.model.folding import fold
from tablee.rules.mutual_help import standing
from tablee.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.model import Member, Offer
    from tablee.rules.mutual_help import Match, Need
    from tablee.site.context import SiteContext

AT_ONCE = 24
"""So many needs, and so many offers, stand there at once; those after them open when pressed."""

MOST = 300
"""How many needs and offers the page lists: those of a very large group stand on its members' pages."""


@dataclass(frozen=True, slots=True)
class Helper:
    """A lead to who may help with a need, how often the two have sat together, and else who can introduce them."""

    member: Member
    match: Match
    met: int
    between: tuple[str, ...]


def help_pages(context: SiteContext) -> Iterator[Page]:
    """Make the page of mutual help; nothing for a group in which nobody has a page."""
    if not context.members:
        return
    event = context.timeline.foremost
    needs, offers = sorted(context.needs, key=lambda need: not need.matches), _offers(context)
    values = {
        "at_once": AT_ONCE,
        "needs": [
            (context.group.members[need.member], need.need, _helpers(context, need)) for need in needs[:MOST]
        ],
        "offers": offers[:MOST],
        "further": max(len(needs) - MOST, 0) + max(len(offers) - MOST, 0),
        "meeting": context.view(event) if event else None,
        "pairs": context.introductions(event) if event else (),
    }
    title = context.words.gettext(_("Mutual help"))
    description = context.words.gettext(
        _("What the members of {name} offer and look for."), name=context.settings.name
    )
    yield Page("help.md", "help", title, description, values)


def _helpers(context: SiteContext, need: Need) -> list[Helper]:
    """Return the helpers of a need; those who know each other need no introduction."""
    company = context.company
    found = []
    for match in need.matches:
        met = company.met(need.member, match.member)
        between = () if met else company.between(need.member, match.member, context.shown)
        found.append(Helper(context.group.members[match.member], match, met, between))
    return found


def _offers(context: SiteContext) -> list[tuple[Member, Offer]]:
    """Return every standing offer with its member, in the order of the alphabet."""
    found = [
        (member, offer) for member in context.members for offer in standing(member.offers, context.today)
    ]
    return sorted(found, key=lambda one: fold(one[1].what))
