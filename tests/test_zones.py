"""VTIMEZONE components tell the same offsets as the zone data, instant by instant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Component, Timezone

from tablee.feeds.zones import render_vtimezone
from tablee.feeds.zones.zone_clocks import zone_names

HOUR = 3600
DAY = 24 * HOUR
ODD = (
    "Africa/Cairo Africa/Casablanca America/Asuncion America/Godthab America/Havana America/Santiago "
    "America/St_Johns Antarctica/Troll Asia/Gaza Asia/Jerusalem Asia/Tehran Australia/Lord_Howe "
    "Europe/Dublin Europe/Paris Europe/Volgograd Pacific/Apia Pacific/Chatham Pacific/Fiji"
)
"""Zones that changed their rule lately, keep Ramadan, or change at odd hours, by odd amounts, on odd days."""

FEW_YEARS = (date(2026, 1, 8), date(2027, 3, 1))


@lru_cache(maxsize=1)
def _data_zone(name: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def _offset(zone: ZoneInfo, instant: int) -> int:
    offset = datetime.fromtimestamp(instant, zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """Return the first instant with the offset of `after`, by halving."""
    target = _offset(zone, after)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (before, middle) if _offset(zone, middle) == target else (middle, after)
    return after


def _probes(zone: ZoneInfo, first_on: date, last_on: date) -> Iterator[int]:
    """Yield every second noon of the span, and the seconds and hours around each change."""
    start, stop = (
        int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp()) for on in (first_on, last_on)
    )
    noons = range(start + DAY // 2, stop + DAY, 2 * DAY)
    yield from noons
    for before, after in pairwise(noons):
        if _offset(zone, before) != _offset(zone, after):
            change = _change(zone, before, after)
            yield from (change + step for step in (-HOUR, -1, 0, 1, HOUR))


def _component(name: str, first_on: date, last_on: date) -> Component:
    return Timezone.from_ical(render_vtimezone(name, first_on, last_on).decode())


def _seconds(part: Component, key: str) -> int:
    return int(part.decoded(key).total_seconds())


def _onsets(component: Component, until: datetime) -> list[tuple[int, int]]:
    """Return what RFC 5545 says a component means: (instant, offset from then on), expanded by dateutil."""
    onsets = []
    for part in component.subcomponents:
        start = part.decoded("DTSTART")
        rule = part.decoded("RRULE").to_ical().decode() if "RRULE" in part else "FREQ=YEARLY;COUNT=1"
        before, after = (_seconds(part, key) for key in ("TZOFFSETFROM", "TZOFFSETTO"))
        onsets += [
            (int(local.replace(tzinfo=UTC).timestamp()) - before, after)
            for local in rrulestr(rule, dtstart=start).between(start, until, inc=True)
        ]
    return sorted(onsets)


def disagreements(name: str, first_on: date, last_on: date) -> list[int]:
    """Return the instants of the span at which the component and the data give different offsets."""
    onsets = _onsets(_component(name, first_on, last_on), datetime(last_on.year + 2, 1, 1))  # noqa: DTZ001 (local)
    instants = [instant for instant, _ in onsets]
    zone = _data_zone(name)
    return [
        probe
        for probe in _probes(zone, first_on, last_on)
        if onsets[bisect_right(instants, probe) - 1][1] != _offset(zone, probe)
    ]


@pytest.mark.parametrize("name", ODD.split())
def test_component_and_data_agree_through_twenty_years(name: str) -> None:
    """Around each change and between changes; each part starts from the offset that the clocks showed before."""
    assert disagreements(name, date(2020, 1, 1), date(2040, 12, 31)) == []
    for part in _component(name, *FEW_YEARS).subcomponents:
        onset, before = part.decoded("DTSTART"), _seconds(part, "TZOFFSETFROM")
        if onset.year > 1970:
            assert (
                _offset(_data_zone(name), int(onset.replace(tzinfo=UTC).timestamp()) - before - 1) == before
            )


@given(st.sampled_from(sorted(zone_names())), st.integers(1975, 2060), st.integers(0, 3))
def test_component_and_data_agree_in_any_zone_and_year(name: str, year: int, more: int) -> None:
    """Whatever the group's zone and whenever it meets."""
    assert disagreements(name, date(year, 2, 1), date(year + more, 11, 30)) == []


def test_every_zone_is_right_and_keeps_to_what_readers_share() -> None:
    """CRLF and 75 octets, no RDATE, no COMMENT, at least one STANDARD; the right offsets for two years."""
    for name in sorted(zone_names()):
        lines = render_vtimezone(name, *FEW_YEARS).decode("ascii").split("\r\n")
        keys = {line.partition(":")[0] for line in lines[:-1]}
        assert max(map(len, lines)) <= 75
        assert keys <= {"BEGIN", "END", "TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE"}
        assert (*lines[:2], *lines[-2:]) == ("BEGIN:VTIMEZONE", f"TZID:{name}", "END:VTIMEZONE", "")
        assert "BEGIN:STANDARD" in lines
        assert disagreements(name, *FEW_YEARS) == [], name


def test_paris_is_two_yearly_rules_and_kathmandu_one_observance() -> None:
    """The usual zone, and one that never changes, octet by octet."""
    assert render_vtimezone("Europe/Paris", *FEW_YEARS) == (
        b"BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n"
        b"BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
        b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
        b"BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
        b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
        b"END:VTIMEZONE\r\n"
    )
    assert render_vtimezone("Asia/Kathmandu", *FEW_YEARS) == (
        b"BEGIN:VTIMEZONE\r\nTZID:Asia/Kathmandu\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        b"TZOFFSETFROM:+0545\r\nTZOFFSETTO:+0545\r\nTZNAME:+0545\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )


@pytest.mark.parametrize(
    ("name", "onset", "recurrence"),
    [
        ("America/Nuuk", "1970-03-28T23:00", "BYDAY=SA;BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30"),
        ("America/Santiago", "1970-09-06T00:00", "BYDAY=SU;BYMONTH=9;BYMONTHDAY=2,3,4,5,6,7,8"),
        ("Asia/Jerusalem", "1970-03-27T02:00", "BYDAY=FR;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29"),
    ],
)
def test_an_hour_of_another_day_moves_the_weekday(name: str, onset: str, recurrence: str) -> None:
    """An hour below 0 or from 24 on falls on a neighbouring day, within a window of seven dates."""
    (summer,) = (part for part in _component(name, *FEW_YEARS).subcomponents if part.name == "DAYLIGHT")
    assert summer.decoded("DTSTART") == datetime.fromisoformat(onset)
    parts = sorted(summer.decoded("RRULE").to_ical().decode().split(";"))
    assert parts == sorted(["FREQ=YEARLY", *recurrence.split(";")])


def test_a_window_that_leaves_its_month_is_written_change_by_change() -> None:
    """Cairo's summer ends after the last Thursday of October, which may be 1 November."""
    component = _component("Africa/Cairo", date(2024, 5, 1), date(2024, 6, 1))
    assert [(part.name, part.decoded("DTSTART").isoformat()) for part in component.subcomponents] == [
        ("STANDARD", "1970-01-01T00:00:00"),
        ("DAYLIGHT", "2023-04-28T00:00:00"),
        ("STANDARD", "2023-10-27T00:00:00"),
        ("DAYLIGHT", "2024-04-26T00:00:00"),
        ("STANDARD", "2024-11-01T00:00:00"),
        ("DAYLIGHT", "2025-04-25T00:00:00"),
        ("STANDARD", "2025-10-31T00:00:00"),
    ]


@pytest.mark.parametrize("name", ["Europe/Dublin", "Africa/Casablanca"])
def test_daylight_is_the_larger_offset(name: str) -> None:
    """Also where the data calls the hour that is set back daylight saving."""
    parts = _component(name, date(2022, 1, 1), date(2024, 12, 31)).subcomponents
    hours = {"DAYLIGHT": HOUR, "STANDARD": 0}
    assert [_seconds(part, "TZOFFSETTO") for part in parts] == [hours[str(part.name)] for part in parts]


@pytest.mark.parametrize("name", ["Europe/Nowhere", "../../etc/passwd", "", "Europe", "europe/paris\r\nX:"])
def test_an_unknown_name_is_refused(name: str) -> None:
    """Only names that the package lists are read; nothing else becomes a path."""
    with pytest.raises(ValueError, match="unknown time zone"):
        render_vtimezone(name, *FEW_YEARS)


def test_the_days_within_the_years_do_not_matter() -> None:
    """So feeds stay still; and a slip such as the year 1 or 9999 is no reason to fail."""
    other = render_vtimezone("Africa/Casablanca", date(2026, 12, 31), date(2027, 1, 1))
    assert render_vtimezone("Africa/Casablanca", *FEW_YEARS) == other
    assert b"\r\nDTSTART:00020101T000000\r\n" in render_vtimezone(
        "Europe/Paris", date(1, 1, 1), date(1, 1, 2)
    )
    assert b"\r\nRRULE:" in render_vtimezone("Europe/Paris", date(9999, 1, 1), date(9999, 12, 31))
