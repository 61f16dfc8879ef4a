"""Where a node of a file begins and ends, in characters: libyaml's own ends reach into the comments that follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from tablee.files.edit.changes import Path, Plain, unsafe

if TYPE_CHECKING:
    from collections.abc import Sequence

Pair = tuple[yaml.Node, yaml.Node]
_COLON = re.compile(r"[ \t]*:")
_COMMENT = re.compile(r"(?:^|[ \t])#")


def read_plain(node: yaml.Node, path: Path = ()) -> Plain:
    """Return what a node says, as texts.

    Raises Unsafe for a key that stands twice or is no text.
    """
    if isinstance(node, yaml.SequenceNode):
        return [read_plain(entry, (*path, index)) for index, entry in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return "" if is_empty(node) else str(node.value)
    values: dict[str, Plain] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in values:
            raise unsafe((*path, str(key.value)))
        values[key.value] = read_plain(value, (*path, key.value))
    return values


def is_empty(node: yaml.Node) -> bool:
    """Say whether nothing was written where a value belongs."""
    return isinstance(node, yaml.ScalarNode) and (not node.value or (node.value == "~" and not node.style))


def is_block(node: yaml.Node) -> bool:
    """Say whether a value reaches over lines of its own: keys or dashes below each other, or a text under `|`."""
    if isinstance(node, yaml.ScalarNode):
        return node.style in {"|", ">"}
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def start_of(node: yaml.Node) -> int:
    """Return the index of a node's first character."""
    return int(node.start_mark.index)


def end_of(node: yaml.Node, text: str) -> int:
    """Return the index after a node's last character, without comments and blank lines after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        if isinstance(node, yaml.MappingNode):
            key, value = last
            return max(end_of(value, text), colon_after(key, text))
        return end_of(last, text)
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        kept = "+" in text[start_of(node) : line_end(text, start_of(node))].split("#", maxsplit=1)[0]
        body = text[:end] if kept else text[:end].rstrip()
        return len(body.removesuffix("\n"))
    return end


def colon_after(key: yaml.Node, text: str) -> int:
    """Return the index after a key's colon; the key's own end where it has none (`{a, b}`)."""
    end = int(key.end_mark.index)
    found = _COLON.match(text, end)
    return found.end() if found else end


def line_start(text: str, index: int) -> int:
    """Return where the line of an index begins."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Return where the line of an index ends, before its line end."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found


def has_comment(text: str) -> bool:
    """Say whether a stretch between nodes holds a comment."""
    return _COMMENT.search(text) is not None


def dash_of(sequence: yaml.Node, entry: yaml.Node, text: str, path: Path) -> int:
    """Return the index of an entry's dash, alone at the beginning of its line.

    Raises Unsafe where it stands behind another one.
    """
    column, begin = sequence.start_mark.column, line_start(text, start_of(entry))
    while text[begin : begin + column + 1] != f"{' ' * column}-":
        if not begin:
            raise unsafe(path)
        begin = line_start(text, begin - 1)
        if begin < line_start(text, start_of(sequence)):
            raise unsafe(path)
    return begin + column


def find(node: yaml.Node, path: Path) -> tuple[list[yaml.Node], Path]:
    """Return the nodes on a path, from the root to the last that is there, and the steps that are left."""
    nodes = [node]
    for done, step in enumerate(path):
        below = _below(nodes[-1], step)
        if below is None:
            return nodes, path[done:]
        nodes.append(below)
    return nodes, ()


def _below(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        pairs: Sequence[Pair] = node.value
        return next((value for key, value in pairs if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    return None


def index_of(parent: yaml.Node, step: str | int) -> int:
    """Return which child of a node a step names."""
    if isinstance(step, int):
        return step
    return next(index for index, (key, _value) in enumerate(parent.value) if key.value == step)
