"""What is printed: one row a measurement, in columns, the aim beside."""

from __future__ import annotations

from dataclasses import dataclass

_WIDTHS = (32, 11, 11, 24, 7)


@dataclass(frozen=True, slots=True)
class Aim:
    """The largest value that we want."""

    most: float

    def judge(self, value: float) -> str:
        """Say the aim, and whether a value reaches it."""
        return f"<= {self.most:g}  {'reached' if value <= self.most else 'MISSED'}"


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: ours, theirs, who they are, the ratio, and the aim with its verdict."""

    what: str
    ours: str
    theirs: str = ""
    beside: str = ""
    ratio: float | None = None
    verdict: str = ""


def render_head() -> str:
    """Return the names of the columns."""
    return _columns("", "tablee", "beside", "which is", "ratio", "aim")


def render_row(row: Row) -> str:
    """Return one row."""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return _columns(row.what, row.ours, row.theirs, row.beside, ratio, row.verdict)


def _columns(what: str, ours: str, theirs: str, beside: str, ratio: str, aim: str) -> str:
    label, first, second, name, third = _WIDTHS
    cells = f"{what:<{label}}{ours:>{first}}{theirs:>{second}}  {beside:<{name}}{ratio:>{third}}  {aim}"
    return cells.rstrip()
