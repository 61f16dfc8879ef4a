"""What a commit changes in the feeds of a real repository: its own event's lines, and nothing else."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from builders import an_instant
from git_repository import GitRepository
from tablee.data.load import load_group
from tablee.data.words import load_words
from tablee.decide.timeline import timeline
from tablee.decide.turns import turns_ahead
from tablee.edges.git_history import read_history
from tablee.publish.feeds import render_feeds

GROUP = """\
name: La Tablée
url: https://tablee.test/
identity: la-tablee.test
contact: https://tablee.test/contact
language: fr
timezone: Europe/Paris
rhythm:
  - {every: week on thursday, from: 2026-01-08, at: 12:30, lasts: 1h45, place: Le Bistrot}
horizon: 8 weeks
turns: {notice: 10 days}
poll: {when: contested, opens: 10 days, closes: 4 days}
"""
NEW_RHYTHM = "  - {every: week on tuesday, from: 2026-12-15, at: 19:00, lasts: 2h, place: Le Bistrot}\n"
MEMBER = "public: yes\nname: Inès Garnier\njoined: 2026-01-08\n"
MEETING = "meetings/2026-12-10.yml"
NOW = "2026-12-01 12:00"


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """Return a group of one member with a past meeting and a coming one."""
    made = GitRepository(tmp_path)
    made.commit("2026-11-01 08:00", {"group.yml": GROUP, "members/ines-garnier.yml": MEMBER})
    made.commit("2026-11-05 08:00", {"meetings/2026-11-26.yml": "title: Devis\npresent: [ines-garnier]\n"})
    made.commit("2026-11-06 08:00", {MEETING: "title: Tarifs\n"})
    return made


def _calendar(repository: GitRepository, now: str = NOW) -> str:
    files = {
        path.relative_to(repository.folder).as_posix(): path for path in repository.folder.glob("**/*.yml")
    }
    loaded = load_group({name: path.read_bytes() for name, path in files.items()})
    assert loaded.problems == ()
    assert loaded.group
    line = timeline(loaded.group, an_instant(now))
    turns = {turn.key: turn for turn in turns_ahead(loaded.group, line, "", 9)}
    feeds = render_feeds(loaded.group, line, turns, load_words("fr"), read_history(repository.folder))
    return feeds["calendar.ics"].decode().replace("\r\n ", "").replace("\r\n", "\n")


def _changes(before: str, after: str) -> list[str]:
    """Return the lines that went and came."""
    lines = list(unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm=""))
    return [line for line in lines[2:] if not line.startswith("@@")]


def _event(calendar: str, key: str) -> str:
    (found,) = [part for part in calendar.split("BEGIN:VEVENT\n") if part.startswith(f"UID:{key}@")]
    return found.partition("END:VEVENT")[0]


def _revision(calendar: str, key: str) -> tuple[int, str, str]:
    lines = dict(line.partition(":")[::2] for line in _event(calendar, key).splitlines())
    assert lines["DTSTAMP"] == lines["LAST-MODIFIED"]
    return int(lines["SEQUENCE"]), lines["LAST-MODIFIED"], lines["STATUS"]


def test_moving_a_meeting_changes_its_lines_alone(repository: GitRepository) -> None:
    """The difference of two builds, line by line, is what was moved; the UID stays."""
    before = _calendar(repository)
    repository.commit("2026-11-20 08:00", {MEETING: "date: 2026-12-11\ntitle: Tarifs\n"})
    turn = "Animation\u00a0: Inès Garnier (proposition)\\n\\nhttps://tablee.test/meetings/2026-12-10/"
    assert _changes(before, _calendar(repository)) == [
        "-DTSTAMP:20261106T080000Z",
        "-LAST-MODIFIED:20261106T080000Z",
        "-SEQUENCE:2",
        "-DTSTART;TZID=Europe/Paris:20261210T123000",
        "-DTEND;TZID=Europe/Paris:20261210T141500",
        "+DTSTAMP:20261120T080000Z",
        "+LAST-MODIFIED:20261120T080000Z",
        "+SEQUENCE:3",
        "+DTSTART;TZID=Europe/Paris:20261211T123000",
        "+DTEND;TZID=Europe/Paris:20261211T141500",
        f"-DESCRIPTION:{turn}",
        f"+DESCRIPTION:Prévu à l’origine le jeudi 10 décembre 2026.\\n\\n{turn}",
    ]


def test_cancelling_a_meeting_keeps_and_marks_it(repository: GitRepository) -> None:
    """Taken away, it would stay unmarked in calendars that keep what they have."""
    before = _calendar(repository)
    repository.commit("2026-11-20 08:00", {MEETING: "title: Tarifs\nstatus: cancelled\nwhy: Grève\n"})
    after = _calendar(repository)
    assert before.count("BEGIN:VEVENT") == after.count("BEGIN:VEVENT")
    assert [line for line in _changes(before, after) if "SUMMARY" in line or "STATUS" in line] == [
        "-STATUS:CONFIRMED",
        "-SUMMARY:Tarifs",
        "+STATUS:CANCELLED",
        "+SUMMARY:Annulé\u00a0: Tarifs",
    ]
    assert _revision(after, "2026-12-10") == (3, "20261120T080000Z", "CANCELLED")


def test_a_new_rhythm_changes_no_past_event(repository: GitRepository) -> None:
    """From Thursdays to Tuesdays: what was stays byte by byte, what has a file stays where it is, under its UID."""
    before = _calendar(repository, "2026-12-12 12:00")
    repository.commit("2026-12-12 08:00", {"group.yml": GROUP.replace("horizon", f"{NEW_RHYTHM}horizon")})
    after = _calendar(repository, "2026-12-12 12:00")
    for key in ("2026-11-26", "2026-12-10"):
        assert _event(after, key) == _event(before, key)
    assert "UID:2026-12-17@la-tablee.test\n" in before
    assert "UID:2026-12-17@la-tablee.test\n" not in after
    assert "DTSTART;TZID=Europe/Paris:20261215T190000\n" in _event(after, "2026-12-15")


def test_the_sequence_rises_from_tentative_to_cancelled(repository: GitRepository) -> None:
    """Each step is news to a calendar program; a topic between them is newer, but no new sequence."""
    key, file = "2026-12-17", "meetings/2026-12-17.yml"
    steps = [
        ("2026-11-20", None),
        ("2026-11-21", "title: Tarifs\n"),
        ("2026-11-22", "title: Tarifs\ntopics: [devis]\n"),
        ("2026-11-23", "title: Tarifs\ntopics: [devis]\ndate: 2026-12-18\n"),
        ("2026-11-24", "title: Tarifs\ntopics: [devis]\ndate: 2026-12-18\nstatus: cancelled\n"),
    ]
    told = []
    for day, text in steps:
        repository.commit(f"{day} 08:00", {file: text} if text else {})
        told.append(_revision(_calendar(repository), key))
    assert told == [
        (1, "20261101T080000Z", "TENTATIVE"),
        (2, "20261121T080000Z", "CONFIRMED"),
        (2, "20261122T080000Z", "CONFIRMED"),
        (3, "20261123T080000Z", "CONFIRMED"),
        (4, "20261124T080000Z", "CANCELLED"),
    ]


def test_the_clock_alone_changes_no_event(repository: GitRepository) -> None:
    """A later build of the same commit adds dates at the horizon; the events that were there stay as they were."""
    before = _calendar(repository, "2026-12-01 12:00")
    after = _calendar(repository, "2026-12-02 12:00")
    assert [line for line in _changes(before, after) if line.startswith("-")] == []
