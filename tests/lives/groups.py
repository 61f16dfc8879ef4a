"""The twenty groups: who is in them, how they meet, and which aims they are held to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import cycle, islice

from lives.people import Led, Someone

NAMES = (
    "ana", "bo", "cy", "di", "eva", "flo", "gus", "hal", "ines", "jo",
    "kai", "lea", "mia", "noe", "ola", "pia", "quim", "rosa", "sam", "tea",
)  # fmt: skip
STARTS = date(2026, 9, 3)
"""The first meeting: a Thursday."""
WEEK = timedelta(weeks=1)
HUB_KEEPERS = ("ana", "bo")
HUB, NO_HUB = f"duties: {{hub: [{', '.join(HUB_KEEPERS)}]}}\n", ""


@dataclass(frozen=True)
class Life:
    """One group: `every` is its rhythm, empty for none; `before` is how many meetings it held before the story.

    `records`: who led writes who came. `fixes` is how `/next` is said at the table, empty where it is not;
    `{day}` stands for the date, `{before}` for the day before; `moves`: it is said after every so many meetings
    (0: each). Every so many meetings (`proposes`) another day is put to the vote, or the meeting is called off.
    `speaks`: members do at all. `led`: there has to be somebody who leads (two active members have accounts).
    """

    name: str
    people: tuple[Someone, ...]
    weeks: int = 26
    every: str = "week on thursday"
    starts: date = STARTS
    before: int = 0
    settings: str = HUB
    records: bool = True
    by_hand: bool = False
    fixes: str = ""
    moves: int = 0
    proposes: int = 0
    calls_off: int = 0
    falls_silent_on: date = date.max
    led: bool = True
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def begins(self) -> date:
        """The first day of the story, some days before the first meeting."""
        return self.starts - timedelta(days=9)

    @property
    def ends(self) -> date:
        """The day after the last one."""
        return self.begins + self.weeks * WEEK

    @property
    def is_silent(self) -> bool:
        """Whether nobody speaks at the end."""
        return self.falls_silent_on < self.ends


def some(count: int, **how: object) -> tuple[Someone, ...]:
    """Return as many members who are alike."""
    return tuple(Someone(name, **how) for name in islice(_names(), count))  # type: ignore[arg-type]


def _names() -> Iterable[str]:
    yield from NAMES
    for number in range(1, 200):
        yield f"reg-{number}"


def _but(people: Iterable[Someone], **changes: Mapping[str, object]) -> tuple[Someone, ...]:
    return tuple(replace(one, **changes.get(one.id, {})) for one in people)  # type: ignore[arg-type]


def _registered() -> Life:
    registered = [replace(one, comes=0, answers=0) for one in some(130)[15:]]
    core = [replace(one, comes=0.8, answers=0.8) for one in some(15)]
    return Life("130 registered, 15 active", (*core, *registered), before=6)


def _circles() -> Life:
    people = some(10, comes=1)
    in_circles = cycle((("craft",), ("craft", "talk"), ("talk",), ()))
    rows = {
        "craft": "every: 2 weeks on tuesday, from: 2026-09-01, at: 19:00",
        "talk": "every: 2 weeks on thursday, from: 2026-09-10, at: 13:00",
    }
    inner = ", ".join(
        f"{name}: {{name: {name}, rhythm: {{{rule}, lasts: 1h45}}}}" for name, rule in rows.items()
    )
    circles = f"circles: {{{inner}}}\n"
    members = tuple(replace(one, circles=own) for one, own in zip(people, in_circles, strict=False))
    return Life("ten, two circles that share people", members, settings=HUB + circles)


def _churn() -> Life:
    months = [STARTS + n * 5 * WEEK for n in range(1, 5)]
    stay = some(10)[:6]
    leave = [replace(one, left=on) for one, on in zip(some(10)[6:], months, strict=True)]
    come = [Someone(name, joined=on) for name, on in zip(NAMES[10:14], months, strict=True)]
    return Life("ten, one comes and one leaves a month", (*stay, *leave, *come))


def _feasts() -> Life:
    days = (("2026-12-25", "Christmas"), ("2027-01-01", "New Year"), ("2027-03-26", "Good Friday"))
    rows = "".join(f"  - {{on: {day}, name: {name}}}\n" for day, name in days)
    holidays = f"from: 2026-01-01\nto: 2028-12-31\npublic:\n{rows}"
    return Life(
        "eight on Fridays, over the holidays",
        some(8, comes=1),
        weeks=30,
        every="week on friday",
        starts=date(2026, 9, 4),
        settings=HUB + "holidays: {country: FR}\n",
        files={"holidays.yml": holidays},
    )


def _break() -> Life:
    closure = "{from: 2026-12-14, to: 2027-01-10, why: Winter, returns: 2027-01-14, facilitator: bo}"
    settings = f"{HUB}closures: [{closure}]\n"
    return Life("nine, a winter break, dates called off", some(9), weeks=30, settings=settings, calls_off=5)


GROUPS: tuple[Life, ...] = (
    Life("three founders", some(3)),
    Life("five friends, 40 weeks", some(5, comes=1), weeks=40),
    Life("twelve regulars, 40 weeks", some(12, comes=1), weeks=40),
    _registered(),
    Life(
        "forty, last Friday of the month",
        some(40, comes=0.6, answers=0.7),
        weeks=44,
        every="last friday of the month",
        starts=date(2026, 9, 25),
    ),
    Life(
        "eight, two with accounts, no hub",
        _but(some(8, account=False), ana={"account": True}, bo={"account": True}),
        settings=NO_HUB,
    ),
    _circles(),
    Life("six founders who never speak", some(6), falls_silent_on=STARTS - 3 * WEEK, led=False),
    Life(
        "eight, met 13 times, then silent", some(8), weeks=40, falls_silent_on=STARTS + 13 * WEEK, led=False
    ),
    Life("twelve, half no-shows", some(12, keeps=0.5)),
    Life(
        "eight, one comes and never types",
        _but(some(8, comes=1), flo={"answers": 0, "called": Led.SAYS_NOTHING}),
        weeks=30,
    ),
    Life("eight, one always passes", _but(some(8, comes=1), flo={"called": Led.PASSES}), weeks=30),
    Life("six without rhythm, each date by /next", some(6), every="", fixes="/next {day} 12:30 The Inn"),
    Life("eight, no presence lists", some(8, comes=1), records=False),
    _feasts(),
    Life("six without accounts, files by hand", some(6, account=False), by_hand=True, led=False),
    _churn(),
    Life("seven, dates voted on and moved", some(7), proposes=6, fixes="/next {before}", moves=6),
    _break(),
    Life(
        "nine, one half share, one opted out",
        _but(some(9, comes=1), gus={"share": "1/2"}, hal={"share": "no"}),
    ),
)
"""Those of the figures, in their order, and those that real histories are like."""

FEW: tuple[str, ...] = (
    "three founders",
    "six founders who never speak",
    "eight, one comes and never types",
    "eight, one always passes",
)
"""Those that the suite lives, for some weeks."""
