"""The group's settings: enough keepers, one rule at a time, an identity of its own, holidays known far enough."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.case import Case
from tablee.files.paths import FORMS, GROUP_FILE, HOLIDAYS_FILE
from tablee.files.problem import problem
from tablee.model import Unit
from tablee.model.rhythm_text import say_every
from tablee.model.settings import ENOUGH_KEEPERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tablee.files.problem import Problem
    from tablee.model import RhythmRule

SAMPLE_URL = "https://example.org/tablee"
MOST_DATES = 10_000
"""Each coming date has a calendar of its own; what is more than that is a mistake, and nobody's build survives it."""


def check_keepers(case: Case) -> Iterator[Problem]:
    """Every duty has two keepers or more; that one of them has left is only a warning, since the calendar brings it."""
    if GROUP_FILE in case.doubtful:
        return
    members = case.group.members
    for duty, keepers in case.group.settings.duties.items():
        gone = [name for name in keepers if name in members and not members[name].belongs(case.today)]
        if len(keepers) < ENOUGH_KEEPERS:
            yield case.problem(codes.TOO_FEW_KEEPERS, GROUP_FILE, ("duties", f"{duty}:"), {"duty": duty})
        elif gone and len(keepers) - len(gone) < ENOUGH_KEEPERS:
            said = ", ".join(f"`{name}`" for name in gone)
            path = ("duties", duty, keepers.index(gone[0]))
            yield case.problem(codes.KEEPER_LEFT, GROUP_FILE, path, {"duty": duty, "gone": said})


def check_rules_follow(case: Case) -> Iterator[Problem]:
    """The rules of a rhythm begin on different days."""
    settings = case.group.settings
    rhythms = [(("rhythm",), settings.rhythm)]
    circles = [(("circles", circle.id, "rhythm"), circle.rhythm) for circle in settings.circles.values()]
    for path, rhythm in [*rhythms, *circles]:
        for rule, following in pairwise(rhythm):
            if rule.from_on == following.from_on:
                values, fix = _joined(rule, following)
                yield case.problem(codes.OVERLAPPING_RULES, GROUP_FILE, path, values, fix)


def _joined(rule: RhythmRule, following: RhythmRule) -> tuple[Mapping[str, object], str | None]:
    """Say how two rules of one day are both in force: as one rule, or, at different hours, with a circle."""
    one, other = rule.every, following.every
    day, at = following.from_on, f", at: {following.at:%H:%M}" if following.at else ""
    if replace(one, weekdays=other.weekdays) == other and one.unit is Unit.WEEK and rule.at == following.at:
        both = replace(one, weekdays=tuple(sorted({*one.weekdays, *other.weekdays})))
        return {"day": day, "both": say_every(both)}, codes.ONE_RULE
    circle = f"{{evening: {{name: …, rhythm: {{every: {say_every(other)}, from: {day}{at}}}}}}}"
    return {"day": day, "circle": circle}, None


def check_identity_own(case: Case) -> Iterator[Problem]:
    """A group that is not the template's sample has an identity of its own."""
    settings = case.group.settings
    copied = case.surroundings.is_template is False or settings.url.rstrip("/") != SAMPLE_URL
    if settings.is_sample and (copied or settings.steward.runs):
        values = {"identity": settings.identity}
        yield case.problem(codes.SAMPLE_IDENTITY, GROUP_FILE, ("identity",), values)


def check_forms_fresh(case: Case) -> Iterator[Problem]:
    """GitHub's forms are in the group's language, with its circles, and ask for all that the files may hold."""
    if case.surroundings.forms is None:
        return
    from tablee.files.forms.render import stale_forms  # noqa: PLC0415 (a folder away from GitHub has no forms)

    if stale := stale_forms(case.group.settings, case.surroundings.forms):
        named = ", ".join(f"`{path.removeprefix(FORMS)}`" for path in stale)
        yield problem(codes.FORMS_STALE, stale[0], (1, 1), {"files": named})


def check_holidays_known(case: Case) -> Iterator[Problem]:
    """A group that minds holidays knows them as far as its dates are shown."""
    settings, holidays = case.group.settings, case.group.holidays
    horizon = case.today + settings.horizon
    if settings.holidays and HOLIDAYS_FILE not in case.loaded.files:
        yield case.problem(codes.HOLIDAYS_MISSING, GROUP_FILE, ("holidays:",))
    elif settings.holidays and holidays and holidays.to_on < horizon:
        values = {"to_on": holidays.to_on, "horizon": horizon}
        yield case.problem(codes.HOLIDAYS_END, HOLIDAYS_FILE, ("to",), values)


def check_dates_few(case: Case) -> Iterator[Problem]:
    """All circles together have at most ten thousand coming dates."""
    dates = len(case.timeline.coming())
    if dates > MOST_DATES:
        values = {"dates": dates, "most": MOST_DATES, "horizon": case.today + case.group.settings.horizon}
        yield case.problem(codes.TOO_MANY_DATES, GROUP_FILE, ("horizon",), values)
