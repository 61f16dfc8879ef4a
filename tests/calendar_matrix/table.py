"""The tables of the matrix as text."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calendar_matrix.comparison import Verdict
from calendar_matrix.readers import Reader

WIDTH = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its name, how many events it holds, and each reader's verdict by the reader's name."""

    name: str
    events: int
    verdicts: Mapping[str, Verdict]


def sum_rows(name: str, rows: Sequence[Row]) -> Row:
    """Return rows of the same readers as one."""
    sums: dict[str, Verdict] = {}
    for row in rows:
        for reader, verdict in row.verdicts.items():
            sums.setdefault(reader, Verdict()).add(verdict)
    return Row(name, sum(row.events for row in rows), sums)


def letter_of(place: int) -> str:
    """Return the letter by which the tables name a limit."""
    return string.ascii_lowercase[place]


def render_table(kind: str, readers: Sequence[Reader], rows: Sequence[Row]) -> str:
    """Return a table with a line for each row, then what is wrong in it, in words."""
    widest = max(len(kind), *(len(row.name) for row in rows))
    lines = [f"{kind:<{widest}}  events  " + " ".join(f"{r.name:<{WIDTH}}" for r in readers)]
    for row in rows:
        cells = "".join(f"{_cell(row.verdicts[reader.name], row.events):<{WIDTH + 1}}" for reader in readers)
        lines.append(f"{row.name:<{widest}}  {row.events:>6}  {cells}".rstrip())
    return "\n".join([*lines, *(complaint for row in rows for complaint in _complaints(row))])


def _cell(verdict: Verdict, events: int) -> str:
    """Say "=" or how many differ, then the limits, each with how many events it excuses if not all."""
    limits = [
        letter_of(place) + (str(count) if count < events else "")
        for place, count in sorted(verdict.excused.items())
    ]
    return " ".join([str(verdict.faults or "="), *limits])


def _complaints(row: Row) -> list[str]:
    return [
        f"    {row.name}, {reader}: {', '.join([*verdict.refusals, *verdict.differing][:3])[:300]}"
        for reader, verdict in row.verdicts.items()
        if verdict.faults
    ]


def render_fault_table(readers: Sequence[Reader], noticed: Mapping[str, Mapping[str, str]]) -> str:
    """Return a table of faults by readers, the check of the bytes first."""
    names = ["wire", *(reader.name for reader in readers)]
    widest = max(len(fault) for fault in noticed)
    lines = [f"{'fault':<{widest}}  " + " ".join(f"{name:<{WIDTH}}" for name in names)]
    for fault, signs in noticed.items():
        cells = "".join(f"{signs.get(name, '='):<{WIDTH + 1}}" for name in names)
        lines.append(f"{fault:<{widest}}  {cells}".rstrip())
    return "\n".join(lines)
