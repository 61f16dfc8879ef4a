"""A meeting: what one file in `meetings/` says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from tablee.model.identity import SlotKey
    from tablee.model.spans import Lasts


class Answer(StrEnum):
    """What a member says of coming to a meeting."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class CallAnswer(StrEnum):
    """What became of a call to facilitate; it lapsed where nothing was said in time."""

    ACCEPTED = "accepted"
    PASSED = "passed"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Poll:
    """A vote on the date: the frozen candidates, who approves which, and what was decided when."""

    candidates: tuple[date, ...]
    closes_on: date
    votes: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A member was called to facilitate on a day; no answer yet when `answer` is None."""

    member: str
    on: date
    answer: CallAnswer | None = None

    @property
    def is_declined(self) -> bool:
        """Whether the turn went on to somebody else."""
        return self.answer in {CallAnswer.PASSED, CallAnswer.LAPSED}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One file in `meetings/`: what is said there, and nothing that the rhythm already says.

    `moved_to`, `at`, `lasts` and `place` are set only where they differ from the rhythm. `present` is None until
    presence is recorded; it may hold nobody.
    """

    key: SlotKey
    moved_to: date | None = None
    at: time | None = None
    lasts: Lasts | None = None
    place: str = ""
    title: str = ""
    topics: tuple[str, ...] = ()
    cancelled: bool = False
    why: str = ""
    poll: Poll | None = None
    called: tuple[Call, ...] = ()
    facilitators: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    present: tuple[str, ...] | None = None
    guests: int = 0
    room_words: tuple[str, ...] = ()
    missions: Mapping[str, str] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    notes: str = ""

    @property
    def circle(self) -> str:
        """The circle that meets: only the file's name tells it."""
        return self.key.circle

    @property
    def day(self) -> date:
        """The day of the meeting: its slot's, unless it was moved."""
        return self.moved_to or self.key.on
