"""The page of turns and missions: who facilitates next and why, how the account stands, what was drawn."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tablee.i18n.words import _
from tablee.rules.vitality import WIDE
from tablee.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.rules.timeline import Event
    from tablee.site.context import SiteContext


def turns_pages(context: SiteContext) -> Iterator[Page]:
    """Make the page of turns: a part for each circle."""
    title = context.words.say(_("Turns and missions"))
    description = context.words.say(_("Who facilitates next, and why."))
    parts = [_part(context, circle) for circle in context.group.circle_ids]
    yield Page("turns.md", "turns", title, description, {"parts": [part for part in parts if part]})


def _part(context: SiteContext, circle: str) -> dict[str, object]:
    """Return what the template says of one circle; nothing for one that neither met nor will.

    Who never came has no account yet, and is counted: large groups have hundreds of those.
    """
    account = context.ledger(circle)
    turns = context.turns(circle)
    if not turns and not account.entries:
        return {}
    shown = [member for member in account.balances if member in context.shown]
    came = [member for member in shown if account.visits.get(member) or account.balances[member]]
    ordered = sorted(came, key=lambda member: (-account.balances[member], member))
    widest = max((abs(account.balances[member]) for member in came), default=Fraction(0))
    return {
        "circle": circle,
        "name": context.group.name_of_circle(circle),
        "turns": turns,
        "rows": [(member, account.visits.get(member, 0), account.balances[member]) for member in ordered],
        "widest": max(widest, Fraction(1)),
        "within": widest <= WIDE,
        "waiting": len(shown) - len(came),
        "missions": _under_way(context, circle),
    }


def _under_way(context: SiteContext, circle: str) -> Event | None:
    """Return the last meeting at which missions were drawn: they run until the next draw."""
    drawn = (
        event for event in reversed(context.timeline.past(circle)) if event.meeting and event.meeting.missions
    )
    return next(drawn, None)
