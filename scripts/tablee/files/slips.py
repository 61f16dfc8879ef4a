"""What YAML lets pass and nobody means: keys twice or unknown, texts cut short, characters that cannot be seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tablee.files import codes
from tablee.files.html_tags import find_html
from tablee.files.key_words import is_address, is_private, key_meant
from tablee.files.nearest import nearest
from tablee.files.nodes import KINDS, Path, is_empty, key_of, spot
from tablee.files.problem import Severity
from tablee.files.source import Source, below, fit
from tablee.files.yaml_traps import check_hash, check_pair, is_bare
from tablee.i18n.invisible import INVISIBLE
from tablee.i18n.translations import LazyText, _
from tablee.model.folding import slug_of

if TYPE_CHECKING:
    from tablee.files.problem import Problem
    from tablee.files.schema import Schema

Slip = tuple["Path | None", "Problem | None"]
"""The path of a value that does not count, and its problem; none where nothing is wrong, or it has been said.

No path where the value counts nevertheless, and there is only something to say about it.
"""


def find_slips(source: Source) -> Iterator[Slip]:
    """Find every slip of a file."""
    yield from _find(source, source.root, source.schema, ())


def _find(source: Source, node: Node, schema: Schema, path: Path) -> Iterator[Slip]:
    known = fit(schema, node)
    if isinstance(node, MappingNode) and known:
        yield from _find_in_table(source, node, known, path)
    elif isinstance(node, SequenceNode):
        for index, entry in enumerate(node.value):
            yield from _find(source, entry, below(known, index), (*path, index))
    elif isinstance(node, ScalarNode) and "x-text" in known:
        found = _check_text(source, node, key_of(path))
        if found:
            yield (path if found.severity is Severity.ERROR else None), found
        elif html := find_html(source.file, source.lines, node, prose="x-prose" in known):
            yield None, html


def _find_in_table(source: Source, node: MappingNode, schema: Schema, path: Path) -> Iterator[Slip]:
    lines: dict[str, int] = {}
    second = _second_person(source, node) if not path else None
    for index, (name, value) in enumerate(node.value):
        known = schema.get("properties")
        here = (*path, name.value) if isinstance(name, ScalarNode) else (*path, ":", index)
        if known is None or not isinstance(name, ScalarNode) or name.value not in known:
            slip = _check_key(source, node, index, schema, path)
            if slip:
                yield here, slip[0]
                yield from _spoken_for(node, index, schema, path)
                continue
        if second and index >= second[0]:
            yield (*here, ":", index), second[1] if index == second[0] else None
        elif name.value in lines:
            said = {"key": name.value, "first": lines[name.value]}
            yield (*here, ":", index), source.report(codes.DUPLICATE_KEY, name, said)
        else:
            lines[name.value] = spot(name)[0]
            slips = list(_find(source, value, below(schema, name.value), here))
            yield from slips
            if known is not None and is_empty(value) and not any(at for at, _slip in slips):
                yield here, _check_empty(source, name.value, value, schema)


def _second_person(source: Source, node: MappingNode) -> tuple[int, Problem] | None:
    """Find the key at which a member's file begins again, with another name: its index, and what to do."""
    names = [(name.value, value) for name, value in node.value if isinstance(name, ScalarNode)]
    said = [value.value for name, value in names if name == "name" and isinstance(value, ScalarNode)]
    if not source.file.startswith("members/") or len(set(said)) < 2:  # noqa: PLR2004 (two people)
        return None
    keys = [name for name, _value in names]
    begins = next(index for index, key in enumerate(keys) if key in keys[:index])
    repeated = len(keys[begins:]) - len(set(keys[begins:]) - set(keys[:begins]))
    if repeated < 2:  # noqa: PLR2004 (one key twice is a slip)
        return None
    values = {"name": slug_of(said[1]) or "prenom-nom"}
    return begins, source.report(codes.SEVERAL_PEOPLE, node.value[begins][0], values)


def _check_key(
    source: Source, node: MappingNode, index: int, schema: Schema, path: Path
) -> tuple[Problem | None] | None:
    """Look at a key that is not declared, or chosen by people."""
    known = schema.get("properties")
    name = node.value[index][0]
    if node.flow_style:
        if index and is_bare(node, index) and is_bare(node, index - 1):
            return (None,)  # said already, with the whole line
        trap = check_pair(source.file, source.lines, node, index)
        if trap:
            return (trap,)
    if isinstance(name, ScalarNode):
        return None if known is None else (_refuse_key(source, node, name, schema),)
    if known is None:
        return (_refuse_name(source, path, name, schema["x-name"]),)
    reason = LazyText(_("a list or a set of keys stands where one key belongs"))
    return (source.report(codes.SYNTAX, name, {"reason": reason}),)


def _refuse_key(source: Source, node: MappingNode, name: ScalarNode, schema: Schema) -> Problem:
    """Refuse a key that is not declared, or not any more."""
    instead = schema.get("x-obsolete", {}).get(name.value)
    if instead:
        return source.report(codes.OBSOLETE_KEY, name, {"key": name.value, "instead": LazyText(instead)})
    known = schema["properties"]
    near = key_meant(name.value, known)
    values = {"key": name.value, "near": near, "known": ", ".join(f"`{one}`" for one in known)}
    line = source.lines[name.start_mark.line].strip() if name.start_mark.line < len(source.lines) else ""
    if near and unicodedata.normalize("NFKC", name.value).strip() == near:
        mended = f"{near}:{line[len(name.value) :].partition(':')[2]}"
        return source.report(codes.UNKNOWN_KEY, name, {**values, "line": mended}, codes.STRANGE_BLANK)
    if not near and "links" in known and is_address(name.value) and not node.flow_style:
        mended = f"links: {{{name.value}: {line.partition(':')[2].strip()}}}"
        return source.report(codes.UNKNOWN_KEY, name, {**values, "line": mended}, codes.OF_LINKS)
    if not near and is_private(name.value):
        return source.report(codes.UNKNOWN_KEY, name, values, codes.OF_NOBODY)
    values["near"] = near = near or nearest(name.value, known)
    return source.report(codes.UNKNOWN_KEY, name, values, codes.DID_YOU_MEAN if near else None)


def _spoken_for(node: MappingNode, index: int, schema: Schema, path: Path) -> Iterator[Slip]:
    """Say nothing of a mandatory key that is missing where another word stands for it."""
    name = node.value[index][0]
    near = key_meant(name.value, schema.get("properties", {})) if isinstance(name, ScalarNode) else ""
    if near and all(one.value != near for one, _value in node.value):
        yield (*path, near), None


def _refuse_name(source: Source, path: Path, name: Node, schema: Schema) -> Problem:
    """Refuse what is no text where people choose a key."""
    key = key_of(path)
    values = {"key": key, "given": LazyText(KINDS[type(name)]), "wanted": LazyText(schema["x-wanted"])}
    return source.report(codes.WRONG_TYPE, name, {**values, "example": f"{key}: {schema['x-example']}"})


def _check_empty(source: Source, key: str, value: Node, schema: Schema) -> Problem | None:
    """Look at a key without value: it means the same as no line."""
    if key not in schema["required"]:
        return None
    about = LazyText(schema["properties"][key]["description"])
    return source.report(codes.MISSING_KEY, value, {"key": key, "about": about})


def _check_text(source: Source, node: ScalarNode, key: str) -> Problem | None:
    cut = check_hash(source.file, source.lines, key, node) if not node.style else None
    if cut and cut.severity is not Severity.ERROR and INVISIBLE.search(node.value.strip()):
        cut = None
    hidden = INVISIBLE.search(node.value.strip())
    if cut or not hidden:
        return cut
    return source.report(codes.CONTROL_CHARACTER, node, {"character": f"U+{ord(hidden[0]):04X}"})
