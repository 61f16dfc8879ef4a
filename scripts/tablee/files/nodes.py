"""The kinds of YAML nodes, told apart without PyYAML: a group whose files are all plain never waits for its import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.i18n.words import _

if TYPE_CHECKING:
    from typing import TypeGuard

    import yaml

KINDS = {"scalar": _("a text"), "sequence": _("a list"), "mapping": _("a set of keys")}
"""What people call each kind."""


def kind_of(node: yaml.Node) -> str:
    """Return the name that PyYAML gives to the class of a node."""
    kind: str = node.id  # type: ignore[attr-defined]  # each class has one, and there are no others
    return kind


def is_scalar(node: yaml.Node) -> TypeGuard[yaml.ScalarNode]:
    """Say whether a node is a text."""
    return kind_of(node) == "scalar"


def is_sequence(node: yaml.Node) -> TypeGuard[yaml.SequenceNode]:
    """Say whether a node is a list."""
    return kind_of(node) == "sequence"


def is_mapping(node: yaml.Node) -> TypeGuard[yaml.MappingNode]:
    """Say whether a node is a set of keys."""
    return kind_of(node) == "mapping"
