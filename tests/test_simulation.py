"""Invented years of a group under the steward: rules hold whatever strikes, and planted bugs are found.

A few of the years that `make simulate` lives; it lives a thousand, and prints what breaks.
"""

from __future__ import annotations

import pytest

from simulation.__main__ import find_plant, live_some
from simulation.planted import PLANTS
from simulation.year import live_a_year

DAYS = 90
"""Of a year, where one is enough to tell."""


@pytest.mark.parametrize("seed", [1, 2, 4, 5])
def test_no_rule_breaks_in_a_year(seed: int) -> None:
    """Late, missing, doubled and crashed runs, lost answers and hand edits leave every rule whole."""
    (story,) = live_some([seed])
    assert story.violations == []
    assert story.runs > 100
    assert story.faults.total() > 10


@pytest.mark.parametrize("plant", sorted(PLANTS))
def test_a_planted_bug_breaks_a_rule(plant: str) -> None:
    """What the simulation does not notice it cannot guard: one of few years is enough."""
    assert find_plant(plant, first=1, most=20)


def test_one_seed_is_one_year() -> None:
    """A failing year replays: the same deeds, faults and lines, and another seed another year."""
    assert live_a_year(3, DAYS).lines == live_a_year(3, DAYS).lines
    assert live_a_year(3, DAYS).lines != live_a_year(4, DAYS).lines
