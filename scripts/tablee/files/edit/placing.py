"""Where a new key belongs in a file: after the last key that its shape declares before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from tablee.files.source import below

if TYPE_CHECKING:
    from tablee.files.edit.changes import Path
    from tablee.files.schema import Schema


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that is edited: its text, its root node, and how files of its kind are written."""

    text: str
    root: yaml.Node
    shape: Schema


def place_of(sheet: Sheet, parent: yaml.Node, path: Path) -> int:
    """Return how many of a mapping's keys stand before the new key at the end of a path."""
    names = [key.value for key, _value in parent.value]
    order = _order_at(sheet.shape, path[:-1])
    if path[-1] not in order:
        return len(names)
    declared = order[: order.index(str(path[-1]))]
    return max((index + 1 for index, name in enumerate(names) if name in declared), default=0)


def _order_at(schema: Schema, path: Path) -> list[str]:
    """Return the declared order of the keys at a path; none where the keys are people's own."""
    for step in path:
        schema = below(schema, step)
    return list(schema.get("properties", ()))
