"""How long a circle has been silent, measured by its own cadence; a declared break is no silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from statistics import median

from tablee.model import Answer, Closure, Group, RhythmRule, Unit
from tablee.rules.rhythm import rule_on
from tablee.rules.timeline import State, Timeline
from tablee.rules.turnout import is_empty

EMPTY_MEETINGS = 3
NEVER_MET_AFTER = timedelta(weeks=8)

WEEK = Fraction(7)
MONTH = Fraction(1461, 48)
"""Days of a month, on average over four years."""

_REMEMBERED = 12
"""How many meetings tell the cadence of a circle without rhythm."""


class Pace(StrEnum):
    """What silence, divided by the cadence, means: WordPress's community team has similar steps for its groups."""

    STEADY = "steady"
    LATE = "late"
    PAUSED = "paused"
    DORMANT = "dormant"
    CLOSE = "close"


_BEYOND = ((12, Pace.CLOSE), (6, Pace.DORMANT), (3, Pace.PAUSED), (Fraction(3, 2), Pace.LATE))


@dataclass(frozen=True, slots=True)
class Silence:
    """Since when nobody met: `days` leaves out those of breaks; `cadence` is the usual number of days between meetings.

    `pause` is the break in which today lies.
    """

    last_on: date
    days: int
    cadence: Fraction
    pause: Closure | None = None

    @property
    def pace(self) -> Pace:
        """What so many cadences of silence mean."""
        return next((pace for limit, pace in _BEYOND if self.days > limit * self.cadence), Pace.STEADY)


def silence(group: Group, timeline: Timeline, circle: str) -> Silence | None:
    """Measure the silence of a circle; None where it has never met, or where nothing tells its cadence.

    A meeting that is over counts even before its presence is recorded, unless nobody had meant to come.
    """
    met = [e.on for e in timeline.past(circle) if e.state is not State.CANCELLED and not is_empty(e)]
    today = group.settings.day_of(timeline.now)
    calendar = timeline.calendars.get(circle)
    usual = cadence(calendar.rhythm, met, today) if calendar else None
    if not met or calendar is None or usual is None:
        return None
    last_on, off = max(met), calendar.off
    days = (last_on + timedelta(days=n) for n in range(1, (today - last_on).days + 1))
    return Silence(last_on, sum(off.closure_on(day) is None for day in days), usual, off.closure_on(today))


def silent_since(group: Group, timeline: Timeline, circle: str, began_on: date) -> date | None:
    """Return since when a circle has been silent, None where it is not; `began_on` is the day when the program began.

    It is once three meetings running were empty or left out, or eight weeks from its founding without one; until
    somebody says yes to a coming date, or changes its file.
    """
    files = [e for e in timeline.of(circle) if e.meeting and e.state is not State.CANCELLED]
    over = [event for event in files if event.is_over(timeline.now)]
    if any(not is_empty(event) for event in files if not event.is_over(timeline.now)):
        return None
    if any(not is_empty(event) for event in over):
        quiet = silence(group, timeline, circle)
        return quiet.last_on if quiet and quiet.pace not in {Pace.STEADY, Pace.LATE} else None
    rhythm = group.rhythm(circle)
    founded_on = max(began_on, rhythm[0].from_on) if rhythm else began_on
    unmet = len(over) >= EMPTY_MEETINGS or group.settings.day_of(timeline.now) >= founded_on + NEVER_MET_AFTER
    return founded_on if unmet else None


def somebody_comes(timeline: Timeline, circle: str) -> bool:
    """Return whether somebody has said yes to a circle's next date."""
    event = timeline.next(circle)
    return event is not None and Answer.YES in event.answers.values()


def cadence(rhythm: Sequence[RhythmRule], met: Sequence[date], today: date) -> Fraction | None:
    """Return the usual number of days between meetings: by the rule in force, else by the last meetings."""
    rule = rule_on(rhythm, today)
    if rule:
        every = rule.every
        period = (WEEK if every.unit is Unit.WEEK else MONTH) * every.interval
        times = len(every.month_days) or len(every.weekdays) * (len(every.nth) or 1)
        return period if every.alternating else period / times
    days = sorted(set(met))[-_REMEMBERED:]
    gaps = [Fraction((after - before).days) for before, after in pairwise(days)]
    return median(gaps) if gaps else None
