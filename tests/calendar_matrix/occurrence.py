"""What a reader shows of a feed, in one form for all readers, and how two such readings differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One date as a reader shows it: instants in UTC ("2026-12-10T11:30:00Z"), or days by themselves.

    `ends_at` is the first instant, or day, after it; what an event does not say is empty.
    """

    uid: str
    starts_at: str
    ends_at: str
    summary: str
    location: str
    status: str
    description: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reader takes nothing of a feed, and says why."""

    why: str


Reading = tuple[Occurrence, ...] | Refusal
"""What a reader makes of one feed."""

Read = Callable[[Sequence[bytes]], list[Reading]]
"""Reads several feeds, each by itself; a program that has to be started is so only once."""


def moment_text(moment: object) -> str:
    """Write a date, or an aware datetime in UTC; a time without a zone is marked as floating."""
    if not isinstance(moment, datetime):
        return moment.isoformat() if isinstance(moment, date) else f"not a time: {moment!r}"
    if moment.tzinfo is None:
        return f"{moment.isoformat()} floating"
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


def differences(expected: Iterable[Occurrence], found: Iterable[Occurrence]) -> list[str]:
    """Return the events that one side has and the other has not, or has otherwise: their UIDs, once for each."""
    one, other = Counter(expected), Counter(found)
    missing = Counter(occurrence.uid for occurrence in (one - other).elements())
    surplus = Counter(occurrence.uid for occurrence in (other - one).elements())
    return sorted((missing | surplus).elements())
