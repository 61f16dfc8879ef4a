"""A value in braces or brackets that an edit made too long for its line is written one entry a line."""

from __future__ import annotations

from itertools import pairwise

import yaml

from tablee.files.edit.changes import Path
from tablee.files.edit.rendering import LONGEST, STEP
from tablee.files.edit.spans import colon_after, end_of, find, line_end, line_start, start_of


def reflow(text: str, root: yaml.Node, path: Path) -> str:
    """Return the text with the outermost braces or brackets around a path opened, if their one line is too long."""
    nodes, _left = find(root, path)
    for outer, node in pairwise(nodes):
        if not (isinstance(outer, yaml.CollectionNode) and isinstance(node, yaml.CollectionNode)):
            return text
        if not outer.flow_style and node.flow_style:
            return _open(text, outer, node)
    return text


def _open(text: str, outer: yaml.CollectionNode, node: yaml.CollectionNode) -> str:
    start, end = start_of(node), end_of(node, text)
    begin, stop = line_start(text, start), line_end(text, start)
    if stop - begin <= LONGEST or end > stop or not node.value:
        return text
    indent = outer.start_mark.column + STEP
    entries = _entries(text, node)
    if isinstance(outer, yaml.SequenceNode):
        if isinstance(node, yaml.SequenceNode):
            return text
        below = f"\n{' ' * indent}".join(entries)
        return f"{text[:start]}{below}{text[end:]}"
    below = "".join(f"\n{' ' * indent}{entry}" for entry in entries)
    return f"{text[:start].rstrip(' ')}{text[end:stop]}{below}{text[stop:]}"


def _entries(text: str, node: yaml.CollectionNode) -> list[str]:
    """Return the entries as they are written, each as it stands on a line of its own."""
    if isinstance(node, yaml.SequenceNode):
        return [f"- {text[start_of(entry) : end_of(entry, text)]}" for entry in node.value]
    return [
        f"{text[start_of(key) : int(key.end_mark.index)]}: "
        f"{text[start_of(value) : max(end_of(value, text), colon_after(key, text))].strip()}".rstrip()
        for key, value in node.value
    ]
