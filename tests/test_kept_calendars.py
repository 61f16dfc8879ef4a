"""Calendars that are kept: the same settings and holidays give the same one, and others never its slots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_closure, a_group, a_meeting, a_member, a_rule, some_holidays
from tablee.model import Group
from tablee.rules.days_off import days_off
from tablee.rules.rhythm import Calendar, calendar_of

ASCENSION = some_holidays("2026-05-14 Ascension")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def fresh(group: Group, circle: str = "") -> Calendar:
    """Make a calendar that nobody has asked anything yet."""
    return Calendar(circle, group.rhythm(circle), days_off(group, circle))


def test_the_same_settings_give_the_same_calendar() -> None:
    """Whatever else has changed: one run asks many times, with one meeting more each time."""
    group = a_group(circles=[a_circle("plume")], holidays=ASCENSION)
    later = replace(group, meetings={"2026-05-07": a_meeting("2026-05-07")}, members={"ana": a_member("ana")})
    assert calendar_of(later, "") is calendar_of(group, "")
    assert calendar_of(later, "plume") is calendar_of(group, "plume")
    assert calendar_of(group, "plume") is not calendar_of(group, "")


def test_other_closures_and_other_holidays_give_another_calendar() -> None:
    """Nothing shines through of what was asked before."""
    day, group = date(2026, 5, 14), a_group(holidays=ASCENSION)
    back = a_closure("2026-05-04", "2026-05-10", "2026-05-14")
    closed = replace(group, settings=replace(group.settings, closures=(back,)))
    free = replace(group, holidays=None)
    found = [calendar_of(one, "").slot_of(day) for one in (group, closed, free, group)]
    assert [(str(slot.on), slot.returns) for slot in found if slot] == [
        ("2026-05-13", None),
        ("2026-05-14", back),
        ("2026-05-14", None),
        ("2026-05-13", None),
    ]


SEVERAL = [
    a_group(rhythm=a_rule(weekday, interval=interval), holidays=holidays)
    for weekday in ("thursday", "friday")
    for interval in (1, 2, 3)
    for holidays in (None, ASCENSION)
]


@given(st.lists(st.tuples(st.sampled_from(range(len(SEVERAL))), st.dates(*YEAR)), min_size=9, max_size=40))
def test_kept_calendars_say_what_fresh_ones_say(asked: list[tuple[int, date]]) -> None:
    """Also where more groups take turns than are kept, so that some are forgotten and made anew."""
    for number, day in asked:
        group = SEVERAL[number]
        assert calendar_of(group, "").slot_of(day) == fresh(group).slot_of(day)
