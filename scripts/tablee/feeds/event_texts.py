"""What an event says in a calendar: a title, a place and a text that reads well on a telephone.

Only what the files say. Whom the rule would propose for a coming meeting is on the site: it changes with every
recorded presence, and no calendar would be told that its copy is stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.feeds.clean_text import clean, one_line
from tablee.i18n.translations import _
from tablee.model import Answer
from tablee.rules.names import split_named
from tablee.rules.timeline import State
from tablee.rules.turns.vacancy import current_call, current_facilitators

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tablee.i18n.translations import Translations
    from tablee.model import Card, Group, Place
    from tablee.rules.timeline import Event, Timeline


def location(place: Place) -> str:
    """Return a place's name, address and online room on one line."""
    lines = f"{clean(place.name)}\n{clean(place.address)}\n{clean(place.online)}".split("\n")
    return ", ".join(line.strip() for line in lines if line.strip())


class EventTexts:
    """The texts of a group's events in one language, as seen at the timeline's `now`."""

    def __init__(self, group: Group, timeline: Timeline, words: Translations) -> None:
        self._group = group
        self._coming = frozenset(event.key for event in timeline.coming())
        self._words = words

    def summary(self, event: Event) -> str:
        """Say what the event is, and whether it is unsure or cancelled: some calendars show no STATUS."""
        title = one_line(event.title) or self.circle(event)
        if event.state is State.CANCELLED:
            return self._words.gettext(_("Cancelled: {title}"), title=title)
        if event.is_unsure:
            return self._words.gettext(_("{title} (to be confirmed)"), title=title)
        return title

    def passed_turn(self, event: Event) -> str:
        """Say to a calendar of turns that this one is no longer its member's."""
        return self._words.gettext(
            _("Turn passed on: {title}"), title=one_line(event.title) or self.circle(event)
        )

    def mission(self, card: Card, *, done: bool) -> str:
        """Say which card of the deck was drawn, and whether its mission is done."""
        message = _("Mission done: {title}") if done else _("Mission: {title}")
        return self._words.gettext(message, title=one_line(card.title))

    def task(self, event: Event, card: Card, page: str) -> str:
        """Say what a card asks, and at which meeting it was drawn."""
        drawn = self._words.gettext(_("Drawn on {day}."), day=self._words.day(event.on))
        return join_paragraphs((clean(card.task).strip(),), (drawn,), (page,))

    def description(self, event: Event, page: str) -> str:
        """Say whatever helps to come, in short paragraphs; the last one is the address of the meeting's page."""
        paragraphs = (self.changes(event), self.topics(event), self.company(event), self.where(event))
        return join_paragraphs(*paragraphs, self.links(event), (page,))

    def circle(self, event: Event) -> str:
        """Return the name of who meets."""
        return one_line(self._group.name_of_circle(event.circle))

    def changes(self, event: Event) -> Iterator[str]:
        """Say from which day the event was moved, and why it was moved or cancelled."""
        if event.moved:
            yield self._words.gettext(_("Originally planned for {day}."), day=self._words.day(event.key.on))
        why = event.meeting.why if event.meeting else ""
        if why:
            yield self._words.gettext(_("Why: {why}"), why=clean(why).strip())

    def topics(self, event: Event) -> Iterator[str]:
        """Say which circle meets where the title does not, and what about."""
        if event.circle and event.title:
            yield self.circle(event)
        topics = event.meeting.topics if event.meeting else ()
        if topics:
            yield self._words.gettext(_("Topics:"))
            yield from (f"– {one_line(topic)}" for topic in topics)

    def company(self, event: Event) -> Iterator[str]:
        """Say who facilitates, and how many come."""
        meeting = event.meeting
        names = current_facilitators(meeting)
        if meeting and names:
            call = None if meeting.facilitators else current_call(meeting)
            awaited = call is not None and call.answer is None
            message = (
                _("Facilitator: {names} (asked, no answer yet)") if awaited else _("Facilitator: {names}")
            )
            yield self._words.gettext(message, names=self._listed(names))
        if event.key in self._coming:
            yield from self._head_count(event)

    def _head_count(self, event: Event) -> Iterator[str]:
        yes = list(event.answers.values()).count(Answer.YES)
        if yes:
            yield self._words.ngettext(_("{n} person is coming"), "{n} people are coming", yes)
        if event.free_seats == 0:
            yield self._words.gettext(_("Full: no seat is free."))
        elif event.free_seats:
            yield self._words.ngettext(_("{n} seat is free"), "{n} seats are free", event.free_seats)

    def where(self, event: Event) -> Iterator[str]:
        """Say the place, which not every calendar shows beside the text, how to get in, and its own page."""
        place = event.place
        if place is None:
            return
        yield self._words.gettext(_("Place: {place}"), place=location(place))
        if place.access:
            yield self._words.gettext(_("Access: {access}"), access=clean(place.access).strip())
        if place.url:
            yield one_line(place.url)

    def links(self, event: Event) -> Iterator[str]:
        """Tell the meeting's own addresses, each with its label."""
        for label, address in event.meeting.links.items() if event.meeting else ():
            yield f"{one_line(label)}: {one_line(address)}"

    def _listed(self, members: Iterable[str]) -> str:
        """Name those who may be named, and count the others."""
        named, others = split_named(self._group, members)
        return self._words.listing([one_line(self._group.members[who].name) for who in named], others)


def join_paragraphs(*paragraphs: Iterable[str]) -> str:
    """Put the lines of paragraphs together, those without any left out."""
    return "\n\n".join(text for text in map("\n".join, paragraphs) if text)
