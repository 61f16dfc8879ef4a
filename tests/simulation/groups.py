"""A random small group: its rhythm, its members with their temperaments, and its files as somebody wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from dateutil.rrule import FR, MO, MONTHLY, TH, TU, WEEKLY, rrule

NAMES = (
    "ana", "bo", "cy", "di", "eva", "flo", "gil", "hal", "ines", "jo", "kai", "lea", "mia", "noe", "ola",
    "pia", "quim", "rosa", "sam", "tea", "ugo", "vic", "wim", "xenia", "yann", "zoe",
)  # fmt: skip
DAY = timedelta(days=1)
CIRCLE = "soir"
CIRCLE_EVERY = "first monday of the month"
RULES: Mapping[str, dict[str, Any]] = {
    "week on thursday": {"freq": WEEKLY, "byweekday": TH},
    "week on tuesday": {"freq": WEEKLY, "byweekday": TU},
    "2 weeks on tuesday": {"freq": WEEKLY, "interval": 2, "byweekday": TU},
    "2 weeks on friday": {"freq": WEEKLY, "interval": 2, "byweekday": FR},
    "first tuesday of the month": {"freq": MONTHLY, "byweekday": TU(1)},
    "last thursday of the month": {"freq": MONTHLY, "byweekday": TH(-1)},
    CIRCLE_EVERY: {"freq": MONTHLY, "byweekday": MO(1)},
}
"""The rhythms as another library than the program's own arithmetic knows them."""

_WEIGHTS = {
    "week on thursday": 2,
    "week on tuesday": 1,
    "2 weeks on tuesday": 3,
    "2 weeks on friday": 2,
    "first tuesday of the month": 2,
    "last thursday of the month": 2,
}


class Temper(StrEnum):
    """How somebody behaves."""

    KEEN = "keen"
    LATE = "late"
    FICKLE = "fickle"
    SILENT = "silent"
    MUTE = "comes and never types"
    PASSER = "always passes"
    NO_SHOW = "says yes and comes half the time"
    ABSENT = "registered and never comes"


class Kind(StrEnum):
    """How a whole group is."""

    LIVELY = "lively"
    CROWD = "many registered, few active"
    NO_LISTS = "keeps no presence lists"
    DEAD = "never speaks"
    FADING = "falls silent"


@dataclass
class Someone:
    """A member as a person: `account` is empty where there is none; `public` as the file says."""

    id: str
    account: str
    public: bool
    temper: Temper
    joined: date
    in_circle: bool = False
    left: date | None = None
    away: list[tuple[date, date]] = field(default_factory=list)
    facilitates: bool = True

    @property
    def is_heard(self) -> bool:
        """Whether the steward can hear this person."""
        return bool(self.account) and self.public

    @property
    def number(self) -> int:
        """The number of the account: no two members share it."""
        return int.from_bytes(self.id.encode()) % 10**9

    @property
    def speaks(self) -> bool:
        """Whether this person says anything, and can be heard."""
        return self.is_heard and self.temper not in {Temper.MUTE, Temper.ABSENT}

    def belongs(self, day: date) -> bool:
        """Say whether this is a member on a day."""
        return self.joined <= day and (self.left is None or day <= self.left)

    def is_away(self, day: date) -> bool:
        """Say whether the file says so."""
        return any(first <= day <= last for first, last in self.away)

    def text(self) -> str:
        """Return the member's file as it is written by hand."""
        lines = [f"public: {'yes' if self.public else 'no'}"]
        lines += [f"name: {self.id.capitalize()}"] if self.public else []
        lines += [f"github: {self.account}", f"github_id: {self.number}"] if self.is_heard else []
        lines += [f"joined: {self.joined}"]
        lines += [f"left: {self.left}"] if self.left else []
        spans = ", ".join(f"{{from: {first}, to: {last}}}" for first, last in self.away)
        lines += [f"away: [{spans}]"] if spans else []
        lines += [] if self.facilitates else ["facilitates: no"]
        lines += [f"circles: [{CIRCLE}]"] if self.in_circle else []
        return "\n".join(lines) + "\n"


@dataclass
class Founded:
    """A group as it begins; `every` is the rule of its rhythm, `feasts` its public holidays."""

    people: dict[str, Someone]
    keepers: tuple[str, str]
    begins: date
    every: str
    anchor: date
    closures: tuple[tuple[date, date, date], ...]
    feasts: tuple[date, ...]
    has_circle: bool
    language: str
    writes: str
    rest: int
    kind: Kind = Kind.LIVELY
    spare: list[str] = field(default_factory=list)
    """Names of people who may join."""

    @property
    def circles(self) -> tuple[str, ...]:
        """The group itself, and its circle."""
        return ("", CIRCLE) if self.has_circle else ("",)

    def nominal_days(self, circle: str, first: date, last: date) -> list[date]:
        """Return the nominal days of a rhythm, breaks included."""
        rule = RULES[CIRCLE_EVERY if circle else self.every]
        found = rrule(**rule, dtstart=_midnight(self.anchor), until=_midnight(last))
        return [one.date() for one in found if one.date() >= first]

    def cadence(self, circle: str) -> timedelta:
        """Return how long it is from one meeting to the next."""
        every = CIRCLE_EVERY if circle else self.every
        return 31 * DAY if "month" in every else 14 * DAY if "2 weeks" in every else 7 * DAY

    def is_closed(self, circle: str, day: date) -> bool:
        """Say whether a day lies in a break; the group itself waits for the return date."""
        return any(
            first <= day <= last or (not circle and first <= day < back)
            for first, last, back in self.closures
        )

    def settings(self) -> str:
        """Return group.yml as somebody wrote it."""
        closures = ", ".join(
            f"{{from: {a}, to: {b}, why: Pause, returns: {c}, facilitator: {self.keepers[0]}}}"
            for a, b, c in self.closures
        )
        circle = (
            f"circles: {{{CIRCLE}: {{name: Le Soir, rhythm: "
            f"{{every: {CIRCLE_EVERY}, from: {self.anchor}, at: 19:00, lasts: 2h}}}}}}\n"
        )
        return (
            "# Our group, kept by hand.\n"
            f"name: The Round Table\nurl: https://tablee.test/\nidentity: round-table.test\n"
            f"contact: https://tablee.test/contact\nlanguage: {self.language}\ntimezone: Europe/Paris\n"
            f"rhythm: {{every: {self.every}, from: {self.anchor}, at: 12:30, lasts: 1h45, place: The Inn}}\n"
            f"horizon: 13 weeks\n"
            f"turns: {{notice: 10 days, rest: {self.rest}}}\n"
            "poll: {opens: 10 days, closes: 4 days}\n"
            "deck: {table: {title: The table}, word: {title: The word}, photo: {title: A photo}}\n"
            f"duties: {{hub: [{', '.join(self.keepers)}]}}\n"
            f"steward: {{runs: yes, writes: {self.writes}}}\n"
            + (f"closures: [{closures}]\n" if closures else "")
            + ("holidays: {country: FR}\n" if self.feasts else "")
            + (circle if self.has_circle else "")
        )


def found_group(rng: Random) -> Founded:
    """Draw a group."""
    begins = date(2027, 1, 4) + timedelta(weeks=rng.randrange(52))
    every = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    has_circle = rng.random() < 0.3
    names = rng.sample(NAMES, len(NAMES))
    size = rng.choice((4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 12, 15))
    people = [_someone(rng, name, begins, has_circle=has_circle) for name in names[:size]]
    for keeper in people[:2]:
        keeper.account, keeper.public, keeper.in_circle = f"{keeper.id}-hub", True, has_circle
        keeper.temper = Temper.KEEN
    kind = rng.choices(tuple(Kind), (7, 2, 1, 1, 1))[0]
    if kind is Kind.CROWD:
        registered = [_someone(rng, f"reg-{n}", begins, has_circle=False) for n in range(8)]
        people += [replace(one, temper=Temper.ABSENT, account=f"{one.id}-hub") for one in registered]
    if rng.random() < 0.6:
        people.append(Someone("m-1q2w", "", public=False, temper=Temper.SILENT, joined=begins - 90 * DAY))
    group = Founded(
        people={one.id: one for one in people},
        keepers=(names[0], names[1]),
        begins=begins,
        every=every,
        anchor=begins - timedelta(weeks=30),
        closures=(),
        feasts=(),
        has_circle=has_circle,
        language=rng.choice(("fr", "en")),
        writes="commits" if rng.random() < 0.8 else "pull-requests",
        rest=rng.choice((0, 1, 2, 4)),
        kind=kind,
        spare=names[size:],
    )
    group.closures = tuple(_breaks(rng, group))
    group.feasts = tuple(_feasts(rng, group))
    return group


def first_files(group: Founded, rng: Random) -> dict[str, bytes]:
    """Write the group's files, with a few meetings that were held before the story begins."""
    files = {"group.yml": group.settings()}
    files |= {f"members/{one.id}.yml": one.text() for one in group.people.values()}
    if group.feasts:
        rows = "".join(f"  - {{on: {day}, name: Feast}}\n" for day in group.feasts)
        last = group.begins + 700 * DAY
        files["holidays.yml"] = f"from: {group.anchor}\nto: {last}\npublic:\n{rows}"
    public = [one.id for one in group.people.values() if one.public and one.temper is not Temper.ABSENT]
    if group.kind is Kind.DEAD:
        return {path: text.encode() for path, text in files.items()}
    for day in group.nominal_days("", group.anchor, group.begins - DAY)[-5:]:
        came = sorted(rng.sample(public, rng.randint(2, len(public))))
        led = rng.choice(came)
        present = "" if group.kind is Kind.NO_LISTS else f"present: [{', '.join(came)}]\n"
        files[f"meetings/{day}.yml"] = f"facilitator: {led}\n{present}room_words: [olive]\n"
    return {path: text.encode() for path, text in files.items()}


def _someone(rng: Random, name: str, begins: date, *, has_circle: bool) -> Someone:
    return Someone(
        id=name,
        account=f"{name}-hub" if rng.random() < 0.85 else "",
        public=True,
        temper=rng.choices(tuple(Temper), (4, 4, 4, 3, 2, 2, 2, 0))[0],
        joined=begins - 300 * DAY,
        in_circle=has_circle and rng.random() < 0.5,
        facilitates=rng.random() < 0.9,
    )


def newcomer(rng: Random, name: str, today: date, *, has_circle: bool) -> Someone:
    """Draw somebody who joins today."""
    one = _someone(rng, name, today, has_circle=has_circle)
    one.joined = today
    return one


def _breaks(rng: Random, group: Founded) -> list[tuple[date, date, date]]:
    if rng.random() < 0.4:
        return []
    first = group.begins + timedelta(days=rng.randint(40, 250))
    last = first + timedelta(days=rng.randint(14, 45))
    back = next(iter(group.nominal_days("", last + DAY, last + 60 * DAY)))
    return [(first, last, back)]


def _feasts(rng: Random, group: Founded) -> list[date]:
    if rng.random() < 0.5:
        return []
    days = group.nominal_days("", group.begins, group.begins + 365 * DAY)
    chosen = rng.sample(days, min(len(days), 3))
    backs = {back for _first, _last, back in group.closures}
    return sorted(set(chosen) - backs)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
