"""`tablee draw MEETING`: who drew which mission, with the proof."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from group_folder import FILES, NOW, write_group
from tablee.cli import main

Printed = pytest.CaptureFixture[str]


def draw(folder: Path, meeting: str, *options: str) -> int:
    """Run `tablee draw` on a folder."""
    return main(["-C", str(folder), "--now", NOW, "draw", meeting, *options])


def test_every_card_has_its_winner_and_the_proof_replays(tmp_path: Path, capsys: Printed) -> None:
    """The printed shell command gives the printed hash."""
    assert draw(write_group(tmp_path), "2026-11-19", "--language", "en") == 0
    said = capsys.readouterr().out
    assert said.startswith("Draw of 2026-11-19\nRoom words: olive and parapluie\n\nRéserver: ")
    assert "\nTrouver un sujet: " in said
    assert said.endswith("| sha256sum\n")
    shell = said.splitlines()[-1].strip()
    replayed = subprocess.run(["sh", "-c", shell], capture_output=True, encoding="utf-8", check=True).stdout
    first = re.search(r"^  ([0-9a-f]{64})  ", said, re.MULTILINE)
    assert first
    assert replayed.split()[0] == first[1]


def test_two_draws_are_the_same(tmp_path: Path, capsys: Printed) -> None:
    """Nothing but the files decides, at whatever time."""
    write_group(tmp_path)
    assert draw(tmp_path, "2026-11-19") == 0
    once = capsys.readouterr().out
    assert main(["-C", str(tmp_path), "--now", "2027-03-01", "draw", "2026-11-19"]) == 0
    assert capsys.readouterr().out == once


def test_other_words_give_other_tickets(tmp_path: Path, capsys: Printed) -> None:
    """The two words said in the room are the seed."""
    said = []
    for words in ("[olive, parapluie]", "[olive, chapeau]"):
        meeting = FILES["meetings/2026-11-19.yml"].replace("[olive, parapluie]", words)
        assert draw(write_group(tmp_path, {"meetings/2026-11-19.yml": meeting}), "2026-11-19") == 0
        said.append(set(re.findall(r"[0-9a-f]{64}", capsys.readouterr().out)))
    assert said[0].isdisjoint(said[1])


def test_unknown_presence_is_wrong_use(tmp_path: Path, capsys: Printed) -> None:
    """Cards are drawn by those who came: without `present` nobody knows who they are, with or without a file."""
    write_group(tmp_path)
    for meeting in ("2026-11-26", "2026-12-03"):
        assert draw(tmp_path, meeting, "--language", "en") == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err == (
            f"Nobody knows yet who came to `{meeting}`: write `present: […]` into its file first.\n"
        )


def test_a_table_at_which_nobody_sat_draws_nothing(tmp_path: Path, capsys: Printed) -> None:
    """An empty `present` is known, so it is no wrong use."""
    write_group(tmp_path, {"meetings/2026-11-19.yml": "present: []\n"})
    assert draw(tmp_path, "2026-11-19", "--language", "en") == 0
    assert capsys.readouterr().out == "Nothing to draw: no cards, or nobody recorded as present.\n"


def test_a_member_who_is_not_public_draws_nothing_and_is_not_named(tmp_path: Path, capsys: Printed) -> None:
    """Presence alone puts nobody in front of everybody."""
    assert draw(write_group(tmp_path), "2026-11-19") == 0
    assert "m-7f3k" not in capsys.readouterr().out
