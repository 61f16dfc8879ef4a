"""Taking a key or an entry out of the text of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from tablee.files.edit.changes import Path, unsafe
from tablee.files.edit.setting import set_value
from tablee.files.edit.spans import (
    colon_after,
    dash_of,
    end_of,
    find,
    has_comment,
    index_of,
    line_end,
    line_start,
    start_of,
)

if TYPE_CHECKING:
    from tablee.files.edit.placing import Sheet


def remove(sheet: Sheet, path: Path) -> str:
    """Return the text without the key or entry at a path, which is there."""
    nodes, _left = find(sheet.root, path)
    parent = nodes[-2]
    if not isinstance(parent, yaml.CollectionNode):
        raise unsafe(path)
    index = index_of(parent, path[-1])
    if len(parent.value) == 1:
        return _empty(sheet, parent, path)
    if parent.flow_style:
        return _remove_in_flow(sheet.text, parent, index, path)
    return _remove_lines(sheet.text, parent, index, path)


def _empty(sheet: Sheet, parent: yaml.CollectionNode, path: Path) -> str:
    """Take out the only entry: what is left is empty."""
    if len(path) > 1:
        return set_value(sheet, path[:-1], {} if isinstance(parent, yaml.MappingNode) else [])
    start, end = start_of(parent), end_of(parent, sheet.text)
    return f"{sheet.text[:start]}{{}}{sheet.text[end:]}"


def _span(text: str, parent: yaml.CollectionNode, index: int) -> tuple[int, int]:
    if isinstance(parent, yaml.MappingNode):
        key, value = parent.value[index]
        return start_of(key), max(end_of(value, text), colon_after(key, text))
    entry = parent.value[index]
    return start_of(entry), end_of(entry, text)


def _remove_in_flow(text: str, parent: yaml.CollectionNode, index: int, path: Path) -> str:
    """Take an entry and one comma out of braces or brackets."""
    start, end = _span(text, parent, index)
    if index + 1 < len(parent.value):
        end = _span(text, parent, index + 1)[0]
    else:
        start = _span(text, parent, index - 1)[1]
    if has_comment(text[start:end]):
        raise unsafe(path)
    return text[:start] + text[end:]


def _remove_lines(text: str, parent: yaml.CollectionNode, index: int, path: Path) -> str:
    start, end = _span(text, parent, index)
    if isinstance(parent, yaml.SequenceNode):
        start = dash_of(parent, parent.value[index], text, path)
    begin, stop = line_start(text, start), line_end(text, end)
    if text[begin:start].strip():  # beside a dash: the next key takes its place there
        following = _span(text, parent, index + 1)[0]
        if has_comment(text[end:following]):
            raise unsafe(path)
        return text[:start] + text[following:]
    if stop < len(text):
        return text[:begin] + text[stop + 1 :]
    return text[: max(begin - 1, 0)]
