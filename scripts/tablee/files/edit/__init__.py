"""Machine edits of the group's files: the changed key's lines are touched and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files import codes
from tablee.files.edit.changes import Append, Change, Plain, Remove, Set, Unsafe, Value, unsafe
from tablee.files.edit.line_ends import keep_line_ends
from tablee.files.edit.outcome import change_plain
from tablee.files.edit.placing import Sheet
from tablee.files.edit.reflow import reflow
from tablee.files.edit.removing import remove
from tablee.files.edit.rendering import render_key
from tablee.files.edit.setting import append, set_value
from tablee.files.edit.spans import read_plain
from tablee.files.schema import MEETING
from tablee.files.yaml_text import Refused, load_nodes
from tablee.i18n.words import Phrase, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tablee.files.schema import Schema

__all__ = ["Append", "Change", "Remove", "Set", "Unsafe", "Value", "edit_yaml"]


def edit_yaml(content: bytes, changes: Sequence[Change], shape: Schema = MEETING.schema) -> bytes:
    """Make changes in a file's bytes, one after the other; no bytes are a new file.

    New keys stand in the order in which `shape` declares them. Comments, blank lines, quotes, line ends and the byte
    order mark stay as they are. Values that the file has already change nothing.

    Raises:
        Unsafe: the file cannot be read, or not be changed in this way without touching more.
    """
    if not changes:
        return content
    sheet = _read(content, shape)
    for change in changes:
        content, sheet = _edit(content, sheet, change, shape)
    return content


def _edit(content: bytes, sheet: Sheet | None, change: Change, shape: Schema) -> tuple[bytes, Sheet | None]:
    """Make one change; return the bytes after it, and how they read."""
    if sheet is None or not sheet.root.value:
        return _begin(content, sheet, change, shape)
    before = read_plain(sheet.root)
    wanted = change_plain(before, change)
    if wanted == before:
        return content, sheet
    made = _make(sheet, change, wanted)
    return keep_line_ends(content, sheet.text, made.text), made


def _make(sheet: Sheet, change: Change, wanted: Plain) -> Sheet:
    """Return the file with a change made, which reads back as wanted; a line that is too long is opened."""
    made = _read_back(_patch(sheet, change), wanted, sheet.shape)
    if made is None:
        raise unsafe(change.path)
    text = reflow(made.text, made.root, change.path)
    return made if text == made.text else _read_back(text, wanted, sheet.shape) or made


def _read_back(text: str, wanted: Plain, shape: Schema) -> Sheet | None:
    """Read a text that was just written; None where it does not say what it should."""
    try:
        root = load_nodes("", text.encode())[1]
        return Sheet(text, root, shape) if read_plain(root) == wanted else None
    except (Refused, Unsafe):
        return None


def _patch(sheet: Sheet, change: Change) -> str:
    if isinstance(change, Set):
        return set_value(sheet, change.path, change.value)
    if isinstance(change, Append):
        return append(sheet, change.path, change.value)
    return remove(sheet, change.path)


def _read(content: bytes, shape: Schema) -> Sheet | None:
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


def _without_nothing(sheet: Sheet) -> str:
    """Take out the `{}` of a file that says nothing: below it nobody could go on by hand."""
    start, end = sheet.root.start_mark.index, sheet.root.end_mark.index
    return sheet.text[:start] + sheet.text[end:].removeprefix("\n")


def _begin(content: bytes, sheet: Sheet | None, change: Change, shape: Schema) -> tuple[bytes, Sheet | None]:
    """Write the first key of a file, below its comments."""
    wanted = change_plain("", change)
    if not isinstance(wanted, dict) or isinstance(change, Remove):
        return content, sheet
    key, value = str(change.path[0]), change.value
    for step in reversed(change.path[1:]):
        value = {str(step): [value] if isinstance(change, Append) and step is change.path[-1] else value}
    if isinstance(change, Append) and len(change.path) == 1:
        value = [value]
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    above = _without_nothing(sheet) if sheet else text
    gap = "" if not above or above.endswith("\n") else "\n"
    made = _read_back(above + gap + "".join(f"{line}\n" for line in render_key(0, key, value)), wanted, shape)
    if made is None:
        raise unsafe(change.path)
    return keep_line_ends(content, text, made.text), made
