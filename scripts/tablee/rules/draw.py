"""The draw of the missions: one SHA-256 ticket for each card and member, which anybody can replay by hand.

The lowest ticket wins. Tickets are independent, unlike the remainders of RFC 3797: a false name among those present
changes nothing for anybody unless it visibly wins a card itself.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from tablee.model import Group, Meeting

VERSION = "draw:v1"
REMEMBERED = 5
"""How many of their own visits back a card counts as had before."""

_NO_CARD: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ticket:
    """A member's ticket for a card; they are sorted by `times_held`, then `held_last`, then `hash`.

    `times_held`: how often this member had this card in the last five visits. `held_last`: whether the member had
    any card at the circle's last meeting. `hash`: hexadecimal SHA-256 of `text`.
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
    memory = _Memory()
    for earlier in _held(group, meeting.circle):
        if _order(earlier) < _order(meeting):
            memory.remember(earlier)
    return _draw(group, meeting, memory)


def draws(group: Group, circle: str, since: date = date.min) -> Iterator[Draw]:
    """Draw every held meeting of a circle, from a day on, oldest first, in one pass."""
    memory = _Memory()
    for meeting in _held(group, circle):
        if meeting.day >= since:
            yield _draw(group, meeting, memory)
        memory.remember(meeting)


def ticket_text(group: Group, meeting: Meeting, card: str, member: str) -> str:
    """Return the text that is hashed: seven lines, without a line feed after the last one."""
    day = meeting.day.isoformat()
    seed = _seed(meeting.room_words)
    return "\n".join((VERSION, group.settings.identity, str(meeting.key), day, seed, card, member))


def fold_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return room words as they are hashed: lower case, no accents, sorted; nobody agrees on accents by ear."""
    return tuple(sorted(folded for word in words if (folded := _fold(word))))


class _Memory:
    """What each member drew at the meetings that went before, oldest first."""

    def __init__(self) -> None:
        self._visits: dict[str, deque[frozenset[str]]] = {}
        self._held_last: frozenset[str] = frozenset()

    def remember(self, meeting: Meeting) -> None:
        """Add a held meeting: who came, and with which card."""
        held: dict[str, frozenset[str]] = {}
        for card, holder in meeting.missions.items():
            held[holder] = held.get(holder, _NO_CARD) | {card}
        for member in meeting.present or ():
            if member not in self._visits:
                self._visits[member] = deque(maxlen=REMEMBERED)
            self._visits[member].append(held.get(member, _NO_CARD))
        self._held_last = frozenset(held)

    def ticket(self, member: str, card: str, text: str) -> Ticket:
        """Make a member's ticket for a card."""
        times = sum(card in cards for cards in self._visits.get(member, ()))
        return Ticket(member, times, member in self._held_last, text, sha256(text.encode()).hexdigest())


def _draw(group: Group, meeting: Meeting, memory: _Memory) -> Draw:
    left = _participants(group, meeting)
    cards = []
    for card in group.settings.deck:
        tickets = [memory.ticket(who, card, ticket_text(group, meeting, card, who)) for who in left]
        drawn = CardDraw(card, _sorted(tickets))
        cards.append(drawn)
        left = [member for member in left if member != drawn.winner]
    return Draw(str(meeting.key), fold_words(meeting.room_words), tuple(cards))


def _sorted(tickets: Sequence[Ticket]) -> tuple[Ticket, ...]:
    return tuple(sorted(tickets, key=lambda t: (t.times_held, t.held_last, t.hash)))


def _participants(group: Group, meeting: Meeting) -> list[str]:
    members: Mapping[str, object] = dict.fromkeys(meeting.present or ())
    known = (group.members[who] for who in members if who in group.members)
    return [member.id for member in known if member.public and member.belongs(meeting.day)]


def _held(group: Group, circle: str) -> list[Meeting]:
    """Return a circle's held meetings in the order of their days, then of their keys."""
    held = (
        m for m in group.meetings.values() if m.circle == circle and m.present is not None and not m.cancelled
    )
    return sorted(held, key=_order)


def _order(meeting: Meeting) -> tuple[str, str]:
    return meeting.day.isoformat(), str(meeting.key)


@lru_cache(maxsize=256)
def _seed(words: tuple[str, ...]) -> str:
    """Return a meeting's room words as each of its tickets holds them."""
    return " ".join(fold_words(words))


def _fold(word: str) -> str:
    """Take case, accents, control characters and spare spaces out of a word; one line is one field of a ticket."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isprintable() else " " for c in plain).lower().split())
