"""Who comes as a rule: a standing answer counts as expected, and never as an answer given."""

from __future__ import annotations

from collections.abc import Iterable

from tablee.model import Member
from tablee.rules.event import Event


def expected(event: Event, members: Iterable[Member]) -> tuple[str, ...]:
    """Return those of some members who come as a rule to a meeting, and have said nothing of this one."""
    usual = (m for m in members if m.usually and m.id not in event.answers and not m.is_away(event.on))
    return tuple(member.id for member in usual if member.belongs(event.on))


def silent(event: Event, members: Iterable[Member]) -> tuple[str, ...]:
    """Return those of some members who have said nothing of a meeting, nor of meetings in general."""
    return tuple(member.id for member in members if member.id not in event.answers and not member.usually)
