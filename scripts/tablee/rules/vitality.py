"""All facts about a circle's vitality, and the thresholds that one of them has crossed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from tablee.model import Group
from tablee.rules.attendance import (
    BEFORE,
    LATELY,
    Attendance,
    Gathering,
    Newcomers,
    Returning,
    Table,
    Tenders,
    attendance,
    gatherings,
    newcomers,
    returning,
    table_of,
    tenders,
)
from tablee.rules.silence import Pace, Silence, silence
from tablee.rules.timeline import Timeline
from tablee.rules.turns import Ledger

WIDE = 2
"""A balance beyond so many turns, to either side, is out of what the rule lets happen by itself."""


class Concern(StrEnum):
    """A threshold that was crossed, the most pressing one first."""

    CLOSE = "close"
    DORMANT = "dormant"
    PAUSED = "paused"
    LATE = "late"
    FADING = "fading"
    FEW = "few"
    NARROW = "narrow"
    WIDE = "wide"
    REVOLVING = "revolving"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Vitality:
    """The facts about one circle; `wide` counts balances beyond two turns, `concerns` is empty when all is well.

    `meetings` are those of which it is known who came; of `unrecorded` others only who facilitated is. A fact is None
    where there are too few meetings to tell.
    """

    circle: str
    meetings: tuple[Gathering, ...]
    unrecorded: int
    silence: Silence | None
    attendance: Attendance | None
    table: Table
    returning: Returning | None
    newcomers: Newcomers
    tenders: Tenders
    wide: int

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """The thresholds crossed, the most pressing one first: that one deserves a nudge."""
        pace = self.silence.pace if self.silence else Pace.STEADY
        attendance, returning = self.attendance, self.returning
        crossed = {
            Concern.FADING: attendance and attendance.fading,
            Concern.FEW: attendance and attendance.few,
            Concern.NARROW: self.tenders.narrow,
            Concern.WIDE: self.wide,
            Concern.REVOLVING: returning and returning.revolving,
            Concern.LOST: self.newcomers.lost,
        }
        return tuple(one for one in Concern if one.value == pace.value or crossed.get(one))


def vitality(group: Group, line: Timeline, account: Ledger) -> Vitality:
    """Gather the facts about the circle of a ledger."""
    circle = account.circle
    everything = gatherings(group.members, line, circle)
    met = tuple(one for one in everything if one.is_counted)
    today = line.now.astimezone(ZoneInfo(group.settings.timezone)).date()
    here = {who: member for who, member in group.members.items() if member.belongs(today)}
    lately = {who for gathering in everything[-LATELY - BEFORE :] for who in gathering.came}
    could = sum(1 for who in lately.intersection(here) if here[who].public and here[who].share(today))
    return Vitality(
        circle=circle,
        meetings=met,
        unrecorded=len(everything) - len(met),
        silence=silence(group, line, circle),
        attendance=attendance([len(gathering.came) for gathering in met]),
        table=table_of(met, here),
        returning=returning(met),
        newcomers=newcomers(met),
        tenders=tenders(everything, could),
        wide=sum(abs(balance) > WIDE for who, balance in account.balances.items() if who in here),
    )
