"""Setting a value and appending to a list, in the text of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import yaml

from tablee.files.edit.changes import Path, Value, is_list, unsafe
from tablee.files.edit.placing import Sheet, place_of
from tablee.files.edit.rendering import (
    LONGEST,
    STEP,
    render_below,
    render_flow,
    render_item,
    render_key,
    render_name,
)
from tablee.files.edit.spans import (
    colon_after,
    dash_of,
    end_of,
    find,
    index_of,
    is_block,
    is_empty,
    line_end,
    line_start,
    start_of,
)
from tablee.files.yaml_out import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[\w.-]+")


def set_value(sheet: Sheet, path: Path, value: Value) -> str:
    """Return the text with a value set; keys on the way that are not there are made."""
    nodes, left = find(sheet.root, path)
    if not left:
        return _replace(sheet, nodes, path, value)
    for step in reversed(left[1:]):
        value = {str(step): value}
    parent, there = nodes[-1], path[: len(path) - len(left)]
    if is_empty(parent):
        return _replace(sheet, nodes, there, {str(left[0]): value})
    if not isinstance(parent, yaml.MappingNode):
        raise unsafe(path)
    if parent.flow_style:
        return _insert_in_braces(sheet, parent, (*there, left[0]), value)
    return _insert_key(sheet, parent, (*there, left[0]), value)


def append(sheet: Sheet, path: Path, value: Value) -> str:
    """Return the text with one more entry in a list."""
    nodes, left = find(sheet.root, path)
    node = nodes[-1]
    if left or is_empty(node):
        return set_value(sheet, path, [value])
    if isinstance(node, yaml.SequenceNode):
        place = _append_in_brackets if node.flow_style else _append_dash
        return place(sheet, node, value)
    if not isinstance(node, yaml.ScalarNode) or is_block(node):
        raise unsafe(path)
    text, start, end = sheet.text, start_of(node), end_of(node, sheet.text)
    written = text[start:end]
    old = written if node.style or _WORD.fullmatch(written) else quote(node.value)
    return f"{text[:start]}[{old}, {render_flow(value)}]{text[end:]}"


def _append_in_brackets(sheet: Sheet, node: yaml.SequenceNode, value: Value) -> str:
    text = sheet.text
    if not node.value:
        at = start_of(node) + 1
        return f"{text[:at]}{render_flow(value)}{text[at:]}"
    at = end_of(node.value[-1], text)
    return f"{text[:at]}, {render_flow(value)}{text[at:]}"


def _append_dash(sheet: Sheet, node: yaml.SequenceNode, value: Value) -> str:
    at = line_end(sheet.text, end_of(node, sheet.text))
    lines = render_item(node.start_mark.column, value)
    return sheet.text[:at] + "".join(f"\n{line}" for line in lines) + sheet.text[at:]


def _insert_in_braces(sheet: Sheet, parent: yaml.MappingNode, path: Path, value: Value) -> str:
    text, before = sheet.text, place_of(sheet, parent, path)
    pair = f"{render_name(str(path[-1]))}: {render_flow(value)}"
    if before == 0:
        at = start_of(parent) + 1
        return f"{text[:at]}{pair}{', ' if parent.value else ''}{text[at:]}"
    key, last = parent.value[before - 1]
    at = max(end_of(last, text), colon_after(key, text))
    return f"{text[:at]}, {pair}{text[at:]}"


def _insert_key(sheet: Sheet, parent: yaml.MappingNode, path: Path, value: Value) -> str:
    text, before = sheet.text, place_of(sheet, parent, path)
    first = start_of(parent.value[0][0])
    lines = render_key(parent.start_mark.column, str(path[-1]), value)
    begin = line_start(text, first)
    if before == 0 and not text[begin:first].strip():
        return text[:begin] + "".join(f"{line}\n" for line in lines) + text[begin:]
    key, last = parent.value[max(before, 1) - 1]
    at = line_end(text, max(end_of(last, text), colon_after(key, text)))
    return text[:at] + "".join(f"\n{line}" for line in lines) + text[at:]


def _replace(sheet: Sheet, nodes: Sequence[yaml.Node], path: Path, value: Value) -> str:
    """Return the text with the value of the last of the nodes on a path replaced."""
    if len(nodes) == 1:
        raise unsafe(path)
    text, node, parent = sheet.text, nodes[-1], nodes[-2]
    if isinstance(parent, yaml.CollectionNode) and parent.flow_style:
        return _put_inline(sheet, parent, path, node, render_flow(value))
    head = _head_end(text, parent, path)
    begin = line_start(text, head)
    lines = _render_instead(node, text[begin:head], _column(parent) + STEP, value)
    if len(lines) == 1 and not is_block(node):
        return _put_inline(sheet, parent, path, node, lines[0][head - begin :].lstrip())
    stop = line_end(text, max(end_of(node, text), head))
    below = "".join(f"\n{line}" for line in lines[1:])
    return f"{text[:head]}{lines[0][head - begin :]}{_comment_kept(text, node, head)}{below}{text[stop:]}"


def _render_instead(node: yaml.Node, head: str, indent: int, value: Value) -> list[str]:
    """Return the lines of a new value; what stood in braces or brackets stays there while it fits."""
    short = f"{head} {render_flow(value)}"
    collection = isinstance(node, yaml.CollectionNode) and (isinstance(value, Mapping) or is_list(value))
    if collection and not is_block(node) and len(short) <= LONGEST:
        return [short]
    return render_below(head, indent, value)


def _comment_kept(text: str, node: yaml.Node, head: int) -> str:
    """Return the comment beside a key whose value is replaced by or with lines of their own."""
    if isinstance(node, yaml.ScalarNode) and is_block(node):
        return ""
    if is_block(node):
        stands_beside = line_start(text, start_of(node)) <= head
        return "" if stands_beside else text[head : line_end(text, head)].rstrip()
    end = max(end_of(node, text), head)
    return text[end : line_end(text, end)].rstrip()


def _put_inline(sheet: Sheet, parent: yaml.Node, path: Path, node: yaml.Node, written: str) -> str:
    text, start, end = sheet.text, start_of(node), end_of(node, sheet.text)
    if start < end:
        return text[:start] + written + text[end:]
    head = _head_end(text, parent, path)
    colon = "" if text[head - 1] in ":-" else ":"
    return f"{text[:head]}{colon} {written}{text[head:]}"


def _head_end(text: str, parent: yaml.Node, path: Path) -> int:
    """Return the index after a value's `key:` or dash."""
    index = index_of(parent, path[-1])
    if isinstance(parent, yaml.MappingNode):
        return colon_after(parent.value[index][0], text)
    return dash_of(parent, parent.value[index], text, path) + 1


def _column(parent: yaml.Node) -> int:
    return int(parent.start_mark.column)
