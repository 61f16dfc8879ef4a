"""The meetings of a made group, and their files: held ones with presence, coming ones with answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from bench.dates import Date
from bench.dice import Dice
from bench.members import Person
from bench.stock import CARDS, NOTES, REASONS, TOPICS, WORDS

TABLE = 17
"""How many come, give or take four."""


@dataclass(slots=True)
class Minutes:
    """Writes the meetings in their order, and counts who came and who facilitated."""

    people: list[Person]
    today: date
    visits: Counter[tuple[str, str]] = field(default_factory=Counter)
    turns: Counter[tuple[str, str]] = field(default_factory=Counter)
    neighbours: dict[str, str] = field(default_factory=dict)

    def render(self, meeting: Date) -> str:
        """Return a meeting's file."""
        dice = Dice(f"meeting {meeting.key}")
        moved_on = meeting.on + timedelta(1)
        moved = dice.happens(2) and not meeting.extra and moved_on < self.today
        day = moved_on if moved else meeting.on
        head = f"date: {day}\nwhy: {dice.pick(REASONS)}\n" if moved else ""
        head += f"at: 19:00\ntitle: {dice.pick(TOPICS)}, la soirée\n" if meeting.extra else ""
        head += f"topics:\n  - {dice.pick(TOPICS)}\n" if dice.happens(60) else ""
        if dice.happens(2) and not moved:
            return f"{head}status: cancelled\nwhy: {dice.pick(REASONS)}\n"
        table = dice.deal(
            [p for p in self.people if p.can_come(meeting.circle, day)], TABLE - 4 + dice.roll(9)
        )
        if day >= self.today:
            return head + _answers(dice, table)
        return head + self._held(dice, meeting, day, table)

    def _held(self, dice: Dice, meeting: Date, day: date, people: list[Person]) -> str:
        table = [person.id for person in people]
        joined_on = {person.id: person.joined_on for person in people}
        named = [person.id for person in people if person.public]
        self.neighbours |= dict(zip(table, reversed(named), strict=False))
        turn = min(
            table, key=lambda m: (self.visits[meeting.circle, m] < 4, self.turns[meeting.circle, m], m)
        )
        passed = dice.pick(table) if dice.happens(15) else turn
        self.turns[meeting.circle, turn] += 1
        self.visits.update((meeting.circle, member) for member in table)
        calls = [(passed, 10, "passed")] if passed != turn else []
        calls += [(turn, 9, "accepted")]
        called = "".join(
            f"  - {{member: {member}, on: {max(day - timedelta(ago), joined_on[member])}, answer: {answer}}}\n"
            for member, ago, answer in calls
        )
        missions = "".join(f"  {card}: {m}\n" for card, m in zip(CARDS, dice.deal(table, 4), strict=False))
        guests = f"guests: {dice.roll(3) + 1}\n" if dice.happens(25) else ""
        notes = f"notes: |\n  {dice.pick(NOTES)}\n" if dice.happens(60) else ""
        return (
            f"called:\n{called}facilitator: {turn}\n"
            f"present: [{', '.join(sorted(table))}]\n{guests}room_words: [{', '.join(dice.deal(WORDS, 2))}]\n"
            f"missions:\n{missions}done: [restaurant, topic]\n{notes}"
        )


def _answers(dice: Dice, table: list[Person]) -> str:
    answers = (f"  {person.id}: {dice.pick(('yes', 'yes', 'yes', 'maybe', 'no'))}\n" for person in table[:9])
    return f"answers:\n{''.join(sorted(answers))}"
