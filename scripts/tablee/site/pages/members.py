"""The members' pages: everybody's faces by letter, and a page for each."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tablee.files.paths import file_of_member
from tablee.i18n.translations import _
from tablee.model.folding import fold
from tablee.rules.mutual_help import standing
from tablee.site.cards.of_pages import card_of_member
from tablee.site.page import MEMBERS, Page
from tablee.site.text import initial, safe_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from tablee.model import Member
    from tablee.rules.timeline import Event
    from tablee.site.context import Seat, SiteContext

LATEST = 12
"""How many of a member's latest turns are named; the others are counted."""

MISSIONS = 5
"""How many of the latest missions are named."""

COMPANIONS = 8
"""How many of those with whom a member sat most often are shown."""

OPEN = 48
"""So many members stand there at once; those after them, and their letters, open when pressed."""

CHIPS = 10
"""How many skills that several members share stand above the directory."""

_SPELT = {
    "linkedin": "LinkedIn",
    "github": "GitHub",
    "gitlab": "GitLab",
    "youtube": "YouTube",
    "pixelfed": "Pixelfed",
}


class Letter(NamedTuple):
    """The members whose names begin with a letter, and whether they stand there at once."""

    letter: str
    members: list[Member]
    is_open: bool


class Choice(NamedTuple):
    """What a reader may ask for: how it is compared, how it is written, and how many members have it."""

    value: str
    text: str
    members: int


class Praise(NamedTuple):
    """A recommendation, by or of a member, and the days on which the two shared a table."""

    other: str
    what_for: str
    days: tuple[date, ...]


class Companion(NamedTuple):
    """Somebody with whom a member sat, and how often."""

    seat: Seat
    times: int


def member_pages(context: SiteContext) -> Iterator[Page]:
    """Make the index of members and a page for each who is public and has not left."""
    words, name = context.words, context.settings.name
    skills = _choices(context, lambda member: member.skills)
    circles = context.settings.circles.values()
    values = {
        "at_once": OPEN,
        "letters": _letters(context.members) if len(context.members) > OPEN else [],
        "members": context.members,
        "count": len(context.members) + context.unnamed(),
        "skills": sorted(skills, key=lambda choice: choice.value),
        "chips": [choice for choice in skills if choice.members > 1][:CHIPS],
        "cities": _choices(context, lambda member: (member.city,) if member.city else ()),
        "circles": [Choice(c.id, c.name, len(context.of_circle(c.id))) for c in circles],
        "unnamed": context.unnamed(),
        "thanked": context.thanked,
    }
    description = words.gettext(_("Who belongs to {name}: trades, skills, towns."), name=name)
    yield Page(MEMBERS, "members", words.gettext(_("Members")), description, values)
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
            "skills": [(skill, fold(skill)) for skill in member.skills],
            "addresses": _addresses(context, member),
            "offers": standing(member.offers, context.today),
            "needs": standing(member.needs, context.today),
            "recommends": _given(context, member),
            "recommended": _received(context, member),
            "companions": _companions(context, member),
            "came": len(came),
            "came_last": context.view(came[0]) if came else None,
            "led": context.views(led[:LATEST]),
            "led_before": max(0, len(led) - LATEST),
            "drawn": [(context.view(event), card, _is_done(event, card)) for event, card in drawn[:MISSIONS]],
            "drawn_all": len(drawn),
            "done_all": sum(_is_done(event, card) for event, card in drawn),
            "touched_on": context.touched_on(member.id),
        },
        edit=file_of_member(member.id),
        section=MEMBERS,
        boost=4,
        card=card_of_member(context, member),
    )


def _description(context: SiteContext, member: Member) -> str:
    said = ", ".join(filter(None, (member.trade, member.city)))
    if said:
        return context.words.gettext(_("{name}: {what}"), name=member.name, what=said)
    return context.words.gettext(_("{name}, member"), name=member.name)


def _addresses(context: SiteContext, member: Member) -> dict[str, str]:
    """Return a member's links by their labels; a known one is spelt as its owner does."""
    safe = {label: address for label, link in member.links.items() if (address := safe_address(link))}
    known = {**_SPELT, "website": context.words.gettext(_("Website"))}
    return {known.get(label.casefold(), label.capitalize()): address for label, address in safe.items()}


def _given(context: SiteContext, member: Member) -> list[Praise]:
    given = (praise for praise in member.recommends if praise.member in context.shown)
    return [Praise(p.member, p.what_for, context.company.days(member.id, p.member)) for p in given]


def _received(context: SiteContext, member: Member) -> list[Praise]:
    received = context.recommended_by.get(member.id, ())
    return [Praise(who, p.what_for, context.company.days(who, member.id)) for who, p in received]


def _companions(context: SiteContext, member: Member) -> list[Companion]:
    """Return with whom a member sat most often, among those who have a page."""
    met = Counter({who: n for who, n in context.company.of(member.id).items() if who in context.shown})
    most = sorted(met.items(), key=lambda one: (-one[1], one[0]))[:COMPANIONS]
    return [Companion(context.seats([who]).named[0], times) for who, times in most]


def _is_done(event: Event, card: str) -> bool:
    return event.meeting is not None and card in event.meeting.done


def _letters(members: Sequence[Member]) -> list[Letter]:
    """Return the members by letter; those of the first letters stand there at once."""
    found: list[Letter] = []
    before = 0
    for letter, those in groupby(members, key=lambda member: initial(member.name)):
        named = list(those)
        found.append(Letter(letter, named, before + len(named) <= OPEN or not before))
        before += len(named)
    return found


def _choices(context: SiteContext, said_by: Callable[[Member], Iterable[str]]) -> list[Choice]:
    """Return what members say of themselves, each thing once however it is written, what most say first."""
    said = [text for member in reversed(context.members) for text in said_by(member)]
    spelt = {fold(text): text for text in said}
    counts = Counter(map(fold, said))
    found = [Choice(value, text, counts[value]) for value, text in spelt.items()]
    return sorted(found, key=lambda choice: (-choice.members, choice.value))
