"""The draw of the missions with its proof, in plain text: whoever doubts it can replay it in a shell."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING

from tablee.i18n.words import _

if TYPE_CHECKING:
    from tablee.i18n.words import Words
    from tablee.model import Group
    from tablee.rules.draw import CardDraw, Draw, Ticket


def render_draw(draw: Draw, group: Group, words: Words) -> str:
    """Return who drew which card, all tickets in their order, and the command that computes the first one again."""
    if not draw.missions:
        return words.say(_("Nothing to draw: no cards, or nobody recorded as present.")) + "\n"
    return "\n".join(_lines(draw, group, words)) + "\n"


def replay_command(ticket: Ticket) -> str:
    """Return a shell command whose output begins with the ticket's hash; whatever people wrote stays quoted."""
    fields = ticket.text.split("\n")
    form = r"\n".join(["%s"] * len(fields))
    return f"printf {quote(form)} {' '.join(quote(field) for field in fields)} | sha256sum"


def _lines(draw: Draw, group: Group, words: Words) -> Iterator[str]:
    yield words.say(_("Draw of {key}"), key=draw.key)
    if draw.predictable:
        yield words.say(_("No room words were said: this draw was predictable."))
    else:
        yield words.say(_("Room words: {words}"), words=words.listing(list(draw.words)))
    for drawn in draw.cards:
        yield from _card(drawn, group, words)
    example = draw.cards[0].tickets[0]
    yield ""
    yield words.say(
        _(
            "The first ticket wins: fewest times with this card in the last five visits, then no card last time, then "
            "the lowest hash. Whoever has drawn a card is out for the next ones."
        )
    )
    yield words.say(_("To replay the first ticket ({hash}):"), hash=example.hash[:12])
    yield f"  {replay_command(example)}"


def _card(drawn: CardDraw, group: Group, words: Words) -> Iterator[str]:
    title = group.settings.deck[drawn.card].title
    yield ""
    if not drawn.tickets:
        yield words.say(_("{card}: nobody is left without a card."), card=title)
        return
    yield f"{title}: {_name(drawn.winner, group)}"
    for ticket in drawn.tickets:
        times = words.count("had it {n} time", "had it {n} times", ticket.times_held)
        last = words.say(_("a card last time") if ticket.held_last else _("no card last time"))
        yield f"  {ticket.hash}  {ticket.member} ({times}, {last})"


def _name(member: str, group: Group) -> str:
    return group.members[member].name or member
