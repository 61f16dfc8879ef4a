"""The state of an issue: what it is about, and what the steward keeps of it between two runs, in a hidden marker.

The marker is an HTML comment with JSON in the body. It is trusted only where the tracker says that the steward wrote
the body: a marker that somebody quotes means nothing. What is malformed, or stands there twice, is no marker at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from tablee.model import Answer
from tablee.model.identity import parse_slot_key
from tablee.steward.tracker import ORDER_ONLY, ReactionContent

_BEGINS = "<!-- tablee:v2"
_MARKER = re.compile(r"<!-- tablee:v2 (\{.*?\}) -->")
_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("--", "-\\u002d"))
"""What could end an HTML comment, or begin another; inside JSON these stand only in texts."""


class Kind(StrEnum):
    """The kinds of issue that the steward opens, and the forms that people send; these bear no marker."""

    MEETING = "meeting"
    FACILITATOR = "facilitator"
    RESTART = "restart"
    DASHBOARD = "dashboard"
    FOUNDING = "founding"
    FORM = "form"


class Subject(NamedTuple):
    """One issue's identity: `key` is a slot key (of a restart: the circle and the day since when), or empty."""

    kind: Kind
    key: str = ""

    def __str__(self) -> str:
        """Spell the subject: `meeting:2026-12-10`, `dashboard`."""
        return f"{self.kind}:{self.key}" if self.key else str(self.kind)


DASHBOARD = Subject(Kind.DASHBOARD)
FOUNDING = Subject(Kind.FOUNDING)
"""Those of which there is one in a repository."""


class Given(NamedTuple):
    """A reaction and when it was given; None where the tracker knows no time."""

    reply: ReactionContent
    at: datetime | None = None


class Swap(NamedTuple):
    """An offer to exchange a turn: the giver has it, the taker is asked."""

    giver: str
    taker: str


class Standing(NamedTuple):
    """The day of a meeting as its issue knows it, and whether it was cancelled."""

    on: date
    is_cancelled: bool = False


class Notification(NamedTuple):
    """A message to a member: its day, and the name of the comment."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class IssueState:
    """What was seen when the issue's body was last written; tables go by member.

    `reactions` are oldest first, so that the newest answer counts; `lapsed` are answers for a day from which a
    meeting has moved. `answers`, `votes`, `done` and `attendance_hash` are what the meeting's file said, so that a
    hand edit shows. `processed_comments` has a hash of each text; up to `settled_up_to` all comments are processed,
    or too old. `ticks`: boxes ticked that stand in no file. `notifications`: the messages of the last days.
    `looked_up`: whose account's number was written, and when. `unread_mails`: those that wait for people.
    `closed_by_steward`: otherwise somebody may have said something there that nobody has read. `day`: the day for
    which the answers stand, `moved_at`: since when; `untold`: the day that those know of who could not be told of a
    move yet, since somebody closed the issue, or nobody can read their own files.
    """

    reactions: Mapping[str, tuple[ReactionContent, ...]] = field(default_factory=dict)
    lapsed: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    votes: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    processed_comments: Mapping[int, str] = field(default_factory=dict)
    settled_up_to: int = 0
    done: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    swap: Swap | None = None
    notifications: Mapping[str, tuple[Notification, ...]] = field(default_factory=dict)
    looked_up: Mapping[str, date] = field(default_factory=dict)
    unread_mails: int = 0
    opened_on: date | None = None
    closed_by_steward: bool = False
    attendance_hash: str = ""
    day: Standing | None = None
    moved_at: datetime | None = None
    untold: Mapping[str, Standing] = field(default_factory=dict)

    def is_before_move(self, said_at: datetime) -> bool:
        """Say whether something was said before the meeting moved; where no time is known, nobody can say."""
        return self.moved_at is not None and ORDER_ONLY <= said_at <= self.moved_at


NOTHING = IssueState()
_STATES = TypeAdapter(IssueState)
_TEXTS = TypeAdapter(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Marker:
    """What an issue's marker holds."""

    subject: Subject
    state: IssueState = NOTHING


@dataclass(frozen=True, slots=True)
class CommentMarker:
    """What a comment's marker holds: which one it is, once and for all, and which members it mentions."""

    note: str
    mentions: tuple[str, ...] = ()


def parse_subject(text: str) -> Subject | None:
    """Read a subject; None where the text is none."""
    kind, _colon, key = text.partition(":")
    if kind not in set(Kind):
        return None
    subject = Subject(Kind(kind), key)
    known = not key if subject in {DASHBOARD, FOUNDING} else parse_slot_key(key) is not None
    return subject if known and str(subject) == text else None


def render_marker(marker: Marker | CommentMarker) -> str:
    """Return the hidden line."""
    if isinstance(marker, CommentMarker):
        return _render({"note": marker.note, "mentions": list(marker.mentions)})
    state = _STATES.dump_python(marker.state, mode="json", exclude_defaults=True)
    return _render({"subject": str(marker.subject), "state": state})


@lru_cache(maxsize=2048)
def parse_marker(body: str) -> Marker | None:
    """Read the marker of an issue's body that the steward wrote; None where there is no sound one."""
    values = _parse(body, "subject", "state")
    subject = parse_subject(values["subject"]) if values and isinstance(values["subject"], str) else None
    try:
        return Marker(subject, _STATES.validate_python(values["state"])) if values and subject else None
    except ValidationError:
        return None


@lru_cache(maxsize=2048)  # one run asks in several places what stands in a comment
def parse_comment_marker(body: str) -> CommentMarker | None:
    """Read the marker of a comment that the steward wrote; None where there is no sound one."""
    values = _parse(body, "note", "mentions")
    try:
        return (
            CommentMarker(str(values["note"]), _TEXTS.validate_python(values["mentions"])) if values else None
        )
    except ValidationError:
        return None


def with_marker(body: str, marker: Marker) -> str:
    """Return a body of the steward with another marker."""
    return _MARKER.sub(lambda _found: render_marker(marker), body)


def without_marker(body: str) -> str:
    """Return a body as people see it."""
    return (_MARKER.sub("", body) if body.count(_BEGINS) == 1 else body).rstrip()


def _render(values: dict[str, object]) -> str:
    text = json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    for sign, escape in _ESCAPES:
        text = text.replace(sign, escape)
    return f"{_BEGINS} {text} -->"


def _parse(body: str, *keys: str) -> dict[str, object] | None:
    found = _MARKER.findall(body) if body.count(_BEGINS) == 1 else []
    try:
        values = json.loads(found[0]) if len(found) == 1 else None
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) and set(values) == set(keys) else None
