"""What happened in a simulated year: a readable trace, and how often each fault and each deed came."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that was broken: its name, when that was seen, and what is wrong."""

    rule: str
    at: datetime
    text: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.at:%Y-%m-%d %H:%M} {self.rule}: {self.text}"


@dataclass
class Story:
    """The trace of one year."""

    seed: int
    writes: str = "commits"
    """How the group has its steward write."""
    lines: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)
    runs: int = 0
    most_called: int = 0
    """The most notifications that one member had in seven days."""

    def tell(self, at: datetime, text: str) -> None:
        """Add a line."""
        self.lines.append(f"{at:%Y-%m-%d %H:%M} {text}")

    def deed(self, at: datetime, kind: str, text: str) -> None:
        """Add and count what a person did."""
        self.deeds[kind] += 1
        self.tell(at, text)

    def fault(self, at: datetime, kind: str, text: str = "") -> None:
        """Add and count a fault."""
        self.faults[kind] += 1
        self.tell(at, f"!! {kind}{f': {text}' if text else ''}")

    def accuse(self, rule: str, at: datetime, text: str) -> None:
        """Note that a rule was broken."""
        found = Violation(rule, at, text)
        self.violations.append(found)
        self.tell(at, f"## {rule}: {text}")
