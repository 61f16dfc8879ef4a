"""The meetings that took place, as far as vitality looks at them: who came, who facilitated, who was new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tablee.model import Member
from tablee.rules.timeline import Timeline
from tablee.rules.turnout import is_empty, past, turnout


@dataclass(frozen=True, slots=True)
class Gathering:
    """One held or assumed meeting: the members who `came`, those of them who `led`, and those who were `new`.

    `is_counted` where its file tells how many came; otherwise presence is not recorded, and only who led is known.
    """

    on: date
    came: tuple[str, ...]
    led: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    is_counted: bool = True


def gatherings(members: Mapping[str, Member], line: Timeline, circle: str) -> tuple[Gathering, ...]:
    """Return a circle's held and assumed meetings that are over, oldest first.

    Guests, and identities without a file, are left out, and so are meetings to which nobody came.
    """
    seen: set[str] = set()
    found = []
    for event in past(line, circle):
        if not event.is_over(line.now) or is_empty(event):  # presence may be recorded before a meeting ends
            continue
        there = turnout(event, members)
        new = tuple(who for who in there.came if who not in seen)
        seen.update(new)
        found.append(Gathering(event.on, there.came, there.led, new, there.is_counted))
    return tuple(found)
