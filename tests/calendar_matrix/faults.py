"""One fault each in a good feed of ours: what a matrix that is worth its name must notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from icalendar import Timezone

from builders import a_group, a_meeting, an_instant
from calendar_matrix.truth import Case
from calendar_matrix.wire import BOM

Change = Callable[[bytes], bytes]

_ZONE = re.compile(rb"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", re.DOTALL)
_EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_CLOCK = re.compile(rb";TZID=Europe/Paris:(\d{8}T\d{6})")


def good_case() -> Case:
    """Return a small group in Paris: winter, summer, the hour after each change, a cancelled one, all-day."""
    noon = {"at": "12:30", "lasts": "1h45"}
    meetings = [
        a_meeting(
            "2026-01-15",
            title="Prix, remises ; « net » 🍲",
            topics=("Été, hiver ; printemps", "Deux"),
            **noon,
        ),
        a_meeting("2026-01-22", cancelled=True, why="neige", **noon),
        a_meeting("2026-03-12", title="En mars", **noon),
        a_meeting("2026-03-29", title="Au petit matin", at="03:30", lasts="2h"),
        a_meeting("2026-07-02", title="L’été " * 15, place="Le Bistrot, à gauche", **noon),
        a_meeting("2026-10-15", title="Avant l'heure d'hiver", **noon),
        a_meeting("2026-10-25", title="Après l'heure de plus", at="03:30", lasts="2h"),
        a_meeting("2026-11-05", title="Deux jours", lasts="2 days"),
    ]
    return Case("good", a_group(meetings=meetings, rhythm=(), language="en"), an_instant("2026-01-02 12:00"))


def faulty_feeds(good: bytes) -> dict[str, bytes]:
    """Return the variants by the name of their fault; raises ValueError where a fault changes nothing."""
    feeds = {name: change(good) for name, change in FAULTS.items()}
    same = [name for name, feed in feeds.items() if feed == good]
    if same:
        raise ValueError(f"no fault at all: {same}")
    return feeds


def _put(old: bytes, new: bytes) -> Change:
    """Replace the first place that reads so."""
    return lambda feed: feed.replace(old, new, 1)


def _without(line: bytes) -> Change:
    """Drop the first line that begins so."""
    return lambda feed: re.sub(rb"(?m)^" + line + rb".*\r\n", b"", feed, count=1)


def _zone_by_icalendar(feed: bytes) -> bytes:
    """Put the zone as icalendar makes it: all changes in one list of RDATE."""
    zone = Timezone.from_tzid("Europe/Paris").to_ical()
    return _ZONE.sub(lambda _: zone, feed)


def _in_shifted_utc(feed: bytes) -> bytes:
    """Give the local clocks out for UTC, as programs do that forget to convert."""
    return _CLOCK.sub(rb":\1Z", feed)


def _one_uid(feed: bytes) -> bytes:
    return feed.replace(b"UID:2026-10-15@", b"UID:2026-01-15@", 1)


def _torn_character(feed: bytes) -> bytes:
    at = feed.index("é".encode(), feed.index(b"SUMMARY:L")) + 1
    return feed[:at] + b"\r\n " + feed[at:]


def _unfolded(feed: bytes) -> bytes:
    return feed.replace(b"\r\n ", b"")


def _swapped_offsets(feed: bytes) -> bytes:
    """Exchange what the clocks show before and after, in both halves of the year."""
    return re.sub(rb"(TZOFFSETFROM:)(.*)(\r\nTZOFFSETTO:)(.*)(\r\n)", rb"\1\4\3\2\5", feed)


def _doubled(feed: bytes) -> bytes:
    return _EVENT.sub(lambda event: event[0] * 2, feed, count=1)


def _dropped(feed: bytes) -> bytes:
    return _EVENT.sub(b"", feed, count=1)


def _unescaped(feed: bytes) -> bytes:
    return feed.replace(b"\\,", b",").replace(b"\\;", b";")


def _ends_before_it_starts(feed: bytes) -> bytes:
    return re.sub(rb"(DTEND;TZID=Europe/Paris:)2026", rb"\g<1>2025", feed, count=1)


FAULTS: Mapping[str, Change] = {
    "no VTIMEZONE": lambda feed: _ZONE.sub(b"", feed),
    "zone with RDATE lists, as icalendar writes it": _zone_by_icalendar,
    "zone's winter an hour late": _put(b"DTSTART:19701025T030000", b"DTSTART:19701025T040000"),
    "zone's summer begins on a wrong Sunday": _put(b"BYDAY=-1SU;BYMONTH=3", b"BYDAY=1SU;BYMONTH=3"),
    "zone's offsets swapped": _swapped_offsets,
    "COMMENT in the zone": _put(b"TZID:Europe/Paris\r\n", b"TZID:Europe/Paris\r\nCOMMENT:mine\r\n"),
    "TZID misspelt": _put(b"DTSTART;TZID=Europe/Paris:", b"DTSTART;TZID=Europe/Pariss:"),
    "floating time": lambda feed: _CLOCK.sub(rb":\1", feed),
    "local clocks given as UTC": _in_shifted_utc,
    "DATE without VALUE=DATE": _put(b"DTSTART;VALUE=DATE:", b"DTSTART:"),
    "end before start": _ends_before_it_starts,
    "no DTSTAMP": _without(b"DTSTAMP"),
    "no UID": _without(b"UID"),
    "one UID for two events": _one_uid,
    "an event twice": _doubled,
    "an event lost": _dropped,
    "status lost": _without(b"STATUS:CANCELLED"),
    "CANCELED": _put(b"STATUS:CANCELLED", b"STATUS:CANCELED"),
    "METHOD:PUBLISH": _put(b"CALSCALE", b"METHOD:PUBLISH\r\nCALSCALE"),
    "no PRODID": _without(b"PRODID"),
    "no END:VEVENT": _without(b"END:VEVENT"),
    "comma and semicolon not escaped": _unescaped,
    "line break not escaped": _put(b"\\n", b"\r\n"),
    "LF for CRLF": lambda feed: feed.replace(b"\r\n", b"\n"),
    "lines longer than 75 octets": _unfolded,
    "folded inside a character": _torn_character,
    "byte order mark": lambda feed: BOM + feed,
}
