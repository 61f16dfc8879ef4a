"""The groups of the matrix: odd zones, clock changes, whole days, hostile texts, and each turn of an event's life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from builders import a_circle, a_group, a_meeting, a_member, a_rule, an_instant, some_holidays
from calendar_matrix.clock_changes import clock_changes
from calendar_matrix.truth import Case
from tablee.model import Answer, Brand, Call, CallAnswer, Card, Meeting, Place

ZONES = (
    "Europe/Paris",
    "Africa/Casablanca",
    "Europe/Dublin",
    "Australia/Lord_Howe",
    "America/Nuuk",
    "Pacific/Apia",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Tokyo",
    "UTC",
)
HOSTILE = (
    "Été, à l'œuvre ; « prix » : 10 %, ça va ?",
    "🍲 👩🏽‍🍳 🇫🇷 cuisine",
    "a,b;c:d\"e'f^g|h<i>&j%0A",
    "ends in a backslash \\",
    "שלום, مرحبا (right to left)",
    "END:VEVENT\nBEGIN:VEVENT\nSUMMARY:not ours",
    "日本語のとても長い題名" * 12,
    "x" * 200,
    "tab\there  two spaces ",
)
ESCAPES = ("C:\\new\\North", "\\n \\N \\, \\; \\\\n", "half \\\\ and \\", "\\" * 90, "^" * 90)
LONG = "Une très longue note ; avec, tout \\ ce qu'il faut 🍲\n" * 192
PLACE = Place(
    "Le Bistrot, « chez Zoé »",
    "1 rue de l'Église; 78220 Viroflay",
    access="Sonner ; 2e, à gauche",
    geo=(48.8, 2.13),
    online="https://salon.test/a,b;c?d=é",
)
NOW = "2026-01-02 12:00"


def all_cases() -> Iterator[Case]:
    """Return every group of the matrix."""
    for zone in ZONES:
        yield weekly(zone)
    for zone in ZONES[:-2]:
        if clock_changes(zone, 2026, 2027):
            yield around_clock_changes(zone)
    yield whole_days()
    yield hostile_texts()
    yield escapes()
    yield lives()
    yield each_kind()
    yield Case("without events", a_group(rhythm=()), an_instant(NOW))


def weekly(zone: str) -> Case:
    """Every Thursday at 12:30 by the clocks of a zone, for more than a year."""
    group = a_group(timezone=zone, horizon=timedelta(weeks=60))
    return Case(f"weekly {zone}", group, an_instant(NOW, zone))


def around_clock_changes(zone: str) -> Case:
    """Meetings before, within and after each hour that a zone leaves out or repeats."""
    meetings = [
        meeting
        for number, change in enumerate(clock_changes(zone, 2026, 2027))
        for meeting in _around(change.astimezone(ZoneInfo(zone)), number)
    ]
    return Case(
        f"changes {zone}", a_group(meetings=meetings, timezone=zone, rhythm=()), an_instant(NOW, zone)
    )


def _around(change: datetime, number: int) -> Iterator[Meeting]:
    """Return meetings about a change, by the clocks: some begin or end at a time that is not there, or twice."""
    for shift in range(-105, 121, 15):
        clock = change.replace(tzinfo=None) + timedelta(minutes=shift)
        key = f"{clock:%Y-%m-%d}-c{number}m{shift + 105}"
        lasts = ("0h30", "1h45", "26h")[shift // 15 % 3]
        yield a_meeting(key, title=f"{clock:%H:%M}", at=f"{clock:%H:%M}", lasts=lasts)


def whole_days() -> Case:
    """Meetings without an hour: one day, several, over a clock change, over New Year; a rhythm of such."""
    meetings = [
        a_meeting("2026-03-28-mer", title="À la mer", lasts="2 days"),
        a_meeting("2026-10-25-jour", title="Un jour", lasts="1 day"),
        a_meeting("2026-12-31-an", title="Nouvel an", lasts="3 days"),
        a_meeting("2026-05-05", moved_to="2026-05-06"),
        a_meeting("2026-06-02", cancelled=True),
        a_meeting("2026-07-07", at="09:00", lasts="3h"),
    ]
    rule = a_rule("tuesday", nth=1, at=None, lasts="2 days")
    return Case("whole days", a_group(meetings=meetings, rhythm=rule), an_instant(NOW))


def hostile_texts() -> Case:
    """Texts that could end a line, start a property or tear a character, in every field that a feed shows."""
    return _texts("hostile texts", (*HOSTILE, LONG))


def escapes() -> Case:
    r"""Texts that hold `\n` and `\N` as two characters each: the escapes of RFC 5545 themselves."""
    return _texts("escapes in texts", ESCAPES)


def _texts(name: str, texts: tuple[str, ...]) -> Case:
    meetings = [
        a_meeting(
            f"2026-04-{day:02}-t",
            title=text,
            at="18:30",
            place=text.strip()[:60],
            topics=(text, "2 sujets, au moins"),
            why=text,
            moved_to=f"2026-04-{day + 1:02}",
        )
        for day, text in enumerate(texts, start=1)
    ]
    group = a_group(
        meetings=meetings,
        rhythm=a_rule(place="bistrot"),
        name=texts[0],
        tagline=texts[1],
        places={"bistrot": PLACE},
    )
    return Case(name, group, an_instant(NOW))


def lives() -> Case:
    """Tentative, confirmed, moved, moved for a holiday, cancelled, held, assumed held, an extra."""
    meetings = [
        a_meeting("2026-01-08", present=("ana", "bo"), facilitators=("ana",)),
        a_meeting("2026-01-15", title="Sans trace"),
        a_meeting("2026-01-22", cancelled=True, why="Neige ; verglas"),
        a_meeting("2026-02-05", title="Fixer ses tarifs", answers={"ana": Answer.YES, "bo": Answer.NO}),
        a_meeting("2026-02-12", moved_to="2026-02-13", at="09:15", lasts="3h"),
        a_meeting("2026-02-19", moved_to="2026-02-18", cancelled=True),
        a_meeting("2026-02-19-soir", title="Le soir", at="19:00", lasts="4h30"),
        a_meeting("2026-05-14"),
    ]
    group = a_group(
        members=[a_member("ana"), a_member("bo")],
        meetings=meetings,
        holidays=some_holidays("2026-05-14 Ascension", "2026-05-21 Fête"),
        rhythm=a_rule(place="bistrot"),
        places={"bistrot": PLACE},
    )
    return Case("an event's life", group, an_instant("2026-01-28 12:00"))


def each_kind() -> Case:
    """A group of two circles and three members, so that each kind of feed holds something."""
    members = [a_member("ana", circles=["soir"]), a_member("bo"), a_member("m-7f3k", public=False)]
    meetings = [
        a_meeting(
            "2025-12-18",
            title="Avant Noël",
            at="12:30",
            missions={"table": "ana", "mot": "bo"},
            done=("mot",),
        ),
        a_meeting("2026-01-08", facilitators=("ana",)),
        a_meeting("2026-01-15", facilitators=("bo", "m-7f3k")),
        a_meeting(
            "2026-01-22",
            called=(Call("bo", date(2026, 1, 1), CallAnswer.PASSED), Call("ana", date(2026, 1, 2))),
        ),
        a_meeting("soir.2026-01-06", title="Au coin du feu", facilitators=("ana",)),
        a_meeting("soir.2026-01-13", cancelled=True, facilitators=("bo",)),
    ]
    soir = a_circle("soir", rhythm=a_rule("tuesday", at="20:00", lasts="2h30"), brand=Brand("#a0522d"))
    matin = a_circle("matin", rhythm=a_rule("monday", nth=1, at="07:45", lasts="1h"))
    deck = {"table": Card("Réserver, à temps", "Appeler ; confirmer\nla veille"), "mot": Card("Un mot")}
    group = a_group(members=members, meetings=meetings, circles=[soir, matin], deck=deck)
    return Case("each kind", group, an_instant(NOW))
