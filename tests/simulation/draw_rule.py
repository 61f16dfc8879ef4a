"""Which missions a draw has to give, by the published recipe: one ticket a card and member, lowest wins."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from tablee.model import Group, Meeting

VISITS = 5


def find_missions(group: Group, meeting: Meeting) -> dict[str, str]:
    """Draw a meeting's missions again by hand."""
    earlier = sorted(
        (
            m
            for m in group.meetings.values()
            if m.circle == meeting.circle
            and m.present is not None
            and not m.cancelled
            and _when(m) < _when(meeting)
        ),
        key=_when,
    )
    last = set(earlier[-1].missions.values()) if earlier else set()
    left = [who for who in dict.fromkeys(meeting.present or ()) if _takes_part(group, meeting, who)]
    words = " ".join(sorted(_plain(word) for word in meeting.room_words))
    drawn: dict[str, str] = {}
    for card in group.settings.deck:
        tickets = []
        for who in left:
            own = [m for m in earlier if who in (m.present or ())][-VISITS:]
            held = sum(m.missions.get(card) == who for m in own)
            text = "\n".join(
                ("draw:v1", group.settings.identity, str(meeting.key), str(meeting.day), words, card, who)
            )
            tickets.append((held, who in last, sha256(text.encode()).hexdigest(), who))
        if tickets:
            drawn[card] = min(tickets)[-1]
            left.remove(drawn[card])
    return drawn


def _takes_part(group: Group, meeting: Meeting, who: str) -> bool:
    member = group.members.get(who)
    return member is not None and member.public and member.belongs(meeting.day)


def _when(meeting: Meeting) -> tuple[str, str]:
    return str(meeting.day), str(meeting.key)


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
