"""One file while it is read: where its values are, and the problems found so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tablee.files.nodes import is_mapping, is_scalar, is_sequence
from tablee.files.problem import Code, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml


class Bad:
    """What reading a value gives when the value is refused; the problem has been reported."""


BAD: Final = Bad()

Spot = tuple[int, int]
"""A line and a column, counted from 1."""


def spot(node: yaml.Node) -> Spot:
    """Return where a node begins."""
    mark = node.start_mark
    return mark.line + 1, mark.column + 1


class Reading:
    """The reading of one file; fields report to it what they refuse."""

    def __init__(self, file: str, text: str, problems: list[Problem]) -> None:
        """Begin to read a file; problems are added to the list given."""
        self.file = file
        self.problems = problems
        self._text = text
        self._lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        if self._lines is None:
            self._lines = self._text.split("\n")
        return self._lines

    @property
    def has_hash(self) -> bool:
        """Say whether the file holds a `#` at all, so that few files are searched for a cut text."""
        return "#" in self._text

    def report(self, code: Code, node: yaml.Node, /, fix: str | None = None, **values: object) -> Bad:
        """Report a problem at a node and return BAD."""
        return self.add(problem(code, self.file, spot(node), values, fix))

    def add(self, found: Problem) -> Bad:
        """Add a problem that was found elsewhere and return BAD."""
        self.problems.append(found)
        return BAD


def find_spot(root: yaml.Node, path: Sequence[str | int]) -> Spot:
    """Return where the value at a path of keys and indexes begins, or the nearest thing around it that exists.

    A last step of a mapping that ends in `:` asks for the key itself: `("answers", "ana:")`.
    """
    node = root
    for step in path:
        found = _step(node, step)
        if found is None:
            break
        node = found
    return spot(node)


def _step(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if is_mapping(node):
        pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
        for key, value in pairs:
            if key.value == step:
                empty = is_scalar(value) and not value.value
                return key if empty else value
            if f"{key.value}:" == step:
                return key
        return None
    if is_sequence(node) and isinstance(step, int) and step < len(node.value):
        entries: list[yaml.Node] = node.value
        return entries[step]
    # One value stands for a list of one (`facilitator: ana`).
    return node if step == 0 else None
