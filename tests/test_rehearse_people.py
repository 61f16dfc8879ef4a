"""The people of a rehearsal: they are as the past shows them, and luck comes from the seed alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewarded import GROUP, a_folder, a_tracker, at, group_of
from tablee.rules.timeline import build_timeline
from tablee.steward.interpret.slash_commands import parse_commands
from tablee.steward.rehearse.behaviour import FRENCH, typed
from tablee.steward.rehearse.people import Chance, Crowd, Habits, habits_of


def _habits(crowd: Crowd, came: str = "ana, bo") -> dict[str, Habits]:
    files = {
        path: data.replace(b"[ana, bo, cy, di, eva, flo, gil]", f"[{came}]".encode())
        for path, data in a_folder().items()
    }
    group = group_of(a_tracker("2026-11-09", files))
    return dict(habits_of(group, build_timeline(group, at("2026-11-09")), "", crowd))


def test_who_came_often_comes_often() -> None:
    """Six of six meetings make a regular, one who led a single one comes rarely."""
    habits = _habits(Crowd.PLAUSIBLE)
    assert habits["ana"].comes > 0.9
    assert 0 < habits["cy"].comes < 0.3
    assert habits["ana"].answers > habits["cy"].answers > 0.5


def test_outside_the_core_nobody_takes_part_where_the_core_alone_does() -> None:
    """The core came to half of the meetings at least."""
    active = {who for who, habit in _habits(Crowd.CORE).items() if habit.answers}
    assert active == {"ana", "bo"}


def test_in_silence_nobody_takes_part() -> None:
    """All habits are nothing."""
    assert set(_habits(Crowd.SILENT).values()) == {Habits(0, 0)}


@given(st.integers(), st.lists(st.text()))
def test_luck_is_a_share_and_the_same_for_the_same_question(seed: int, about: list[str]) -> None:
    """From 0 to less than 1, whatever is asked, and however often."""
    share = Chance(seed).share(*about)
    assert 0 <= share < 1
    assert Chance(seed).share(*about) == share


@given(st.integers(0, 50), st.integers())
def test_a_number_up_to_the_most(most: int, seed: int) -> None:
    """Both ends can be had."""
    found = {Chance(seed).up_to(most, n) for n in range(40 * (most + 1))}
    assert min(found) >= 0
    assert max(found) <= most
    assert most > 1 or found == set(range(most + 1))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", FRENCH)
def test_what_people_type_is_understood(language: str, name: str) -> None:
    """In both languages the steward knows each word that a rehearsal has people type."""
    folder = a_folder(GROUP.replace("language: en", f"language: {language}"))
    (command,) = parse_commands(typed(group_of(a_tracker("2026-11-09", folder)), name))
    assert command.name == name
