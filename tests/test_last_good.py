"""One broken file stops nobody else: its last readable version is shown, and every other event stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from git_repository import GitRepository
from group_folder import FILES, NOW
from tablee.adapters.disk import read_files
from tablee.adapters.last_good import set_aside_broken
from tablee.cli import main
from tablee.files.load import load_group

Printed = pytest.CaptureFixture[str]
BROKEN = {
    "a member without a key": ("members/ines-garnier.yml", "public: yes\nname Inès\n"),
    "a member with an unknown key": ("members/paul-meyer.yml", FILES["members/paul-meyer.yml"] + "nom: x\n"),
    "a member cut short": ("members/m-7f3k.yml", ""),
    "a coming meeting": ("meetings/2026-11-26.yml", 'title: "Fixer\nanswers: {ines-garnier: yes}\n'),
    "a held meeting": ("meetings/2026-11-19.yml", "present: [ines-garnier\n"),
    "the settings": ("group.yml", "nom: x\n"),
    "the settings in one value": ("group.yml", FILES["group.yml"].replace("12:30", "25:30")),
    "no settings": ("group.yml", None),
    "the holidays": ("holidays.yml", "public: [2026-12-25\n"),
    "a file that is far too large": ("members/paul-meyer.yml", f"# {'x' * 70_000}\n"),
    "a meeting of somebody unknown": (
        "meetings/2026-11-26.yml",
        FILES["meetings/2026-11-26.yml"] + "facilitator: nobody\n",
    ),
    "a held meeting of somebody unknown": (
        "meetings/2026-11-19.yml",
        FILES["meetings/2026-11-19.yml"].replace("paul-meyer", "paul"),
    ),
    "a member whom meetings name is deleted": ("members/paul-meyer.yml", None),
    "a circle whose meetings stand there is gone": ("group.yml", FILES["group.yml"]),
    "a number in a member's words": (
        "members/ines-garnier.yml",
        FILES["members/ines-garnier.yml"] + "trade: 06 12 34 56 78\n",
    ),
}
OF_CIRCLE = {
    "group.yml": FILES["group.yml"] + "circles: {cercle: {name: Le Cercle}}\n",
    "meetings/cercle.2026-11-24.yml": "at: 18:00\ntitle: Apéro\n",
    "holidays.yml": "from: 2026-01-01\nto: 2028-12-31\npublic: [{on: 2026-12-24, name: Veille}]\n",
}
"""What the small group lacks: a circle that has met, and a day off."""


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return what a command wrote, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def feeds(root: Path, out: Path) -> tuple[int, dict[str, bytes]]:
    """Write the calendars; return the exit status and what was written."""
    status = main(["-C", str(root), "--now", NOW, "feeds", "--out", str(out)])
    return status, tree_of(out)


@pytest.mark.parametrize("name", BROKEN)
def test_the_feeds_stay_byte_for_byte(name: str, tmp_path: Path, capsys: Printed) -> None:
    """Whichever file a commit breaks, all calendars and group.json are what they were; the status says so."""
    root = tmp_path / "group"
    repository = GitRepository(root)
    repository.commit("2026-11-20 12:00", {**FILES, **OF_CIRCLE})
    status, before = feeds(root, tmp_path / "before")
    assert status == 0
    path, text = BROKEN[name]
    repository.commit("2026-11-22 12:00", {path: text})
    status, after = feeds(root, tmp_path / "after")
    assert status == 1
    assert after == before
    assert path in capsys.readouterr().err


def test_a_file_that_never_could_be_read_is_left_out(tmp_path: Path, capsys: Printed) -> None:
    """A newcomer's first try takes nothing from the others."""
    repository = GitRepository(tmp_path / "group")
    repository.commit("2026-11-20 12:00", FILES)
    _status, before = feeds(tmp_path / "group", tmp_path / "before")
    repository.commit("2026-11-22 12:00", {"members/ana.yml": "nom: Ana\n"})
    status, after = feeds(tmp_path / "group", tmp_path / "after")
    assert (status, after) == (1, before)
    assert "members/ana.yml" in capsys.readouterr().err


def test_a_file_broken_twice_is_as_it_was_before_both(tmp_path: Path) -> None:
    """The last version that could be read counts, however many came after it; a mended file counts again."""
    repository = GitRepository(tmp_path)
    repository.commit("2026-11-20 12:00", FILES)
    repository.commit("2026-11-21 12:00", {"members/paul-meyer.yml": "nom: Paul\n"})
    repository.commit("2026-11-22 12:00", {"members/paul-meyer.yml": "name Paul\n"})
    aside = set_aside_broken(tmp_path, load_group(read_files(tmp_path)))
    assert aside.skipped == {"members/paul-meyer.yml": 2}
    assert aside.loaded.group is not None
    assert aside.loaded.group.members["paul-meyer"].name == "Paul Meyer"
    repository.commit("2026-11-23 08:00", {"members/paul-meyer.yml": FILES["members/paul-meyer.yml"]})
    assert set_aside_broken(tmp_path, load_group(read_files(tmp_path))).skipped == {}


def test_without_git_a_broken_file_is_left_out(tmp_path: Path) -> None:
    """There is no last version to look for."""
    loaded = load_group(
        {path: text.encode() for path, text in {**FILES, "members/x.yml": "nom: x\n"}.items()}
    )
    assert set_aside_broken(tmp_path, loaded).skipped == {"members/x.yml": None}


def test_what_others_changed_since_stays(tmp_path: Path) -> None:
    """Of ten changes the one that contradicts is taken back, however old it is; what hangs on it goes with it."""
    root = tmp_path / "group"
    repository = GitRepository(root)
    repository.commit("2026-11-20 12:00", FILES)
    repository.commit("2026-11-21 12:00", {"members/paul-meyer.yml": None})
    later = {
        "members/ana.yml": "public: yes\nname: Ana\n",
        "meetings/2026-12-03.yml": "facilitator: ana\ntitle: Chez Ana\n",
        "meetings/2026-12-10.yml": "facilitator: nobody\ntitle: Chez personne\n",
    }
    repository.commit("2026-11-22 12:00", later)
    status, written = feeds(root, tmp_path / "out")
    assert status == 1
    assert b"Chez Ana" in written["meetings/2026-12-03.ics"]
    assert b"Chez personne" not in written["meetings/2026-12-10.ics"]
    assert "members/paul-meyer/turns.ics" in written


def test_settings_that_never_could_be_read_stop_everything(tmp_path: Path, capsys: Printed) -> None:
    """Everything hangs on group.yml: nothing is guessed."""
    root = tmp_path / "group"
    repository = GitRepository(root)
    repository.commit("2026-11-22 12:00", {**FILES, "group.yml": "nom: x\n"})
    status, written = feeds(root, tmp_path / "out")
    assert (status, written) == (1, {})
    assert "group.yml" in capsys.readouterr().err
