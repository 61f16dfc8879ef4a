"""A rehearsal, day by day: the steward runs, people read and answer, the steward runs again; every day is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.steward.rehearse.behaviour import deeds_of
from tablee.steward.rehearse.day import Day
from tablee.steward.rehearse.habits import habits_of
from tablee.steward.rehearse.mailbox import Mailbox
from tablee.steward.rehearse.record_story import Naming
from tablee.steward.rehearse.story import Narrator, tell_day
from tablee.steward.rehearse.summary import render_summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tablee.cli.rehearsing.stage import Stage
    from tablee.i18n.words import Words
    from tablee.steward.rehearse.chance import Chance
    from tablee.steward.rehearse.habits import Crowd

EVENING = 23
"""The hour at which the steward has heard the last of the day; comments are read at once, so nothing waits for long."""


class Rehearsal:
    """The coming weeks on a stage, from an instant on."""

    def __init__(self, stage: Stage, start: datetime, crowd: Crowd, chance: Chance, words: Words) -> None:
        """Look how people are; what they are like does not change while the rehearsal lasts."""
        self._stage, self._start, self._chance, self._words = stage, start, chance, words
        line = stage.line(start)
        self._habits = {
            circle: habits_of(stage.group, line, circle, crowd) for circle in stage.group.circle_ids
        }
        self._mailbox, self._dateless = Mailbox(), 0

    def play(self, morning: datetime) -> str:
        """Play one day, and tell it; a day on which nothing happens is told by nothing."""
        evening = morning.replace(hour=max(morning.hour, EVENING), minute=0)
        lines = list(self._run_steward(morning))
        self._dateless += self._stage.line(morning).next() is None
        deeds = deeds_of(self._day(evening))
        lines += self._narrator(evening).tell_deeds(deeds)
        if deeds:
            self._stage.act(deeds)
            for deed in deeds:
                self._mailbox.note_deed(self._stage.group, deed, evening.date())
            lines += self._run_steward(evening)
        return tell_day(self._naming(evening), lines)

    def end(self, at: datetime) -> str:
        """Return what it comes to."""
        return render_summary(self._naming(at), self._start.date(), self._mailbox, self._dateless)

    def _run_steward(self, now: datetime) -> Iterator[str]:
        ran = self._stage.run_steward(now)
        self._mailbox.note_actions(self._stage.group, ran.outcome.done, now.date())
        narrator = self._narrator(now)
        yield from narrator.tell_actions(ran.outcome.done)
        yield from narrator.tell_files(ran.before)

    def _day(self, now: datetime) -> Day:
        stage = self._stage
        return Day(stage.group, stage.line(now), stage.issues(), now, self._habits, self._chance)

    def _narrator(self, now: datetime) -> Narrator:
        titles = {subject: seen.issue.title for subject, seen in self._stage.issues().seen.items()}
        return Narrator(self._naming(now), titles)

    def _naming(self, now: datetime) -> Naming:
        return Naming(self._stage.group, self._stage.line(now), self._words)
