"""A file is read with care: first for the slips that YAML lets pass, then by pydantic until what is left is sound.

So one wrong value does not take the rest of its file with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError
from yaml import Mark
from yaml.nodes import MappingNode, Node, ScalarNode

from tablee.files import codes
from tablee.files.explain import explain, explain_word, locate, refused_by
from tablee.files.nodes import to_plain_without
from tablee.files.schema import Kind
from tablee.files.slips import find_slips
from tablee.files.source import Source
from tablee.files.yaml_traps import explain_root
from tablee.model.word import Text, Word

if TYPE_CHECKING:
    from tablee.files.problem import Problem

MOST_TOLD = 20
"""Problems that are told of one file."""
_LATER = frozenset({"contradiction", "ends-before-start", "repeated"})
"""What is looked for between sound values: it may show only once the others are left out."""


def read_with_care(
    kind: Kind, file: str, text: str, root: Node, given: Mapping[str, object], problems: list[Problem]
) -> Any:  # noqa: ANN401 (the model of that kind)
    """Return what a file says as far as it is sound; all else is added to the problems, and left out."""
    if not isinstance(root, MappingNode):
        problems.append(explain_root(file, text, root))
        return None
    source = Source(file, text, root, kind.schema)
    slips = list(islice(find_slips(source), MOST_TOLD + 1))
    problems += [slip for _path, slip in slips[:MOST_TOLD] if slip]
    if len(slips) > MOST_TOLD:
        return _give_up(source, problems)
    told = refused = frozenset(path for path, _slip in slips if path is not None)
    first = True
    while () not in refused:
        try:
            values = to_plain_without(source.root, refused)
            return kind.adapter.validate_python({**given, **values})
        except ValidationError as fault:
            errors = locate(source.root, fault.errors(), refused)
        telling = (
            one
            for path, error in errors
            if first or error["type"] in _LATER
            for one in explain(source, path, error, told)
        )
        problems += islice(telling, MOST_TOLD)
        if next(telling, None):
            return _give_up(source, problems)
        refused = refused.union(refused_by(path, error) for path, error in errors)
        first = False
    return None


def _give_up(source: Source, problems: list[Problem]) -> None:
    """Say that there is more than is told: a file of nothing but mistakes costs no more than one of some."""
    problems.append(source.report(codes.AND_MORE, source.root, {"most": MOST_TOLD}))


def judge_text(word: Word[Any], key: str, text: str) -> list[Problem]:
    """Return the problems with a text that stands in no file, such as an answer to a question."""
    if not text.strip() and isinstance(word, Text):
        return []
    mark = Mark(key, 0, 0, 0, None, 0)
    # A style, since what was typed here is no YAML that a ` #` could cut.
    node = ScalarNode("", text.strip(), mark, mark, style='"')
    source = Source(f"--{key}", text, node, word.json)
    if any(unicodedata.category(letter) == "Cs" for letter in text):
        node.value = "\ufffe"  # refused as what no file can hold should be
    slips = [slip for _path, slip in find_slips(source) if slip]
    if slips:
        return slips
    try:
        word.read(node.value)
    except PydanticCustomError as fault:
        return [explain_word(source, key, node, fault.context or {})]
    return []
