"""A circle's past, asked in whatever order: each day has the account and the activity of the meetings before it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regulars import NOW, regulars_and
from tablee.rules.timeline import timeline
from tablee.rules.turns import Past, Turns, ledger

FIRST = date(2025, 12, 30)


@given(st.lists(st.integers(min_value=0, max_value=50), min_size=1, max_size=6))
def test_the_order_of_questions_changes_nothing(days: list[int]) -> None:
    """What was asked before leaves no trace."""
    group = regulars_and()
    line = timeline(group, NOW)
    past = Past(group, line, "")
    for day in (FIRST + timedelta(days=number) for number in days):
        account, activity = past.before(day)
        alone_account, alone_activity = Past(group, line, "").before(day)
        assert (account.visits, account.last) == (alone_account.visits, alone_account.last)
        balances = ledger(group, line, "", before=day).balances
        assert {who: account.balance(who) for who in balances} == balances
        asked = [activity.is_active(member, day, ()) for member in group.members.values()]
        assert asked == [alone_activity.is_active(member, day, ()) for member in group.members.values()]


def test_turns_that_are_given_the_past_say_the_same() -> None:
    """A run that changes coming meetings replays the held ones once."""
    group = regulars_and()
    line = timeline(group, NOW)
    known: dict[str, Past] = {}
    first = Turns(group, line, known).ahead("", 4)
    assert set(known) == {""}
    assert Turns(group, line, known).ahead("", 4) == first == Turns(group, line).ahead("", 4)
