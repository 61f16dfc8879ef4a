"""Those who facilitate: they belong, they are there, and to a circle's meeting comes one of the circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.case import Case, Filed, Path, belonging
from tablee.rules.timeline import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tablee.files.problem import Problem


def check_facilitators_belong(case: Case) -> Iterator[Problem]:
    """Whoever facilitates or is called belongs to the group on the day of the meeting."""
    for filed in case.filed:
        if filed.event.state is State.CANCELLED:
            continue
        for path, name, day in _leads(filed):
            member = case.group.members.get(name)
            if member and not member.belongs(day):
                values = {"member": name, "day": day, "belonging": belonging(member), "key": path[0]}
                yield case.problem(codes.FACILITATOR_LEFT, filed.file, path, values)


def check_facilitators_there(case: Case) -> Iterator[Problem]:
    """Whoever facilitates a coming meeting is not away."""
    for filed in case.filed:
        if not filed.is_coming:
            continue
        for index, name in enumerate(filed.meeting.facilitators):
            member = case.group.members.get(name)
            if member and member.is_away(filed.event.on):
                values = {"member": name, "day": filed.event.on}
                yield case.problem(codes.FACILITATOR_AWAY, filed.file, ("facilitator", index), values)


def check_facilitators_came(case: Case) -> Iterator[Problem]:
    """Whoever facilitated a meeting is among those present."""
    for filed in case.filed:
        present = filed.meeting.present
        for index, name in enumerate(filed.meeting.facilitators if present else ()):
            member = case.group.members.get(name)
            if member and member.belongs(filed.event.on) and name not in (present or ()):
                path = ("facilitator", index)
                yield case.problem(codes.FACILITATOR_ABSENT, filed.file, path, {"member": name})


def check_facilitators_of_circle(case: Case) -> Iterator[Problem]:
    """A coming meeting of a circle is facilitated by one of its members."""
    for filed in case.filed:
        circle = filed.meeting.circle
        if not filed.is_coming or circle not in case.group.settings.circles:
            continue
        for index, name in enumerate(filed.meeting.facilitators):
            member = case.group.members.get(name)
            if member and circle not in member.circles:
                values = {"member": name, "circle": circle}
                yield case.problem(codes.OUTSIDE_CIRCLE, filed.file, ("facilitator", index), values)


def _leads(filed: Filed) -> Iterator[tuple[Path, str, date]]:
    """Yield who facilitates and who was called, each with the day that counts.

    A call that was passed, or followed by another, is history: only its own day counts, since people leave later.
    """
    for index, name in enumerate(filed.meeting.facilitators):
        yield ("facilitator", index), name, filed.event.on
    last = len(filed.meeting.called) - 1
    for index, call in enumerate(filed.meeting.called):
        settled = index < last or call.is_declined
        yield ("called", index, "member"), call.member, call.on if settled else filed.event.on
