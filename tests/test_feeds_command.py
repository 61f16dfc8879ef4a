"""`tablee feeds` writes the calendars that changed, and none before the group's files have passed the check."""

from __future__ import annotations

from pathlib import Path

from group_folder import run_tablee, write_group

CIRCLE = {
    "group.yml": """\
name: La Petite Table
url: https://petite.test/
identity: petite.test
contact: https://petite.test/contact
language: fr
timezone: Europe/Paris
rhythm: {every: week on thursday, from: 2026-01-08, at: 12:30, lasts: 1h45}
deck: {restaurant: {title: Réserver}, topic: {title: Trouver un sujet}}
circles:
  propulseurs: {name: Les Propulseurs, rhythm: {every: week on tuesday, from: 2026-01-06, at: 09:00, lasts: 1h}}
"""
}


def _written_at(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*.*")
        if path.is_file()
    }


def test_a_feed_whose_events_did_not_change_is_not_written(tmp_path: Path) -> None:
    """A topic for one meeting: its own file and the calendars that hold it are written, all others are left."""
    group, out = write_group(tmp_path / "group", CIRCLE), tmp_path / "out"
    assert run_tablee("-C", group, "feeds", "--out", out).returncode == 0
    before = _written_at(out)
    meeting = (group / "meetings/2026-11-26.yml").read_text("utf-8")
    (group / "meetings/2026-11-26.yml").write_text(f"{meeting}topics: [devis]\n", "utf-8")
    assert run_tablee("-C", group, "feeds", "--out", out).returncode == 0
    after = _written_at(out)
    assert before.keys() == after.keys()
    assert {path for path in after if after[path] != before[path]} == {
        "calendar.ics",
        "newcomers.ics",
        "members/paul-meyer/turns.ics",
        "meetings/2026-11-26.ics",
    }


def test_nothing_is_written_where_the_files_have_errors(tmp_path: Path) -> None:
    """A member whom nobody knows: the problem is told, and no calendar is made."""
    group = write_group(tmp_path / "group", {"meetings/2026-12-03.yml": "facilitator: nobody-knows\n"})
    done = run_tablee("-C", group, "feeds", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "nobody-knows" in done.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_without_settings(tmp_path: Path) -> None:
    """Where group.yml cannot be read its problems are told."""
    group = write_group(tmp_path / "group", {"group.yml": "name: [\n"})
    done = run_tablee("-C", group, "feeds", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "group.yml" in done.stderr
    assert not (tmp_path / "out").exists()
