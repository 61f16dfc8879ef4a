"""What YAML lets pass and nobody means: keys twice or unknown, texts cut short, characters that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tablee.files import codes
from tablee.files.curly_quotes import is_closed, is_opened
from tablee.files.entries import as_typed, entry, hides_entries, identities_of
from tablee.files.html_tags import find_html
from tablee.files.key_words import key_meant
from tablee.files.line_traps import quoted
from tablee.files.meant import answers_turned, bare_keys, is_foreign, line_meant, merged
from tablee.files.nodes import KINDS, Path, is_empty, key_of, spot
from tablee.files.problem import Severity
from tablee.files.source import Source, below, fit
from tablee.files.unknown_keys import inner_keys, put_back, refuse_key
from tablee.files.yaml_traps import MOST_LETTERS, check_hash, check_pair, is_bare
from tablee.i18n.invisible import INVISIBLE
from tablee.i18n.translations import LazyText, _
from tablee.model.folding import slug_of
from tablee.model.words import IDENTITY

if TYPE_CHECKING:
    from tablee.files.problem import Problem
    from tablee.files.schema import Schema

_HASH = re.compile(r"\s(?P<lost>#[^\s#].*?)\s*$")
"""A comment that begins like a word behind its sign."""
_WITH_THE_COMMA = (codes.WRONG_TYPE, codes.BAD_VALUE)
"""What a comma in braces parted, and is told as a whole."""
Slip = tuple["Path | None", "Problem | None"]
"""The path of a value that does not count, and its problem; none where nothing is wrong, or it has been said.

No path where the value counts nevertheless, and there is only something to say about it.
"""


def find_slips(source: Source) -> Iterator[Slip]:
    """Find every slip of a file."""
    yield from _find(source, source.root, source.schema, ())


def _find(source: Source, node: Node, schema: Schema, path: Path) -> Iterator[Slip]:
    known = fit(schema, node)
    if list_slip := _check_list(source, node, known, path):
        yield path, list_slip
    elif isinstance(node, MappingNode) and known:
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


def _check_list(source: Source, node: Node, schema: Schema, path: Path) -> Problem | None:
    """Look at a list, or a set of answers, that YAML reads otherwise than it was meant as a whole."""
    key = key_of(path)
    if isinstance(node, MappingNode):
        return _check_set(source, node, schema, path)
    if not isinstance(node, SequenceNode) or not path:
        return None
    if parted := _find_parted_quote(source, node, schema, key):
        return parted
    scalars = [one for one in node.value if isinstance(one, ScalarNode)]
    if hiding := next((one for one in scalars if hides_entries(source.lines, one)), None):
        line = f"{key}: {line_meant(schema, as_typed(source.lines, node))}"
        return source.report(codes.BULLETS, hiding, {"key": key, "line": line})
    table = next((one for one in _forms(below(schema, 0)) if "properties" in one), None)
    return _check_entries(source, node, table, path) if table else None


def _chosen_by(schema: Schema, names: list[str]) -> str | None:
    """Return what keys alone say where people choose them, if each holds its value: `{paul-meyer=oui}`."""
    if (
        "additionalProperties" not in schema
        or not names
        or not all(re.search(r"\w(?: |=|://)\w", one) for one in names)
    ):
        return None
    said = line_meant(schema, SequenceNode("", [ScalarNode("", one) for one in names]))
    return None if said is None or "…" in said else said


def _check_set(source: Source, node: MappingNode, schema: Schema, path: Path) -> Problem | None:
    """Look at a set of keys that holds words alone, or its answers the wrong way round."""
    key, bare = key_of(path), bare_keys(node) if path else []
    said = line_meant(schema, node) if bare and is_foreign(schema, node) else _chosen_by(schema, bare)
    if said:
        values = {"key": key, "given": LazyText(KINDS[ScalarNode]), "wanted": LazyText(KINDS[MappingNode])}
        return source.report(codes.WRONG_TYPE, node, {**values, "example": f"{key}: {said}"})
    turned = answers_turned(below(schema, ""), node)
    values = {"key": key, "given": LazyText(KINDS[type(node)]), "wanted": LazyText(_("a set of names"))}
    example = {"example": f"{key}: {turned}"}
    return source.report(codes.WRONG_TYPE, node, {**values, **example}) if turned else None


def _find_parted_quote(source: Source, node: SequenceNode, schema: Schema, key: str) -> Problem | None:
    """Find a text between curly quotes that its comma parts, as it stands in brackets: `[“a, b”, c]`."""
    texts = [one.value for one in node.value if isinstance(one, ScalarNode) and not one.style]
    opened = next((at for at, text in enumerate(texts) if is_opened(text)), None)
    closed = next(
        (at for at, text in enumerate(texts) if opened is not None and at > opened and is_closed(text)), None
    )
    if (
        not node.flow_style
        or closed is None
        or len(texts) < len(node.value)
        or "x-text" not in below(schema, 0)
    ):
        return None
    whole = quoted(", ".join(texts[opened : closed + 1]))
    said = [*map(entry, texts[:opened]), whole, *map(entry, texts[closed + 1 :])]
    values = {"lost": texts[closed], "key": key, "line": f"{key}: [{', '.join(said)}]"}
    return source.report(codes.COMMA_IN_BRACES, node.value[closed], values)


def _forms(schema: Schema) -> list[Schema]:
    forms: list[Schema] = schema.get("anyOf", [schema])
    return forms


def _check_entries(source: Source, node: SequenceNode, table: Schema, path: Path) -> Problem | None:
    """Find entries that have none of the keys that are known here, or that a dash too many parted."""
    whole = {"type": "array", "items": table}
    for one in node.value:
        if is_foreign(table, one) and (said := line_meant(whole, as_typed(source.lines, node))):
            name = one.value[0][0]
            values = {"key": name.value, "near": "", "known": "", "line": f"{key_of(path)}: {said}"}
            fix = codes.WITH_THE_REST if "…" in said else codes.WRITE_LINE
            return source.report(codes.UNKNOWN_KEY, name, {**values, "example": values["line"]}, fix)
    parted = len(node.value) > 1 and merged(node.value)
    if not parted or not all(_lacks(table, one) or index == 0 for index, one in enumerate(node.value)):
        return None
    said = line_meant(whole, SequenceNode(node.tag, [parted], node.start_mark, node.end_mark))
    lacking = next(name for name in table["required"] if _lacks(table, node.value[-1], name))
    about = LazyText(table["properties"][lacking]["description"])
    values = {"key": lacking, "about": about, "line": f"{key_of(path)}: {said}"}
    return source.report(codes.MISSING_KEY, node.value[-1], values, codes.WRITE_LINE)


def _lacks(table: Schema, node: Node, key: str = "") -> bool:
    """Return whether a set of keys is without one that it must have."""
    names = {name.value for name, _value in node.value if isinstance(name, ScalarNode)}
    return any(name not in names for name in ([key] if key else table["required"]))


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
                if slip[0] and slip[0].code in _WITH_THE_COMMA and node.flow_style and index:
                    yield (*path, node.value[index - 1][0].value), None  # told with what its comma cut off
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
            lost = _check_lost(source, name, value, below(schema, name.value)) if not slips else None
            if lost:
                yield here, lost
            elif known is not None and is_empty(value) and not any(at for at, _slip in slips):
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
        if trap := _trap_in_braces(source, node, index, schema):
            return (trap,)
    if isinstance(name, ScalarNode):
        if known is None:
            return None
        return put_back(source, node, index, schema) or (refuse_key(source, node, name, schema),)
    if known is None:
        return (_refuse_name(source, path, name, schema["x-name"]),)
    reason = LazyText(_("a list or a set of keys stands where one key belongs"))
    return (source.report(codes.SYNTAX, name, {"reason": reason}),)


def _trap_in_braces(source: Source, node: MappingNode, index: int, schema: Schema) -> Problem | None:
    """Find what a key without value inside braces was meant to be."""
    if colonless := _without_colon(source, node, index, schema.get("properties", {})):
        return colonless
    trap = check_pair(source.file, source.lines, node, index)
    listed = _listed(source, node, index, schema) if trap and trap.code is codes.COMMA_IN_BRACES else None
    return listed or trap


def _without_colon(source: Source, node: MappingNode, index: int, known: Schema) -> Problem | None:
    """Refuse a known key in braces that lacks its colon: `{from: 2026-07-10, to 2026-08-25}`."""
    name = node.value[index][0]
    first = re.match(r"([a-z_]+)\s*[ =]\s*(?=\S)", name.value) if is_bare(node, index) else None
    if first is None or first[1] not in known or name.style or name.start_mark.line != name.end_mark.line:
        return None
    line = source.lines[name.start_mark.line]
    at = name.start_mark.column
    mended = f"{line[:at]}{first[1]}: {line[at + first.end() :]}".strip()
    values = {"key": name.value, "near": "", "known": "", "line": mended}
    return source.report(codes.UNKNOWN_KEY, name, values, codes.WRITE_LINE)


def _listed(source: Source, node: MappingNode, index: int, schema: Schema) -> Problem | None:
    """Refuse a comma in braces behind a key that holds a list: `{hub: ines-garnier, paul-meyer}`."""
    first = next(at for at in range(index, -1, -1) if not is_bare(node, at))
    owner, value = node.value[first]
    forms = _forms(below(schema, owner.value))
    array = next((form for form in forms if form.get("type") == "array"), None)
    is_name = any(form.get("x-example") == IDENTITY.example for form in forms)
    if not isinstance(value, ScalarNode) or not (array or is_name):
        return None
    bare = [name.value for name, _value in node.value[first + 1 :]]
    text = ", ".join(
        [
            value.value,
            *bare[: len([*takewhile(lambda at: is_bare(node, at), range(first + 1, len(node.value)))])],
        ]
    )
    if array is None and len(text) > MOST_LETTERS:
        return None
    if array is None:
        names = [f"{owner.value}: {one}" for one in identities_of(text)]
        both = {"value": text, "wanted": LazyText(IDENTITY.wanted), "example": names[0], "other": names[1]}
        return source.report(codes.BAD_VALUE, value, both, codes.ONE_ALONE)
    said = line_meant(array, ScalarNode("", text, value.start_mark, value.end_mark))
    values = {"key": owner.value, "given": LazyText(KINDS[ScalarNode]), "wanted": LazyText(_("a list"))}
    return source.report(codes.WRONG_TYPE, value, {**values, "example": f"{owner.value}: {said or '[…]'}"})


def _spoken_for(node: MappingNode, index: int, schema: Schema, path: Path) -> Iterator[Slip]:
    """Say nothing of a mandatory key that is missing where another word stands for it."""
    name = node.value[index][0]
    near = key_meant(name.value, schema.get("properties", {})) if isinstance(name, ScalarNode) else ""
    inner = inner_keys(node, name, schema.get("properties", {})) if isinstance(name, ScalarNode) else []
    for key in [near] if near else inner:
        if all(one.value != key for one, _value in node.value):
            yield (*path, key), None


def _refuse_name(source: Source, path: Path, name: Node, schema: Schema) -> Problem:
    """Refuse what is no text where people choose a key."""
    key = key_of(path)
    values = {"key": key, "given": LazyText(KINDS[type(name)]), "wanted": LazyText(schema["x-wanted"])}
    return source.report(codes.WRONG_TYPE, name, {**values, "example": f"{key}: {schema['x-example']}"})


def _check_lost(source: Source, name: ScalarNode, value: Node, schema: Schema) -> Problem | None:
    """Find what a `#` took away where no text stands: `skills: #seo #web`, `github_id: #1234567`."""
    line = source.lines[name.start_mark.line] if name.start_mark.line < len(source.lines) else ""
    lost = _HASH.search(line) if len(line) <= MOST_LETTERS else None
    if not lost or not isinstance(value, ScalarNode) or value.style or "x-text" in fit(schema, value):
        return None
    here = name.end_mark if value.end_mark.line > name.end_mark.line else value.end_mark
    if line[here.column : lost.start()].strip(" :"):  # another value stands between, within the same braces
        return None
    said = line[name.end_mark.column : lost.end()].partition(":")[2].replace("#", " ")
    text = ", ".join(re.split(r"[\s,;]+", said.strip(" ,;")))
    meant = line_meant(schema, ScalarNode("", text, value.start_mark, value.end_mark)) or text
    values = {"lost": lost["lost"], "line": f"{name.value}: {meant}"}
    return source.report(codes.HASH_IN_TEXT, name, values, codes.WRITE_LINE)


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
