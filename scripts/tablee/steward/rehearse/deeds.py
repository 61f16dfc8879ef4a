"""What people do in issues: they react, write a comment, tick a box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tablee.steward.subjects import Subject
from tablee.steward.tracker import Reply


@dataclass(frozen=True, slots=True)
class Reacts:
    """A member reacts to an issue."""

    member: str
    subject: Subject
    reply: Reply


@dataclass(frozen=True, slots=True)
class Writes:
    """A member comments."""

    member: str
    subject: Subject
    body: str


@dataclass(frozen=True, slots=True)
class Ticks:
    """A member ticks a box, by its hidden name."""

    member: str
    subject: Subject
    box: str


Deed: TypeAlias = Reacts | Writes | Ticks
