r"""Content lines of a calendar (RFC 5545, 3.1 and 3.3.11): clean text, escaped, folded between characters.

The one place where a calendar's lines are written. It stands in for icalendar 7.3.0, which measures each character to
fold a line, takes the two characters `\N` of a text for a line break, and costs more to import than a small feed costs
to write. docs/upstream.md describes the smallest changes there that would let this module go.
"""

from __future__ import annotations

import re

LIMIT = 75
"""Octets in a line, its end not counted (RFC 5545, 3.1)."""

_ENDS = "\r\v\f\x1c-\x1e\x85\u2028\u2029"
_BREAKS = re.compile(f"\r\n|[{_ENDS}]")
"""What some reader takes for the end of a line."""

_HIDDEN = "\0-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
_UNSEEN = re.compile(f"[{_HIDDEN}]")
"""Control characters, what turns the direction of the text around it, and what is no character in UTF-8."""

_ODD = re.compile(f"[{_ENDS}{_HIDDEN}]")
"""Either of them, in one set: of a choice the pattern would try each at every character."""

_CONTINUATION = 0b1000_0000
_LEADING_BITS = 0b1100_0000


def clean(text: str) -> str:
    r"""Return a text whose only control characters are `\n` and the tab."""
    if _ODD.search(text) is None:  # nearly always: looking is far cheaper than replacing
        return text
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a text cleaned, on one line."""
    return clean(text).replace("\n", " ").strip()


def text_line(name: str, text: str) -> bytes:
    """Return the content line of a property whose value is text (RFC 5545, 3.3.11)."""
    return content_line(name, escape(clean(text)))


def escape(text: str) -> str:
    """Escape what means something in a value of type TEXT."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def content_line(name: str, value: str) -> bytes:
    """Return the content line of a value that is already written as its type demands; it may hold no line break."""
    return fold(f"{name}:{value}".encode()) + b"\r\n"


def fold(line: bytes) -> bytes:
    """Break a line of UTF-8 into lines of at most 75 octets, never inside a character."""
    if len(line) <= LIMIT:
        return line
    parts: list[bytes] = []
    start, room = 0, LIMIT
    while len(line) - start > room:
        end = start + room
        while line[end] & _LEADING_BITS == _CONTINUATION:
            end -= 1
        parts.append(line[start:end])
        start, room = end, LIMIT - 1  # the space that marks a continuation takes one octet
    parts.append(line[start:])
    return b"\r\n ".join(parts)
