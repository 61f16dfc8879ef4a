"""Which days are closed, for whom, and what is found on a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_closure, a_group
from tablee.rules.days_off import days_off, index_spans

START = date(2026, 1, 1)

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


@given(spans, st.integers(0, 130))
def test_a_day_is_found_if_and_only_if_a_span_holds_it(shapes: list[tuple[int, int]], offset: int) -> None:
    """Spans may overlap, contain each other or share their first day."""
    index = index_spans((START + timedelta(a), START + timedelta(a + b), (a, a + b)) for a, b in shapes)
    found = index.find(START + timedelta(offset))
    holding = [(a, a + b) for a, b in shapes if a <= offset <= a + b]
    assert (found in holding) if holding else found is None


def test_the_group_waits_for_the_return_and_its_circles_do_not() -> None:
    """A closure is everybody's; its return date is the group's."""
    group = a_group(
        closures=[a_closure("2026-07-20", "2026-08-31", "2026-09-03")], circles=[a_circle("plume")]
    )
    whole, circle = days_off(group, ""), days_off(group, "plume")
    days = [date(2026, 7, 19), date(2026, 7, 20), date(2026, 8, 31), date(2026, 9, 2), date(2026, 9, 3)]
    assert [whole.is_closed(day) for day in days] == [False, True, True, True, False]
    assert [circle.is_closed(day) for day in days] == [False, True, True, False, False]
