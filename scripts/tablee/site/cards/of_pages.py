"""Which share card a page has, and what stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.i18n.translations import _
from tablee.site.cards.card import MOST_SEATS, Card, Chair
from tablee.site.dates import say_days
from tablee.site.faces import initials, tint
from tablee.site.meeting_view import Status
from tablee.site.page import HOME

if TYPE_CHECKING:
    from tablee.model import Member
    from tablee.rules.timeline import Event
    from tablee.site.context import SiteContext
    from tablee.site.page import Page

_TOLD = frozenset({Status.CANCELLED, Status.VOTING, Status.PROPOSED, Status.MOVED})


def address_of_card(page: Page) -> str:
    """Return where the card of a page lies, relative to the site's root."""
    return f"assets/cards/{(page.card_path or page.path).removesuffix('.md')}.png"


def card_of(page: Page, group: str) -> Card:
    """Return the card of a page: its own, or one of its title and its description."""
    if page.card:
        return page.card
    return Card("" if page.path == HOME else group, page.title, (page.description,))


def card_of_meeting(context: SiteContext, event: Event) -> Card:
    """Return the card of a meeting: when, where, who leads it, and who is at the table."""
    meeting, words = context.view(event), context.words
    status = meeting.status_word if meeting.status in _TOLD else ""
    where = event.place.where if event.place else ""
    came = (event.meeting.present or ()) if event.meeting and meeting.is_over else meeting.coming
    lines = (
        " · ".join(filter(None, (status, say_days(event, words)))),
        meeting.hours,
        where,
        _leader(context, event),
    )
    return Card(
        meeting.circle_name or context.settings.name,
        meeting.heading,
        tuple(line for line in lines if line and line != meeting.heading),
        (meeting.weekday, str(meeting.number), meeting.month),
        tuple(
            Chair(initials(member.name), tint(member.id))
            for member, _marked in context.seats(came).named[:MOST_SEATS]
        ),
        meeting.is_called_off,
    )


def card_of_year(context: SiteContext, year: int) -> Card:
    """Return the card that all meetings of a year share once they are long past."""
    return Card(context.settings.name, context.words.gettext(_("Meetings in {year}"), year=year))


def card_of_member(context: SiteContext, member: Member) -> Card:
    """Return the card of a member: name, trade, town."""
    lines = tuple(filter(None, (member.trade, member.city)))
    return Card(context.settings.name, member.name, lines, (initials(member.name),))


def _leader(context: SiteContext, event: Event) -> str:
    """Say who will facilitate, by name."""
    meeting = context.view(event)
    if meeting.is_over or meeting.is_called_off:
        return ""
    named = [seat.member.name for seat in context.seats(meeting.facilitators).named]
    return context.words.gettext(_("{names} will facilitate."), names=", ".join(named)) if named else ""
