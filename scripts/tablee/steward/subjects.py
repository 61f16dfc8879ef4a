"""What an issue is about: its identity, which the hidden marker in its body spells and which never changes."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tablee.model.identity import parse_slot_key


class Kind(StrEnum):
    """The four kinds of issue."""

    MEETING = "meeting"
    FACILITATOR = "facilitator"
    RESTART = "restart"
    DASHBOARD = "dashboard"


class Subject(NamedTuple):
    """One issue's identity: `key` is a slot key (of a restart: the circle and the day since when), or empty."""

    kind: Kind
    key: str = ""

    def __str__(self) -> str:
        """Spell the subject: `meeting:2026-12-10`, `dashboard`."""
        return f"{self.kind}:{self.key}" if self.key else str(self.kind)


DASHBOARD = Subject(Kind.DASHBOARD)


def parse_subject(text: str) -> Subject | None:
    """Read a subject; None where the text is none."""
    kind, _colon, key = text.partition(":")
    if kind not in set(Kind):
        return None
    subject = Subject(Kind(kind), key)
    known = not key if subject.kind is Kind.DASHBOARD else parse_slot_key(key) is not None
    return subject if known and str(subject) == text else None
