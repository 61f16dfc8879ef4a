"""VTIMEZONE components tell the same offsets as the zone data, instant by instant."""

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
from tablee.feeds.zones.posix_rule import LocalTime, parse_posix_rule
from tablee.feeds.zones.vtimezone import _recurrence
from tablee.feeds.zones.zone_file import Change, History, Zone, load_zone, parse_zone_file, zone_names

HOUR = 3600
DAY = 24 * HOUR

# Zones that changed their rule lately, keep Ramadan, or change at odd hours, by odd amounts, on odd days.
ODD = (
    "Africa/Cairo Africa/Casablanca Africa/El_Aaiun Africa/Juba America/Asuncion America/Ciudad_Juarez "
    "America/Dawson America/Fortaleza America/Godthab America/Havana America/Mexico_City America/Nuuk "
    "America/Ojinaga America/Santiago America/Scoresbysund America/St_Johns Antarctica/Casey "
    "Antarctica/Troll Antarctica/Vostok Asia/Almaty Asia/Amman Asia/Beirut Asia/Damascus Asia/Gaza "
    "Asia/Hebron Asia/Jerusalem Asia/Tehran Asia/Qyzylorda Atlantic/Azores Australia/Lord_Howe "
    "Europe/Dublin Europe/Chisinau Europe/Volgograd Pacific/Apia Pacific/Chatham Pacific/Easter "
    "Pacific/Fiji Pacific/Norfolk Pacific/Tongatapu"
)
USUAL = (
    "America/Argentina/Buenos_Aires America/Argentina/ComodRivadavia America/Chicago America/Los_Angeles "
    "America/Montreal America/New_York America/Phoenix America/Sao_Paulo Asia/Kathmandu Asia/Kolkata "
    "Asia/Tokyo Australia/Adelaide Australia/Sydney CET Etc/GMT+12 Europe/Athens Europe/Brussels "
    "Europe/Lisbon Europe/London Europe/Paris Europe/Zurich Indian/Reunion Pacific/Auckland "
    "Pacific/Kiritimati UTC"
)
SPANS = (
    (date(2020, 1, 1), date(2040, 12, 31)),
    (date(2021, 6, 1), date(2023, 6, 30)),
    (date(2026, 1, 8), date(2027, 3, 1)),
)


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
    onsets = _onsets(_component(name, first_on, last_on), datetime(last_on.year + 2, 1, 1))  # noqa: DTZ001
    instants = [instant for instant, _ in onsets]
    zone = _data_zone(name)
    return [
        probe
        for probe in _probes(zone, first_on, last_on)
        if onsets[bisect_right(instants, probe) - 1][1] != _offset(zone, probe)
    ]


@pytest.mark.parametrize("name", [*ODD.split(), *USUAL.split()])
def test_component_and_data_agree_at_every_instant(name: str) -> None:
    """In a long span and in short ones, around each change and between changes."""
    assert [disagreements(name, *span) for span in SPANS] == [[], [], []]


@given(st.sampled_from(sorted(zone_names())), st.integers(1975, 2060), st.integers(0, 3))
def test_component_and_data_agree_in_any_zone_and_year(name: str, year: int, more: int) -> None:
    """Whatever the group's zone and whenever it meets."""
    assert disagreements(name, date(year, 2, 1), date(year + more, 11, 30)) == []


@pytest.mark.parametrize("name", sorted(zone_names()))
def test_every_zone_keeps_to_what_readers_share(name: str) -> None:
    """CRLF and 75 octets, no RDATE, no COMMENT, at least one STANDARD, and every name within its line."""
    text = render_vtimezone(name, *SPANS[2])
    lines = text.decode("ascii").split("\r\n")
    keys = {line.partition(":")[0] for line in lines[:-1]}
    assert max(map(len, lines)) <= 75
    assert keys <= {"BEGIN", "END", "TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE"}
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert lines[:2] == ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    assert lines[-2:] == ["END:VTIMEZONE", ""]
    assert "BEGIN:STANDARD" in lines


@pytest.mark.parametrize("name", [*ODD.split(), *USUAL.split()])
def test_each_observance_starts_from_the_offset_before(name: str) -> None:
    """TZOFFSETFROM is what the clocks showed, so that the onset is the right instant."""
    component = _component(name, *SPANS[0])
    zone = _data_zone(name)
    for part in component.subcomponents:
        onset = part.decoded("DTSTART")
        if onset.year > 1970:
            before = _seconds(part, "TZOFFSETFROM")
            instant = int(onset.replace(tzinfo=UTC).timestamp()) - before
            assert _offset(zone, instant - 1) == before


def test_paris_is_two_yearly_rules() -> None:
    """The usual zone, octet by octet."""
    assert render_vtimezone("Europe/Paris", date(2026, 1, 8), date(2027, 3, 1)) == (
        b"BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n"
        b"BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
        b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
        b"BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
        b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
        b"END:VTIMEZONE\r\n"
    )


def test_a_zone_that_never_changes_is_one_observance() -> None:
    """Kathmandu keeps its three quarters of an hour all year."""
    assert render_vtimezone("Asia/Kathmandu", date(2026, 1, 8), date(2027, 3, 1)) == (
        b"BEGIN:VTIMEZONE\r\nTZID:Asia/Kathmandu\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        b"TZOFFSETFROM:+0545\r\nTZOFFSETTO:+0545\r\nTZNAME:+0545\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )


@pytest.mark.parametrize(
    ("name", "onset", "recurrence"),
    [
        ("America/Nuuk", "19700328T230000", "BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA"),
        ("America/Santiago", "19700906T000000", "BYMONTH=9;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU"),
        ("Asia/Jerusalem", "19700327T020000", "BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR"),
    ],
)
def test_an_hour_of_another_day_moves_the_weekday(name: str, onset: str, recurrence: str) -> None:
    """An hour below 0 or from 24 on falls on a neighbouring day, within a window of seven dates."""
    lines = render_vtimezone(name, date(2026, 1, 8), date(2027, 3, 1)).decode().split("\r\n")
    start = lines.index(f"DTSTART:{onset}")
    assert lines[start - 1] == "BEGIN:DAYLIGHT"
    assert lines[start + 4] == f"RRULE:FREQ=YEARLY;{recurrence}"


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


@pytest.mark.parametrize("onset", ["M2.5.0/24", "M2.5.0/-1", "M3.1.0/-1", "M10.5.4/24", "J60", "300"])
def test_what_readers_do_not_share_has_no_recurrence(onset: str) -> None:
    """A window over the edge of its month, the last week of February moved, a day counted in the year."""
    summer = parse_posix_rule(f"AAA0BBB,{onset},M11.1.0").summer
    assert summer is not None
    assert _recurrence(summer.begins) is None


def test_a_change_that_changes_nothing_is_left_out() -> None:
    """The data may repeat a local time, and its last change may be the rule's as well."""
    rule = parse_posix_rule("AAA0BBB,M3.5.0/0,M10.5.0/1")
    winter, summer = LocalTime(0, daylight=False, name="AAA"), LocalTime(HOUR, daylight=True, name="BBB")
    may, march, october = 1777593600, 1774742400, 1792886400
    zone = Zone(winter, ((march, summer), (may, summer)), rule)
    changes = (Change(march, winter, summer), Change(october, summer, winter))
    assert zone.history(range(2026, 2027)) == History(winter, changes)


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
        render_vtimezone(name, date(2026, 1, 8), date(2027, 3, 1))


def test_the_same_years_give_the_same_bytes() -> None:
    """The days within the years do not matter, so that feeds stay still."""
    assert render_vtimezone("Africa/Casablanca", date(2026, 1, 8), date(2027, 3, 1)) == render_vtimezone(
        "Africa/Casablanca", date(2026, 12, 31), date(2027, 1, 1)
    )


@pytest.mark.parametrize("name", ["Europe/Paris", "Africa/Casablanca", "America/Santiago", "UTC"])
def test_the_ends_of_the_calendar_are_accepted(name: str) -> None:
    """A slip such as the year 1 or 9999 is no reason to fail."""
    lines = render_vtimezone(name, date(1, 1, 1), date(9999, 12, 31)).split(b"\r\n")
    assert lines[3] == b"DTSTART:00020101T000000"


def test_what_is_no_zone_file_is_refused() -> None:
    """Bytes of another kind raise ValueError."""
    with pytest.raises(ValueError, match="not a time zone file"):
        parse_zone_file(bytes(100))


def test_a_file_without_rule_keeps_its_last_local_time() -> None:
    """An empty footer says that nothing is known beyond the last change."""
    path = files("tzdata").joinpath("zoneinfo", "Europe", "Paris")
    head, _, _ = path.read_bytes().rstrip(b"\n").rpartition(b"\n")
    zone = parse_zone_file(head + b"\n\n")
    assert zone.rule.summer is None
    assert zone.rule.standard == zone.known[-1][1]
    assert zone.known == load_zone("Europe/Paris").known
