"""The group's settings: what `group.yml` says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time, timedelta

    from tablee.model.spans import Lasts


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to meet; `geo` is latitude and longitude in degrees."""

    name: str
    address: str = ""
    phone: str = ""
    access: str = ""
    url: str = ""
    geo: tuple[float, float] | None = None


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


@dataclass(frozen=True, slots=True)
class RhythmRule:
    """One rule of a rhythm, in force from `from_on` (its anchor) until the next rule's."""

    every: Every
    from_on: date
    at: time | None = None
    lasts: Lasts | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """A declared break, with the date of the first meeting after it and who facilitates that one."""

    from_on: date
    to_on: date
    why: str = ""
    returns_on: date | None = None
    facilitator: str = ""


@dataclass(frozen=True, slots=True)
class HolidayRules:
    """Which public and school holidays matter to the group; codes of the `holidays` library."""

    country: str
    region: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True)
class TurnRules:
    """How facilitators are called: `notice` before the meeting; for how many meetings a turn or a pass gives rest."""

    notice: timedelta
    rest: int = 4


@dataclass(frozen=True, slots=True)
class PollRules:
    """How long before its day a meeting's issue opens, and a vote on its date closes."""

    opens: timedelta
    closes: timedelta


@dataclass(frozen=True, slots=True)
class Card:
    """One mission of the deck."""

    title: str
    task: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """The look of a circle: a CSS hex colour and a logo in content/."""

    colour: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A sub-group with its own rhythm, ledger, page and feed; without rhythm, people fix each of its dates."""

    id: str
    name: str
    rhythm: tuple[RhythmRule, ...] = ()
    about: str = ""
    brand: Brand = field(default_factory=Brand)
    charter: str = ""


@dataclass(frozen=True, slots=True)
class StewardRules:
    """Whether the steward acts, and whether it writes by commits or by pull requests."""

    runs: bool = False
    writes: str = "commits"


@dataclass(frozen=True, slots=True)
class Settings:
    """The group's settings: `group.yml`; without rhythm, people fix each next date."""

    name: str
    url: str
    identity: str
    contact: str
    language: str
    timezone: str
    turns: TurnRules
    poll: PollRules
    horizon: timedelta
    rhythm: tuple[RhythmRule, ...] = ()
    tagline: str = ""
    about: str = ""
    closures: tuple[Closure, ...] = ()
    holidays: HolidayRules | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    deck: Mapping[str, Card] = field(default_factory=dict)
    circles: Mapping[str, Circle] = field(default_factory=dict)
    duties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    steward: StewardRules = field(default_factory=StewardRules)
