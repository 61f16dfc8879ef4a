"""A file that is read with care: its text, its nodes, and what its kind may say at each place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from tablee.files.nodes import Step, spot
from tablee.files.problem import Code, Problem, problem
from tablee.files.schema import Schema


@dataclass(frozen=True)
class Source:
    """One file: its path, text and root node, and the schema of its kind."""

    file: str
    text: str
    root: Node
    schema: Schema

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return self.text.split("\n")

    def report(self, code: Code, node: Node, values: dict[str, Any], fix: str | None = None) -> Problem:
        """Make a problem at a node."""
        return problem(code, self.file, spot(node), values, fix)


def fit(schema: Schema, node: Node) -> Schema:
    """Return the form of a value that a node has, where a schema knows several; an empty one where it has none."""
    for one in schema.get("anyOf", [schema]):
        if isinstance(node, MappingNode):
            fits = one.get("type") == "object"
        elif isinstance(node, SequenceNode):
            fits = one.get("type") == "array"
        else:
            fits = one.get("type") not in ("object", "array")
        if fits:
            found: Schema = one
            return found
    return {}


def below(schema: Schema, step: Step) -> Schema:
    """Return what a schema says of a key or an entry; an empty one where it says nothing."""
    found = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
    if found is None and isinstance(step, str):
        found = schema.get("additionalProperties")
    return found if isinstance(found, dict) else {}
