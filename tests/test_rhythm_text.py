"""The words of a rhythm, the rule that they say, and what is told where they say none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.i18n.translations import load_translations
from tablee.model import Every, Unit
from tablee.model.rhythm_text import FORMS, parse_every, read_every, refused_every, say_every, suggest_every

DAYS = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True)
OFF = st.lists(st.integers(1, 12), max_size=11, unique=True).map(lambda months: tuple(sorted(months)))


def _in_order(numbers: list[int]) -> tuple[int, ...]:
    return tuple(sorted(numbers, key=lambda n: (n < 0, n)))


WEEKLY = st.builds(
    lambda days, n, off: Every(Unit.WEEK, tuple(sorted(days)), n, without=off), DAYS, st.integers(1, 52), OFF
)
ALTERNATING = st.builds(
    lambda days, n: Every(Unit.WEEK, tuple(days), n, alternating=True),
    st.lists(st.integers(0, 6), min_size=2, max_size=7, unique=True),
    st.integers(1, 52),
)
NTH = st.lists(st.sampled_from([1, 2, 3, 4, -1, -2]), min_size=1, unique=True).map(_in_order)
MONTHLY = st.builds(
    lambda day, n, nth, off: Every(Unit.MONTH, (day,), n, nth, without=off),
    st.integers(0, 6),
    st.integers(1, 12),
    NTH,
    OFF,
)
MONTH_DAYS = st.builds(
    lambda days, n: Every(Unit.MONTH, (), n, month_days=days),
    st.lists(st.sampled_from([*range(1, 29), -1]), min_size=1, max_size=4, unique=True).map(_in_order),
    st.integers(1, 12),
)


@given(WEEKLY | ALTERNATING | MONTHLY | MONTH_DAYS)
def test_words_and_rules_are_inverse(every: Every) -> None:
    """Every rule has words that are read as the same rule, in any case, and that need no quotes within braces."""
    text = say_every(every)
    assert "," not in text
    assert parse_every(text) == every
    assert parse_every(f" {text.upper().replace(' ', '  ')} ") == every


@pytest.mark.parametrize(("english", "french"), FORMS)
def test_a_form_says_the_same_in_both_languages(english: str, french: str) -> None:
    """The forms that docs/files.md names."""
    assert parse_every(english) == parse_every(french) is not None


def _weekly(*days: int, n: int = 1) -> Every:
    return Every(Unit.WEEK, days, n)


def _monthly(day: int, *nth: int, n: int = 1, off: tuple[int, ...] = ()) -> Every:
    return Every(Unit.MONTH, (day,), n, nth, without=off)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("week on thursday", _weekly(3)),
        ("thursday", _weekly(3)),
        ("Thursdays", _weekly(3)),
        ("every thursday", _weekly(3)),
        ("week on jeudi", _weekly(3)),
        ("tous les jeudis", _weekly(3)),
        ("toutes les semaines, le jeudi", _weekly(3)),
        ("2 weeks on thursday, tuesday", _weekly(1, 3, n=2)),
        ("two weeks on tuesday", _weekly(1, n=2)),
        ("every second week on tuesday", _weekly(1, n=2)),
        ("fortnightly on tuesday", _weekly(1, n=2)),
        ("tous les quinze jours le mardi", _weekly(1, n=2)),
        ("une semaine sur deux le mardi", _weekly(1, n=2)),
        ("un jeudi sur trois", _weekly(3, n=3)),
        ("week on monday and wednesday", _weekly(0, 2)),
        ("week alternating tuesday, thursday", Every(Unit.WEEK, (1, 3), 1, alternating=True)),
        ("first tuesday of the month", _monthly(1, 1)),
        ("last friday of 2 months", _monthly(4, -1, n=2)),
        ("first tuesday every other month", _monthly(1, 1, n=2)),
        ("premier mardi un mois sur deux", _monthly(1, 1, n=2)),
        ("monthly on the third wednesday", _monthly(2, 3)),
        ("3rd wednesday of the month", _monthly(2, 3)),
        ("every third wednesday of the month", _monthly(2, 3)),
        ("tous les premiers mardis du mois", _monthly(1, 1)),
        ("le 1er et le 3e mardi de chaque mois", _monthly(1, 1, 3)),
        ("l’avant-dernier vendredi du mois, sauf en août", _monthly(4, -2, off=(8,))),
        ("3e mercredi du mois hors juillet-aout", _monthly(2, 3, off=(7, 8))),
        ("every month on the 15th", Every(Unit.MONTH, (), month_days=(15,))),
        ("Thu", _weekly(3)),
        ("mar. et jeu.", _weekly(1, 3)),
        ("every other Tues.", _weekly(1, n=2)),
        ("premier mardi du trimestre", _monthly(1, 1, n=3)),
        ("first tuesday of the quarter", _monthly(1, 1, n=3)),
        ("le 1er du mois", Every(Unit.MONTH, (), month_days=(1,))),
    ],
)
def test_what_people_write_is_read(text: str, every: Every) -> None:
    """In English, in French, and in both at once."""
    assert parse_every(text) == every


@pytest.mark.parametrize(
    ("text", "nearest", "why"),
    [
        ("", None, "a rhythm"),
        ("week on", None, "a rhythm"),
        ("2 months", None, "a rhythm"),
        ("sauf août", None, "a rhythm"),
        ("0 weeks on monday", "week on monday", "a rhythm"),
        ("-1 weeks on monday", "week on monday", "a rhythm"),
        ("٢ weeks on monday", "week on monday", "a rhythm"),
        ("week on monday, monday", "week on monday", "a rhythm"),
        ("week alternating monday", "week on monday", "a rhythm"),
        ("thursday of the month", "first thursday of the month", "a rhythm"),
        ("week on thursday except holidays", "week on thursday", "a rhythm"),
        ("week on thrusday", "week on thursday", "a rhythm"),
        ("un mercerdi sur deux", "2 weeks on wednesday", "a rhythm"),
        ("weekday", None, "a rhythm"),
        ("semaines paires le jeudi", "2 weeks on thursday", "a rhythm"),
        ("even weeks on thursday", "2 weeks on thursday", "a rhythm"),
        ("every thursday at 12:30", "week on thursday", "a rhythm alone"),
        ("chaque jeudi à midi", "week on thursday", "a rhythm alone"),
        ("53 weeks on monday", "52 weeks on monday", "at most every 52 weeks"),
        ("first friday of 13 months", "first friday of 12 months", "12 months"),
        ("fifth thursday of the month", "last thursday of the month", "has a fifth one"),
        ("5e jeudi du mois", "last thursday of the month", "has a fifth one"),
        ("31st of the month", "last day of the month", "has such a day"),
        (
            "every third wednesday",
            "third wednesday of the month",
            "`3 weeks on wednesday` or `third wednesday",
        ),
        ("first monday, friday of the month", "first monday of the month", "a circle of its own"),
    ],
)
def test_what_is_refused_is_answered_with_the_nearest_form(text: str, nearest: str | None, why: str) -> None:
    """It says why, and what is near is itself a rhythm."""
    assert parse_every(text) is None
    assert suggest_every(text) == nearest
    assert why in load_translations("en").resolve(refused_every(text))
    assert nearest is None or parse_every(nearest)


@given(st.text(alphabet="eachmondy weksofthr2135,-!’é", max_size=60) | st.text(max_size=40))
def test_any_text_is_a_rhythm_or_is_told(text: str) -> None:
    """Nothing is raised, and what is near can be read."""
    read_every(text)
    near = suggest_every(text)
    assert near is None or parse_every(near)
