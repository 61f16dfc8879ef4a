"""The group: everything that its files say, in one frozen object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.model.holidays import Holidays
    from tablee.model.meeting import Meeting
    from tablee.model.member import Member
    from tablee.model.settings import RhythmRule, Settings

GROUP_CIRCLE = ""
"""The identity of the circle to which everybody belongs: the group itself."""


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that the group's files say; members sorted by identity, meetings by slot key."""

    settings: Settings
    members: Mapping[str, Member]
    meetings: Mapping[str, Meeting]
    holidays: Holidays | None = None

    def rhythm(self, circle: str) -> tuple[RhythmRule, ...]:
        """Return the rhythm of a circle; the empty identity stands for the group itself."""
        return self.settings.circles[circle].rhythm if circle else self.settings.rhythm

    def name_of_circle(self, circle: str) -> str:
        """Return the name of a circle; the group's own for the group itself, or where there is no such circle."""
        known = self.settings.circles.get(circle)
        return known.name if known else self.settings.name

    @property
    def circle_ids(self) -> tuple[str, ...]:
        """The group itself, then every circle."""
        return (GROUP_CIRCLE, *self.settings.circles)

    def members_of(self, circle: str) -> tuple[Member, ...]:
        """Return the members of a circle, past ones included."""
        return tuple(m for m in self.members.values() if not circle or circle in m.circles)
