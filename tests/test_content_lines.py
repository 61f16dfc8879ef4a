"""Content lines stay within 75 octets, keep their characters whole, and let no text begin a property."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from tablee.feeds.content_lines import clean, content_line, fold, one_line, text_line

PIECES = st.sampled_from([
    "C:\\New", "\\N", "\\n", "\\", ";", ",", ":", '"', "\n", "\r\n", "\r", "END:VEVENT", "BEGIN:VALARM", " ", "\t",
    "é", "שלום עולם", "مرحبا", "👩🏽‍🍳", "🍲", "U+202F ;", "\N{NO-BREAK SPACE}", "^n", "\u2028", "\x85", "\x0b",
    "\x00", "\x1b", "\u202e", "\ufeff", "\ud800", "mot",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=30).map("".join)


def _unfold(line: bytes) -> bytes:
    return line.replace(b"\r\n ", b"")


def _read(line: bytes) -> str:
    """Return the value of a SUMMARY as icalendar reads it."""
    calendar = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + line + b"END:VCALENDAR\r\n")
    return str(calendar["SUMMARY"])


@given(st.text().map(lambda text: text.encode("utf-8", "ignore").replace(b"\r\n", b"")))
def test_folding_keeps_to_75_octets_and_to_whole_characters(line: bytes) -> None:
    """Every folded line has at most 75 octets and is UTF-8 by itself; put together they are the line."""
    folded = fold(line)
    parts = folded.split(b"\r\n ")
    assert [len(part) for part in parts[1:] if len(part) > 74 or not part] == []
    assert len(parts[0]) <= 75
    assert "".join(part.decode() for part in parts).encode() == line


def test_a_line_is_folded_as_late_as_its_characters_allow() -> None:
    """75 octets stay one line; a character that would end on the 76th begins the next one."""
    assert fold(b"x" * 75) == b"x" * 75
    assert fold(b"x" * 76) == b"x" * 75 + b"\r\n x"
    assert fold(b"x" * 74 + "é".encode()) == b"x" * 74 + b"\r\n " + "é".encode()
    assert fold(b"x" * 75 + b"y" * 75) == b"x" * 75 + b"\r\n " + b"y" * 74 + b"\r\n y"


@given(TEXTS)
@example("C:\\New; a, b\\n\nRésumé\\\\N")
def test_a_text_comes_back_as_it_was(text: str) -> None:
    """Commas, semicolons, backslashes, line breaks, emoji and Hebrew survive writing and reading."""
    assert _read(text_line("SUMMARY", text)) == clean(text)


@given(TEXTS)
def test_no_text_begins_a_property(text: str) -> None:
    """Whatever a text holds, its content line is one line to every reader that unfolds it first."""
    line = _unfold(text_line("SUMMARY", text))
    assert line.endswith(b"\r\n")
    assert len(line.decode().splitlines()) == 1


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
        ("Fixer ses tarifs", b"SUMMARY:Fixer ses tarifs\r\n"),
        ('a, b; c\\d: "e"', b'SUMMARY:a\\, b\\; c\\\\d: "e"\r\n'),
        ("a\nb\r\nc\rd\u2028e", b"SUMMARY:a\\nb\\nc\\nd\\ne\r\n"),
        ("C:\\New", b"SUMMARY:C:\\\\New\r\n"),
        ("x\r\nATTENDEE:mailto:a@example.org", b"SUMMARY:x\\nATTENDEE:mailto:a@example.org\r\n"),
        ("\u202etxt.exe\x00\ud800", b"SUMMARY:txt.exe\r\n"),
    ],
)
def test_texts_are_escaped_as_rfc_5545_demands(text: str, expected: bytes) -> None:
    """Backslash, comma, semicolon and line break are escaped; a colon and quotes need nothing."""
    assert text_line("SUMMARY", text) == expected


def test_one_line_keeps_french_spaces() -> None:
    """Line breaks become spaces; the no-break spaces of French stay."""
    assert (
        one_line(" Combien\N{NARROW NO-BREAK SPACE}?\r\nEt comment ")
        == "Combien\N{NARROW NO-BREAK SPACE}? Et comment"
    )


def test_a_written_value_is_not_escaped() -> None:
    """Dates, addresses and numbers pass as they are."""
    assert content_line("URL", "https://tablee.test/a,b;c") == b"URL:https://tablee.test/a,b;c\r\n"
