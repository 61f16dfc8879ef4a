"""Which days are closed, for whom, and what is found on a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_closure, a_group
from tablee.rules.holidays import days_off

START = date(2026, 1, 1)

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


@given(spans, st.integers(0, 130))
def test_a_break_is_found_if_and_only_if_a_day_lies_in_one(
    shapes: list[tuple[int, int]], offset: int
) -> None:
    """Breaks may overlap, contain each other or share their first day; the one that began last is told."""
    group = a_group(closures=[a_closure(*(str(START + timedelta(n)) for n in (a, a + b))) for a, b in shapes])
    day = START + timedelta(offset)
    found = days_off(group, "").closure_on(day)
    holding = [c.from_on for c in group.settings.closures if c.from_on <= day <= c.to_on]
    assert (found.from_on if found else None) == max(holding, default=None)


def test_the_group_waits_for_the_return_and_its_circles_do_not() -> None:
    """A closure is everybody's; its return date is the group's."""
    group = a_group(
        closures=[a_closure("2026-07-20", "2026-08-31", "2026-09-03")], circles=[a_circle("plume")]
    )
    whole, circle = days_off(group, ""), days_off(group, "plume")
    days = [date(2026, 7, 19), date(2026, 7, 20), date(2026, 8, 31), date(2026, 9, 2), date(2026, 9, 3)]
    assert [whole.is_free(day) for day in days] == [True, False, False, False, True]
    assert [circle.is_free(day) for day in days] == [True, False, False, True, True]
