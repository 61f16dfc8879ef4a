"""All facts about a circle's vitality, and the thresholds that one of them has crossed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
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
        return tuple(sorted(_concerns(self), key=list(Concern).index))


def vitality(group: Group, line: Timeline, account: Ledger) -> Vitality:
    """Gather the facts about the circle of a ledger."""
    circle = account.circle
    everything = gatherings(group.members, line, circle)
    met = tuple(one for one in everything if one.is_counted)
    today = line.now.astimezone(ZoneInfo(group.settings.timezone)).date()
    return Vitality(
        circle=circle,
        meetings=met,
        unrecorded=len(everything) - len(met),
        silence=silence(group, line, circle),
        attendance=attendance([len(gathering.came) for gathering in met]),
        table=table_of(met, {member.id for member in group.members.values() if member.belongs(today)}),
        returning=returning(met),
        newcomers=newcomers(met),
        tenders=tenders(everything, _could_lead(group, everything, today)),
        wide=_wide(group, account, today),
    )


def _could_lead(group: Group, met: Sequence[Gathering], today: date) -> int:
    lately = {who for gathering in met[-LATELY - BEFORE :] for who in gathering.came}
    members = (group.members[who] for who in lately)
    return sum(1 for member in members if member.public and member.belongs(today) and member.share(today))


def _wide(group: Group, account: Ledger, today: date) -> int:
    here = (balance for who, balance in account.balances.items() if group.members[who].belongs(today))
    return sum(abs(balance) > WIDE for balance in here)


def _concerns(facts: Vitality) -> Iterator[Concern]:
    if facts.silence and facts.silence.pace is not Pace.STEADY:
        yield Concern(facts.silence.pace.value)
    crossed = (
        (Concern.FADING, facts.attendance is not None and facts.attendance.fading),
        (Concern.FEW, facts.attendance is not None and facts.attendance.few),
        (Concern.NARROW, facts.tenders.narrow),
        (Concern.WIDE, facts.wide > 0),
        (Concern.REVOLVING, facts.returning is not None and facts.returning.revolving),
        (Concern.LOST, facts.newcomers.lost),
    )
    yield from (concern for concern, is_crossed in crossed if is_crossed)
