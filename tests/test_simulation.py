"""Invented years of a group under the steward: rules hold whatever strikes, and planted bugs are found.

A few of the years that `make simulate` lives; it lives a thousand, and prints what breaks.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from simulation.__main__ import find_plant, live_some
from simulation.checks import most_when_asked
from simulation.dates import Dates
from simulation.host import Called
from simulation.newest import Ballots, newest_votes
from simulation.oracle import Next, is_ended_before
from simulation.planted import PLANTS
from simulation.worlds import COMMENT, Claim, Said, World
from simulation.year import live_a_year
from stewarded import a_folder
from tablee.files.load import load_group
from tablee.model import Group

DAYS = 90
"""Of a year, where one is enough to tell."""
_NO_BALLOTS: Ballots = frozenset()


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


def test_a_cancellation_and_its_end_are_no_move() -> None:
    """Answers stay with their day; of a day that changes, what was read before is of the one before."""
    dates, at = Dates(), datetime(2026, 11, 10, tzinfo=UTC)
    on, off, other = "title: Fees\n", "status: cancelled\n", "date: 2026-11-20\n"
    for number, (before, after) in enumerate([(on, off), (off, on), (on, other)]):
        read_at = at + timedelta(days=number)
        groups = (load_group(a_folder(on_2026_11_19=text)).group for text in (before, after))
        assert dates.note(read_at, read_at, *map(_there, groups)) == {"2026-11-19"}
        assert dates.read_at == ({"2026-11-19": read_at} if after == other else {})


def test_a_vote_may_be_over_for_what_is_said_after_a_next_with_a_day() -> None:
    """One that stood in an issue that somebody had closed is read late, and the last votes with it."""
    monday = datetime(2026, 11, 16, tzinfo=UTC)
    nexts = [Next("", 1, Said(monday, COMMENT, "yes"), has_day=True)]
    vote = Claim(frozenset({World(frozenset[date](), _NO_BALLOTS, frozenset())}), newest_votes)
    assert not is_ended_before(nexts, "", vote)
    vote.say(Said(monday - timedelta(days=1), COMMENT, frozenset({date(2026, 11, 19)})))
    assert not is_ended_before(nexts, "", vote)
    vote.say(Said(monday + timedelta(days=1), COMMENT, frozenset({date(2026, 11, 19)})))
    assert is_ended_before(nexts, "", vote)
    assert not is_ended_before(nexts, "circle", vote)
    assert not is_ended_before([nexts[0]._replace(has_day=False)], "", vote)


def _there(group: Group | None) -> Group:
    assert group is not None
    return group


def test_one_seed_is_one_year() -> None:
    """A failing year replays: the same deeds, faults and lines, and another seed another year."""
    assert live_a_year(3, DAYS).lines == live_a_year(3, DAYS).lines
    assert live_a_year(3, DAYS).lines != live_a_year(4, DAYS).lines
