"""The missions that a member drew, in the calendar of that member: a day to look back to, until the mission is done.

Each is an all-day event on the day of the draw, under the identity `<slot key>.<card>`: the day is over when the card
is drawn, so it never moves, and no slot key ends in a point and a card. It is news whenever the meeting's file is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.feeds.content_lines import clean, one_line
from tablee.feeds.event_texts import join_paragraphs
from tablee.feeds.events import Said, render_note
from tablee.i18n.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tablee.feeds.revisions import Revision
    from tablee.i18n.words import Words
    from tablee.model import Settings
    from tablee.rules.timeline import Event


def render_missions(
    event: Event, cards: Iterable[str], settings: Settings, revision: Revision, page: str, words: Words
) -> Iterator[tuple[str, bytes]]:
    """Yield, for each of these cards of the deck, the member who drew it, and the component that says so."""
    meeting = event.meeting
    if meeting is None:
        return
    drawn = words.say(_("Drawn on {day}."), day=words.day(event.on))
    for card in cards:
        title, task = one_line(settings.deck[card].title), clean(settings.deck[card].task).strip()
        done = card in meeting.done
        summary = words.say(_("Mission done: {title}") if done else _("Mission: {title}"), title=title)
        text = join_paragraphs((task,), (drawn,), (page,))
        uid = f"{event.key}.{card}@{settings.identity}"
        yield meeting.missions[card], render_note(event.last_on, Said(uid, summary, page, text), revision)
