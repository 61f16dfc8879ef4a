"""New values as lines of YAML: short lists in brackets, sets of keys one key a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import TypeAlias, TypeGuard

from tablee.files.nodes import Plain
from tablee.files.yaml_out import render_in_flow, render_scalar

LONGEST = 120
"""Columns: a value in braces or brackets that passes them is written one entry a line."""
STEP = 2
_NAME = re.compile("[a-z_][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class AsWritten:
    """A text as it stands in a file already, `'no'` or `2026-12-10`, and what is read there."""

    text: str
    says: str


Scalar: TypeAlias = "str | int | date | time | Enum | AsWritten"
"""A text is quoted where it must be; all else is a word of the files: `2026-12-10`, `12:30`, `yes` for True."""
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value]"


def to_plain_value(value: Value) -> Plain:
    """Return a value as it will be read."""
    if isinstance(value, Mapping):
        return {str(key): to_plain_value(entry) for key, entry in value.items()}
    if is_list(value):
        return [to_plain_value(entry) for entry in value]
    return value.says if isinstance(value, AsWritten) else _word(value).strip()


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    """Return whether a value is a list."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def render_flow(value: Value) -> str:
    """Return a value on one line, in braces and brackets where it needs them."""
    if isinstance(value, Mapping):
        pairs = (f"{_render_name(str(key))}: {render_flow(entry)}" for key, entry in value.items())
        return f"{{{', '.join(pairs)}}}"
    if is_list(value):
        return f"[{', '.join(map(render_flow, value))}]"
    return _render_word(value, in_flow=True)


def render_key(indent: int, key: str, value: Value) -> list[str]:
    """Return the lines of a key and its value."""
    return render_below(f"{' ' * indent}{_render_name(key)}:", indent + STEP, value)


def render_item(indent: int, value: Value) -> list[str]:
    """Return the lines of one entry of a list."""
    return render_below(f"{' ' * indent}-", indent + STEP, value)


def render_below(head: str, indent: int, value: Value) -> list[str]:
    """Return a head, `key:` or `-`, and its value beside it or below it, `indent` columns from the left."""
    if isinstance(value, str) and _is_prose(value):
        return [f"{head} {'|' if value.endswith(chr(10)) else '|-'}", *_indented(indent, value)]
    short = f"{head} {render_flow(value)}"
    if isinstance(value, Mapping):
        if not value or (head.endswith("-") and len(short) <= LONGEST):
            return [short]
        lines = [line for key, entry in value.items() for line in render_key(indent, str(key), entry)]
        return [f"{head} {lines[0].lstrip()}", *lines[1:]] if head.endswith("-") else [head, *lines]
    if not is_list(value):
        return [f"{head} {_render_word(value, in_flow=False)}"]
    nested = any(isinstance(entry, Mapping) or is_list(entry) for entry in value)
    if not value or head.endswith("-") or (len(short) <= LONGEST and not nested):
        return [short]
    return [head, *(line for entry in value for line in render_item(indent, entry))]


def _render_name(key: str) -> str:
    """Return a key as it stands before its colon; `on` and `no` are keys like others in the group's files."""
    return key if _NAME.fullmatch(key) else render_in_flow(key)


def _render_word(value: Value, *, in_flow: bool) -> str:
    if isinstance(value, Enum) or not isinstance(value, str):
        return _word(value)
    return render_in_flow(value) if in_flow or "\n" in value else render_scalar(value)


def _word(value: Value) -> str:
    if isinstance(value, AsWritten):
        return value.text
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def _is_prose(text: str) -> bool:
    """Return whether a text of several lines can stand under a `|` as it is."""
    lines = text.removesuffix("\n").split("\n")
    return (
        len(lines) > 1
        and bool(lines[0].strip() and lines[-1].strip())
        and not lines[0].startswith((" ", "\t"))
        and all(letter.isprintable() for line in lines for letter in line)
    )


def _indented(indent: int, text: str) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in text.removesuffix("\n").split("\n")]
