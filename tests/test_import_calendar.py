"""A calendar of any program becomes the group's files, and shows every date that recurring-ical-events finds in it."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from builders import load_whole
from tablee.cli import main
from tablee.model import Group
from tablee.rules.timeline import State, build_timeline

CALENDARS = sorted((Path(__file__).parent / "foreign_calendars").glob("*.ics"))
PARIS = ZoneInfo("Europe/Paris")
NOW = "2026-11-29T12:00"
GROUP = """\
name: La Table
url: https://example.org/
identity: la-table.example.org
contact: https://example.org/contact
language: en
timezone: Europe/Paris
horizon: 99 weeks
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a group that has a name and no rhythm."""
    (tmp_path / "group.yml").write_text(GROUP, "utf-8")
    return tmp_path


def run_import(root: Path, file: Path, *options: str, now: str = NOW) -> int:
    """Run `tablee import` and write."""
    return main(["-C", str(root), "--now", now, "import", str(file), "--yes", *options])


def read(root: Path) -> dict[str, bytes]:
    """The group's files by their paths."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yml"))}


def load(root: Path) -> Group:
    """The group; its files hold no error."""
    return load_whole(read(root))


def write(root: Path, *events: str, head: str = "") -> Path:
    """Write a calendar beside the group; of each event the lines between BEGIN and END."""
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    file = root / "old.ics"
    file.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{head}{body}END:VCALENDAR\n", "utf-8")
    return file


Span = tuple[date, date]


def ours(group: Group) -> set[Span]:
    """When the group's events of 2024 to 2027 begin and end, as its timeline says."""
    line = build_timeline(group, datetime.fromisoformat(NOW).replace(tzinfo=PARIS))
    events = [event for event in line.events if event.state is not State.CANCELLED]
    return {
        (one.on, one.last_on + timedelta(1)) if one.all_day else (one.starts_at, one.ends_at)
        for one in events
        if 2024 <= one.on.year <= 2027
    }


def theirs(file: Path) -> set[Span]:
    """When the events of a calendar begin and end: those that stand and are not private."""
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    found = recurring_ical_events.of(calendar).between(date(2024, 1, 1), date(2028, 1, 1))
    shown = [one for one in found if one.get("STATUS") != "CANCELLED" and one.get("CLASS") != "PRIVATE"]
    return {(_in_paris(one["DTSTART"].dt), _in_paris(one["DTEND"].dt)) for one in shown}


def _in_paris(when: date) -> date:
    if not isinstance(when, datetime):
        return when
    return when.astimezone(PARIS) if when.tzinfo else when.replace(tzinfo=PARIS)


NAMED: Mapping[str, str] = {
    "fixed-utc": "“Déjeuner UTC” has its hours in UTC",
    "google-utc": "“Galette” has no length",
}
"""Calendars with dates that differ, and the words that say so."""


@pytest.mark.parametrize("file", CALENDARS, ids=lambda file: file.stem)
def test_every_date_is_the_calendars_own(file: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From 2024 to 2027 the group meets just when the calendar says; what differs is named."""
    assert run_import(root, file) == 0
    said = capsys.readouterr().out
    expected, found = theirs(file), ours(load(root))
    if file.stem in NAMED:
        assert NAMED[file.stem] in said
        assert {start.date() if isinstance(start, datetime) else start for start, _end in found} == {
            start.date() if isinstance(start, datetime) else start for start, _end in expected
        }
    else:
        assert found == expected


@pytest.mark.parametrize("file", CALENDARS, ids=lambda file: file.stem)
def test_a_second_time_changes_nothing(file: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there already is neither written again nor doubled, also months later."""
    run_import(root, file)
    before = read(root)
    assert run_import(root, file) == 0
    assert "Nothing is left to write." in capsys.readouterr().out
    assert read(root) == before


def test_a_later_time_adds_no_meeting_that_nobody_confirmed(root: Path) -> None:
    """What has become past since the import is for the group to record, not for the old calendar."""
    file = write(root, "UID:1\nDTSTART:20260101T123000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY\nSUMMARY:Lunch")
    run_import(root, file)
    before = read(root)
    run_import(root, file, now="2027-03-01T12:00")
    assert read(root) == before


RHYTHMS = {
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH": "2 weeks on tuesday and thursday",
    "FREQ=DAILY": "week on monday and tuesday and wednesday and thursday and friday and saturday and sunday",
    "FREQ=DAILY;INTERVAL=14": "2 weeks on tuesday",
    "FREQ=MONTHLY;BYDAY=1TU,3TU": "first and third tuesday of the month",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;BYSETPOS=1": "first tuesday of 2 months",
    "FREQ=MONTHLY;BYDAY=-1TU": "last tuesday of the month",
    "FREQ=MONTHLY;BYDAY=-2TU": "last but one tuesday of the month",
    "FREQ=MONTHLY;BYMONTHDAY=6": "6th of the month",
    "FREQ=MONTHLY;BYMONTHDAY=-1": "last day of the month",
    "FREQ=MONTHLY;BYDAY=1TU;BYMONTH=1,2,3,4,5,6,7,9,10,11,12": "first tuesday of the month except august",
    "FREQ=YEARLY": "6th of 12 months",
    "FREQ=YEARLY;BYMONTH=1;BYDAY=1TU": "first tuesday of 12 months",
}


@pytest.mark.parametrize("rule", RHYTHMS)
def test_a_rule_is_said_as_a_rhythm(rule: str, root: Path) -> None:
    """Each rule that our grammar has a word for becomes one line of group.yml."""
    event = f"UID:1\nDTSTART:20260106T190000\nDURATION:PT2H\nRRULE:{rule};COUNT=40\nSUMMARY:Soir"
    run_import(root, write(root, event))
    text = (root / "group.yml").read_text("utf-8")
    assert re.findall("every: (.*)", text) == [RHYTHMS[rule]]
    assert re.findall("until: (.*)", text) != []


LUNCH = "UID:lunch\nDTSTART:20260108T123000\nDURATION:PT1H45M\nRRULE:FREQ=WEEKLY\nSUMMARY:Lunch"


def test_texts_tell_nothing_of_persons(root: Path) -> None:
    """Addresses, numbers and attendees go; HTML becomes text; the block of a video room goes, its link stays."""
    description = (
        "<p>Come &amp; eat</p><ul><li>bring <b>bread</b></li></ul>ana@example.org 06 12 34 56 78\\n"
        "-::~:~::~:~:~::-\\nDial +33 1 87 40 12 34\\n-::~:~::~:~:~::-"
    )
    event = (
        f"UID:1\nDTSTART:20261217T190000Z\nDTEND:20261217T210000Z\nSUMMARY:Party of bob@example.org\n"
        f"DESCRIPTION:{description}\nX-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij\n"
        "ORGANIZER:mailto:ana@example.org\nATTENDEE:mailto:bob@example.org\n"
        "BEGIN:VALARM\nTRIGGER:-PT5M\nACTION:DISPLAY\nEND:VALARM"
    )
    run_import(root, write(root, event))
    meeting = load(root).meetings["2026-12-17"]
    assert (meeting.title, meeting.place) == ("Party of …", "https://meet.google.com/abc-defg-hij")
    assert meeting.notes == "Come & eat\n\n- bring bread\n… …"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("CLASS:PRIVATE", "line 4: it is marked as private"),
        ("CLASS:CONFIDENTIAL", "line 4: it is marked as private"),
        ("STATUS:CANCELLED", "line 4: it was cancelled"),
        ("RRULE:FREQ=HOURLY", "line 4: its rule `FREQ=HOURLY` cannot be followed"),
        ("RRULE:FREQ=WEEKLY;BYDAY=XX", "line 4: "),
        ("RRULE:FREQ=WEEKLY;UNTIL=20200101", "line 4: its rule `FREQ=WEEKLY;UNTIL=20200101` yields no day"),
        ("RRULE:FREQ=WEEKLY\nRRULE:FREQ=DAILY", "line 4: it has several rules at once"),
    ],
)
def test_what_is_not_taken_is_named(
    lines: str, said: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line by line: where it stands in the calendar, and why."""
    event = f"UID:1\nDTSTART:20261217T190000\nDURATION:PT2H\nSUMMARY:X\n{lines}"
    assert run_import(root, write(root, event)) == 0
    assert said in capsys.readouterr().out
    assert list(read(root)) == ["group.yml"]


def test_a_file_that_is_cut_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A download that broke off is no calendar with fewer dates."""
    file = write(root, LUNCH, "UID:2\nDTSTART:20261219T190000\nSUMMARY:Walk")
    file.write_text(file.read_text("utf-8").partition("SUMMARY:Walk")[0], "utf-8")
    run_import(root, file)
    assert "events that are cut off or broken, and could not be read: 2" in capsys.readouterr().out


def test_a_rhythm_of_the_groups_own_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """group.yml is never written over: the past and single changes come in, the dates to come are the group's."""
    own = f"{GROUP}rhythm: {{every: week on tuesday, from: 2026-12-01, at: 19:00}} # ours\n"
    (root / "group.yml").write_text(own, "utf-8")
    moved = (
        "UID:lunch\nRECURRENCE-ID:20261210T123000\nDTSTART:20261211T123000\nDURATION:PT1H45M\nSUMMARY:Lunch"
    )
    run_import(root, write(root, LUNCH, moved))
    assert "“La Table” has a rhythm of its own in group.yml, which stays" in capsys.readouterr().out
    assert (root / "group.yml").read_text("utf-8") == own
    meetings = load(root).meetings
    assert [key for key in meetings if key > "2026-11-26"] == ["2026-12-11"]
    assert len(meetings) == 47 + 1  # each Thursday from 8 January to 26 November, and the one that was moved


def test_what_a_person_changed_is_named_and_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that says something else is never written over; one that says more is the same."""
    party = "UID:2\nDTSTART:20261218T190000\nDURATION:PT2H\nSUMMARY:Party\nLOCATION:The Barn"
    run_import(root, write(root, LUNCH, party))
    (root / "meetings/2026-12-18.yml").write_text("at: 20:00\ntitle: Party\n", "utf-8")
    (root / "meetings/2026-11-26.yml").write_text("present: []\n", "utf-8")
    before = read(root)
    capsys.readouterr()
    run_import(root, root / "old.ics")
    said = capsys.readouterr().out
    assert (
        "Already there, and saying something else; they stay as they are:\n  meetings/2026-12-18.yml" in said
    )
    assert "2026-11-26" not in said
    assert read(root) == before


def test_other_series_are_proposed_as_circles_or_written_date_by_date(root: Path) -> None:
    """A series that goes on is a circle of its own; with `--no-circles` its dates are meetings with a title."""
    evening = (
        "UID:e\nDTSTART:20260113T190000\nDURATION:PT2H\nRRULE:FREQ=MONTHLY;BYDAY=2TU\nSUMMARY:Photo club"
    )
    file = write(root, LUNCH, evening)
    run_import(root, file)
    group = load(root)
    assert group.settings.circles["photo-club"].name == "Photo club"
    assert "photo-club.2026-11-10" in group.meetings
    for path in [root / "group.yml", *(root / "meetings").iterdir()]:
        path.write_text(GROUP, "utf-8") if path.name == "group.yml" else path.unlink()
    run_import(root, file, "--no-circles")
    group = load(root)
    assert group.settings.circles == {}
    assert group.meetings["2026-11-10"].title == "Photo club"


def test_a_calendar_may_be_that_of_a_circle(root: Path) -> None:
    """With `--circle` all goes there; the group's own rhythm is not touched."""
    (root / "group.yml").write_text(f"{GROUP}circles:\n  photo: {{name: Photo}} # ours\n", "utf-8")
    run_import(root, write(root, LUNCH, "UID:2\nDTSTART:20261219T190000\nSUMMARY:Walk"), "--circle", "photo")
    group = load(root)
    assert (group.settings.rhythm, len(group.settings.circles["photo"].rhythm)) == ((), 1)
    assert all(meeting.circle == "photo" for meeting in group.meetings.values())
    assert "# ours" in (root / "group.yml").read_text("utf-8")


def test_a_series_of_another_zone_is_a_circle_with_that_zone(root: Path) -> None:
    """Its hour stays while the clocks of the two countries change on different days; so does a changed date's."""
    call = "UID:call\nDTSTART;TZID=America/New_York:20260107T193000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nSUMMARY:Call"
    moved = (
        "UID:call\nRECURRENCE-ID;TZID=America/New_York:20261216T193000\n"
        "DTSTART;TZID=America/New_York:20261216T203000\nDURATION:PT1H\nSUMMARY:Call"
    )
    file = write(root, LUNCH, call, moved)
    run_import(root, file)
    group = load(root)
    circle = group.settings.circles["call"]
    assert (circle.timezone, [str(rule.at) for rule in circle.rhythm]) == ("America/New_York", ["19:30:00"])
    assert str(group.meetings["call.2026-12-16"].at) == "20:30:00"
    assert {meeting.at for key, meeting in group.meetings.items() if key < "call.2026-12"} == {None}
    assert ours(group) == theirs(file)
    before = read(root)
    run_import(root, file)
    assert read(root) == before


def test_into_a_circle_of_another_zone_hours_are_those_of_its_clock(root: Path) -> None:
    """What is at half past twelve in Paris is at half past six in New York."""
    circle = "circles:\n  call: {name: Call, timezone: America/New_York}\n"
    (root / "group.yml").write_text(GROUP + circle, "utf-8")
    event = "UID:1\nDTSTART;TZID=Europe/Paris:20261217T123000\nDURATION:PT1H\nSUMMARY:Hello"
    run_import(root, write(root, event), "--circle", "call")
    assert str(load(root).meetings["call.2026-12-17"].at) == "06:30:00"


def test_two_at_one_time_are_two_meetings(root: Path) -> None:
    """Tracks of one evening: each has its title, its room and its page."""
    event = "UID:{n}\nDTSTART:20261217T190000\nDURATION:PT2H\nSUMMARY:{title}\nLOCATION:{place}\nURL:{url}"
    clay = event.format(n=1, title="Clay", place="Room 1", url="https://example.org/clay")
    bread = event.format(n=2, title="Bread", place="Room 2", url="https://example.org/bread")
    file = write(root, clay, f"{bread}\nX-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij")
    run_import(root, file)
    meetings = load(root).meetings
    assert list(meetings) == ["2026-12-17", "2026-12-17-clay"]
    assert (meetings["2026-12-17-clay"].place, meetings["2026-12-17"].place) == ("Room 1", "Room 2")
    assert meetings["2026-12-17"].links == {
        "online": "https://meet.google.com/abc-defg-hij",
        "page": "https://example.org/bread",
    }
    before = read(root)
    run_import(root, file)
    assert read(root) == before


def test_what_a_whole_series_links_to_stands_with_its_circle(root: Path) -> None:
    """A rhythm has no links: the group's own words have them, and a room where there is no other place."""
    series = f"{LUNCH}\nDESCRIPTION:Come\nLOCATION:The Inn\nURL:https://example.org/lunch\n"
    run_import(root, write(root, f"{series}CONFERENCE;VALUE=URI:https://meet.jit.si/lunch"))
    group = load(root)
    assert group.settings.about == "Come\n\n<https://meet.jit.si/lunch>\n\n<https://example.org/lunch>"
    assert group.meetings["2026-01-15"].links == {}


def test_nothing_is_written_unasked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody can be asked, what would be written is shown and no more."""
    file = write(root, LUNCH)
    assert main(["-C", str(root), "--now", NOW, "import", str(file)]) == 0
    assert "every: week on thursday" in capsys.readouterr().out
    assert list(read(root)) == ["group.yml"]


HOSTILE = {
    "large": (b"BEGIN:VCALENDAR\n" + b"X" * (64 << 20), "has more than 8 MiB. Export fewer years."),
    "events": (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 10_001, "has more than 10000 events"),
    "deep": (b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 50_000, "cannot be read: BEGIN:X"),
    "nul": (b"BEGIN:VCALENDAR\n\0\nEND:VCALENDAR\n", "This file is no text"),
    "empty": (b"", "This file is empty"),
    "text": (b"hello", "This file is no calendar"),
    "none": (b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "There is no event in this calendar."),
    "workbook": (b"PK\x03\x04rest", "This is a workbook or an archive."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_sentence(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever it holds, and however large it is."""
    data, said = HOSTILE[name]
    (root / "bad.ics").write_bytes(data)
    assert run_import(root, root / "bad.ics") == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert said in told.err


@pytest.mark.parametrize(
    ("count", "rule", "said"),
    [
        (1, "FREQ=SECONDLY;COUNT=1000000", "cannot be followed"),
        (1, "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3", "cannot be followed"),
        (3, "FREQ=DAILY;COUNT=1000000", "repeats its events more than 10000 times"),
        (4, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "by rules that name no day"),
    ],
)
def test_a_million_recurrences_end_in_one_sentence(
    count: int, rule: str, said: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No rule is followed further than a group could meet."""
    events = [f"UID:{n}\nDTSTART:19900101T100000\nSUMMARY:X\nRRULE:{rule}" for n in range(count)]
    run_import(root, write(root, *events))
    told = capsys.readouterr()
    assert said in told.out + told.err


def test_a_thousand_events_take_no_three_seconds(root: Path) -> None:
    """Counted in the time of the processor, so that other programs do not matter."""
    days = (date(2016, 1, 1) + timedelta(4 * n) for n in range(1000))
    events = [
        f"UID:{n}\nDTSTART:{day:%Y%m%d}T170000Z\nDURATION:PT2H\nSUMMARY:Event {n}\nDESCRIPTION:ask a@b.fr"
        for n, day in enumerate(days)
    ]
    file = write(root, *events)
    start = time.process_time()
    run_import(root, file)
    assert time.process_time() - start < 3
    assert len(load(root).meetings) == 1000


def test_the_steward_opens_nothing_for_the_past_and_calls_nobody(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody asked for turns yet: the first run tells the next date, and names nobody."""
    (root / "group.yml").write_text(f"{GROUP}steward: {{runs: yes}}\n", "utf-8")
    (root / "members").mkdir()
    for number, name in enumerate(("ann", "bob", "cleo"), 1):
        text = f"public: yes\nname: {name.title()}\ngithub: {name}\ngithub_id: {number}\njoined: 2026-11-20\n"
        (root / f"members/{name}.yml").write_text(text, "utf-8")
    run_import(root, write(root, LUNCH))
    capsys.readouterr()
    assert main(["-C", str(root), "--now", NOW, "plan", "--tracker", "folder"]) == 0
    said = capsys.readouterr().out
    opened = re.findall(r"^- open (\S+):", said, re.MULTILINE)
    assert opened == ["meeting:2026-12-03", "dashboard"]
    assert "Afterwards" not in said
    assert not re.search("@(ann|bob|cleo)", said)


BROKEN = {
    "DTSTART:2025-01-09T12:30": "its `DTSTART:2025-01-09T12:30` cannot be read",
    "EXDATE:demain": "its `EXDATE:demain` cannot be read",
    "RECURRENCE-ID:x": "its `RECURRENCE-ID:x` cannot be read",
    "RRULE:FREQ=WEEKLYY": "its `RRULE:FREQ=WEEKLYY` cannot be read",
}


@pytest.mark.parametrize("line", BROKEN)
def test_an_event_with_a_broken_time_is_named_and_stops_no_other(
    line: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its line and what stands there are said; the events beside it are taken."""
    times = "" if line.startswith("DTSTART") else "DTSTART:20250109T123000\n"
    good = "UID:2\nDTSTART:20250116T123000\nDURATION:PT2H\nSUMMARY:Lunch"
    assert run_import(root, write(root, f"UID:1\n{times}{line}\nDURATION:PT2H\nSUMMARY:x", good)) == 0
    assert f"line 4: {BROKEN[line]}" in capsys.readouterr().out
    assert [str(key) for key in load(root).meetings] == ["2025-01-16"]


def test_a_broken_word_beside_the_times_is_left_out(root: Path) -> None:
    """A SEQUENCE that is no number says nothing of when an event is."""
    event = "UID:1\nSEQUENCE:b\nDTSTART:20250109T123000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:x"
    run_import(root, write(root, event))
    assert len(load(root).meetings) == 2


def test_lines_may_end_as_on_the_first_macs(root: Path) -> None:
    """A carriage return alone ends a line."""
    file = write(root, "UID:1\nDTSTART:20250109T123000\nDURATION:PT2H\nSUMMARY:Lunch")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r"))
    run_import(root, file)
    assert len(load(root).meetings) == 1
