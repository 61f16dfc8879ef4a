"""Components of icalendar as the bytes of a calendar: its content lines, folded without tearing anything.

icalendar 7.3.0 folds too, but may leave one backslash of a pair at the end of a line: docs/upstream.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from icalendar import prop
from icalendar.parser import Contentline, Parameters

if TYPE_CHECKING:
    from icalendar import Component

    from tablee.feeds.components import Properties

_CALENDAR = "VCALENDAR"
_NONE = Parameters()
_RECENT = 256

LIMIT = 75
"""Octets in a line, its end not counted (RFC 5545, 3.1)."""

_CONTINUATION, _LEADING_BITS = 0b1000_0000, 0b1100_0000
_ESCAPES = (ord("\\"), ord("^"))
"""What begins an escape: of a text (RFC 5545, 3.3.11), of a parameter (RFC 6868)."""


def serialise_properties(name: str, properties: Properties) -> bytes:
    """Return a component of some properties; a calendar without its end, as its parts are still to come."""
    lines = [
        _value_line(key, one.kind, one.value)
        if type(one.value) is str and not one.parameters
        else _line(key, getattr(prop, one.kind)(one.value, params=one.parameters))
        for key, one in properties.items()
    ]
    end = f"END:{name}\r\n" if name != _CALENDAR else ""
    return b"".join((f"BEGIN:{name}\r\n".encode(), *lines, end.encode()))


def serialise(component: Component) -> bytes:
    """Return a component as it stands in a calendar, properties in the order in which they were added."""
    return b"".join(_line(name, value) for name, value in component.property_items(sorted=False))


@lru_cache(_RECENT)
def _value_line(name: str, kind: str, value: str) -> bytes:
    """Return the line of a property without parameters: events of a group have many in common."""
    return _line(name, getattr(prop, kind)(value))


def _line(name: str, value: object) -> bytes:
    parameters = getattr(value, "params", None) or _NONE
    return fold(Contentline.from_parts(name, parameters, value, sorted=False).encode()) + b"\r\n"


def fold(line: bytes) -> bytes:
    """Break a line of UTF-8 into lines of at most 75 octets, never inside a character or an escape."""
    parts: list[bytes] = []
    start, room = 0, LIMIT
    while len(line) - start > room:
        end = start + room
        while line[end] & _LEADING_BITS == _CONTINUATION:
            end -= 1
        end -= _ends_within_escape(line, end)
        parts.append(line[start:end])
        start, room = end, LIMIT - 1  # the space that marks a continuation takes one octet
    parts.append(line[start:])
    return b"\r\n ".join(parts)


def _ends_within_escape(line: bytes, end: int) -> bool:
    """Return whether a cut parts an escape: an odd number of one escaping sign stands before it."""
    sign = line[end - 1]
    if sign not in _ESCAPES:
        return False
    begin = end
    while line[begin - 1] == sign:
        begin -= 1
    return (end - begin) % 2 == 1
