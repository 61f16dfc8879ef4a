"""Calendar readers of other people see the meetings at their right instants, with their titles, places and states."""

from __future__ import annotations

import ctypes
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
from icalendar import Calendar, Component

from builders import a_group, a_meeting, a_member, a_rule, an_instant
from system_programs import load_libical
from tablee.feeds import render_feeds
from tablee.files.history import NO_HISTORY
from tablee.i18n.words import load_words
from tablee.model import Answer, Group, Meeting, Place
from tablee.rules.timeline import timeline

READERS = Path(__file__).parent / "readers"
PLACE = Place("Le Bistrot, « chez Zoé »", "1 rue de l'Église; 78220 Viroflay")
LOCATION = "Le Bistrot, « chez Zoé », 1 rue de l'Église; 78220 Viroflay"


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """What a reader shows of one date: instants in UTC, or days by themselves."""

    starts_at: str
    ends_at: str
    summary: str
    location: str | None
    status: str
    uid: str


Reader = Callable[[bytes], list[Occurrence]]


@pytest.fixture(params=["icalendar", "recurring-ical-events", "ical.js"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Reader:
    """Return a reader; ical.js is skipped where Node.js or its package is missing."""
    if request.param != "ical.js":
        return {"icalendar": _read_by_icalendar, "recurring-ical-events": _read_by_recurring}[request.param]
    node: Path = request.getfixturevalue("node")
    if not (READERS / "node_modules" / "ical.js").is_dir():
        pytest.skip("ical.js is missing: `make test` brings it, from npm")
    return lambda feed: _read_by_node(node, tmp_path / "feed.ics", feed)


def _read_by_icalendar(feed: bytes) -> list[Occurrence]:
    calendar = Calendar.from_ical(feed)
    assert [error for event in calendar.walk() for error in event.errors] == []
    return sorted(_occurrence(event) for event in calendar.walk("VEVENT"))


def _read_by_recurring(feed: bytes) -> list[Occurrence]:
    found = recurring_ical_events.of(Calendar.from_ical(feed)).between(date(2025, 1, 1), date(2028, 1, 1))
    return sorted(_occurrence(event) for event in found)


def _read_by_node(node: Path, file: Path, feed: bytes) -> list[Occurrence]:
    file.write_bytes(feed)
    done = subprocess.run([node, READERS / "read_events.mjs", file], capture_output=True, check=True)
    return sorted(Occurrence(**event) for event in json.loads(done.stdout))


def _occurrence(event: Component) -> Occurrence:
    return Occurrence(
        starts_at=_in_utc(event.decoded("DTSTART")),
        ends_at=_in_utc(event.decoded("DTEND")),
        summary=str(event["SUMMARY"]),
        location=str(event["LOCATION"]) if "LOCATION" in event else None,
        status=str(event["STATUS"]),
        uid=str(event["UID"]),
    )


def _in_utc(moment: Any) -> str:  # noqa: ANN401 (a date or a datetime, as the libraries say it)
    if not isinstance(moment, datetime):
        return str(moment)
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _group(zone: str, *meetings: Meeting, **settings: Any) -> Group:  # noqa: ANN401 (see tests/builders.py)
    given = {"rhythm": a_rule(from_on="2026-01-01", place="bistrot"), **settings}
    return a_group(meetings=meetings, timezone=zone, places={"bistrot": PLACE}, **given)


def _feed(group: Group, now: str = "2026-01-02 12:00") -> bytes:
    line = timeline(group, an_instant(now, group.settings.timezone))
    return render_feeds(group, line, load_words("en"), NO_HISTORY)["calendar.ics"]


@pytest.mark.parametrize(
    ("zone", "instants"),
    [
        ("Europe/Paris", ["2026-03-26 11:30", "2026-04-02 10:30", "2026-10-22 10:30", "2026-10-29 11:30"]),
        (
            "America/New_York",
            ["2026-03-05 17:30", "2026-03-12 16:30", "2026-10-29 16:30", "2026-11-05 17:30"],
        ),
        (
            "Australia/Sydney",
            ["2026-04-02 01:30", "2026-04-09 02:30", "2026-10-01 02:30", "2026-10-08 01:30"],
        ),
        (
            "Africa/Casablanca",
            ["2026-02-12 11:30", "2026-02-19 12:30", "2026-03-19 12:30", "2026-03-26 11:30"],
        ),
        ("Asia/Tokyo", ["2026-01-15 03:30", "2026-08-06 03:30"]),
    ],
)
def test_winter_and_summer_meetings_are_at_their_instant(
    zone: str, instants: list[str], read: Reader
) -> None:
    """12:30 by the clocks of the place is the right instant before and after their changes, in Ramadan too."""
    expected = []
    for instant in instants:
        starts_at = datetime.fromisoformat(instant).replace(tzinfo=UTC)
        when = (_in_utc(starts_at), _in_utc(starts_at + timedelta(minutes=105)))
        expected.append(
            Occurrence(*when, "La Tablée", LOCATION, "CONFIRMED", f"{instant[:10]}@la-tablee.test")
        )
    group = _group(zone, *(a_meeting(instant[:10]) for instant in instants))
    assert [occurrence for occurrence in read(_feed(group)) if occurrence.status == "CONFIRMED"] == expected


def test_every_state_is_read_alike(read: Reader) -> None:
    """Tentative, confirmed, moved and cancelled events: one each, in every reader, and nothing else."""
    group = _group(
        "Europe/Paris",
        a_meeting("2026-01-08", title="Prix; remises, « net »\\Nord 🍲", place=""),
        a_meeting("2026-01-15", moved_to="2026-01-16", at="09:00", lasts="3h"),
        a_meeting("2026-01-22", cancelled=True, why="neige"),
        horizon=an_instant("2026-01-30") - an_instant("2026-01-02"),
    )
    uid = "@la-tablee.test"
    at = ("2026-01-08T11:30:00Z", "2026-01-08T13:15:00Z")
    moved = ("2026-01-16T08:00:00Z", "2026-01-16T11:00:00Z")
    off = ("2026-01-22T11:30:00Z", "2026-01-22T13:15:00Z")
    slot = ("2026-01-29T11:30:00Z", "2026-01-29T13:15:00Z")
    assert read(_feed(group)) == [
        Occurrence(*at, "Prix; remises, « net »\\Nord 🍲", LOCATION, "CONFIRMED", "2026-01-08" + uid),
        Occurrence(*moved, "La Tablée", LOCATION, "CONFIRMED", "2026-01-15" + uid),
        Occurrence(*off, "Cancelled: La Tablée", LOCATION, "CANCELLED", "2026-01-22" + uid),
        Occurrence(*slot, "La Tablée (to be confirmed)", LOCATION, "TENTATIVE", "2026-01-29" + uid),
    ]


def test_an_all_day_meeting_is_one_of_days(read: Reader) -> None:
    """A seminar of two days starts on its first day and ends before the third, in no zone."""
    group = _group("Europe/Paris", a_meeting("2026-01-09-mer", title="À la mer", lasts="2 days"), rhythm=())
    assert read(_feed(group)) == [
        Occurrence("2026-01-09", "2026-01-11", "À la mer", None, "CONFIRMED", "2026-01-09-mer@la-tablee.test")
    ]
    assert b"VTIMEZONE" not in _feed(group)


@pytest.mark.parametrize(
    ("at", "lasts", "starts_at", "ends_at"),
    [
        ("23:30", "3h15", "2026-10-24T21:30:00Z", "2026-10-25T00:45:00Z"),
        ("23:30", "4h15", "2026-10-24T21:30:00Z", "2026-10-25T01:45:00Z"),
        ("23:30", "5h15", "2026-10-24T21:30:00Z", "2026-10-25T02:45:00Z"),
    ],
)
def test_the_night_on_which_an_hour_repeats_has_its_true_length(
    at: str, lasts: str, starts_at: str, ends_at: str, read: Reader
) -> None:
    """A meeting may end at the first 02:45 of that night, at the second one, or at 03:45."""
    group = _group("Europe/Paris", a_meeting("2026-10-24-nuit", title="Nuit", at=at, lasts=lasts), rhythm=())
    (found,) = read(_feed(group))
    assert (found.starts_at, found.ends_at) == (starts_at, ends_at)


def test_a_calendar_without_events_is_read(read: Reader) -> None:
    """A group whose rhythm has not begun has a feed that readers take."""
    assert read(_feed(_group("Europe/Paris", rhythm=()))) == []


def _complaints(libical: ctypes.CDLL, feed: bytes) -> tuple[bool, int]:
    """Return whether libical finds every property where it may stand, and how many errors it counts."""
    libical.icalparser_parse_string.restype = ctypes.c_void_p
    component = ctypes.c_void_p(libical.icalparser_parse_string(feed))
    allowed = bool(libical.icalrestriction_check(component))
    return allowed, libical.icalcomponent_count_errors(component)


def test_libical_has_no_complaint() -> None:
    """The library of GNOME and KDE allows every property where it stands; it would complain of a METHOD."""
    libical = load_libical()
    if libical is None:
        pytest.skip("libical is missing: `make test` says how to get it")
    group = _group(
        "Europe/Paris",
        a_meeting("2026-01-08", title="Prix; remises, « net »\\Nord 🍲", answers={"ines": Answer.YES}),
        a_meeting("2026-01-15", cancelled=True, why="neige"),
        a_meeting("2026-01-16-mer", title="À la mer", lasts="2 days"),
        members=[a_member("ines")],
    )
    line = timeline(group, an_instant("2026-01-02"))
    feeds = render_feeds(group, line, load_words("fr"), NO_HISTORY)
    assert {path: _complaints(libical, feed) for path, feed in feeds.items()} == dict.fromkeys(
        feeds, (True, 0)
    )
    with_method = feeds["calendar.ics"].replace(b"CALSCALE", b"METHOD:PUBLISH\r\nCALSCALE", 1)
    assert _complaints(libical, with_method) != (True, 0)
