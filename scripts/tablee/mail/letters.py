"""Which mails are owed by now: an invitation a meeting, what changed, one reminder, the call, two questions.

Level-triggered like the steward: it follows from the files, the clock and what was sent before, so that a run which
comes twice sends nothing twice.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from tablee.model import Answer, Group
from tablee.rules.event import Event, State
from tablee.rules.open_matters import silent
from tablee.rules.silence import silent_since, somebody_comes
from tablee.rules.timeline import Timeline
from tablee.rules.turns import Turns
from tablee.rules.turns.vacancy import current_call

MOST_A_WEEK = 3
REMIND_BEFORE = timedelta(days=3)
ASK_AGAIN_AFTER = timedelta(days=7)
_WEEK = timedelta(days=7)


class Kind(StrEnum):
    """What a mail is for."""

    INVITATION = "invitation"
    CANCELLATION = "cancellation"
    REMINDER = "reminder"
    CALL = "call"
    SILENCE = "silence"
    SILENCE_AGAIN = "silence-again"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to a member. `about` is a slot key, or the circle and day of a silence; `state` tells what it announces.

    `sequence` counts the invitations to one meeting (RFC 5545, 3.8.7.4). One that is `news` is sent whatever the week.
    """

    kind: Kind
    about: str
    member: str
    state: str
    sequence: int = 0
    is_news: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter as the mailbox remembers it: words without blanks, no address."""

    letter: Letter
    on: date


def render_record(letter: Letter) -> str:
    """Return a letter as one line, by which it is remembered."""
    return " ".join((letter.kind, letter.about, letter.member, letter.state, str(letter.sequence)))


def parse_record(text: str) -> Letter | None:
    """Read such a line; None where it is something else."""
    match text.split():
        case [kind, about, member, state, sequence] if kind in set(Kind) and sequence.isdecimal():
            return Letter(Kind(kind), about, member, state, int(sequence))
    return None


def state_of(event: Event) -> str:
    """Return what tells one time and place of a meeting from another."""
    place = event.place
    where = (place.name, place.address, place.online) if place else ()
    text = "\0".join((event.starts_at.isoformat(), event.ends_at.isoformat(), *where))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Desk:
    """What was sent, and what is owed of it today; letters that are owed count as sent for those after them."""

    def __init__(
        self, group: Group, timeline: Timeline, reached: Collection[str], sent: Sequence[Sent], began_on: date
    ) -> None:
        """Begin with the group as it is by now; `reached` are the members who gave an address."""
        self._group, self._timeline, self._reached = group, timeline, frozenset(reached)
        self._sent: defaultdict[tuple[str, str], list[Sent]] = defaultdict(list)
        for one in sent:
            self._sent[one.letter.about, one.letter.member].append(one)
        self._turns = Turns(group, timeline)
        self._today = group.settings.day_of(timeline.now)
        self._lately = Counter(one.letter.member for one in sent if one.on > self._today - _WEEK)
        self._silent = {
            circle: silent_since(group, timeline, circle, began_on) for circle in group.circle_ids
        }

    def plan_letters(self) -> tuple[Letter, ...]:
        """Return what is owed, the most urgent first, within three messages a week to each member."""
        owed = [
            *self._changes(),
            *self._calls(),
            *self._invitations(),
            *self._reminders(),
            *self._questions(),
        ]
        return tuple(letter for letter in owed if self._may_be_sent(letter))

    def last_to(self, about: str, member: str) -> Letter | None:
        """Return the newest invitation or cancellation of a meeting that a member got."""
        told = (Kind.INVITATION, Kind.CANCELLATION)
        known = [one.letter for one in self._sent.get((about, member), ()) if one.letter.kind in told]
        return max(known, key=lambda letter: letter.sequence, default=None)

    def _may_be_sent(self, letter: Letter) -> bool:
        if not letter.is_news and self._lately[letter.member] >= MOST_A_WEEK:
            return False
        self._lately[letter.member] += 1
        return True

    def _changes(self) -> Iterator[Letter]:
        """Yield the news of a meeting that moved or was called off, to everybody whom its invitation reached."""
        for event in self._timeline.events:
            if event.meeting is None or event.is_over(self._timeline.now):
                continue
            for member in sorted(self._reached):
                last = self.last_to(str(event.key), member)
                if last:
                    yield from self._change(event, last)

    def _change(self, event: Event, last: Letter) -> Iterator[Letter]:
        state, following = state_of(event), last.sequence + 1
        if event.state is State.CANCELLED:
            if last.kind is Kind.INVITATION:
                yield replace(last, kind=Kind.CANCELLATION, sequence=following, is_news=True)
        elif last.kind is Kind.CANCELLATION or last.state != state:
            yield replace(last, kind=Kind.INVITATION, state=state, sequence=following, is_news=True)

    def _invitations(self) -> Iterator[Letter]:
        """Yield the first invitation to each confirmed meeting, from the day on which its issue opens."""
        opens = self._group.settings.poll.opens
        for event in self._confirmed():
            if event.on - opens > self._today:
                continue
            for member in self._awaited(event):
                if self.last_to(str(event.key), member) is None:
                    yield Letter(Kind.INVITATION, str(event.key), member, state_of(event))

    def _reminders(self) -> Iterator[Letter]:
        """Yield one reminder to the silent, three days before, where the invitation came some days earlier."""
        for event in self._confirmed():
            if event.on - REMIND_BEFORE > self._today:
                continue
            about = str(event.key)
            for member in silent(event, self._turns.active(event)):
                invited_on = self._sent_on(Kind.INVITATION, about, member)
                is_due = invited_on is not None and invited_on < self._today
                if member in self._reached and is_due and not self._sent_on(Kind.REMINDER, about, member):
                    yield Letter(Kind.REMINDER, about, member, state_of(event))

    def _calls(self) -> Iterator[Letter]:
        """Yield the call to facilitate, once, to whom the steward has called."""
        for event in self._confirmed():
            call = current_call(event.meeting)
            meeting = event.meeting
            if meeting is None or call is None or call.answer is not None or meeting.facilitators:
                continue
            if call.member in self._reached and not self._sent_on(Kind.CALL, str(event.key), call.member):
                yield Letter(Kind.CALL, str(event.key), call.member, call.on.isoformat())

    def _questions(self) -> Iterator[Letter]:
        """Yield the two questions to a circle that has fallen silent, a week apart; then nothing more."""
        in_break = self._group.settings.is_in_break(self._today)
        for circle, since in self._silent.items():
            if since is None or somebody_comes(self._timeline, circle) or in_break:
                continue
            about = f"{circle}.{since}" if circle else since.isoformat()
            for member in self._group.members_of(circle):
                if (
                    member.id in self._reached
                    and member.belongs(self._today)
                    and not member.is_away(self._today)
                ):
                    yield from self._question(about, member.id)

    def _question(self, about: str, member: str) -> Iterator[Letter]:
        asked_on = self._sent_on(Kind.SILENCE, about, member)
        if asked_on is None:
            yield Letter(Kind.SILENCE, about, member, "first")
        elif asked_on + ASK_AGAIN_AFTER <= self._today and not self._sent_on(
            Kind.SILENCE_AGAIN, about, member
        ):
            yield Letter(Kind.SILENCE_AGAIN, about, member, "second")

    def _confirmed(self) -> Iterator[Event]:
        for event in self._timeline.coming():
            if event.state is State.CONFIRMED and event.meeting and self._silent[event.circle] is None:
                yield event

    def _awaited(self, event: Event) -> list[str]:
        """Return the active members who can be reached and did not say no."""
        active = (member.id for member in self._turns.active(event))
        return [who for who in active if who in self._reached and event.answers.get(who) is not Answer.NO]

    def _sent_on(self, kind: Kind, about: str, member: str) -> date | None:
        """Return the first day on which such a letter was sent; None where none was."""
        days = (one.on for one in self._sent.get((about, member), ()) if one.letter.kind is kind)
        return min(days, default=None)
