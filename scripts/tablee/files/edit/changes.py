"""What may be changed in a file of the group, and why a change was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import TypeAlias, TypeGuard

from tablee.files.yaml_out import render_in_flow, render_scalar
from tablee.i18n.words import Phrase, _

Scalar: TypeAlias = "str | int | date | time | Enum"
"""A text is quoted where it must be; all else is a word of the files: `2026-12-10`, `12:30`, `yes` for True."""
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value]"
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A value as it is read from a file before anybody says what its texts mean."""
Path: TypeAlias = "tuple[str | int, ...]"
"""Keys of mappings and indexes of lists, from the file's root."""


@dataclass(frozen=True, slots=True)
class Set:
    """The value at a path becomes this one; keys on the way that are not there are made."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Append:
    """The list at a path gets one more entry; a single value stands for a list of one, no value for none."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """The key or entry at a path is taken out; where there is none, nothing happens."""

    path: Path


Change: TypeAlias = Set | Append | Remove


class Unsafe(Exception):  # noqa: N818 (it says what the change would be)
    """A file in which a change cannot be made without touching more; `phrase` says why."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.message.format_map(phrase.values))
        self.phrase = phrase


def unsafe(path: Path) -> Unsafe:
    """Refuse a change for the way in which the file is written at a path."""
    shown = " > ".join(str(step) for step in path)
    return Unsafe(Phrase(_("`{path}` is written in a way that no machine can edit safely"), {"path": shown}))


def plain(value: Value) -> Plain:
    """Return a value as it will be read."""
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if is_list(value):
        return [plain(entry) for entry in value]
    return _word(value)


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    """Say whether a value is a list."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def render_value(value: Value, *, in_flow: bool) -> str:
    """Return a scalar's text as it stands in a file; `in_flow`: inside braces or brackets."""
    if isinstance(value, Enum) or not isinstance(value, str):
        return _word(value)
    return render_in_flow(value) if in_flow or "\n" in value else render_scalar(value)


def _word(value: Value) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)
