"""How often a circle meets: the usual number of days between two meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median

from tablee.model import RhythmRule, Unit
from tablee.rules.rhythm import rule_on

WEEK = Fraction(7)
MONTH = Fraction(1461, 48)
"""Days of a month, on average over four years."""

_REMEMBERED = 12
"""How many meetings tell the cadence of a circle without rhythm."""


def cadence(rhythm: Sequence[RhythmRule], met: Sequence[date], today: date) -> Fraction | None:
    """Return the usual number of days between meetings: by the rule in force, else by the last meetings."""
    rule = rule_on(rhythm, today)
    if rule:
        every = rule.every
        period = (WEEK if every.unit is Unit.WEEK else MONTH) * every.interval
        return period if every.alternating else period / len(every.weekdays)
    days = sorted(set(met))[-_REMEMBERED:]
    gaps = [Fraction((after - before).days) for before, after in pairwise(days)]
    return median(gaps) if gaps else None
