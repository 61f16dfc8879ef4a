"""`tablee next`: the next date, whose turn it is and why, who stands in, what is open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from group_folder import FILES, NOW, ROOT, write_group
from tablee.cli import main

Printed = pytest.CaptureFixture[str]


def run_next(folder: Path, *options: str) -> int:
    """Run `tablee next` on a folder."""
    return main(["-C", str(folder), "--now", NOW, "next", *options])


def test_the_whole_answer_in_words(tmp_path: Path, capsys: Printed) -> None:
    """Date, title, whom, why, who is next in line, and the head-count."""
    assert run_next(write_group(tmp_path), "--language", "en") == 0
    assert capsys.readouterr().out.splitlines() == [
        "La Petite Table",
        "  Thursday 26 November 2026, 12:30 (confirmed)",
        "  Fixer ses tarifs",
        "  Paul Meyer was asked to facilitate and has not answered yet.",
        "    Paul Meyer was called on Friday 20 November 2026.",
        "    Paul Meyer has the highest balance of those who can be called: +0.50.",
        "    No turn yet: 1 visit.",
        "    Next in line: Inès Garnier (\N{MINUS SIGN}0.50).",
        "    1 member has led or was asked at the last meetings, and comes after the others.",
        "  1 comes, 1 maybe, 1 has not answered.",
    ]


def test_the_whole_answer_as_json(tmp_path: Path, capsys: Printed) -> None:
    """The same for programs; the member who is not public is only counted."""
    assert run_next(write_group(tmp_path), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "circle": "",
            "next": {
                "key": "2026-11-26",
                "state": "confirmed",
                "starts_at": "2026-11-26T12:30:00+01:00",
                "ends_at": "2026-11-26T14:15:00+01:00",
                "all_day": False,
                "title": "Fixer ses tarifs",
                "place": "",
                "online": "",
                "free_seats": None,
                "facilitators": ["paul-meyer"],
                "turn": "called",
                "stand_ins": ["ines-garnier"],
                "open": {
                    "unconfirmed": False,
                    "poll_closes_on": None,
                    "no_facilitator": False,
                    "awaits_answer_of": "paul-meyer",
                    "coming": 1,
                    "perhaps": 1,
                    "expected": [],
                    "silent": [],
                    "silent_count": 1,
                },
            },
        }
    ]


def test_the_clock_says_which_date_is_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """A meeting that has begun is still the next one until it ends; TABLEE_NOW is heard."""
    folder = str(write_group(tmp_path))
    for now, day in (("2026-11-26T14:14", "26 novembre"), ("2026-11-26T14:15", "3 décembre")):
        monkeypatch.setenv("TABLEE_NOW", now)
        assert main(["-C", folder, "next"]) == 0
        assert f"  jeudi {day} 2026, " in capsys.readouterr().out


def test_a_break_without_end_in_sight_is_no_date(tmp_path: Path, capsys: Printed) -> None:
    """Where nothing is fixed within the horizon, the group reads what to do."""
    closed = FILES["group.yml"] + "closures: [{from: 2026-11-20, to: 2028-12-31, returns: 2029-01-04}]\n"
    write_group(tmp_path, {"group.yml": closed, "meetings/2026-11-26.yml": None})
    assert run_next(tmp_path) == 0
    assert "Aucune date n’est fixée" in capsys.readouterr().out
    assert run_next(tmp_path, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == [{"circle": "", "next": None}]


def test_one_circle_is_asked_for(tmp_path: Path, capsys: Printed) -> None:
    """`--circle` leaves out the others; an unknown one is answered with those that there are."""
    monthly = (
        "circles: {soir: {name: Le Soir, rhythm: {every: first monday of the month, from: 2026-01-01}}}\n"
    )
    write_group(tmp_path, {"group.yml": FILES["group.yml"] + monthly})
    assert run_next(tmp_path, "--circle", "soir", "--language", "en") == 0
    said = capsys.readouterr().out
    assert said.startswith("Le Soir\n  Monday 7 December 2026 (to be confirmed)\n")
    assert "La Petite Table" not in said
    assert run_next(tmp_path, "--circle", "matin", "--language", "en") == 2
    assert capsys.readouterr().err == "There is no circle `matin`. Known: soir.\n"


def test_a_group_that_lives_in_its_circles_has_their_dates(capsys: Printed) -> None:
    """Each circle's next one, and no word about a date that the group itself never had."""
    assert run_next(ROOT / "tests/groups/circles", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["circle"] for one in told] == [
        "cooks",
        "gardeners",
        "makers",
        "readers",
        "runners",
        "singers",
        "writers",
    ]
    assert all(one["next"] for one in told)
    assert run_next(ROOT / "tests/groups/circles") == 0
    assert "The Seven Tables" not in capsys.readouterr().out
