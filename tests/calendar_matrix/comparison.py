"""A reading held against the truth: the differences, what a limit of the reader excuses, or its refusal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from calendar_matrix.limits import LIMITS, limits_of
from calendar_matrix.occurrence import Occurrence, Reading, Refusal, differences
from calendar_matrix.readers import Reader


@dataclass(frozen=True, slots=True)
class Subject:
    """A feed, the zone of its group, and what it ought to show."""

    zone: str
    feed: bytes
    truth: tuple[Occurrence, ...]


@dataclass(slots=True)
class Verdict:
    """What is wrong with one reading or with several: UIDs that differ, events excused by each limit, refusals."""

    differing: list[str] = field(default_factory=list)
    excused: Counter[int] = field(default_factory=Counter)
    refusals: list[str] = field(default_factory=list)

    @property
    def faults(self) -> int:
        """How much is wrong: a difference counts once, a refused feed too."""
        return len(self.differing) + len(self.refusals)

    def add(self, other: Verdict) -> None:
        """Take another verdict in."""
        self.differing += other.differing
        self.excused += other.excused
        self.refusals += other.refusals


def judge(reader: Reader, subjects: Sequence[Subject]) -> list[Verdict]:
    """Read feeds with one reader, and say of each what is wrong."""
    readings = reader.read([subject.feed for subject in subjects])
    return [_verdict(reader.name, *pair) for pair in zip(subjects, readings, strict=True)]


def _verdict(reader: str, subject: Subject, reading: Reading) -> Verdict:
    if isinstance(reading, Refusal):
        return Verdict(refusals=[reading.why])
    limits = {event.uid: limits_of(reader, subject.zone, event) for event in subject.truth}
    always = {
        name for limit in LIMITS if limit.reader == reader and "uid" in limit.fields for name in limit.fields
    }
    blank = {uid: always.union(*(LIMITS[place].fields for place in places)) for uid, places in limits.items()}
    expected, found = (
        [replace(event, **dict.fromkeys(blank.get(event.uid, always), "")) for event in side]
        for side in (subject.truth, reading)
    )
    otherwise = set(differences(subject.truth, reading))
    excused = Counter(place for uid, places in limits.items() if uid in otherwise for place in places)
    return Verdict(differences(expected, found), excused)
