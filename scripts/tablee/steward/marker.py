"""The hidden line by which the steward knows its own issues and comments again.

It is an HTML comment with JSON in it, and is trusted only where the tracker says that the steward wrote the body: a
marker that somebody quotes means nothing. What is malformed, or stands there twice, is no marker at all.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from tablee.steward.memory import NOTHING, Memory, dump_memory, load_memory
from tablee.steward.subjects import Subject, parse_subject

_BEGINS = "<!-- tablee:v1"
_MARKER = re.compile(r"<!-- tablee:v1 (\{.*?\}) -->")
_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("--", "-\\u002d"))
"""What could end an HTML comment, or begin another; inside JSON these stand only in texts."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What an issue's marker holds."""

    subject: Subject
    memory: Memory = NOTHING


@dataclass(frozen=True, slots=True)
class NoteMarker:
    """What a comment's marker holds: which one it is, once and for all, and which members it mentions."""

    note: str
    mentions: tuple[str, ...] = ()


def render_marker(marker: Marker | NoteMarker) -> str:
    """Return the hidden line."""
    if isinstance(marker, NoteMarker):
        return _render({"note": marker.note, "mentions": list(marker.mentions)})
    return _render({"subject": str(marker.subject), "memory": dump_memory(marker.memory)})


@lru_cache(maxsize=2048)
def parse_marker(body: str) -> Marker | None:
    """Read the marker of an issue's body that the steward wrote; None where there is no sound one."""
    values = _parse(body)
    if values is None or set(values) != {"subject", "memory"}:
        return None
    name, kept = values["subject"], values["memory"]
    subject = parse_subject(name) if isinstance(name, str) else None
    memory = load_memory(kept) if isinstance(kept, dict) else None
    return Marker(subject, memory) if subject and memory else None


@lru_cache(maxsize=2048)  # one run asks in several places what stands in a comment
def parse_note(body: str) -> NoteMarker | None:
    """Read the marker of a comment that the steward wrote; None where there is no sound one."""
    values = _parse(body)
    if values is None or set(values) != {"note", "mentions"}:
        return None
    note, mentions = values["note"], values["mentions"]
    if not isinstance(note, str) or not isinstance(mentions, list):
        return None
    return NoteMarker(note, tuple(who for who in mentions if isinstance(who, str)))


def without_marker(body: str) -> str:
    """Return a body as people see it."""
    return (_MARKER.sub("", body) if body.count(_BEGINS) == 1 else body).rstrip()


def _render(values: dict[str, object]) -> str:
    text = json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    for sign, escape in _ESCAPES:
        text = text.replace(sign, escape)
    return f"{_BEGINS} {text} -->"


def _parse(body: str) -> dict[str, object] | None:
    found = _MARKER.findall(body) if body.count(_BEGINS) == 1 else []
    if len(found) != 1:
        return None
    try:
        values = json.loads(found[0])
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None
