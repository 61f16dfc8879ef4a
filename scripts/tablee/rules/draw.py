"""The draw of the missions with its proof: one SHA-256 ticket for each card and member, which anybody can replay.

The lowest ticket wins. Tickets are independent, unlike the remainders of RFC 3797: a false name among those present
changes nothing for anybody unless it visibly wins a card itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import islice
from shlex import quote
from typing import TYPE_CHECKING

from tablee.i18n.translations import _
from tablee.model import Group, Meeting

if TYPE_CHECKING:
    from tablee.i18n.translations import Translations

VERSION = "draw:v1"
REMEMBERED = 5
"""How many of their own visits back a card counts as had before."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A member's ticket for a card; they are sorted by `times_held`, then `held_last`, then `hash`.

    `times_held`: how often this member had this card in the last five visits. `held_last`: whether the member had
    any card at the circle's last meeting. `text`: seven lines without a line feed after the
    last one. `hash`: its hexadecimal SHA-256.
    """

    member: str
    times_held: int
    held_last: bool
    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class CardDraw:
    """The tickets of those who had no card yet when this one was drawn, best first; the first one wins."""

    card: str
    tickets: tuple[Ticket, ...]

    @property
    def winner(self) -> str:
        """Who draws the card; empty where everybody has one already."""
        return self.tickets[0].member if self.tickets else ""


@dataclass(frozen=True, slots=True)
class Draw:
    """The draw of a meeting with its proof: the folded room words and, in the deck's order, every card's tickets."""

    key: str
    words: tuple[str, ...]
    cards: tuple[CardDraw, ...]

    @property
    def predictable(self) -> bool:
        """Whether it could be known beforehand, since no room words were said."""
        return not self.words

    @property
    def missions(self) -> dict[str, str]:
        """Which member draws which card, as a meeting's file has it."""
        return {drawn.card: drawn.winner for drawn in self.cards if drawn.winner}


def draw(group: Group, meeting: Meeting) -> Draw:
    """Draw the deck among the members who were present; what they held before counts, what they hold now does not."""
    earlier = [m for m in _held(group, meeting.circle) if _order(m) < _order(meeting)]
    return _draw(group, meeting, earlier)


def draws(group: Group, circle: str, since: date = date.min) -> Iterator[Draw]:
    """Draw every held meeting of a circle, from a day on, oldest first."""
    held = _held(group, circle)
    return (_draw(group, meeting, held[:at]) for at, meeting in enumerate(held) if meeting.day >= since)


def _seed(group: Group, meeting: Meeting) -> tuple[str, ...]:
    """Return the lines that all tickets of a meeting share."""
    words = " ".join(fold_words(meeting.room_words))
    return VERSION, group.settings.identity, str(meeting.key), meeting.day.isoformat(), words


def fold_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return room words as they are hashed: lower case, no accents, sorted; nobody agrees on accents by ear."""
    return tuple(sorted(folded for word in words if (folded := _fold(word))))


def _draw(group: Group, meeting: Meeting, earlier: Sequence[Meeting]) -> Draw:
    left = _participants(group, meeting)
    visits = {who: list(islice(_visits(who, earlier), REMEMBERED)) for who in left}
    holders = earlier[-1].missions.values() if earlier else ()
    seed = _seed(group, meeting)
    cards = []
    for card in group.settings.deck:
        tickets = []
        for who in left:
            times = sum(visit.missions.get(card) == who for visit in visits[who])
            text = "\n".join((*seed, card, who))
            tickets.append(Ticket(who, times, who in holders, text, sha256(text.encode()).hexdigest()))
        cards.append(
            CardDraw(card, tuple(sorted(tickets, key=lambda t: (t.times_held, t.held_last, t.hash))))
        )
        left = [member for member in left if member != cards[-1].winner]
    return Draw(str(meeting.key), fold_words(meeting.room_words), tuple(cards))


def _visits(member: str, earlier: Sequence[Meeting]) -> Iterator[Meeting]:
    """Yield the meetings to which a member came, the last one first."""
    return (meeting for meeting in reversed(earlier) if member in (meeting.present or ()))


def _participants(group: Group, meeting: Meeting) -> list[str]:
    known = (group.members[who] for who in dict.fromkeys(meeting.present or ()) if who in group.members)
    return [member.id for member in known if member.public and member.belongs(meeting.day)]


def _held(group: Group, circle: str) -> list[Meeting]:
    """Return a circle's held meetings in the order of their days, then of their keys."""
    held = (
        m for m in group.meetings.values() if m.circle == circle and m.present is not None and not m.cancelled
    )
    return sorted(held, key=_order)


def _order(meeting: Meeting) -> tuple[str, str]:
    return meeting.day.isoformat(), str(meeting.key)


def _fold(word: str) -> str:
    """Take case, accents, control characters and spare spaces out of a word; one line is one field of a ticket."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isprintable() else " " for c in plain).lower().split())


def render_draw(draw: Draw, group: Group, words: Translations) -> str:
    """Return who drew which card, all tickets in their order, and the command that computes the first one again."""
    if not draw.missions:
        return words.gettext(_("Nothing to draw: no cards, or nobody recorded as present.")) + "\n"
    return "\n".join(_lines(draw, group, words)) + "\n"


def replay_command(ticket: Ticket) -> str:
    """Return a shell command whose output begins with the ticket's hash; whatever people wrote stays quoted."""
    fields = ticket.text.split("\n")
    form = r"\n".join(["%s"] * len(fields))
    return f"printf {quote(form)} {' '.join(quote(field) for field in fields)} | sha256sum"


def _lines(draw: Draw, group: Group, words: Translations) -> Iterator[str]:
    yield words.gettext(_("Draw of {key}"), key=draw.key)
    if draw.predictable:
        yield words.gettext(_("No room words were said: this draw was predictable."))
    else:
        yield words.gettext(_("Room words: {words}"), words=words.listing(list(draw.words)))
    for drawn in draw.cards:
        yield from _card(drawn, group, words)
    example = draw.cards[0].tickets[0]
    yield ""
    yield words.gettext(
        _(
            "The first ticket wins: fewest times with this card in the last five visits, then no card last time, then "
            "the lowest hash. Whoever has drawn a card is out for the next ones."
        )
    )
    yield words.gettext(_("To replay the first ticket ({hash}):"), hash=example.hash[:12])
    yield f"  {replay_command(example)}"


def _card(drawn: CardDraw, group: Group, words: Translations) -> Iterator[str]:
    title = group.settings.deck[drawn.card].title
    yield ""
    if not drawn.tickets:
        yield words.gettext(_("{card}: nobody is left without a card."), card=title)
        return
    yield f"{title}: {group.members[drawn.winner].name or drawn.winner}"
    for ticket in drawn.tickets:
        times = words.ngettext("had it {n} time", "had it {n} times", ticket.times_held)
        last = words.gettext(_("a card last time") if ticket.held_last else _("no card last time"))
        yield f"  {ticket.hash}  {ticket.member} ({times}, {last})"
