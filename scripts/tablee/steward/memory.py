"""What the steward remembers of one issue between two runs, as plain data for the marker in its body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

Seen = Mapping[str, tuple[str, ...]]
Calls = Mapping[str, tuple[str, ...]]
"""Which messages each member was sent: the day (ISO 8601), and the name of the comment, or `turn`."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What was seen when the issue's body was last written; every table maps a text to texts.

    `reactions`: each member's replies in force. `answers`, `votes` and `done`: what the meeting's file said, so that
    a hand edit shows. `heard`: the comments that were obeyed, each with a hash of its text. `ticks`: boxes
    ticked that stand in no file. `swap`: who offers the turn to whom. `asked`: the members who were told of their
    turn. `told`: the members whom the opening of the issue called. `looked_up`: whose account's number was looked up,
    behind the day. `since`: the day on which the issue was opened. `closed`: that it was the steward who closed it:
    where a person did, somebody may have said something there that nobody has read. `came`: who was present, as a
    hash, as `answers`. `called`: which messages members were sent.
    `day`: the day for which the answers were given, with a second text where the meeting was cancelled. `lapsed`: the
    reactions that answered for a day before that one, each with its moment. `settled`: the number of the comment up to
    which all were heard, or are too old to be.
    """

    reactions: Seen = field(default_factory=dict)
    answers: Seen = field(default_factory=dict)
    votes: Seen = field(default_factory=dict)
    heard: Seen = field(default_factory=dict)
    done: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    swap: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    looked_up: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    called: Calls = field(default_factory=dict)
    day: tuple[str, ...] = ()
    lapsed: Seen = field(default_factory=dict)
    settled: tuple[str, ...] = ()


NOTHING = Memory()
_TABLES = frozenset({"reactions", "answers", "votes", "heard", "called", "lapsed"})


def dump_memory(memory: Memory) -> dict[str, object]:
    """Return a memory as what JSON knows; what is empty is left out."""
    found: dict[str, object] = {}
    for one in fields(memory):
        value = getattr(memory, one.name)
        if value:
            table = one.name in _TABLES
            found[one.name] = {key: list(value[key]) for key in sorted(value)} if table else list(value)
    return found


def load_memory(values: Mapping[str, object]) -> Memory | None:
    """Read a memory back; None where anything is not as it was written. Keys of other versions are left out."""
    names = {one.name for one in fields(Memory)}
    read: dict[str, object] = {}
    for name, value in values.items():
        if name not in names:
            continue
        known = _table(value) if name in _TABLES else _texts(value)
        if known is None:
            return None
        read[name] = known
    return Memory(**read)  # type: ignore[arg-type]


def _table(value: object) -> Seen | None:
    if not isinstance(value, dict):
        return None
    read = {key: _texts(texts) for key, texts in value.items()}
    found = {key: texts for key, texts in read.items() if texts is not None}
    return found if len(found) == len(read) else None


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, Iterable) or isinstance(value, str | dict):
        return None
    items = tuple(value)
    return items if all(isinstance(item, str) for item in items) else None
