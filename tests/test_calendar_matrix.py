"""Calendars are read alike by every reader, and as the timeline says: a sample of what `make calendar-matrix` shows."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from any_group import any_group
from builders import a_group, a_meeting, an_instant
from calendar_matrix.comparison import Subject, Verdict, judge
from calendar_matrix.fault_table import judge_faults
from calendar_matrix.faults import FAULTS
from calendar_matrix.feed_table import judge_cases, subjects_of
from calendar_matrix.groups import (
    all_cases,
    around_clock_changes,
    each_kind,
    hostile_texts,
    lives,
    weekly,
    whole_days,
)
from calendar_matrix.limits import LIMITS
from calendar_matrix.matrix import print_feeds
from calendar_matrix.occurrence import Occurrence, Reading, Refusal, differences
from calendar_matrix.readers import READERS_OF_FEEDS, Reader
from calendar_matrix.table import Row, render_table
from calendar_matrix.truth import Case
from calendar_matrix.wire import check_wire
from calendar_matrix.zone_table import judge_chunk
from tablee.model import Group

ODD_ZONES = (
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Havana",
    "America/Nuuk",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Etc/GMT+12",
    "Factory",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
)


@pytest.fixture(autouse=True)
def _pinned_zones() -> Iterator[None]:
    """Give readers and truth the same tz database: the pinned one."""
    zoneinfo.reset_tzpath(())
    ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()
    ZoneInfo.clear_cache()


def each_reader(*, clocks: bool = False) -> pytest.MarkDecorator:
    """Run a test with each reader by its name; with `clocks`, only with those that read clocks."""
    readers = [reader for reader in READERS_OF_FEEDS if reader.reads_clocks or not clocks]
    return pytest.mark.parametrize("reader", readers, ids=lambda reader: reader.name)


def usable(reader: Reader) -> Reader:
    """Skip the test where a reader is missing."""
    return pytest.skip(reader.lacks()) if reader.lacks() else reader


def faults_in(rows: list[Row]) -> dict[str, Verdict]:
    """Return the verdicts that are not good, by the names of their rows."""
    return {row.name: v for row in rows for v in row.verdicts.values() if v.faults}


@each_reader()
def test_each_kind_of_feed_shows_what_the_timeline_says(reader: Reader) -> None:
    """All, circle, newcomers, turns and missions, one meeting; every state; hostile texts; whole days."""
    cases = [each_kind(), hostile_texts()]
    if usable(reader).reads_clocks:
        cases += [lives(), whole_days(), Case("none", a_group(rhythm=()), an_instant("2026-01-02"))]
    assert faults_in(judge_cases(cases, [reader])) == {}


@each_reader(clocks=True)
def test_clocks_that_change_are_read_rightly(reader: Reader) -> None:
    """Times in a gap and in a repeated hour, around them and across; a year of Thursdays in a zone without change."""
    usable(reader)
    cases = [around_clock_changes(zone) for zone in ("Europe/Dublin", "Australia/Lord_Howe", "America/Nuuk")]
    assert (
        faults_in(judge_cases([*cases, weekly("Pacific/Apia"), weekly("Africa/Casablanca")], [reader])) == {}
    )


@each_reader(clocks=True)
def test_odd_zones_are_read_rightly(reader: Reader) -> None:
    """Ramadan, negative summer time, half hours, two hours, far ends of the day: 2025 to 2027, about every change."""
    assert faults_in(judge_chunk(ODD_ZONES, [usable(reader)], 2025, 2027)) == {}


def test_the_truth_is_what_a_person_would_say() -> None:
    """The matrix compares with these instants: a time left out by a change is later, a repeated one the first."""
    meetings = [
        a_meeting("2026-03-29", title="In the gap", at="02:30", lasts="1h"),
        a_meeting("2026-10-25", title="Twice", at="02:30", lasts="1h30"),
        a_meeting("2026-12-24", title="Noël", lasts="2 days", place="Ici, là", cancelled=True),
        a_meeting("2026-07-02", title="Summer", at="12:30", lasts="1h45"),
    ]
    case = Case("", a_group(meetings=meetings, rhythm=(), language="en"), an_instant("2026-01-01"))
    said = [
        (o.uid, o.starts_at, o.ends_at, o.summary, o.location, o.status)
        for o in case.truths(["calendar.ics"])["calendar.ics"]
    ]
    assert said == [
        (
            "2026-03-29@la-tablee.test",
            "2026-03-29T01:30:00Z",
            "2026-03-29T02:30:00Z",
            "In the gap",
            "",
            "CONFIRMED",
        ),
        (
            "2026-07-02@la-tablee.test",
            "2026-07-02T10:30:00Z",
            "2026-07-02T12:15:00Z",
            "Summer",
            "",
            "CONFIRMED",
        ),
        (
            "2026-10-25@la-tablee.test",
            "2026-10-25T00:30:00Z",
            "2026-10-25T02:00:00Z",
            "Twice",
            "",
            "CONFIRMED",
        ),
        ("2026-12-24@la-tablee.test", "2026-12-24", "2026-12-26", "Cancelled: Noël", "Ici, là", "CANCELLED"),
    ]


def test_every_fault_is_noticed() -> None:
    """Of 27 feeds with one fault each 27 are noticed: a reader refuses it or shows something else, or the wire."""
    noticed = judge_faults([usable(reader) for reader in READERS_OF_FEEDS])
    assert len(FAULTS) == 27
    assert [fault for fault in FAULTS if not noticed[fault]] == []


def test_our_bytes_are_as_the_standard_has_them() -> None:
    """Every feed of every group of the matrix: CRLF, 75 octets, UTF-8 in each line, escapes, mandatory properties."""
    feeds = {name: subject.feed for case in all_cases() for name, subject in subjects_of(case)}
    assert {name: complaints for name, feed in feeds.items() if (complaints := check_wire(feed))} == {}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(drawn=any_group())
def test_any_group_is_read_alike_by_all_readers_in_python(drawn: tuple[Group, datetime]) -> None:
    """Whatever people write, in whatever zone: every reader takes every feed, and shows what the timeline says."""
    group, now = drawn
    case = Case("any", group, now)
    feeds = case.feeds()
    truths = case.truths(feeds)
    subjects = [Subject(group.settings.timezone, feed, truths[path]) for path, feed in feeds.items()]
    assert [complaint for feed in feeds.values() for complaint in check_wire(feed)] == []
    verdicts = [judge(reader, subjects) for reader in READERS_OF_FEEDS if reader.pure_python]
    assert [verdict for found in verdicts for verdict in found if verdict.faults] == []


def test_a_difference_counts_and_a_limit_hides_nothing_else() -> None:
    """A wrong hour, a lost and a doubled event count once each; a limit of texts still compares the times."""
    one = Occurrence("a", "2026-01-01T11:30:00Z", "2026-01-01T12:30:00Z", r"C:\new", "", "CONFIRMED", "")
    late = Occurrence("a", "2026-01-01T12:30:00Z", "2026-01-01T13:30:00Z", "C:\\\new", "", "CONFIRMED", "")
    broken = Occurrence("a", one.starts_at, one.ends_at, "C:\\\new", "", "CONFIRMED", "")
    other = Occurrence("b", one.starts_at, one.ends_at, "b", "", "CONFIRMED", "")
    assert differences([one, other], [late, other, other]) == ["a", "b"]
    assert differences([one, other], [one]) == ["b"]
    answers: list[Reading] = [(late,), (broken,), Refusal("no")]
    subjects = [Subject("Europe/Paris", b"", (one,))] * 3
    verdicts = judge(Reader("node-ical", lambda _: answers), subjects)
    assert [verdict.faults for verdict in verdicts] == [1, 0, 1]
    assert LIMITS[0].reader == "node-ical"
    row = Row("feed", 2, {"node-ical": verdicts[1]})
    assert (
        render_table("kind", [Reader("node-ical", lambda _: answers)], [row]).splitlines()[1]
        == "feed       2  = a1"
    )


def test_the_matrix_says_what_differs_and_counts_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A reader that shows nothing differs in every event of every feed; one that refuses, once for each feed."""
    fed = sum(1 for case in all_cases() for _ in subjects_of(case))
    blind = Reader("blind", lambda feeds: [() for _ in feeds])
    proud = Reader("proud", lambda feeds: [Refusal("not to my taste") for _ in feeds])
    assert print_feeds([proud]) == fed
    assert "an event's life: turns, proud: not to my taste" in capsys.readouterr().out
    assert print_feeds([blind]) > fed
    assert "weekly UTC: all, blind: 2026-01-08@la-tablee.test" in capsys.readouterr().out
