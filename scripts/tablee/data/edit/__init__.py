"""Machine edits of the group's files: the changed key's lines are touched and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tablee.data import codes
from tablee.data.edit.changes import Append, Change, Plain, Remove, Set, Unsafe, Value, unsafe
from tablee.data.edit.line_ends import keep_line_ends
from tablee.data.edit.outcome import change_plain
from tablee.data.edit.placing import Sheet
from tablee.data.edit.reflow import reflow
from tablee.data.edit.removing import remove
from tablee.data.edit.rendering import render_key
from tablee.data.edit.setting import append, set_value
from tablee.data.edit.spans import read_plain
from tablee.data.shapes.meeting import MEETING
from tablee.data.words import Phrase, _
from tablee.data.yaml_text import Refused, load_nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tablee.data.composites import Record

__all__ = ["Append", "Change", "Remove", "Set", "Unsafe", "Value", "edit_yaml"]


def edit_yaml(content: bytes, changes: Sequence[Change], shape: Record[Any] = MEETING) -> bytes:
    """Make changes in a file's bytes, one after the other; no bytes are a new file.

    New keys stand in the order in which `shape` declares them. Comments, blank lines, quotes, line ends and the byte
    order mark stay as they are. Values that the file has already change nothing.

    Raises:
        Unsafe: the file cannot be read, or not be changed in this way without touching more.
    """
    for change in changes:
        content = _edit(content, change, shape)
    return content


def _edit(content: bytes, change: Change, shape: Record[Any]) -> bytes:
    sheet = _read(content, shape)
    if sheet is None:
        return _begin(content, change)
    if not sheet.root.value and not isinstance(change, Remove):
        begun = _begin(_without_nothing(sheet).encode(), change)
        return keep_line_ends(content, sheet.text, begun.decode())
    before = read_plain(sheet.root)
    wanted = change_plain(before, change)
    if wanted == before:
        return content
    text = _patch(sheet, change)
    if _values(text) != wanted:
        raise unsafe(change.path)
    shorter = reflow(text, change.path)
    if _values(shorter) == wanted:
        text = shorter
    return keep_line_ends(content, sheet.text, text)


def _patch(sheet: Sheet, change: Change) -> str:
    if isinstance(change, Set):
        return set_value(sheet, change.path, change.value)
    if isinstance(change, Append):
        return append(sheet, change.path, change.value)
    return remove(sheet, change.path)


def _read(content: bytes, shape: Record[Any]) -> Sheet | None:
    """Read a file; None where it holds nothing but comments."""
    try:
        text, root = load_nodes("", content)
    except Refused as refused:
        if refused.problem.code is codes.EMPTY_FILE:
            return None
        raise Unsafe(
            Phrase(_("the file cannot be read: {reason}"), {"reason": refused.problem.message})
        ) from refused
    return Sheet(text, root, shape)


def _values(text: str) -> Plain | None:
    try:
        return read_plain(load_nodes("", text.encode())[1])
    except (Refused, Unsafe):
        return None


def _without_nothing(sheet: Sheet) -> str:
    """Take out the `{}` of a file that says nothing: below it nobody could go on by hand."""
    start, end = sheet.root.start_mark.index, sheet.root.end_mark.index
    return sheet.text[:start] + sheet.text[end:].removeprefix("\n")


def _begin(content: bytes, change: Change) -> bytes:
    """Write the first key of a file, below its comments."""
    wanted = change_plain("", change)
    if not isinstance(wanted, dict) or isinstance(change, Remove):
        return content
    key, value = str(change.path[0]), change.value
    for step in reversed(change.path[1:]):
        value = {str(step): [value] if isinstance(change, Append) and step is change.path[-1] else value}
    if isinstance(change, Append) and len(change.path) == 1:
        value = [value]
    before = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    gap = "" if not before or before.endswith("\n") else "\n"
    text = before + gap + "".join(f"{line}\n" for line in render_key(0, key, value))
    if _values(text) != wanted:
        raise unsafe(change.path)
    return keep_line_ends(content, before, text)
