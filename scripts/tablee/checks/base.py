"""What a change must not take from the calendars that people have: compared with the base of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.case import Case
from tablee.files.paths import GROUP_FILE
from tablee.rules.rhythm import nominal_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.checks.case import Path
    from tablee.files.problem import Problem
    from tablee.model.settings import RhythmRule

MOST_NAMED = 3


def check_identity_kept(case: Case) -> Iterator[Problem]:
    """The identity never changes: every meeting would stand twice in everybody's calendar."""
    before, now = case.surroundings.base_settings, case.group.settings
    if before and before.identity != now.identity:
        values = {"identity": now.identity, "before": before.identity}
        yield case.problem(codes.IDENTITY_CHANGED, GROUP_FILE, ("identity",), values)


def check_circles_kept(case: Case) -> Iterator[Problem]:
    """A circle keeps its key: its calendar's address and its meetings are called by it."""
    before, now = case.surroundings.base_settings, case.group.settings
    gone = [circle for circle in before.circles if circle not in now.circles] if before else []
    new = [circle for circle in now.circles if before and circle not in before.circles]
    for circle in gone if GROUP_FILE not in case.doubtful else ():
        renamed = new[0] if len(gone) == len(new) == 1 else ""
        fix = codes.CIRCLE_RENAMED if renamed else None
        values = {"circle": circle, "renamed": renamed}
        yield case.problem(codes.CIRCLE_GONE, GROUP_FILE, ("circles:",), values, fix)


def check_zone_kept(case: Case) -> Iterator[Problem]:
    """A group that moves to another time zone is told that its meetings move, those held included."""
    before, now = case.surroundings.base_settings, case.group.settings
    if before and before.timezone != now.timezone:
        values = {"zone": now.timezone, "before": before.timezone}
        yield case.problem(codes.ZONE_CHANGED, GROUP_FILE, ("timezone",), values)


def check_rhythm_kept(case: Case) -> Iterator[Problem]:
    """A new rule takes no date away before it begins: the old one stays in the list."""
    before, now = case.surroundings.base_settings, case.group.settings
    if before is None:
        return
    yield from _check_rhythm(case, ("rhythm",), before.rhythm, now.rhythm)
    for circle in now.circles.values():
        if circle.id in before.circles:
            path = ("circles", circle.id, "rhythm")
            yield from _check_rhythm(case, path, before.circles[circle.id].rhythm, circle.rhythm)


def _check_rhythm(
    case: Case, path: Path, before: tuple[RhythmRule, ...], now: tuple[RhythmRule, ...]
) -> Iterator[Problem]:
    if not now or not before:
        return
    first = min(rule.from_on for rule in now)
    lost = [day for day, _rule in nominal_days(before, case.today, case.today + case.group.settings.horizon)]
    lost = [day for day in lost if day < first]
    if lost:
        days = ", ".join(map(str, lost[:MOST_NAMED])) + ("…" if len(lost) > MOST_NAMED else "")
        values = {"days": days, "count": len(lost), "first": first}
        yield case.problem(codes.RHYTHM_CUT, GROUP_FILE, path, values)
