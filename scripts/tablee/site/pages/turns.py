"""The page of turns and missions: who facilitates next and why, how the account stands, what was drawn."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tablee.i18n.translations import _
from tablee.rules.vitality import WIDE
from tablee.rules.why import render_number
from tablee.site.charts import render_balance
from tablee.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from tablee.rules.turns import Turn
    from tablee.site.context import Seat, Seats, SiteContext
    from tablee.site.meeting_view import MeetingView

ROWS = 20
"""How many rows of the account stand there at once; the others open below them."""

STATUSES = {
    "served": _("has facilitated"),
    "accepted": _("accepted"),
    "called": _("asked"),
    "proposed": _("next in turn"),
}


class Call(NamedTuple):
    """A coming turn: who is next and since when, who would be after, and why, the reason first."""

    meeting: MeetingView
    facilitators: Seats
    stand_ins: Seats
    status: str
    status_word: str
    reason: str
    details: list[Markup]


class Row(NamedTuple):
    """A member's account, as it is written: the share of all turns, the turns led, and the difference, drawn too."""

    seat: Seat
    share: str
    led: str
    difference: str
    bar: Markup


def turns_pages(context: SiteContext) -> Iterator[Page]:
    """Make the page of turns: a part for each circle."""
    title = context.words.gettext(_("Turns and missions"))
    description = context.words.gettext(_("Who facilitates next, and why."))
    parts = [_part(context, circle) for circle in context.group.circle_ids]
    dated = context.timeline.foremost is not None
    values = {"parts": [part for part in parts if part], "rows": ROWS, "dated": dated}
    yield Page("turns.md", "turns", title, description, values)


def has_turns(context: SiteContext, circle: str) -> bool:
    """Say whether the page tells of a circle: one that met or will meet."""
    return bool(context.turns(circle) or context.ledger(circle).entries)


def _part(context: SiteContext, circle: str) -> dict[str, object]:
    """Return what the template says of one circle; nothing for one that neither met nor will.

    Who never came has no account yet, and is counted: large groups have hundreds of those.
    """
    if not has_turns(context, circle):
        return {}
    account = context.ledger(circle)
    shown = [member for member in account.balances if member in context.shown]
    came = [member for member in shown if account.visits.get(member) or account.balances[member]]
    widest = max((abs(account.balances[member]) for member in came), default=Fraction(0))
    return {
        "circle": circle,
        "name": context.group.name_of_circle(circle),
        "turns": [_call(context, turn) for turn in context.turns(circle)],
        "rows": _rows(context, circle, came, max(widest, Fraction(1))),
        "within": widest <= WIDE,
        "waiting": len(shown) - len(came),
        "missions": _under_way(context, circle),
    }


def _call(context: SiteContext, turn: Turn) -> Call:
    event = context.timeline.event(turn.key)
    assert event  # a turn is one of a coming meeting  # noqa: S101 (for the type checker)
    reasons = context.reasons(turn.explanation)
    return Call(
        meeting=context.view(event),
        facilitators=context.seats(turn.facilitators, turn.facilitators),
        stand_ins=context.seats(turn.stand_ins),
        status=turn.status,
        status_word=context.words.gettext(STATUSES[turn.status]),
        reason=reasons[0] if reasons else "",
        details=reasons[1:],
    )


def _rows(context: SiteContext, circle: str, members: list[str], widest: Fraction) -> list[Row]:
    """Return the accounts of members, those who owe most first; a balance is the share less what was led."""
    account, words = context.ledger(circle), context.words
    led = defaultdict[str, Fraction](Fraction)
    for entry in account.entries:
        for member, served in entry.served.items():
            led[member] += served
    ordered = sorted(members, key=lambda member: (-account.balances[member], member))
    return [
        Row(
            seat=context.seats([member]).named[0],
            share=render_number(account.balances[member] + led[member], words).removeprefix("+"),
            led=render_number(led[member], words).removeprefix("+"),
            difference=render_number(account.balances[member], words),
            bar=render_balance(account.balances[member], widest),
        )
        for member in ordered
    ]


def _under_way(context: SiteContext, circle: str) -> dict[str, object] | None:
    """Return the missions drawn last, with their meeting: they run until the next draw."""
    for event in reversed(context.timeline.past(circle)):
        if event.meeting and event.meeting.missions:
            return {
                "meeting": context.view(event),
                "cards": event.meeting.missions,
                "done": event.meeting.done,
            }
    return None
