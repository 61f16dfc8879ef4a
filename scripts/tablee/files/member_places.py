"""Where members' identities stand in a file, by the declarations of the model, and how one takes another's place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from tablee.files.paths import GROUP_FILE
from tablee.files.schema import GROUP, MEETING, MEMBER, Kind
from tablee.files.source import below, fit
from tablee.files.yaml_out import render_in_flow
from tablee.files.yaml_text import Refused, load_nodes
from tablee.model.identity import neutral_identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yaml.nodes import Node

    from tablee.files.schema import Schema
    from tablee.model import Group

_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_KINDS = {"members": MEMBER, "meetings": MEETING}


def kind_of(file: str) -> Kind | None:
    """Return what kind of file names members at a path; None for all others."""
    return GROUP if file == GROUP_FILE else _KINDS.get(file.rpartition("/")[0])


def unmentioned_identity(group: Group, files: Mapping[str, bytes]) -> str:
    """Return an identity that tells nothing and that no file mentions: one forgotten never becomes another's."""
    mentioned = b"\n".join([*(path.encode() for path in files), *files.values()])
    return neutral_identity(group.settings.identity, lambda name: name.encode() in mentioned)


def names_member(file: str, content: bytes, member: str) -> bool:
    """Return whether a file names a member by identity, in a place that is meant for members."""
    return any(node.value.strip() == member for node in _find(file, content))


def replace_member(file: str, content: bytes, member: str, other: str) -> bytes:
    """Return a file in which another identity stands wherever a member's stood; nothing else changes.

    A file that cannot be read stays as it is.
    """
    found = [node for node in _find(file, content) if node.value.strip() == member]
    if not found:
        return content
    lines = _LINE.findall(content.decode("utf-8-sig"))
    # From the end, so that the places before stay true.
    for node in sorted(found, key=lambda node: (node.start_mark.line, node.start_mark.column), reverse=True):
        line, start, end = node.start_mark.line, node.start_mark.column, node.end_mark.column
        lines[line] = f"{lines[line][:start]}{render_in_flow(other)}{lines[line][end:]}"
    mark = content[: len(content) - len(content.decode("utf-8-sig").encode())]
    return mark + "".join(lines).encode()


def _find(file: str, content: bytes) -> Iterator[ScalarNode]:
    kind = kind_of(file)
    if kind is None:
        return
    try:
        root = load_nodes(file, content)[1]
    except Refused:
        return
    yield from _walk(kind.schema, root)


def _walk(schema: Schema, node: Node) -> Iterator[ScalarNode]:
    form = fit(schema, node)
    if isinstance(node, ScalarNode) and form.get("x-member"):
        yield node
    elif isinstance(node, SequenceNode):
        for index, entry in enumerate(node.value):
            yield from _walk(below(form, index), entry)
    elif isinstance(node, MappingNode):
        keys = form.get("x-name", {})
        for name, value in node.value:
            if isinstance(name, ScalarNode):
                yield from _walk(keys, name)
                yield from _walk(below(form, name.value), value)
