"""`tablee rehearse`: the coming weeks as a story, on a copy, the same for the same seed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from group_folder import NOW, write_group
from stewarded import a_folder
from tablee.cli import main

Printed = pytest.CaptureFixture[str]
WHEN = "2026-11-09T09:00"


def _rehearse(folder: Path, printed: Printed, *given: str) -> str:
    """Return what a rehearsal prints."""
    assert main(["rehearse", "-C", str(folder), "--now", WHEN, "--language", "en", *given]) == 0
    return printed.readouterr().out


def _story(tmp_path: Path, printed: Printed, *given: str, came: str = "") -> str:
    """Return the story of the round table; `came` replaces who was at its past meetings."""
    for path, data in a_folder().items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = data.decode()
        file.write_text(re.sub(r"present: .*", f"present: [{came}]", text) if came else text, "utf-8")
    return _rehearse(tmp_path, printed, *given)


@pytest.mark.parametrize("crowd", ["plausible", "core", "silent"])
def test_the_story(
    tmp_path: Path, capsys: Printed, golden: Callable[[str, str | bytes], None], crowd: str
) -> None:
    """Three weeks of a small group, as they are told: what opens, who is called, what is written, who is notified."""
    golden(f"rehearsal/{crowd}.txt", _story(tmp_path, capsys, "--weeks", "3", "--people", crowd))


def test_another_seed_is_another_story(tmp_path: Path, capsys: Printed) -> None:
    """And one seed tells the same story twice."""
    one, again, other = (_story(tmp_path, capsys, "--weeks", "2", "--seed", n) for n in ("1", "1", "2"))
    assert one == again
    assert one != other


def test_in_silence_people_do_nothing_and_the_next_date_stands(tmp_path: Path, capsys: Printed) -> None:
    """The steward alone keeps the rhythm: what is told is its own deeds."""
    story = _story(tmp_path, capsys, "--weeks", "8", "--people", "silent")
    assert not re.search(r"^  ·", story, re.MULTILINE)
    assert "Every morning there was a next date." in story
    assert "0 meetings were held." in story


def test_only_the_core_takes_part(tmp_path: Path, capsys: Printed) -> None:
    """Who came to less than half of the meetings says nothing."""
    story = _story(tmp_path, capsys, "--weeks", "4", "--people", "core", came="ana, bo")
    said = re.findall(r"^  · (.*)$", story, re.MULTILINE)
    assert said
    assert not [line for line in said if re.match(r"(Cy|Di|Eva|Flo)\b", line)]


def test_nothing_outside_the_copy_is_touched(tmp_path: Path, capsys: Printed) -> None:
    """Neither files nor issues appear in the group's folder."""
    folder = write_group(tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["rehearse", "-C", str(folder), "--now", NOW, "--weeks", "2"]) == 0
    assert "Chaque matin, il y avait une prochaine date." in capsys.readouterr().out
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_group_without_accounts_is_told_that_nobody_is_notified(tmp_path: Path, capsys: Printed) -> None:
    """Its members speak all the same, as they do in a folder."""
    folder = write_group(tmp_path)
    assert main(["rehearse", "-C", str(folder), "--now", NOW, "--weeks", "2", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "GitHub would notify nobody" in told
    assert re.search(r"^  · (Inès Garnier|Paul Meyer)", told, re.MULTILINE)


def test_it_goes_on_from_the_issues_that_are_there(tmp_path: Path, capsys: Printed) -> None:
    """A group that lives in a folder rehearses from today's issues, not from none."""
    folder = write_group(tmp_path)
    assert main(["apply", "-C", str(folder), "--now", NOW]) == 0
    capsys.readouterr()
    assert main(["rehearse", "-C", str(folder), "--now", NOW, "--weeks", "1"]) == 0
    assert "ouvre «\N{NARROW NO-BREAK SPACE}Tableau de bord" not in capsys.readouterr().out


def test_weeks_have_bounds(tmp_path: Path, capsys: Printed) -> None:
    """None and a century are wrong uses."""
    folder = write_group(tmp_path)
    for weeks in ("0", "5200", "x"):
        assert main(["rehearse", "-C", str(folder), "--weeks", weeks]) == 2
    assert "usage" in capsys.readouterr().err


def test_an_account_without_its_number_is_a_strangers(tmp_path: Path, capsys: Printed) -> None:
    """Whoever wrote only a login is called, is not heard, and the end says so."""
    for path, data in a_folder().items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.replace(b"github_id: 7002\n", b""))
    told = _rehearse(tmp_path, capsys, "--weeks", "3")
    assert "Heard once the number of their account is known (`github_id`), and silent here: Cy." in told
    assert not re.search(r"^  · Cy(:| writes)", told, re.MULTILINE)
