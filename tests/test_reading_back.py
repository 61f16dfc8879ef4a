"""Calendars are read back by another program before they are published."""

from __future__ import annotations

import pytest

from tablee.feeds.reading_back import check_calendars

EVENT = (
    "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260108T113000Z\r\n"
    "DTEND:20260108T131500Z\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\n"
)


def calendar(*uids: str) -> str:
    """Return a calendar of events with these identities."""
    events = "".join(EVENT.format(uid=uid) for uid in uids)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{events}END:VCALENDAR\r\n"


def faults(text: str) -> list[str]:
    """Return what is found in one calendar, in English."""
    found = check_calendars({"calendar.ics": text.encode(), "index.md": "# BEGIN:VEVENT"})
    return [phrase.message.format_map(phrase.values) for phrase in found]


def test_a_good_calendar_is_read_whole() -> None:
    """Every event that was written is read back, once."""
    assert faults(calendar("a@x", "b@x")) == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (calendar("a@x").replace("END:VEVENT\r\n", ""), "`calendar.ics` is no calendar to icalendar: "),
        (
            calendar("a@x", "b@x").replace("DTSTART:20260108T113000Z", "DTSTART:soon", 1),
            "`calendar.ics` holds 2 events, of which icalendar reads 1.",
        ),
        (calendar("a@x", "a@x"), "`calendar.ics` holds the event `a@x` more than once."),
    ],
)
def test_a_broken_calendar_is_refused(broken: str, said: str) -> None:
    """What the other program cannot read, misses or finds twice is told with the calendar's path."""
    found = faults(broken)
    assert len(found) == 1
    assert found[0].startswith(said)
