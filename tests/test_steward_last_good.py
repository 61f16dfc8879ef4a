"""What a broken file said last counts for the steward until it is mended; nothing is written into it meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from git_repository import GitRepository
from stewarded import GROUP, HELD, a_folder
from tablee.cli import main

KEY = "2026-11-12"
MEETING = f"meetings/{KEY}.yml"


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """Return the steward's small group in Git, the next meeting fixed and its issues open."""
    made = GitRepository(tmp_path)
    made.commit("2026-11-08 12:00", a_folder(on_2026_11_12="facilitator: gil\ntitle: Prices\n"))
    run(made)
    return made


def run(repository: GitRepository, on: str = "2026-11-09", status: int = 0) -> None:
    """Let the steward run once on the folder, on a day."""
    arguments = ["-C", str(repository.folder), "--now", f"{on}T09:00", "apply", "--tracker", "folder"]
    assert main(arguments) == status


def issue(repository: GitRepository, name: str) -> Path:
    """Return the file of an issue."""
    return next((repository.folder / "issues").glob(f"*-{name}.md"))


def text_of(repository: GitRepository, name: str) -> str:
    """Return an issue as it stands."""
    return issue(repository, name).read_text("utf-8")


def say(repository: GitRepository, name: str, who: str, words: str) -> None:
    """Write a comment."""
    with issue(repository, name).open("a", encoding="utf-8") as file:
        file.write(f"\n### {who}\n{words}\n")


def test_a_member_is_heard_though_the_own_file_is_broken(repository: GitRepository) -> None:
    """The dashboard says where, what is wrong, and who may mend it; the file stays as its author left it."""
    broken = "public: yes\nname Di\n"
    repository.commit("2026-11-09 08:00", {"members/di.yml": broken})
    say(repository, f"meeting-{KEY}", "di", "/yes")
    run(repository)
    assert "di: yes" in (repository.folder / MEETING).read_text("utf-8")
    assert (repository.folder / "members/di.yml").read_text("utf-8") == broken
    told = text_of(repository, "dashboard")
    assert "members/di.yml:2:1: error" in told
    assert "A member mends the own file, Ana and Bo any." in told


def test_what_is_said_about_a_broken_meeting_waits(repository: GitRepository) -> None:
    """It counts once the file is mended, which nobody overwrites."""
    broken = 'title: "Prices\n'
    sound = (repository.folder / MEETING).read_text("utf-8")
    repository.commit("2026-11-09 08:00", {MEETING: broken})
    say(repository, f"meeting-{KEY}", "cy", "/yes")
    run(repository)
    assert (repository.folder / MEETING).read_text("utf-8") == broken
    assert "### cy · " not in text_of(repository, f"meeting-{KEY}")
    repository.commit("2026-11-09 10:00", {MEETING: sound})
    run(repository, "2026-11-10")
    assert "cy: yes" in (repository.folder / MEETING).read_text("utf-8")


def test_a_turn_of_a_broken_file_was_served(repository: GitRepository) -> None:
    """Who led the meeting whose file is broken is not asked to lead again."""
    led = {f"meetings/{day}.yml": "facilitator: ana\npresent: [ana, bo]\n" for day in HELD}
    led[f"meetings/{HELD[-1]}.yml"] = "facilitator: bo\npresent: [ana, bo]\n"
    repository.commit("2026-11-09 08:00", {**led, MEETING: "title: Prices\n"})
    repository.commit("2026-11-09 09:00", {f"meetings/{day}.yml": "facilitator: [ana\n" for day in HELD})
    run(repository)
    called = (repository.folder / MEETING).read_text("utf-8")
    assert "member: bo" in called


@pytest.mark.parametrize("broken", ["name The Round Table\n", GROUP.replace("12:30", "25:30"), None])
def test_broken_settings_stop_no_run(repository: GitRepository, broken: str | None) -> None:
    """People are heard, and the dashboard names group.yml."""
    repository.commit("2026-11-09 08:00", {"group.yml": broken})
    say(repository, f"meeting-{KEY}", "di", "/yes")
    run(repository)
    assert "di: yes" in (repository.folder / MEETING).read_text("utf-8")
    assert "group.yml:" in text_of(repository, "dashboard")


def test_a_break_stays_a_break_though_a_line_of_it_is_broken(repository: GitRepository) -> None:
    """Half of group.yml is not the group's rule: nobody is called for a day on which nobody meets."""
    closed = GROUP + "closures: [{from: 2026-11-23, to: 2026-12-20, why: Works, returns: 2026-12-24}]\n"
    repository.commit("2026-11-09 08:00", {"group.yml": closed})
    repository.commit("2026-11-09 09:00", {"group.yml": closed.replace("2026-12-20", "2026-12-200")})
    for days in range(7):
        run(repository, str(date(2026, 11, 12) + timedelta(days=days)))
    assert not (repository.folder / "meetings/2026-11-26.yml").exists()


def test_the_files_of_a_broken_folder_without_history_count_as_far_as_they_can_be_read(
    tmp_path: Path,
) -> None:
    """Without Git there is no other version."""
    for path, data in a_folder(on_2026_11_12="facilitator: ana\nanswer: yes\n").items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    arguments = ["-C", str(tmp_path), "--now", "2026-11-09T09:00", "apply", "--tracker", "folder"]
    assert main(arguments) == 0
    assert "Ana" in next((tmp_path / "issues").glob("*-facilitator-*.md")).read_text("utf-8")
