"""What a file should say after a change: the change made on its values, against which the edited text is held."""

from __future__ import annotations

from tablee.files.edit.changes import Append, Change, Path, Plain, Remove, plain, unsafe


def change_plain(values: Plain, change: Change) -> Plain:
    """Return the values with one change made.

    Raises Unsafe where the path leads through a text or beyond the end of a list, or appends to a set of keys.
    """
    return _change(values, change.path, change)


def _change(values: Plain, rest: Path, change: Change) -> Plain:
    if not rest:
        return _at_end(values, change)
    step = rest[0]
    if values == "" and isinstance(step, str) and not isinstance(change, Remove):
        values = {}
    if isinstance(values, dict) and isinstance(step, str):
        return _change_mapping(values, step, rest[1:], change)
    if isinstance(values, list) and isinstance(step, int) and step < len(values):
        if isinstance(change, Remove) and len(rest) == 1:
            return [*values[:step], *values[step + 1 :]]
        return [*values[:step], _change(values[step], rest[1:], change), *values[step + 1 :]]
    if isinstance(change, Remove):
        return values
    raise unsafe(change.path)


def _change_mapping(values: dict[str, Plain], step: str, rest: Path, change: Change) -> Plain:
    if not isinstance(change, Remove):
        return {**values, step: _change(values.get(step, ""), rest, change)}
    if step not in values:
        return values
    if rest:
        return {**values, step: _change(values[step], rest, change)}
    return {key: value for key, value in values.items() if key != step}


def _at_end(values: Plain, change: Change) -> Plain:
    if isinstance(change, Remove):  # of the whole file
        raise unsafe(change.path)
    new = plain(change.value)
    if not isinstance(change, Append):
        return new
    if isinstance(values, dict):
        raise unsafe(change.path)
    if values == "":
        return [new]
    return [*(values if isinstance(values, list) else [values]), new]
