"""Identities: what a file's name may be, and what it says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.model.identity import SLUG_PATTERN, SlotKey, is_identity, parse_day, parse_slot_key

SLUGS = st.from_regex(SLUG_PATTERN, fullmatch=True)


@given(st.just("") | SLUGS, st.dates(date(1970, 1, 1), date(2199, 12, 31)), st.just("") | SLUGS)
def test_a_slot_key_is_read_as_it_is_spelt(circle: str, day: date, suffix: str) -> None:
    """Spelling and reading are inverse."""
    key = SlotKey(circle, day, suffix)
    assert parse_slot_key(str(key)) == key


@given(st.text(max_size=30))
def test_no_other_spelling_is_read(text: str) -> None:
    """What is read is spelt exactly so again."""
    key = parse_slot_key(text)
    assert key is None or str(key) == text


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2026-12-10-",
        "a.b.2026-12-10",
        ".2026-12-10",
        "2026-12-10\n",
        "٢٠٢٦-١٢-١٠",
        "A.2026-12-10",
        "0000-01-01",
    ],
)
def test_what_is_no_slot_key(text: str) -> None:
    """Days that do not exist and stray signs are refused."""
    assert parse_slot_key(text) is None


@pytest.mark.parametrize(("text", "good"), [
    ("ines-garnier", True), ("m-7f3k", True), ("on", True), ("007", True), ("a" * 60, True), ("a" * 61, False),
    ("index", False), ("Ines", False), ("inès", False), ("a--b", False), ("-a", False), ("a-", False), ("", False),
    ("a\n", False), ("a.b", False), ("../a", False), ("a b", False),
    ("con", False), ("aux", False), ("nul", False), ("com1", False), ("lpt1", False), ("con-1", True),
])  # fmt: skip
def test_identities(text: str, *, good: bool) -> None:
    """Small letters, digits, single hyphens; no name that a page, or Windows, has already."""
    assert is_identity(text) is good


@given(st.dates(date(1970, 1, 1), date(2199, 12, 31)))
def test_days_are_read_as_written(day: date) -> None:
    """Every day on which a group can meet has one spelling."""
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-2-1",
        "2026-02-30",
        "10/12/2026",
        "20261210",
        "2026-12-10T12:00",
        "",
        "٢٠٢٦-١٢-١٠",
        "0001-01-01",
        "9999-12-31",
    ],
)
def test_other_days_are_refused(text: str) -> None:
    """Nothing looser than ISO is read (10/12 is October to some), and no day at the ends of the calendar."""
    assert parse_day(text) is None
