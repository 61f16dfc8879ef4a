"""What readers ought to show, straight from a group's timeline: no calendar file has a part in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from calendar_matrix.occurrence import Occurrence, moment_text
from tablee.feeds import render_feeds
from tablee.feeds.clean_text import clean, one_line
from tablee.feeds.event_texts import EventTexts, location
from tablee.feeds.newcomers import describe_to_newcomer, next_meetings
from tablee.files.addresses import NEWCOMERS, absolute, page_of_meeting
from tablee.files.history import NO_HISTORY
from tablee.i18n.translations import Translations, load_translations
from tablee.model import Group
from tablee.rules.timeline import Event, State, Timeline, build_timeline
from tablee.rules.turns.vacancy import current_facilitators

_DAY = timedelta(days=1)
_STATUS = {State.TENTATIVE: "TENTATIVE", State.CANCELLED: "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Case:
    """A group at a moment, under the name that the matrix prints."""

    name: str
    group: Group
    now: datetime

    def feeds(self) -> dict[str, bytes]:
        """Return every calendar file of the group, by its path."""
        words = load_translations(self.group.settings.language)
        return render_feeds(self.group, build_timeline(self.group, self.now), words, NO_HISTORY)

    def truths(self, paths: Iterable[str]) -> dict[str, tuple[Occurrence, ...]]:
        """Return what the calendar at each path ought to show."""
        truth = _Truth(self.group, build_timeline(self.group, self.now))
        return {path: tuple(sorted(truth.of(path))) for path in paths}


def kind_of(path: str) -> str:
    """Return which kind of feed stands at a path: "all", "newcomers", "circle", "turns" or "meeting"."""
    kinds: Mapping[str, str] = {
        "circles": "circle",
        "members": "turns",
        "meetings": "meeting",
        NEWCOMERS: "newcomers",
    }
    return kinds.get(path.partition("/")[0], "all")


def _read(text: str) -> str:
    r"""Return a text as every reader shows it: icalendar writes the two characters `\N` as a line break."""
    return text.replace("\\N", "\n")


class _Truth:
    """What the calendars of a group ought to show."""

    def __init__(self, group: Group, timeline: Timeline) -> None:
        self._group = group
        self._line = timeline
        self._words: Translations = load_translations(group.settings.language)
        self._texts = EventTexts(group, timeline, self._words)

    def of(self, path: str) -> Iterator[Occurrence]:
        """Yield what a calendar ought to show: everything, a circle's, a member's turns and missions, or one event."""
        match path.split("/"):
            case ["circles", circle, _]:
                yield from map(self._told, self._line.of(circle))
            case ["members", member, _]:
                yield from self._turns(member)
                yield from self._missions(member)
            case ["meetings", file]:
                yield from (self._told(e) for e in self._line.events if f"{e.key}.ics" == file)
            case [name] if name == NEWCOMERS:
                yield from map(self._introduced, next_meetings(self._line))
            case _:
                yield from map(self._told, self._line.events)

    def _turns(self, member: str) -> Iterator[Occurrence]:
        """Yield the turns of a member; one passed on as cancelled, until its meeting is over or another is there."""
        called = [
            e for e in self._line.events if e.meeting and any(c.member == member for c in e.meeting.called)
        ]
        held = [event for event in self._line.events if member in current_facilitators(event.meeting)]
        passed = [event for event in called if event not in held]
        open_ones = [event for event in passed if not event.is_over(self._line.now)]
        yield from map(self._told, held)
        yield from map(self._passed, open_ones or ([] if held else passed[-1:]))

    def _passed(self, event: Event) -> Occurrence:
        title = one_line(event.title) or self._texts.circle(event)
        summary = self._words.gettext("Turn passed on: {title}", title=title)
        return replace(self._told(event), summary=_read(summary), status="CANCELLED")

    def _told(self, event: Event) -> Occurrence:
        return self._occurrence(event, self._texts.description(event, self._page(event)))

    def _introduced(self, event: Event) -> Occurrence:
        settings, page = self._group.settings, self._page(event)
        return self._occurrence(event, describe_to_newcomer(event, page, settings, self._texts, self._words))

    def _occurrence(self, event: Event, description: str) -> Occurrence:
        """Say what an event is; the end of an all-day one is the day after its last (RFC 5545, 3.6.1)."""
        begins, ends = (event.on, event.last_on + _DAY) if event.all_day else (event.starts_at, event.ends_at)
        return Occurrence(
            uid=f"{event.key}@{self._group.settings.identity}",
            starts_at=moment_text(begins),
            ends_at=moment_text(ends),
            summary=_read(self._texts.summary(event)),
            location=_read(location(event.place)) if event.place else "",
            status=_STATUS.get(event.state, "CONFIRMED"),
            description=_read(description),
        )

    def _missions(self, member: str) -> Iterator[Occurrence]:
        """Yield the cards of the deck that a member drew within the horizon, or at the latest draw: a day each."""
        since = (self._line.now - self._group.settings.horizon).date()
        deck = self._group.settings.deck
        drawn = [
            (event, card)
            for event in self._line.events
            for card, drawer in (event.meeting.missions.items() if event.meeting else ())
            if drawer == member and card in deck
        ]
        for event, card in drawn:
            if event.on >= since or event is drawn[-1][0]:
                yield self._mission(event, card)

    def _mission(self, event: Event, card: str) -> Occurrence:
        said = self._group.settings.deck[card]
        done = event.meeting is not None and card in event.meeting.done
        task, drawn = (
            clean(said.task).strip(),
            self._words.gettext("Drawn on {day}.", day=self._words.day(event.on)),
        )
        return Occurrence(
            uid=f"{event.key}.{card}@{self._group.settings.identity}",
            starts_at=moment_text(event.last_on),
            ends_at=moment_text(event.last_on + _DAY),
            summary=_read(
                self._words.gettext(
                    "Mission done: {title}" if done else "Mission: {title}", title=one_line(said.title)
                )
            ),
            location="",
            status="CONFIRMED",
            description=_read("\n\n".join(text for text in (task, drawn, self._page(event)) if text)),
        )

    def _page(self, event: Event) -> str:
        return absolute(self._group.settings.url, page_of_meeting(event.key))
