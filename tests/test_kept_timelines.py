"""Timelines that are kept: the very same group at the very same instant gives the same one, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from builders import a_group, a_meeting
from tablee.model import Group
from tablee.rules.timeline import timeline

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 5, 4, 9, tzinfo=PARIS)


def test_the_same_group_now_gives_the_same_timeline() -> None:
    """The checks and the decisions of one run look at one."""
    group = a_group()
    assert timeline(group, NOW) is timeline(group, NOW)


def test_a_group_with_one_meeting_more_gives_another_timeline() -> None:
    """Nothing shines through of what it was before."""
    group = a_group()
    slot = timeline(group, NOW).coming()[0]
    later = replace(group, meetings={str(slot.key): a_meeting(slot.key, cancelled=True)})
    assert timeline(later, NOW).coming()[0].on > timeline(group, NOW).coming()[0].on == slot.on


def test_the_two_hours_of_one_clock_in_autumn_are_two_instants() -> None:
    """Python calls them equal (PEP 495): a timeline of the first must not stand for the second."""
    group = a_group()
    first = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)
    second = first.replace(fold=1)
    assert first == second
    assert [timeline(group, at).now.fold for at in (first, second, first)] == [0, 1, 0]


GROUPS = [a_group(meetings=[a_meeting(f"2026-05-{day:02}")]) for day in range(7, 29, 7)]
INSTANTS = [NOW + timedelta(days=days) for days in range(0, 40, 9)]


@given(st.lists(st.tuples(st.sampled_from(GROUPS), st.sampled_from(INSTANTS)), min_size=9, max_size=40))
def test_kept_timelines_say_what_fresh_ones_say(asked: list[tuple[Group, datetime]]) -> None:
    """Also where more groups take turns than are kept, so that some are forgotten and made anew."""
    for group, now in asked:
        assert timeline(group, now) == timeline(replace(group), now)
