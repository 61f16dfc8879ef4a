"""The words of a rhythm, `every: 2 weeks on tuesday, thursday`, and the rule that they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """The period that a rhythm repeats."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Every:
    """A rhythm's rule: weekdays are 0 (Monday) to 6; `nth` is 1 to 4, or -1 for last, in a month.

    `alternating` takes one weekday of the list each period, in turn, instead of all of them.
    """

    unit: Unit
    weekdays: tuple[int, ...]
    interval: int = 1
    nth: int | None = None
    alternating: bool = False


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
"""There is no `fifth`: most months have none, and a rhythm that skips months in silence is none."""

MOST_PERIODS = 12

_DAYS = rf"(?P<days>(?:{'|'.join(WEEKDAYS)})(?: *, *(?:{'|'.join(WEEKDAYS)}))*)"
_WEEKLY = re.compile(rf"(?:(?P<n>[0-9]+) +)?weeks? +(?P<how>on|alternating) +{_DAYS}")
_MONTHLY = re.compile(
    rf"(?P<nth>{'|'.join(ORDINALS)}) +(?P<day>{'|'.join(WEEKDAYS)}) +of +(?:the +month|(?P<n>[0-9]+) +months)"
)
PATTERN = re.sub(r"\?P<\w+>", "?:", f"{_WEEKLY.pattern}|{_MONTHLY.pattern}")
"""Both forms, for the schemas: with no named groups, whose spelling differs between editors."""


def parse_every(text: str) -> Every | None:
    """Read a rule; None where the words are none.

    Forms: `week on thursday`, `2 weeks on tuesday, thursday`, `week alternating tuesday, thursday`,
    `first tuesday of the month`, `last friday of 2 months`.
    """
    text = " ".join(text.casefold().split())
    if found := _WEEKLY.fullmatch(text):
        days = tuple(WEEKDAYS.index(day.strip()) for day in found["days"].split(","))
        alternating = found["how"] == "alternating"
        every = Every(
            Unit.WEEK, days if alternating else tuple(sorted(days)), int(found["n"] or 1), None, alternating
        )
        repeats = len(set(days)) < len(days)
        return None if repeats or (alternating and len(days) == 1) or not _fits(every) else every
    if found := _MONTHLY.fullmatch(text):
        every = Every(
            Unit.MONTH, (WEEKDAYS.index(found["day"]),), int(found["n"] or 1), ORDINALS[found["nth"]]
        )
        return every if _fits(every) else None
    return None


def _fits(every: Every) -> bool:
    return 1 <= every.interval <= MOST_PERIODS
