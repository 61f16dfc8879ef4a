"""What was said of turns: who agreed to which, and who gave one back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias

from simulation.groups import Someone
from tablee.model import Meeting
from tablee.rules.timeline import Timeline

ACCEPTED, PASSED, VOLUNTEERED, OFFERED = "turn accepted", "turn passed", "volunteered", "turn offered"

LAPSES_AFTER = timedelta(days=3)
Word: TypeAlias = tuple[datetime, str, str]
"""When somebody said something of a turn, who, and what."""


@dataclass
class Turns:
    """The memory of turns; `agreed` tells when somebody last said yes in any way to the turn of a slot key."""

    agreed: dict[tuple[str, str], datetime] = field(default_factory=dict)
    givers: set[str] = field(default_factory=set)
    """Who offered a turn: an exchange gives them the other's own in return."""
    lately: dict[str, list[Word]] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    """Who has left since everything was last quiet, and may be back: a run between did not know."""

    def say(self, at: datetime, key: str, who: str, kind: str) -> None:
        """Remember a word about a turn."""
        self.lately.setdefault(key, []).append((at, who, kind))
        if kind != PASSED:
            self.agreed[key, who] = at

    def offer(self, at: datetime, key: str, giver: str, holder: str) -> None:
        """Remember that somebody offered a turn; what waits to be merged may have made it that of another `holder`."""
        self.givers |= {giver, holder}
        self.lately.setdefault(key, []).append((at, giver, OFFERED))

    def check(
        self,
        timeline: Timeline,
        disturbed: set[str],
        people: Mapping[str, Someone],
        last_no: Mapping[tuple[str, str], datetime],
    ) -> Iterator[str]:
        """Yield what is wrong once everything was read; `last_no` tells when somebody last said not to come.

        Nothing exact is said of meetings that were disturbed, nor of who has left by the meeting's day.
        """
        for event in timeline.events:
            meeting, key = event.meeting, str(event.key)
            if meeting is None or not meeting.called:
                continue
            spoken_for = {known for known, _who in self.agreed}
            for who in meeting.facilitators:
                if who in people and not people[who].is_heard and key in spoken_for:
                    continue  # whoever passes the call on may accept it
                if (key, who) not in self.agreed and who not in self.givers:
                    yield f"{who} facilitates {key} and never agreed to"
            words = self.lately.get(key, [])
            if len(words) == 1 and key not in disturbed and self._is_there(people[words[0][1]], event.on):
                at, who, _kind = words[0]
                undone = (key, who) in last_no and last_no[key, who] > at
                yield from _one_word(meeting, words[0], people[who], event.on, undone=undone)
        self.lately.clear()
        self.left.clear()

    def _is_there(self, one: Someone, day: date) -> bool:
        return one.belongs(day) and one.id not in self.left


def _one_word(meeting: Meeting, word: Word, one: Someone, on: date, *, undone: bool) -> Iterator[str]:
    """Yield what is wrong with the only word; a no or an absence undoes it, and a call that lapsed is not accepted."""
    at, who, kind = word
    standing = [call.member for call in meeting.called if call.answer not in {"passed", "lapsed"}]
    undone = undone or meeting.answers.get(who) == "no" or one.is_away(on) or meeting.cancelled
    lapsed = any(call.member == who and at.date() - call.on >= LAPSES_AFTER for call in meeting.called)
    if kind == ACCEPTED and who not in meeting.facilitators and not undone and not lapsed:
        yield f"{who} accepted the turn of {meeting.key}, and the file says {meeting.facilitators}"
    if kind == PASSED and (who in meeting.facilitators or who in standing):
        yield f"{who} passed the turn of {meeting.key}, and still has it"
