"""libyaml's nodes: the plain values that they hold, and where a value stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tablee.files.curly_quotes import CURLY, is_opened, without_curly_quotes
from tablee.i18n.translations import _

if TYPE_CHECKING:
    from collections.abc import Mapping

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A text without space around it, empty where nothing was written; a list; a table."""
Step: TypeAlias = str | int
Path: TypeAlias = tuple[Step, ...]
"""Keys and indexes, from the file's root."""
Spot: TypeAlias = tuple[int, int]
"""A line and a column, counted from 1."""

KINDS: Mapping[type[Node], str] = {
    ScalarNode: _("a text"),
    SequenceNode: _("a list"),
    MappingNode: _("a set of keys"),
}
"""What people call each kind."""


_NOT_AS_TYPED = CURLY | {"~"}
"""How a text begins that may say something else than what was typed."""


class Ambiguous(Exception):
    """A key stands twice, is no text, or has nothing after it; or a curly quote is not closed."""


def to_plain(node: Node) -> Any:  # noqa: ANN401 (Plain, which mypy cannot follow through a node)
    """Return what a node says; raises Ambiguous where a key does not plainly have one value."""
    if isinstance(node, ScalarNode):  # most are: what `_text_of` says, without a call for each
        text = node.value.strip()
        if text[:1] not in _NOT_AS_TYPED:
            return text
        if not node.style and is_opened(text):
            raise Ambiguous
        return _text_of(node)
    if isinstance(node, SequenceNode):
        return [to_plain(entry) for entry in node.value]
    try:
        table = {name.value: to_plain(value) for name, value in node.value}
    except TypeError as fault:
        raise Ambiguous from fault
    if len(table) < len(node.value) or "" in table.values():
        raise Ambiguous
    return table


def _text_of(node: ScalarNode) -> str:
    text: str = node.value.strip()
    if node.style:
        return text
    if text[:1] in CURLY:
        return without_curly_quotes(text)
    return "" if text == "~" else text


def to_plain_without(node: Node, refused: Iterable[Path]) -> Any:  # noqa: ANN401 (as above)
    """Return what a node says without the values at some paths; a key that stands twice has its first value."""
    return _without(node, frozenset(refused), ())


def _without(node: Node, refused: frozenset[Path], path: Path) -> Any:  # noqa: ANN401 (as above)
    if isinstance(node, SequenceNode):
        return [
            _without(entry, refused, (*path, index))
            for index, entry in enumerate(node.value)
            if (*path, index) not in refused
        ]
    if isinstance(node, ScalarNode):
        return _text_of(node)
    table: dict[str, Any] = {}
    for name, value in node.value:
        if isinstance(name, ScalarNode) and (*path, name.value) not in refused:
            table.setdefault(name.value, _without(value, refused, (*path, name.value)))
    return table


def is_empty(node: Node) -> bool:
    """Return whether nothing was written after a key: `left:` and `name: ""` mean the same as no line at all."""
    return isinstance(node, ScalarNode) and not _text_of(node)


def key_of(path: Path) -> str:
    """Return the key that a message names: the nearest one above a value."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def spot(node: Node) -> Spot:
    """Return where a node begins."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def find(root: Node, path: Sequence[Step]) -> Node:
    """Return the node at a path, or the nearest thing around it that exists; one value stands for a list of one."""
    node = root
    for step in path:
        found = child(node, step)
        if found is None:
            break
        node = found[1]
    return node


def find_name(root: Node, path: Sequence[Step]) -> Node | None:
    """Return the key at the end of a path of keys."""
    parent = find(root, path[:-1])
    found = child(parent, path[-1]) if isinstance(parent, MappingNode) else None
    return found[0] if found else None


def find_spot(root: Node, path: Sequence[Step]) -> Spot:
    """Return where the value at a path begins, or its key where nothing is written after it.

    A last step that ends in `:` asks for the key itself: `("answers", "ana:")`.
    """
    last = path[-1] if path else None
    if isinstance(last, str) and last.endswith(":"):
        name = find_name(root, (*path[:-1], last.removesuffix(":")))
        return spot(name or find(root, path[:-1]))
    node = find(root, path)
    name = find_name(root, path) if isinstance(last, str) else None
    return spot(name if name and isinstance(node, ScalarNode) and not node.value else node)


def child(node: Node, step: Step) -> tuple[Node, Node] | None:
    """Return the key and the value that a step names, or the entry twice; one value stands for a list of one."""
    if isinstance(node, MappingNode):
        pairs: list[tuple[Node, Node]] = node.value
        found = next((pair for pair in pairs if pair[0].value == step), None)
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        found = node.value[step], node.value[step]
    else:
        found = None
    return (node, node) if found is None and step == 0 else found
