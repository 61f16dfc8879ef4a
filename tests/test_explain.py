"""`tablee explain MEETING`: why this member was called, or would be."""

from __future__ import annotations

from pathlib import Path

import pytest

from group_folder import NOW, write_group
from tablee.cli import main

Printed = pytest.CaptureFixture[str]


def explain(folder: Path, meeting: str, *options: str) -> int:
    """Run `tablee explain` on a folder."""
    return main(["-C", str(folder), "--now", NOW, "explain", meeting, *options])


def test_a_recorded_call_is_explained_as_of_its_day(tmp_path: Path, capsys: Printed) -> None:
    """Who was called, on what day, with the numbers of that day."""
    assert explain(write_group(tmp_path), "2026-11-26", "--language", "en") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Paul Meyer was called on Friday 20 November 2026.",
        "Paul Meyer has the highest balance of those who can be called: +0.50.",
        "No turn yet: 1 visit.",
        "Next in line: Inès Garnier (\N{MINUS SIGN}0.50).",
        "1 member has led or was asked at the last meetings, and comes after the others.",
    ]


def test_a_date_without_a_file_is_explained_as_of_now(tmp_path: Path, capsys: Printed) -> None:
    """Who would be called is told for a tentative date as well."""
    assert explain(write_group(tmp_path), "2026-12-03", "--language", "en") == 0
    said = capsys.readouterr().out
    assert "has the highest balance of those who can be called" in said
    assert "was called on" not in said


def test_the_path_of_the_file_names_the_meeting_too(tmp_path: Path, capsys: Printed) -> None:
    """Who completes a file's name in a shell need not cut it."""
    said = []
    for name in (
        "2026-11-26",
        "2026-11-26.yml",
        "meetings/2026-11-26.yml",
        str(tmp_path / "meetings/2026-11-26.yml"),
    ):
        assert explain(write_group(tmp_path), name) == 0
        said.append(capsys.readouterr().out)
    assert len(set(said)) == 1


def test_a_member_who_is_not_public_is_never_named(tmp_path: Path, capsys: Printed) -> None:
    """Called, or skipped, such a member is `a member`."""
    private = "public: no\njoined: 2026-01-08\n"
    meeting = "called: [{member: m-7f3k, on: 2026-11-20}]\n"
    write_group(tmp_path, {"members/m-7f3k.yml": private, "meetings/2026-11-26.yml": meeting})
    for name in ("2026-11-26", "2026-12-03", "2026-11-19"):
        assert explain(tmp_path, name) == 0
        printed = capsys.readouterr()
        assert printed.out
        assert "m-7f3k" not in printed.out + printed.err


def test_a_meeting_of_the_past_without_a_file_is_none(tmp_path: Path, capsys: Printed) -> None:
    """Past slots without a file appear nowhere."""
    assert explain(write_group(tmp_path), "2026-11-12") == 2
    assert capsys.readouterr().out == ""
