"""The calendar for a stranger: the group's next meetings, each with all that is needed to come once.

The events are those of the other calendars, under the same identities; only their texts say more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.feeds.clean_text import clean, one_line
from tablee.feeds.event_texts import EventTexts, join_paragraphs
from tablee.i18n.translations import _
from tablee.model import GROUP_CIRCLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tablee.i18n.translations import Translations
    from tablee.model import Settings
    from tablee.rules.timeline import Event, Timeline

NEXT = 4
"""How many meetings ahead a stranger looks."""


def next_meetings(timeline: Timeline) -> Sequence[Event]:
    """Return the group's own next meetings, after the last one.

    A cancelled one between them stays, so that nobody comes in vain. The last one stays because a calendar that had
    events must not be empty during a break: some programs take that for a fault and keep their old copy for ever.
    """
    events = timeline.of(GROUP_CIRCLE)
    coming = timeline.coming(GROUP_CIRCLE)[:NEXT]
    end = events.index(coming[-1]) + 1 if coming else len(events)
    return [
        *timeline.past(GROUP_CIRCLE)[-1:],
        *(event for event in events[:end] if not event.is_over(timeline.now)),
    ]


def describe_to_newcomer(
    event: Event, page: str, settings: Settings, texts: EventTexts, words: Translations
) -> str:
    """Say who meets, where and how to get in, what about, whom to ask for, and where to say that one comes."""
    contact = one_line(settings.contact).removeprefix("mailto:")
    return join_paragraphs(
        texts.changes(event),
        (clean(settings.tagline).strip(),),
        _where(event, texts, words),
        texts.topics(event),
        texts.company(event),
        texts.links(event),
        (
            words.gettext(
                _("First time? Everybody is welcome. Say that you are coming: {contact}"), contact=contact
            ),
        ),
        (page,),
    )


def _where(event: Event, texts: EventTexts, words: Translations) -> Iterator[str]:
    """Say the place as to everybody, and its telephone to find it when lost."""
    yield from texts.where(event)
    if event.place and event.place.phone:
        yield words.gettext(_("Telephone of the place: {number}"), number=one_line(event.place.phone))
