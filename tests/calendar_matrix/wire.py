"""What the bytes of a calendar must be, whoever reads them (RFC 5545, 3.1, 3.3.11, 3.6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

LIMIT = 75
BOM = b"\xef\xbb\xbf"
_ONCE = {"VCALENDAR": ("PRODID", "VERSION"), "VEVENT": ("UID", "DTSTAMP", "DTSTART"), "VTIMEZONE": ("TZID",)}
_TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
_LINE = re.compile(r"[A-Z-]+(?:;[A-Z-]+=(?:\"[^\"]*\"|[^\":;]+))*:[^\0-\x08\x0a-\x1f\x7f]*")
_TORN_ESCAPE = re.compile(rb"(?<!\\)(?:\\\\)*\\$")
_ESCAPED_TEXT = re.compile(r"(?:[^\\,;]|\\[\\,;nN])*")


def check_wire(feed: bytes) -> list[str]:
    """Return every complaint about the bytes of a calendar; none where they are as RFC 5545 has them."""
    complaints = [*_check_octets(feed)]
    lines = re.sub(rb"\r?\n[ \t]", b"", feed).decode("utf-8", "replace").splitlines()
    return [
        *complaints,
        *(complaint for line in lines for complaint in _check_line(line)),
        *_check_components(lines),
    ]


def _check_octets(feed: bytes) -> Iterator[str]:
    if feed.startswith(BOM):
        yield "a byte order mark"
    if not feed.endswith(b"\r\n"):
        yield "no line end at the end"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", feed):
        yield "a line end that is not CRLF"
    for line in re.split(rb"\r?\n", feed):
        if len(line) > LIMIT:
            yield f"a line of {len(line)} octets"
        if not _is_utf_8(line):
            yield "a line that is not UTF-8 by itself"
        if _TORN_ESCAPE.search(line):
            yield "a fold inside an escape"


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _check_line(line: str) -> Iterator[str]:
    if not _LINE.fullmatch(line):
        yield f"not a content line: {line[:40]!r}"
    name, _, value = line.partition(":")
    if name in _TEXTS and not _ESCAPED_TEXT.fullmatch(value):
        yield f"a text that is not escaped: {name}"


def _check_components(lines: list[str]) -> Iterator[str]:
    """Count the properties of each component, and see that each ends where it may."""
    open_ones: list[tuple[str, Counter[str]]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            open_ones.append((value, Counter()))
        elif not open_ones:
            yield "a line outside a calendar"
        elif name == "END":
            kind, seen = open_ones.pop()
            yield from _check_counts(kind, seen, value)
        else:
            open_ones[-1][1][name.partition(";")[0]] += 1
    if open_ones:
        yield f"no end of {open_ones[-1][0]}"


def _check_counts(kind: str, seen: Counter[str], ended: str) -> Iterator[str]:
    if kind != ended:
        yield f"{kind} ends as {ended}"
    yield from (f"{seen[name]} {name} in {kind}" for name in _ONCE.get(kind, ()) if seen[name] != 1)
