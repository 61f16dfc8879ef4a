"""The members of a made group, and their files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bench.dice import Dice
from bench.stock import ABOUTS, CITIES, FIRST_NAMES, LAST_NAMES, NEEDS, OFFERS, SKILLS, THANKS, TRADES
from tablee.model.folding import slug_of

FOUNDERS = 40
"""Percent of the members who were there on the first day."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a made group: as much as the meetings need to know."""

    id: str
    name: str
    public: bool
    joined_on: date
    left_on: date | None
    away_from: date | None
    away_to: date | None
    circles: tuple[str, ...]

    def can_come(self, circle: str, day: date) -> bool:
        """Say whether the member belongs to the circle and is there on a day."""
        here = self.joined_on <= day and (self.left_on is None or day <= self.left_on)
        away = (
            self.away_from is not None and self.away_to is not None and self.away_from <= day <= self.away_to
        )
        return here and not away and (not circle or circle in self.circles)


def make_people(count: int, circles: tuple[str, ...], first_on: date, today: date) -> list[Person]:
    """Return the members, the regulars first."""
    return [_make_person(number, circles, first_on, today) for number in range(count)]


def render_member(person: Person, number: int, neighbour: str | None) -> str:
    """Return a member's file; a neighbour at some table is recommended."""
    belonging = _belonging(person)
    if not person.public:
        return f"public: no\n{belonging}"
    dice = Dice(f"file of {person.id}")
    skills = ", ".join(sorted(dice.deal(SKILLS, 3)))
    known = neighbour and neighbour != person.id
    recommends = f"recommends:\n  - {{member: {neighbour}, for: {dice.pick(THANKS)}}}\n" if known else ""
    return (
        f"public: yes\nname: {person.name}\ntrade: {dice.pick(TRADES)}\nskills: [{skills}]\n"
        f"city: {dice.pick(CITIES)}\nabout: |\n  {dice.pick(ABOUTS)}\n"
        f"links: {{website: https://example.org/{person.id}, linkedin: https://example.com/in/{person.id}}}\n"
        f"github: exemple-{number}\ngithub_id: {17_345_678 + 7919 * number}\n{belonging}"
        f"offers:\n  - {{what: {dice.pick(OFFERS)}}}\n"
        f"needs:\n  - {{what: {dice.pick(NEEDS)}, until: 2027-06-30}}\n{recommends}"
    )


def _make_person(number: int, circles: tuple[str, ...], first_on: date, today: date) -> Person:
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    last = LAST_NAMES[(number // len(FIRST_NAMES) + 7 * number) % len(LAST_NAMES)]
    dice = Dice(f"member {number}")
    public = not dice.happens(4)
    days = (today - first_on).days
    joined_on = first_on if dice.happens(FOUNDERS) else first_on + timedelta(dice.roll(max(1, days - 60)))
    left_on = today - timedelta(dice.roll(200) + 10) if dice.happens(6) else None
    away_from = today - timedelta(dice.roll(days)) if dice.happens(10) else None
    return Person(
        id=slug_of(f"{first} {last}") if public else f"m-{number:04d}",
        name=f"{first} {last}",
        public=public,
        joined_on=joined_on,
        left_on=left_on if left_on and left_on > joined_on else None,
        away_from=away_from,
        away_to=away_from + timedelta(30) if away_from else None,
        circles=tuple(circle for circle in circles if dice.happens(50)),
    )


def _belonging(person: Person) -> str:
    lines = [f"joined: {person.joined_on}"]
    lines += [f"left: {person.left_on}"] if person.left_on else []
    lines += [f"away:\n  - {{from: {person.away_from}, to: {person.away_to}}}"] if person.away_from else []
    lines += [f"circles: [{', '.join(person.circles)}]"] if person.circles else []
    return "".join(f"{line}\n" for line in lines)
