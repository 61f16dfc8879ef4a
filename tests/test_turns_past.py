"""A circle's past: each day has the account and the activity of the meetings before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regulars import NOW, regulars_and
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Past, Turns

FIRST = date(2025, 12, 30)


@given(st.integers(min_value=0, max_value=50))
def test_a_past_day_is_told_as_it_was_then(number: int) -> None:
    """Later meetings change neither the account nor who was active."""
    group, day = regulars_and(), FIRST + timedelta(days=number)
    then = replace(group, meetings={key: one for key, one in group.meetings.items() if one.day < day})
    account, activity = Past(group, build_timeline(group, NOW), "").before(day)
    account_then, activity_then = Past(then, build_timeline(then, NOW), "").before(date.max)
    for who, member in group.members.items():
        assert account.balance(who) == account_then.balance(who)
        assert account.last_turn(who) == account_then.last_turn(who)
        assert activity.is_active(member, day, ()) == activity_then.is_active(member, day, ())


def test_turns_that_are_given_the_past_say_the_same() -> None:
    """A run that changes coming meetings replays the held ones once."""
    group = regulars_and()
    timeline = build_timeline(group, NOW)
    known: dict[str, Past] = {}
    first = Turns(group, timeline, known).ahead("", 4)
    assert set(known) == {""}
    assert Turns(group, timeline, known).ahead("", 4) == first == Turns(group, timeline).ahead("", 4)
