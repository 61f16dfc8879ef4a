"""Where a new key belongs in a file: after the last key that its shape declares before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from tablee.files.composites import Listing, Record, Table

if TYPE_CHECKING:
    from tablee.files.edit.changes import Path
    from tablee.files.fields import Field


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that is edited: its text, its root node, and how files of its kind are written."""

    text: str
    root: yaml.Node
    shape: Record[Any]


def place_of(sheet: Sheet, parent: yaml.Node, path: Path) -> int:
    """Return how many of a mapping's keys stand before the new key at the end of a path."""
    names = [key.value for key, _value in parent.value]
    order = _order_at(sheet.shape, path[:-1])
    if path[-1] not in order:
        return len(names)
    declared = order[: order.index(str(path[-1]))]
    return max((index + 1 for index, name in enumerate(names) if name in declared), default=0)


def _order_at(shape: Field[Any], path: Path) -> list[str]:
    """Return the declared order of the keys at a path; none where the keys are people's own."""
    field = shape
    for step in path:
        below = _field_below(field, step)
        if below is None:
            return []
        field = below
    return list(field.keys) if isinstance(field, Record) else []


def _field_below(field: Field[Any], step: str | int) -> Field[Any] | None:
    if isinstance(field, Record):
        return field.keys[str(step)].field if step in field.keys else None
    if isinstance(field, Table):
        return field.value
    return field.item if isinstance(field, Listing) else None
