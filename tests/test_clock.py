"""Which time it is for a command."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import an_instant
from group_folder import write_group
from tablee.adapters.clock import VARIABLE, NotATime, read_now
from tablee.cli import main

PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-12-10T12:30", "2026-12-10 12:30"),
        ("2026-12-10 12:30", "2026-12-10 12:30"),
        ("2026-12-10", "2026-12-10 00:00"),
        ("2026-12-10T11:30Z", "2026-12-10 12:30"),
        ("2026-12-10T06:30-05:00", "2026-12-10 12:30"),
        ("2026-07-10T12:30", "2026-07-10 12:30"),
    ],
)
def test_a_time_is_meant_in_the_groups_zone_unless_it_says_otherwise(text: str, instant: str) -> None:
    """A wall-clock time gets the zone's offset of that day; an offset that was written is kept true."""
    now = read_now(text, PARIS)
    assert now == an_instant(instant)
    assert str(now.tzinfo) == PARIS


@pytest.mark.parametrize("text", ["soon", "12:30", "2026-02-30", "2026-12-10T25:00", "10/12/2026", " "])
def test_what_is_no_time_is_refused_with_its_text(text: str) -> None:
    """The text comes back, so that the command can name it."""
    with pytest.raises(NotATime) as refused:
        read_now(text, PARIS)
    assert f"`{text}` is no time" in str(refused.value)


def test_the_option_beats_the_environment_which_beats_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """--now, then TABLEE_NOW, then the clock."""
    monkeypatch.setenv(VARIABLE, "2026-12-10T12:30")
    assert read_now("2026-12-11T12:30", PARIS) == an_instant("2026-12-11 12:30")
    assert read_now(None, PARIS) == an_instant("2026-12-10 12:30")
    monkeypatch.delenv(VARIABLE)
    assert abs(read_now(None, PARIS) - datetime.now(UTC)) < timedelta(minutes=1)


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workflow sets a variable it does not want to an empty text."""
    monkeypatch.setenv(VARIABLE, "")
    assert abs(read_now(None, PARIS) - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("zone", "on"), [("Pacific/Auckland", "26 novembre"), ("Europe/Paris", "19 novembre")]
)
def test_a_meeting_is_over_by_the_groups_clock(
    zone: str, on: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At one instant the lunch of 19 November is over in Auckland and to come in Paris."""
    write_group(tmp_path)
    group = tmp_path / "group.yml"
    group.write_text(group.read_text("utf-8").replace("Europe/Paris", zone), "utf-8")
    monkeypatch.setenv(VARIABLE, "2026-11-19T08:00Z")
    assert main(["-C", str(tmp_path), "next"]) == 0
    assert f"jeudi {on} 2026, 12\u202fh\u202f30" in capsys.readouterr().out
