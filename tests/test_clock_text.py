"""Hours: read as people write them, within a day; what is nearly one is spelt out."""

from __future__ import annotations

from datetime import time

import pytest

from tablee.model.clock_text import parse_clock, suggest_clock, suggest_hours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[
            (text, time(12, 30))
            for text in ("12:30", "12h30", "12 h 30", "12.30", "12,30", "12:30pm", "12 heures 30")
        ],
        ("12:30:00", time(12, 30)),
        ("9h", time(9)),
        ("9H05", time(9, 5)),
        ("12h", time(12)),
        ("19 heures", time(19)),
        ("8am", time(8)),
        ("8 a.m.", time(8)),
        ("7.30pm", time(19, 30)),
        ("12am", time(0)),
        ("noon", time(12)),
        ("Midi", time(12)),
        ("minuit", time(0)),
        ("00:00", time(0)),
        *[
            (text, None)
            for text in ("24:00", "12:60", "12:", "750", "8", "12:3", "13pm", "0am", "à 12h", "12:30-14:00")
        ],
    ],
)
def test_hours(text: str, expected: time | None) -> None:
    """An hour is read where it can mean nothing else."""
    assert parse_clock(text) == expected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8", "8:00"),
        ("1230", "12:30"),
        ("12;30", "12:30"),
        ("à 12h30", "12:30"),
        ("at noon", "12:00"),
        ("25", None),
        ("x", None),
    ],
)
def test_near_hours_are_spelt_out(text: str, meant: str | None) -> None:
    """An hour that lacks its minutes, or has a word before it."""
    assert suggest_clock(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12:30-14:00", ("12:30", "1h30")),
        ("12h30 à 14h30", ("12:30", "2h")),
        ("from 9am to 9.45am", ("9:00", "45 min")),
        ("22:00-01:00", ("22:00", "3h")),
        ("14:00-12:30", None),
        ("12:30", None),
    ],
)
def test_from_one_hour_to_another_is_an_hour_and_a_length(text: str, meant: tuple[str, str] | None) -> None:
    """What people write of both ends belongs into two keys."""
    assert suggest_hours(text) == meant
