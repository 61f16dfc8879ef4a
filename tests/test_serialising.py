"""Calendars' lines stay within 75 octets, tear neither character nor escape, and let no text begin a property."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from tablee.feeds.clean_text import clean, one_line
from tablee.feeds.serialising import fold, serialise

PIECES = st.sampled_from([
    "C:\\New", "\\n", "\\", "\\\\", "^", ";", ",", ":", '"', "\n", "\r\n", "\r", "END:VEVENT", "BEGIN:VALARM", " ",
    "\t", "é", "שלום עולם", "مرحبا", "👩🏽‍🍳", "🍲", "U+202F ;", "\N{NO-BREAK SPACE}", "\u2028", "\x85", "\x0b",
    "\x00", "\x1b", "\u202e", "\ufeff", "\ud800", "mot",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join)
ESCAPE = re.compile(rb"\\\\|\\[;,nN]|\^\^|\^n|\^'")


def written(text: str) -> bytes:
    """Return an event with a text as its summary, as it stands in a calendar."""
    event = Event()
    event.add("SUMMARY", clean(text))
    return serialise(event)


@given(TEXTS)
@example("x" * 64 + "\\" + "y" * 20)
@example("x" * 65 + "\\" * 80)
@example("x" * 66 + "," * 80)
def test_a_fold_tears_neither_a_character_nor_an_escape(text: str) -> None:
    """Every line has at most 75 octets, is UTF-8 by itself, and ends where no escape does not."""
    lines = written(text).split(b"\r\n")
    assert [line for line in lines if len(line) > 75] == []
    assert "".join(line.decode() for line in lines)
    whole, ends = b"", []
    for line in lines[1:-2]:
        whole += line[1:] if line.startswith(b" ") else line
        ends.append(len(whole))
    torn = [at for escape in ESCAPE.finditer(whole) for at in ends if escape.start() < at < escape.end()]
    assert torn == []


def test_a_line_is_folded_as_late_as_it_can_be() -> None:
    """75 octets stay one line; a character or an escape that would end on the 76th begins the next one."""
    assert fold(b"x" * 75) == b"x" * 75
    assert fold(b"x" * 76) == b"x" * 75 + b"\r\n x"
    assert fold(b"x" * 74 + "é".encode()) == b"x" * 74 + b"\r\n " + "é".encode()
    assert fold(b"x" * 74 + b"\\nxx") == b"x" * 74 + b"\r\n \\nxx"
    assert fold(b"x" * 73 + b"\\\\xx") == b"x" * 73 + b"\\\\\r\n xx"
    assert fold(b"x" * 75 + b"y" * 75) == b"x" * 75 + b"\r\n " + b"y" * 74 + b"\r\n y"


@given(TEXTS)
@example("C:\\new; a, b\\n\nRésumé\\\\n")
def test_a_text_comes_back_as_it_was(text: str) -> None:
    r"""Commas, backslashes, line breaks, emoji and Hebrew survive; `\N` alone becomes a break (docs/upstream.md)."""
    read = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + written(text) + b"END:VCALENDAR\r\n")
    assert str(read.walk("VEVENT")[0]["SUMMARY"]) == clean(text).replace("\\N", "\n")


@given(TEXTS)
def test_no_text_begins_a_property(text: str) -> None:
    """Whatever a text holds, its property is one line to every reader that unfolds it first."""
    lines = written(text).replace(b"\r\n ", b"").decode().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["BEGIN", "SUMMARY", "END"]


@given(TEXTS)
def test_a_clean_text_has_no_control_character_but_breaks_and_tabs(text: str) -> None:
    """What some reader takes for a line's end becomes one break; what cannot be seen goes."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert {c for c in cleaned if ord(c) < 32 or 127 <= ord(c) < 160} <= {"\n", "\t"}
    assert not {"\u202e", "\u2066", "\ufeff", "\ud800", "\u2028"} & set(cleaned)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a, b; c\\d: "e"', b'SUMMARY:a\\, b\\; c\\\\d: "e"\r\n'),
        ("a\nb\r\nc\rd\u2028e", b"SUMMARY:a\\nb\\nc\\nd\\ne\r\n"),
        ("x\r\nATTENDEE:mailto:a@example.org", b"SUMMARY:x\\nATTENDEE:mailto:a@example.org\r\n"),
        ("\u202etxt.exe\x00\ud800", b"SUMMARY:txt.exe\r\n"),
    ],
)
def test_texts_are_escaped_as_rfc_5545_demands(text: str, expected: bytes) -> None:
    """Backslash, comma, semicolon and line break are escaped; a colon and quotes need nothing."""
    assert expected in written(text)


def test_one_line_keeps_french_spaces() -> None:
    """Line breaks become spaces; the no-break spaces of French stay."""
    space = "\N{NARROW NO-BREAK SPACE}"
    assert one_line(f" Combien{space}?\r\nEt comment ") == f"Combien{space}? Et comment"
