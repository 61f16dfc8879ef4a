"""What the rules find out for the pages, each computed once a build and only when a page asks."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from tablee.rules.draw import draws
from tablee.rules.mutual_help import Helpers, introductions
from tablee.rules.tables import Company
from tablee.rules.turns import explanations, ledger
from tablee.rules.vitality import vitality

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tablee.model import Group, Member
    from tablee.rules.draw import Draw
    from tablee.rules.mutual_help import Introduction, Need
    from tablee.rules.timeline import Event, Timeline
    from tablee.rules.turns import Explanation, Ledger
    from tablee.rules.vitality import Vitality

REMEMBERED = timedelta(days=366)
MOST = 104
"""How far back pages replay calls and draws: a year, and at most so many meetings of all circles.

Before that, `tablee explain` and `tablee draw` do it for one meeting.
"""


class Insight:
    """The decisions about a group as of a day, with those members who have a page."""

    def __init__(self, group: Group, line: Timeline, today: date, members: Sequence[Member]) -> None:
        self._group = group
        self._line = line
        self._today = today
        self._members = members
        self._ledgers: dict[str, Ledger] = {}
        self._vitality: dict[str, Vitality] = {}

    @cached_property
    def replayed_since(self) -> date:
        """The day from which on calls and draws are replayed."""
        last = self._line.past()[-MOST:]
        return max(self._today - REMEMBERED, last[0].on) if last else self._today

    def ledger(self, circle: str) -> Ledger:
        """Return the ledger of a circle."""
        if circle not in self._ledgers:
            self._ledgers[circle] = ledger(self._group, self._line, circle)
        return self._ledgers[circle]

    def vitality(self, circle: str) -> Vitality:
        """Return the facts about a circle."""
        if circle not in self._vitality:
            self._vitality[circle] = vitality(self._group, self._line, self.ledger(circle))
        return self._vitality[circle]

    @cached_property
    def explanations(self) -> Mapping[str, Explanation]:
        """Why the facilitators of the last year's meetings were called, by slot key."""
        of_circles = (
            explanations(self._group, self._line, circle, self.replayed_since)
            for circle in self._group.circle_ids
        )
        return {key: why for found in of_circles for key, why in found.items()}

    @cached_property
    def draws(self) -> Mapping[str, Draw]:
        """The draws of the last year's meetings, by slot key."""
        of_circles = (draws(self._group, c, self.replayed_since) for c in self._group.circle_ids)
        return {draw.key: draw for found in of_circles for draw in found if draw.missions}

    @cached_property
    def company(self) -> Company:
        """How often members sat with each other."""
        return Company(self._group, self._line)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What members with a page need, and who may help: what ends first comes first."""
        found = [need for member in self._members for need in self._helpers.needs(member)]
        return tuple(
            sorted(found, key=lambda one: (one.need.until_on is None, one.need.until_on or self._today))
        )

    def introductions(self, event: Event) -> tuple[Introduction, ...]:
        """Return who should meet at a coming meeting."""
        lately = self.vitality(event.circle).meetings
        return introductions(self._group, event, lately, self._helpers, self.company)

    @cached_property
    def _helpers(self) -> Helpers:
        return Helpers(self._members, self._today)
