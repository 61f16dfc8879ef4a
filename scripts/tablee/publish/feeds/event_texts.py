"""What an event says in a calendar: a title, a place and a text that reads well on a telephone."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from tablee.data.addresses import absolute, page_of_meeting
from tablee.data.model import Answer
from tablee.data.words import _
from tablee.decide.timeline import State
from tablee.publish.feeds.content_lines import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from tablee.data.model import Group, Place
    from tablee.data.words import Words
    from tablee.decide.timeline import Event, Timeline
    from tablee.decide.turns import Turn

_FACILITATED_BY: Mapping[str, str] = {
    "served": _("Facilitator: {names}"),
    "accepted": _("Facilitator: {names}"),
    "called": _("Facilitator: {names} (asked, no answer yet)"),
    "proposed": _("Facilitator: {names} (proposed)"),
}


def name_of_circle(group: Group, circle: str) -> str:
    """Return the name of a circle; the group's own for the group itself."""
    known = group.settings.circles.get(circle)
    return one_line(known.name if known else group.settings.name)


def location(place: Place) -> str:
    """Return a place's name and address on one line."""
    lines = [line.strip() for text in (place.name, place.address) for line in clean(text).split("\n")]
    return ", ".join(line for line in lines if line)


class EventTexts:
    """The texts of a group's events in one language, as seen at the timeline's `now`."""

    def __init__(self, group: Group, line: Timeline, turns: Mapping[str, Turn], words: Words) -> None:
        self._group = group
        self._turns = turns
        self._words = words
        self._coming = frozenset(event.key for event in line.coming())
        self._day = lru_cache(maxsize=None)(self._say_day)

    def summary(self, event: Event) -> str:
        """Say what the event is, and whether it is unsure or cancelled: some calendars show no STATUS."""
        title = one_line(event.title) or name_of_circle(self._group, event.circle)
        if event.state is State.CANCELLED:
            return self._words.say(_("Cancelled: {title}"), title=title)
        if event.state is State.TENTATIVE:
            return self._words.say(_("{title} (to be confirmed)"), title=title)
        return title

    def description(self, event: Event) -> str:
        """Say whatever helps to come, in short paragraphs; the last one is the address of the meeting's page."""
        paragraphs = (
            "\n".join(self._changes(event)),
            "\n".join(self._topics(event)),
            "\n".join(self._company(event)),
            absolute(self._group.settings.url, page_of_meeting(event.key)),
        )
        return "\n\n".join(text for text in paragraphs if text)

    def facilitators(self, event: Event) -> tuple[str, ...]:
        """Return who facilitates an event: by its turn, or else by its file."""
        turn = self._turns.get(str(event.key))
        if turn:
            return turn.facilitators
        return event.meeting.facilitators if event.meeting else ()

    def _changes(self, event: Event) -> Iterator[str]:
        """Say from which day the event was moved, and why it was moved or cancelled."""
        if event.moved:
            yield self._words.say(_("Originally planned for {day}."), day=self._day(event.key.on))
        holiday = event.slot.holiday if event.slot and event.moved else ""
        why = (event.meeting.why if event.meeting else "") or holiday
        if why:
            yield self._words.say(_("Why: {why}"), why=clean(why).strip())

    def _topics(self, event: Event) -> Iterator[str]:
        if event.circle and event.title:
            yield name_of_circle(self._group, event.circle)
        topics = event.meeting.topics if event.meeting else ()
        if topics:
            yield self._words.say(_("Topics:"))
            yield from (f"– {one_line(topic)}" for topic in topics)

    def _company(self, event: Event) -> Iterator[str]:
        """Say who facilitates, how many come, and how to get in."""
        facilitators = self.facilitators(event)
        if facilitators:
            turn = self._turns.get(str(event.key))
            message = _FACILITATED_BY[turn.status if turn else "accepted"]
            yield self._words.say(message, names=self._names(facilitators))
        if event.key in self._coming:
            yield from self._head_count(event)
        if event.place and event.place.access:
            yield self._words.say(_("Access: {access}"), access=clean(event.place.access).strip())

    def _head_count(self, event: Event) -> Iterator[str]:
        answers = event.meeting.answers.values() if event.meeting else ()
        yes = sum(answer is Answer.YES for answer in answers)
        if yes:
            yield self._words.count("{n} person is coming", "{n} people are coming", yes)

    def _names(self, members: Iterable[str]) -> str:
        """Name those who may be named, and count the others."""
        everybody = list(members)
        names = [self._public_names[member] for member in everybody if member in self._public_names]
        unnamed = len(everybody) - len(names)
        if unnamed and names:
            names.append(self._words.count("one more member", "{n} more members", unnamed))
        elif unnamed:
            names.append(self._words.count("a member", "{n} members", unnamed))
        return self._words.listing(names)

    @cached_property
    def _public_names(self) -> Mapping[str, str]:
        return {m.id: one_line(m.name) for m in self._group.members.values() if m.public}

    def _say_day(self, day: date) -> str:
        return self._words.day(day)
