"""Invented years of a group under the steward: rules hold whatever strikes, and planted bugs are found.

A few of the years that `make simulate` lives; it lives a thousand, and prints what breaks.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from simulation.__main__ import find_plant, live_some
from simulation.checks import most_when_asked
from simulation.host import Called
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


def test_news_after_a_question_of_the_same_minute_does_not_count_against_it() -> None:
    """Two runs at one minute: the first asks, the second tells of a move."""
    at = datetime(2026, 11, 19, tzinfo=UTC)
    asked, news = (Called("ana", at, 1, how, excused=False) for how in ("call:ana", "moved:0"))
    assert most_when_asked([news, news, asked, news]) == 3
    assert most_when_asked([news, news, news, asked]) == 4
    assert most_when_asked([replace(news, at=at - timedelta(days=7)), asked]) == 1
    assert most_when_asked([news]) == 0


def test_one_seed_is_one_year() -> None:
    """A failing year replays: the same deeds, faults and lines, and another seed another year."""
    assert live_a_year(3, DAYS).lines == live_a_year(3, DAYS).lines
    assert live_a_year(3, DAYS).lines != live_a_year(4, DAYS).lines
