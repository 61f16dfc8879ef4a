"""The words of a rhythm and the rule that they say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.model import Every, Unit
from tablee.model.rhythm_text import MOST_PERIODS, ORDINALS, PATTERN, WEEKDAYS, parse_every
from tablee.model.words import any_case

DAYS = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True)
WEEKLY = st.builds(
    lambda days, n: Every(Unit.WEEK, tuple(sorted(days)), n), DAYS, st.integers(1, MOST_PERIODS)
)
ALTERNATING = st.builds(
    lambda days, n: Every(Unit.WEEK, tuple(days), n, alternating=True),
    st.lists(st.integers(0, 6), min_size=2, max_size=7, unique=True),
    st.integers(1, MOST_PERIODS),
)
MONTHLY = st.builds(
    lambda day, n, nth: Every(Unit.MONTH, (day,), n, nth),
    st.integers(0, 6),
    st.integers(1, MOST_PERIODS),
    st.sampled_from([1, 2, 3, 4, -1]),
)


def say(every: Every) -> str:
    """Return the words of a rule."""
    days = ", ".join(WEEKDAYS[day] for day in every.weekdays)
    if every.unit is Unit.MONTH:
        nth = next(name for name, number in ORDINALS.items() if number == every.nth)
        period = "the month" if every.interval == 1 else f"{every.interval} months"
        return f"{nth} {days} of {period}"
    period = "week" if every.interval == 1 else f"{every.interval} weeks"
    return f"{period} {'alternating' if every.alternating else 'on'} {days}"


@given(WEEKLY | ALTERNATING | MONTHLY)
def test_words_and_rules_are_inverse(every: Every) -> None:
    """Every rule has words that are read as the same rule, and that the schema's pattern accepts."""
    text = say(every)
    assert parse_every(text) == every
    assert parse_every(f" {text.upper().replace(' ', '  ')} ") == every
    assert re.fullmatch(any_case(PATTERN), text.title())


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("week on thursday", Every(Unit.WEEK, (3,))),
        ("2 weeks on thursday, tuesday", Every(Unit.WEEK, (1, 3), 2)),
        ("week alternating tuesday, thursday", Every(Unit.WEEK, (1, 3), 1, alternating=True)),
        ("first tuesday of the month", Every(Unit.MONTH, (1,), 1, 1)),
        ("last friday of 2 months", Every(Unit.MONTH, (4,), 2, -1)),
    ],
)
def test_the_forms(text: str, every: Every) -> None:
    """The forms that docs/files.md names."""
    assert parse_every(text) == every


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thursday",
        "week",
        "week on",
        "week on jeudi",
        "0 weeks on monday",
        "13 weeks on monday",
        "fifth friday of the month",
        "week on monday, monday",
        "week alternating monday",
        "first monday, friday of the month",
        "day",
        "-1 weeks on monday",
        "٢ weeks on monday",
    ],
)
def test_other_words_are_refused(text: str) -> None:
    """Rhythms that skip, repeat or mean nothing are refused."""
    assert parse_every(text) is None
