"""What a commit changes in the feeds of a real repository: its own event's lines, and nothing else."""

from __future__ import annotations

from datetime import datetime
from difflib import unified_diff
from pathlib import Path

import pytest

from builders import an_instant, load_whole
from git_repository import GitRepository
from tablee.adapters.disk import read_files
from tablee.adapters.git_history import read_history
from tablee.feeds import render_feeds
from tablee.feeds.revisions import EPOCH
from tablee.i18n.translations import load_translations
from tablee.rules.timeline import build_timeline

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
poll: {opens: 10 days, closes: 4 days}
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
    group = load_whole(read_files(repository.folder))
    line = build_timeline(group, an_instant(now))
    feeds = render_feeds(group, line, load_translations("fr"), read_history(repository.folder))
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


def _seconds(day: str) -> int:
    """Return what SEQUENCE is for a commit at 08:00 UTC of a day."""
    return int((datetime.fromisoformat(f"{day}T08:00+00:00") - EPOCH).total_seconds())


def test_moving_a_meeting_changes_its_lines_alone(repository: GitRepository) -> None:
    """The difference of two builds, line by line, is what was moved; the UID stays."""
    before = _calendar(repository)
    repository.commit("2026-11-20 08:00", {MEETING: "date: 2026-12-11\ntitle: Tarifs\n"})
    place = "Lieu\u00a0: Le Bistrot\\n\\nhttps://tablee.test/meetings/2026-12-10/"
    assert _changes(before, _calendar(repository)) == [
        "-DTSTAMP:20261106T080000Z",
        "-LAST-MODIFIED:20261106T080000Z",
        "-SEQUENCE:847267200",
        "-DTSTART;TZID=Europe/Paris:20261210T123000",
        "-DTEND;TZID=Europe/Paris:20261210T141500",
        "+DTSTAMP:20261120T080000Z",
        "+LAST-MODIFIED:20261120T080000Z",
        "+SEQUENCE:848476800",
        "+DTSTART;TZID=Europe/Paris:20261211T123000",
        "+DTEND;TZID=Europe/Paris:20261211T141500",
        f"-DESCRIPTION:{place}",
        f"+DESCRIPTION:Prévu à l’origine le jeudi 10 décembre 2026.\\n\\n{place}",
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
    assert _revision(after, "2026-12-10") == (_seconds("2026-11-20"), "20261120T080000Z", "CANCELLED")


def test_a_new_rhythm_changes_no_past_event(repository: GitRepository) -> None:
    """From Thursdays to Tuesdays: what was stays as it is but for its age, what has a file stays where it is."""
    before = _calendar(repository, "2026-12-12 12:00")
    repository.commit("2026-12-12 08:00", {"group.yml": GROUP.replace("horizon", f"{NEW_RHYTHM}horizon")})
    after = _calendar(repository, "2026-12-12 12:00")
    for key in ("2026-11-26", "2026-12-10"):
        changes = _changes(_event(before, key), _event(after, key))
        assert {line[1:].partition(":")[0] for line in changes} == {"DTSTAMP", "LAST-MODIFIED"}
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
        (_seconds("2026-11-01"), "20261101T080000Z", "TENTATIVE"),
        (_seconds("2026-11-21"), "20261121T080000Z", "CONFIRMED"),
        (_seconds("2026-11-21"), "20261122T080000Z", "CONFIRMED"),
        (_seconds("2026-11-23"), "20261123T080000Z", "CONFIRMED"),
        (_seconds("2026-11-24"), "20261124T080000Z", "CANCELLED"),
    ]


def test_the_clock_alone_changes_no_event(repository: GitRepository) -> None:
    """A later build of the same commit adds dates at the horizon; the events that were there stay as they were."""
    before = _calendar(repository, "2026-12-01 12:00")
    after = _calendar(repository, "2026-12-02 12:00")
    assert [line for line in _changes(before, after) if line.startswith("-")] == []


class Gnome:
    """A calendar program that takes an event anew only if DTSTAMP, LAST-MODIFIED or SEQUENCE differs, as EDS does."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}

    def fetch(self, calendar: str) -> None:
        """Read a calendar: keep the events whose age is known."""
        for event in calendar.split("BEGIN:VEVENT\n")[1:]:
            key = event.partition("@")[0].removeprefix("UID:")
            if self._age(event) != self._age(self.shown.get(key, "")):
                self.shown[key] = event.partition("END:VEVENT")[0]

    def _age(self, event: str) -> list[str]:
        return [
            line for line in event.split("\n") if line.startswith(("DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:"))
        ]


PLACES = "places: {bistrot: {name: Le Bistrot, address: 1 rue du Marché}}\n"
RENAMINGS = {
    "a facilitator": {"members/ines-garnier.yml": MEMBER.replace("Inès Garnier", "Inès Roy")},
    "a facilitator no longer public": {"members/ines-garnier.yml": "public: no\njoined: 2026-01-08\n"},
    "a place": {
        "group.yml": GROUP.replace("place: Le Bistrot", "place: bistrot") + PLACES.replace("1 rue", "2 rue")
    },
    "the group": {"group.yml": GROUP.replace("La Tablée", "La Table")},
    "the site": {"group.yml": GROUP.replace("tablee.test/\n", "table.test/\n", 1)},
    "the zone": {"group.yml": GROUP.replace("Europe/Paris", "Europe/London")},
}


@pytest.mark.parametrize("what", RENAMINGS)
def test_a_change_of_text_reaches_a_reader_that_looks_at_the_age_alone(
    what: str, repository: GitRepository
) -> None:
    """Whatever is renamed, past and coming events are shown as they are published; a name alone reschedules nothing."""
    past = "facilitator: ines-garnier\npresent: [ines-garnier]\n"
    files = {"meetings/2026-11-19.yml": past, MEETING: "title: Tarifs\nfacilitator: ines-garnier\n"}
    repository.commit("2026-11-07 08:00", files)
    reader = Gnome()
    before = _calendar(repository)
    reader.fetch(before)
    repository.commit("2026-11-30 08:00", RENAMINGS[what])
    after = _calendar(repository)
    reader.fetch(after)
    assert before != after
    assert reader.shown == {key: _event(after, key) for key in reader.shown}
    told = [
        [_revision(calendar, key)[0] for key in ("2026-11-19", "2026-12-10")] for calendar in (before, after)
    ]
    assert told[0] == told[1] if "members/ines-garnier.yml" in RENAMINGS[what] else told[0] < told[1]


def test_a_new_meeting_changes_its_own_lines_alone(repository: GitRepository) -> None:
    """An extra with answers and presence beside it: lines come, none goes, in the feed of everything."""
    before = _calendar(repository)
    extra = "title: Galette\nat: 19:00\nanswers: {ines-garnier: yes}\n"
    repository.commit("2026-11-20 08:00", {"meetings/2026-12-08-soir.yml": extra})
    changes = _changes(before, _calendar(repository))
    assert [line for line in changes if line.startswith("-")] == []
    assert changes.count("+BEGIN:VEVENT") == 1
    assert "+UID:2026-12-08-soir@la-tablee.test" in changes


def test_presence_at_one_meeting_changes_no_other(repository: GitRepository) -> None:
    """Who came moves the account of turns; calendars tell only who was asked, so no other event changes."""
    before = _calendar(repository)
    past = "title: Devis\nfacilitator: ines-garnier\npresent: [ines-garnier]\nguests: 3\n"
    repository.commit("2026-11-30 08:00", {"meetings/2026-11-26.yml": past})
    after = _calendar(repository)
    keys = [f"2026-12-{day}" for day in ("03", "10", "17", "24", "31")]
    assert [_event(after, key) for key in keys] == [_event(before, key) for key in keys]
    assert _event(after, "2026-11-26") != _event(before, "2026-11-26")
