"""Months of invented groups under the steward: what a wise organiser would, and would not, do.

Some of the groups that `make lives` lives for longer, and small groups that nobody has thought of.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from lives.__main__ import COLUMNS
from lives.figures import AIMS, Figures, measure, missed_aims
from lives.groups import FEW, GROUPS, HUB, Life
from lives.life import live
from lives.people import Led, Someone

WEEKS = 14
BY_NAME = {life.name: life for life in GROUPS}
ALWAYS = ("votes", "moved", "untold", "wrong_calls")
"""The aims that hold for any group, however its people are."""


@pytest.mark.parametrize("name", FEW)
def test_a_group_lives_as_its_organiser_would_wish(name: str) -> None:
    """No date, call or message that nobody wants, in a quarter of a year."""
    assert list(missed_aims(measure(live(replace(BY_NAME[name], weeks=WEEKS))))) == []


def test_there_are_twenty_groups_of_half_a_year() -> None:
    """And each of their figures is shown."""
    assert len({life.name for life in GROUPS}) == 20
    assert min(life.weeks for life in GROUPS) >= 26
    assert set(AIMS) <= set(COLUMNS) <= set(Figures.__dataclass_fields__)


def test_an_aim_that_is_missed_is_named() -> None:
    """With the group and its figure."""
    found = replace(measure(live(replace(BY_NAME["three founders"], weeks=3))), votes=2, most_calls=4)
    assert list(missed_aims(found)) == [
        "three founders: no vote opens unless somebody proposed it, not 2",
        "three founders: the steward calls nobody more than three times in seven days, not 4",
    ]


@st.composite
def _lives(draw: st.DrawFn) -> Life:
    """Draw a small group, its people and what they do about dates."""
    share = st.sampled_from((0.2, 0.5, 0.9, 1.0))
    people = tuple(
        Someone(
            name,
            comes=draw(share),
            answers=draw(share),
            called=draw(st.sampled_from(Led)),
            account=name == "ana" or draw(st.booleans()),
            circles=("craft",) if draw(st.booleans()) else (),
        )
        for name in ("ana", "bo", "cy", "di", "eva")
    )
    craft = (
        "circles: {craft: {name: Craft, rhythm: {every: week on thursday, from: 2026-09-03, at: 13:00}}}\n"
    )
    return Life(
        "any",
        people,
        weeks=6,
        before=draw(st.sampled_from((0, 6))),
        settings=HUB + (craft if draw(st.booleans()) else ""),
        records=draw(st.booleans()),
        fixes=draw(st.sampled_from(("", "/next {before}", "/next {day}"))),
        moves=2,
        proposes=draw(st.sampled_from((0, 2))),
        calls_off=draw(st.sampled_from((0, 3))),
    )


@given(_lives())
@settings(max_examples=8, phases=[Phase.generate])
def test_whatever_people_do_nothing_happens_without_them(life: Life) -> None:
    """No vote, no move, no call of who cannot come, no change that who had answered does not hear of."""
    missed = list(missed_aims(measure(live(life))))
    stays = not (life.fixes or life.proposes or life.calls_off)
    held = (*ALWAYS, "most_calls") if stays else ALWAYS  # of a move everybody hears who had answered
    assert [aim for aim in missed if any(AIMS[name][1] in aim for name in held)] == []
