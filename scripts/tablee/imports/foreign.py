"""What a foreign calendar says, as plain values: single occurrences, the rules behind them, and what was not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from tablee.i18n.translations import LazyText
from tablee.model import Every
from tablee.model.length_text import Lasts


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is not taken, and why: a line of the foreign file, or a file of ours that it would have become."""

    line: int
    why: LazyText
    path: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event on one day, in the group's zone.

    `nominal` is the day that its series had foreseen; `series` is empty for a single event. `at` is None for whole
    days. `lasts` is None where the calendar gives no length. `abroad` is the same on the clock of the series' own zone.
    """

    series: str
    nominal: date
    on: date
    at: time | None
    lasts: Lasts | None
    title: str
    line: int
    place: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    cancelled: bool = False
    abroad: Occurrence | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule of a series: the days that it yields up to the end of the window, cancelled ones included.

    `uid` is that of the series of which it may be only a part; `rule` as the calendar has it; `every` as our files may
    have it, one after another to be tried. `until` is its last day, None where it has no end. `zone` is its own where
    that is another than the group's, `abroad` the same on the clock there.
    """

    uid: str
    title: str
    rule: str
    every: tuple[Every, ...]
    days: tuple[date, ...]
    until: date | None
    at: time | None
    lasts: Lasts | None
    line: int
    place: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    zone: str = ""
    abroad: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class ForeignCalendar:
    """A calendar as read on the clock of a zone: occurrences by day, rules by their first day, up to `last`."""

    zone: str
    last: date
    recurrences: tuple[Recurrence, ...]
    occurrences: tuple[Occurrence, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[LazyText, ...]


class Findings:
    """Gathers what is not taken, and what is taken in another way than it stood there."""

    def __init__(self) -> None:
        self.refused: list[Refused] = []
        self.remarks: dict[str, LazyText] = {}

    def refuse(self, line: int, why: str, **values: object) -> None:
        """Note something that is left out."""
        self.refused.append(Refused(line, LazyText(why, values)))

    def remark(self, what: str, **values: object) -> None:
        """Note something that changes on the way; the same is noted once."""
        self.remarks[f"{what}{values}"] = LazyText(what, values)
