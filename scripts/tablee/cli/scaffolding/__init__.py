"""The first files of a group, of a member and of a meeting: YAML with comments that say what may be added.

A line is `key: value` with a word beside it, or one that its `# ` keeps from counting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BESIDE = 40
"""The column in which words beside values begin, where the value leaves room."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` is YAML, `beside` a comment for people; nothing that a person typed may be in a comment."""

    text: str
    beside: str = ""

    def __str__(self) -> str:
        """Lay the line out."""
        return f"{self.text:<{BESIDE}}  # {self.beside}" if self.beside else self.text


def comment(text: str) -> list[str]:
    """Return a text as lines of comment."""
    return [f"# {line}" if line else "#" for line in text.split("\n")]


def join_lines(lines: Iterable[Line | str]) -> str:
    """Return the text of a file."""
    return "".join(f"{line}\n" for line in lines)
