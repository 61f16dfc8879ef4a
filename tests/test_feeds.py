"""Feeds tell each date once, under one identity for ever, plainly, and name nobody who does not want it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from builders import a_circle, a_group, a_history, a_meeting, a_member, a_rule, an_instant, some_holidays
from tablee.feeds import render_feeds
from tablee.feeds.css_colours import nearest_css_colour
from tablee.files.history import NO_HISTORY, History
from tablee.i18n.translations import load_translations
from tablee.model import Answer, Brand, Call, CallAnswer, Group, Place, Poll
from tablee.rules.timeline import build_timeline

BISTROT = Place("Le Bistrot", "1 rue du Marché\n78220 Viroflay", access="Sonner deux fois", geo=(48.8, 2.13))
NOW = "2026-12-01 10:00"
WEEK = timedelta(weeks=1)
UNWANTED = (
    "ORGANIZER",
    "ATTENDEE",
    "METHOD",
    "VALARM",
    "RRULE:FREQ=W",
    "RDATE",
    "X-ADDRESS",
    "X-ALT-DESC",
    "X-WR-TIMEZONE",
    "STYLED",
    "TRANSP:OPAQUE",
    "\ufeff",
)


def _feeds(group: Group, now: str = NOW, history: History = NO_HISTORY) -> dict[str, bytes]:
    return render_feeds(
        group, build_timeline(group, an_instant(now)), load_translations(group.settings.language), history
    )


def _event(feed: bytes, key: str) -> str:
    """Return the lines of one event, unfolded."""
    parts = feed.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")
    (found,) = [part for part in parts if part.startswith(f"UID:{key}@")]
    return found.partition("END:VEVENT")[0].replace("\r\n", "\n")


def _keys(feed: bytes) -> list[str]:
    return [str(event["UID"]).partition("@")[0] for event in Calendar.from_ical(feed).walk("VEVENT")]


def _property(feed: bytes, key: str, name: str) -> str:
    (line,) = [line for line in _event(feed, key).split("\n") if line.startswith((f"{name}:", f"{name};"))]
    return line.partition(":")[2]


def a_whole_group() -> Group:
    """Build a group with a circle, a past, a present and a future, in English."""
    return a_group(
        language="en",
        tagline="Lunch, every Thursday",
        horizon=an_instant("2026-12-25") - an_instant("2026-12-01"),
        rhythm=a_rule(place="bistrot"),
        places={"bistrot": BISTROT},
        circles=[a_circle("propulseurs", rhythm=a_rule("tuesday", from_on="2026-12-08"))],
        members=[
            a_member("ines", name="Inès"),
            a_member("paul", name="Paul"),
            a_member("gone", name="Gaston", left="2026-11-30"),
            a_member("m-7f3k", public=False),
        ],
        meetings=[
            a_meeting("2026-11-19", facilitators=("gone", "m-7f3k"), present=("gone", "m-7f3k")),
            a_meeting(
                "2026-12-10",
                title="Fixer; ses tarifs",
                topics=("Combien, et comment ?", "Devis"),
                moved_to="2026-12-11",
                why="Salle prise",
                facilitators=("ines",),
                answers={"ines": Answer.YES, "m-7f3k": Answer.YES, "paul": Answer.NO},
            ),
            a_meeting("propulseurs.2026-12-15", title="Démarchage", cancelled=True, why="Grève"),
        ],
    )


@pytest.fixture
def group() -> Group:
    """Return a group with a circle, a past, a present and a future, in English."""
    return a_whole_group()


def test_a_feed_for_everything_each_circle_each_member_and_each_event(group: Group) -> None:
    """The calendar of everything holds the circles' events too; who left or is not public has no calendar."""
    feeds = _feeds(group)
    keys = ["2026-11-19", "2026-12-03", "propulseurs.2026-12-08", "2026-12-10", "propulseurs.2026-12-15"]
    keys += ["2026-12-17", "propulseurs.2026-12-22", "2026-12-24"]
    assert sorted(feeds) == sorted(
        [
            "calendar.ics",
            "circles/propulseurs/calendar.ics",
            "members/ines/turns.ics",
            "members/paul/turns.ics",
            "newcomers.ics",
            *(f"meetings/{key}.ics" for key in keys),
        ]
    )
    assert _keys(feeds["calendar.ics"]) == keys
    assert _keys(feeds["circles/propulseurs/calendar.ics"]) == [key for key in keys if key.startswith("prop")]
    assert [_keys(feeds[f"meetings/{key}.ics"]) for key in keys] == [[key] for key in keys]


def test_an_event_is_written_out(group: Group) -> None:
    """All that one event says, in plain words, with what was moved, who facilitates and how many come."""
    assert _event(_feeds(group)["calendar.ics"], "2026-12-10") == (
        "UID:2026-12-10@la-tablee.test\n"
        "DTSTAMP:20000101T000000Z\n"
        "LAST-MODIFIED:20000101T000000Z\n"
        "SEQUENCE:0\n"
        "DTSTART;TZID=Europe/Paris:20261211T123000\n"
        "DTEND;TZID=Europe/Paris:20261211T141500\n"
        "STATUS:CONFIRMED\n"
        "SUMMARY:Fixer\\; ses tarifs\n"
        "LOCATION:Le Bistrot\\, 1 rue du Marché\\, 78220 Viroflay\n"
        "GEO:48.800000;2.130000\n"
        'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Le Bistrot, 1 rue du Marché, 78220 Viroflay"'
        ":geo:48.800000,2.130000\n"
        "URL:https://tablee.test/meetings/2026-12-10/\n"
        "DESCRIPTION:Originally planned for Thursday 10 December 2026.\\nWhy: Salle prise"
        "\\n\\nTopics:\\n– Combien\\, et comment ?\\n– Devis"
        "\\n\\nFacilitator: Inès\\n2 people are coming"
        "\\n\\nPlace: Le Bistrot\\, 1 rue du Marché\\, 78220 Viroflay\\nAccess: Sonner deux fois"
        "\\n\\nhttps://tablee.test/meetings/2026-12-10/\n"
    )


def test_the_bytes_of_an_event_are_the_same_in_every_feed(group: Group) -> None:
    """Each event is written once: whoever subscribes to two feeds reads the same."""
    feeds = _feeds(group)
    paths = ["calendar.ics", "members/ines/turns.ics", "meetings/2026-12-10.ics"]
    events = {
        feeds[path].split(b"BEGIN:VEVENT\r\nUID:2026-12-10@")[1].split(b"END:VEVENT")[0] for path in paths
    }
    assert len(events) == 1


def test_a_calendar_says_what_it_is(group: Group) -> None:
    """Its name in both spellings, what it is about, and how often to look; a file of one date says none of it."""
    feeds = _feeds(group)
    assert feeds["circles/propulseurs/calendar.ics"].split(b"BEGIN:VTIMEZONE")[0].decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tablee//Tablee 1//EN",
        "CALSCALE:GREGORIAN",
        "NAME:La Tablée: Propulseurs",
        "X-WR-CALNAME:La Tablée: Propulseurs",
        "X-WR-CALDESC:A circle of La Tablée",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "",
    ]
    assert "X-WR-CALDESC:Lunch\\, every Thursday\r\n" in feeds["calendar.ics"].decode()
    assert "NAME:La Tablée: Inès’s turns\r\n" in feeds["members/ines/turns.ics"].decode()
    assert b"NAME" not in feeds["meetings/2026-12-17.ics"].split(b"BEGIN:VTIMEZONE")[0]


def test_a_slot_without_a_file_is_tentative_and_says_so(group: Group) -> None:
    """Some calendars show no STATUS, so that the title tells it."""
    feed = _feeds(group)["calendar.ics"]
    assert _property(feed, "2026-12-17", "STATUS") == "TENTATIVE"
    assert _property(feed, "2026-12-17", "SUMMARY") == "La Tablée (to be confirmed)"
    assert _property(feed, "propulseurs.2026-12-08", "SUMMARY") == "Propulseurs (to be confirmed)"
    assert "Propulseurs" not in _property(feed, "propulseurs.2026-12-08", "DESCRIPTION")
    assert "TRANSP" not in _event(feed, "2026-12-17")


def test_a_date_under_vote_is_tentative_until_it_is_decided(group: Group) -> None:
    """Who plans by the calendar alone sees that the day may change, and when it no longer does."""
    poll = Poll(candidates=(date(2026, 12, 10), date(2026, 12, 8)), closes_on=date(2026, 12, 4))
    decided = replace(poll, decided_on=date(2026, 12, 4))
    cancelled = a_meeting("2026-12-10", poll=poll, cancelled=True)
    said = [
        _property(
            _feeds(replace(group, meetings={str(one.key): one}))["calendar.ics"], "2026-12-10", "STATUS"
        )
        for one in (a_meeting("2026-12-10", poll=poll), a_meeting("2026-12-10", poll=decided), cancelled)
    ]
    assert said == ["TENTATIVE", "CONFIRMED", "CANCELLED"]


def test_a_public_holiday_is_in_no_calendar() -> None:
    """The slot is skipped: the week after is the next one."""
    feed = _feeds(a_group(holidays=some_holidays("2026-12-10 Founding Day")))["calendar.ics"]
    assert "2026-12-10@" not in feed.decode()
    assert _property(feed, "2026-12-17", "DTSTART")


@pytest.mark.parametrize(
    ("language", "summary", "why"),
    [
        ("en", "Cancelled: Démarchage", "Why: Grève"),
        ("fr", "Annulé\u00a0: Démarchage", "Raison\u00a0: Grève"),
    ],
)
def test_a_cancelled_meeting_stays_and_is_marked(language: str, summary: str, why: str) -> None:
    """It keeps its place in the calendar, takes up nobody's time, and says so in the title and why in the text."""
    meeting = a_meeting("propulseurs.2026-12-15", title="Démarchage", cancelled=True, why="Grève")
    circles = [a_circle("propulseurs", rhythm=a_rule("tuesday"))]
    feed = _feeds(a_group(language=language, circles=circles, meetings=[meeting]))["calendar.ics"]
    key = "propulseurs.2026-12-15"
    assert _property(feed, key, "STATUS") == "CANCELLED"
    assert _property(feed, key, "TRANSP") == "TRANSPARENT"
    assert _property(feed, key, "SUMMARY") == summary
    assert _property(feed, key, "DESCRIPTION") == (
        f"{why}\\n\\nPropulseurs\\n\\nhttps://tablee.test/meetings/propulseurs.2026-12-15/"
    )


def test_a_turn_says_how_sure_it_is() -> None:
    """All calendars tell who accepted from who was only asked; whom the rule would propose stands in none."""
    accepted = a_meeting("2026-12-03", facilitators=("paul",))
    asked = a_meeting(
        "2026-12-10",
        called=(Call("ines", date(2026, 11, 29), CallAnswer.PASSED), Call("paul", date(2026, 11, 30))),
    )
    passed = a_meeting("2026-12-17", called=(Call("paul", date(2026, 11, 30), CallAnswer.PASSED),))
    members = [a_member("ines"), a_member("paul")]
    group = a_group(language="en", members=members, meetings=[accepted, asked, passed], horizon=4 * WEEK)
    feeds = _feeds(group)
    turns = feeds["members/paul/turns.ics"]
    assert _keys(turns) == ["2026-12-03", "2026-12-10", "2026-12-17"]
    assert [_property(turns, key, "STATUS") for key in _keys(turns)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert [_keys(feeds["members/ines/turns.ics"])] == [["2026-12-10"]]
    keys = ["2026-12-03", "2026-12-10", "2026-12-17", "2026-12-24"]
    page = "https://tablee.test/meetings/"
    assert [_property(feeds["calendar.ics"], key, "DESCRIPTION").partition("\\n")[0] for key in keys] == [
        "Facilitator: Paul",
        "Facilitator: Paul (asked\\, no answer yet)",
        f"{page}2026-12-17/",
        f"{page}2026-12-24/",
    ]


def test_a_turn_passed_on_stays_cancelled_until_its_meeting_is_over() -> None:
    """Or longer where nothing else is there: GNOME and vdirsyncer keep the old copy of a calendar that comes empty."""
    calls = (Call("ines", date(2026, 11, 29), CallAnswer.PASSED), Call("paul", date(2026, 11, 30)))
    group = a_group(
        language="en",
        members=[a_member("ines"), a_member("paul")],
        meetings=[a_meeting("2026-12-03", title="Prix", called=calls, at="12:30", lasts="2h")],
        rhythm=(),
    )
    feeds = _feeds(group)
    passed = _event(feeds["members/ines/turns.ics"], "2026-12-03").split("\n")
    told = _event(feeds["calendar.ics"], "2026-12-03").split("\n")
    assert [line for line in passed if line not in told] == [
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "SUMMARY:Turn passed on: Prix",
    ]
    assert _keys(_feeds(group, "2026-12-03 14:29")["members/ines/turns.ics"]) == ["2026-12-03"]
    assert _keys(_feeds(group, "2026-12-04")["members/ines/turns.ics"]) == ["2026-12-03"]
    both = replace(
        group, meetings={**group.meetings, "2026-11-26": a_meeting("2026-11-26", facilitators=("ines",))}
    )
    assert _keys(_feeds(both, "2026-12-03 14:29")["members/ines/turns.ics"]) == ["2026-11-26", "2026-12-03"]
    assert _keys(_feeds(both, "2026-12-03 14:30")["members/ines/turns.ics"]) == ["2026-11-26"]


def test_a_circle_says_its_name_and_colour() -> None:
    """Its events bear its name as their category and its colour by the nearest name; its calendar the colour itself."""
    red = replace(
        a_circle("rouge", rhythm=a_rule("tuesday"), brand=Brand("#fe0102")), name="Les Rouges, vifs"
    )
    feeds = _feeds(a_group(circles=[red, a_circle("gris", rhythm=a_rule("monday"))]))
    calendar = feeds["circles/rouge/calendar.ics"]
    assert "COLOR:red\r\nX-APPLE-CALENDAR-COLOR:#fe0102\r\n" in calendar.decode()
    assert _property(calendar, "rouge.2026-12-01", "COLOR") == "red"
    assert _property(calendar, "rouge.2026-12-01", "CATEGORIES") == "Les Rouges\\, vifs"
    assert b"COLOR" not in feeds["circles/gris/calendar.ics"]
    assert "CATEGORIES" not in _event(feeds["calendar.ics"], "2026-12-03")


@pytest.mark.parametrize(
    ("colour", "name"),
    [("#a0522d", "sienna"), ("#A1532C", "sienna"), ("#123456", "midnightblue")],
)
def test_a_colour_is_told_by_the_nearest_name_of_css(colour: str, name: str) -> None:
    """RFC 7986 knows colours by their names only."""
    assert nearest_css_colour(colour) == name


def test_a_room_online_is_told_in_each_way_that_programs_read() -> None:
    """In the place and in the text, since few programs know CONFERENCE."""
    room = Place("Salon", online="https://salon.test/a,b")
    feed = _feeds(a_group(rhythm=a_rule(place="salon"), places={"salon": room}, language="en"))[
        "calendar.ics"
    ]
    assert "CONFERENCE;VALUE=URI:https://salon.test/a,b" in _event(feed, "2026-12-03").split("\n")
    assert _property(feed, "2026-12-03", "LOCATION") == "Salon\\, https://salon.test/a\\,b"
    assert "Place: Salon\\, https://salon.test/a\\,b" in _property(feed, "2026-12-03", "DESCRIPTION")


def test_quotes_do_not_end_the_title_of_a_point_on_the_map() -> None:
    """Apple's title is the place in words, without what no parameter may hold."""
    place = Place('Le "Bistrot"; ici', geo=(0.00001, -2.13))
    feed = _feeds(a_group(rhythm=a_rule(place="bistrot"), places={"bistrot": place}))["calendar.ics"]
    lines = _event(feed, "2026-12-03").split("\n")
    assert 'LOCATION:Le "Bistrot"\\; ici' in lines
    assert "GEO:0.000010;-2.130000" in lines
    point = 'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Le Bistrot; ici":geo:0.000010,-2.130000'
    assert point in lines


def test_an_event_across_a_clock_change_is_told_in_utc() -> None:
    """GNOME ends it an hour off otherwise; one beside the change keeps the clocks of its zone."""
    meetings = [
        a_meeting("2026-03-29-nuit", title="Nuit", at="01:15", lasts="1h45"),
        a_meeting("2026-03-29-matin", title="Matin", at="03:00", lasts="1h"),
    ]
    feed = _feeds(a_group(meetings=meetings, rhythm=()))["calendar.ics"]
    assert _property(feed, "2026-03-29-nuit", "DTSTART") == "20260329T001500Z"
    assert _property(feed, "2026-03-29-nuit", "DTEND") == "20260329T020000Z"
    assert "DTSTART;TZID=Europe/Paris:20260329T030000" in _event(feed, "2026-03-29-matin")


def test_past_turns_stay_in_a_members_feed() -> None:
    """Who facilitated stands in the files of past meetings, one or several."""
    both = a_meeting("2026-11-12", facilitators=("ines", "paul"))
    one = a_meeting(
        "2026-11-19", facilitators=("ines",), called=(Call("paul", date(2026, 11, 1), CallAnswer.PASSED),)
    )
    members = [a_member("ines"), a_member("paul")]
    feeds = _feeds(a_group(members=members, meetings=[both, one], rhythm=()))
    assert _keys(feeds["members/ines/turns.ics"]) == ["2026-11-12", "2026-11-19"]
    assert _keys(feeds["members/paul/turns.ics"]) == ["2026-11-12"]


def test_who_is_not_public_is_counted_and_never_named() -> None:
    """Neither the identity nor, were there one, the name of such a member stands in any feed."""
    secret = a_member("m-7f3k", public=False, name="Zénobie", facilitates=())
    past = a_meeting("2026-11-19", facilitators=("paul", "m-7f3k", "unknown"), answers={"m-7f3k": Answer.YES})
    alone = a_meeting("2026-12-10", facilitators=("m-7f3k",), answers={"m-7f3k": Answer.YES})
    group = a_group(language="en", members=[secret, a_member("paul")], meetings=[past, alone])
    feeds = _feeds(group)
    everything = b"".join(feeds.values()) + "".join(feeds).encode()
    assert b"m-7f3k" not in everything
    assert "Zénobie".encode() not in everything
    assert _property(feeds["calendar.ics"], "2026-11-19", "DESCRIPTION") == (
        "Facilitator: Paul and 2 more members\\n\\nhttps://tablee.test/meetings/2026-11-19/"
    )
    assert _property(feeds["calendar.ics"], "2026-12-10", "DESCRIPTION").startswith(
        "Facilitator: a member\\n1 person is coming\\n"
    )


def test_who_left_is_still_named_in_the_past(group: Group) -> None:
    """A member who left has no feed, and facilitated all the same."""
    said = _property(_feeds(group)["calendar.ics"], "2026-11-19", "DESCRIPTION")
    assert said.startswith("Facilitator: Gaston and one more member\\n\\nPlace: Le Bistrot")


def test_a_feed_without_events_tells_its_zone() -> None:
    """A calendar must hold something (RFC 5545, 3.6): that of a member without turns holds the time zone."""
    feeds = _feeds(a_group(members=[a_member("paul")], rhythm=()))
    calendar = Calendar.from_ical(feeds["members/paul/turns.ics"])
    assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE"]


def test_the_wire_is_as_rfc_5545_demands(group: Group) -> None:
    """CRLF, 75 octets, UTF-8, no byte order mark, every line a property, and nothing that asks for replies."""
    for path, feed in _feeds(group).items():
        lines = feed.split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR", path
        assert lines[-2:] == [b"END:VCALENDAR", b""], path
        assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == [], path
        assert [word for word in UNWANTED if word in feed.decode()] == [], path
        assert all(re.match("[A-Z-]+[:;]| ", line.decode()) for line in lines[:-1]), path


def test_the_history_reaches_the_event() -> None:
    """SEQUENCE, DTSTAMP and LAST-MODIFIED come from Git's commits."""
    created, changed = (datetime(2026, 11, day, 8, tzinfo=UTC) for day in (1, 2))
    file = "meetings/2026-12-10.yml"
    commits = {"group.yml": [datetime(2026, 1, 1, tzinfo=UTC)], file: [created, changed]}
    history = a_history(commits, {file: [created]})
    feed = _feeds(a_group(meetings=[a_meeting("2026-12-10")]), history=history)["calendar.ics"]
    assert _property(feed, "2026-12-10", "SEQUENCE") == "846835200"
    assert _property(feed, "2026-12-10", "DTSTAMP") == "20261102T080000Z"
    assert _property(feed, "2026-12-10", "LAST-MODIFIED") == "20261102T080000Z"
    assert _property(feed, "2026-12-17", "DTSTAMP") == "20260101T000000Z"


def test_the_bytes_depend_on_nothing_of_the_machine() -> None:
    """Two hash seeds, two locales and two zones give the same bytes."""
    program = (
        "import sys, test_feeds as t; sys.stdout.buffer.write(repr(t._feeds(t.a_whole_group())).encode())"
    )
    machines: list[dict[str, str]] = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"},
    ]
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": path, "PATH": os.environ["PATH"], **machine},
            capture_output=True,
            check=True,
        ).stdout
        for machine in machines
    }
    assert said == {repr(_feeds(a_whole_group())).encode()}
