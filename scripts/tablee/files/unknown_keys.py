"""Keys that a file does not know: what each was meant to be, or where it belongs."""

from __future__ import annotations

import unicodedata
from itertools import takewhile
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tablee.files import codes
from tablee.files.key_words import is_account, is_address, is_private, key_meant
from tablee.files.meant import MOST_SHOWN, line_meant
from tablee.files.nearest import nearest
from tablee.files.nodes import is_empty
from tablee.files.source import Source, below
from tablee.i18n.invisible import UNSEEN
from tablee.i18n.translations import LazyText
from tablee.model.meeting import CANCELLED
from tablee.model.nothing import says_nothing
from tablee.model.parsing import suggest_https

if TYPE_CHECKING:
    from tablee.files.problem import Problem
    from tablee.files.schema import Schema

_NEAR_KEY = 0.66
"""How much a word resembles a key that it may be: `age` is no `tagline`."""


def refuse_key(source: Source, node: MappingNode, name: ScalarNode, schema: Schema) -> Problem:
    """Refuse a key that is not declared, or not any more."""
    instead = schema.get("x-obsolete", {}).get(name.value)
    if instead:
        return source.report(codes.OBSOLETE_KEY, name, {"key": name.value, "instead": LazyText(instead)})
    known = schema["properties"]
    near = key_meant(name.value, known)
    values = {"key": name.value, "near": near, "known": ", ".join(f"`{one}`" for one in known)}
    line = source.lines[name.start_mark.line].strip() if name.start_mark.line < len(source.lines) else ""
    if not near and inner_keys(node, name, known):
        return source.report(codes.UNKNOWN_KEY, name, values, codes.UNWRAP)
    if near and (mended := _line_meant(name.value, near, line)):
        return source.report(codes.UNKNOWN_KEY, name, {**values, "line": mended[0]}, mended[1])
    if not near and "links" in known and is_address(name.value) and not node.flow_style:
        said = line.partition(":")[2].strip(" '\"")
        address = "" if is_account(name.value, said) else suggest_https(said)
        whole = f"links: {{{name.value}: {address or 'https://…'}}}"
        fix = codes.OF_LINKS if address else codes.WITH_THE_REST
        return source.report(codes.UNKNOWN_KEY, name, {**values, "line": whole, "example": whole}, fix)
    if not near and is_private(name.value):
        return source.report(codes.UNKNOWN_KEY, name, values, codes.OF_NOBODY)
    values["near"] = near = near or nearest(name.value, known, _NEAR_KEY)
    return source.report(codes.UNKNOWN_KEY, name, values, codes.DID_YOU_MEAN if near else None)


def _line_meant(name: str, near: str, line: str) -> tuple[str, str] | None:
    """Return the line that a key in other words says as a whole, and how it is told: `annulé: oui`."""
    text = line.partition(":")[2]
    if near == "status" and CANCELLED.suggest and CANCELLED.suggest(name):
        cancelled = f"status: {CANCELLED.example}"
        return cancelled, codes.NOTHING_TO_SAY if says_nothing(text) else codes.WRITE_LINE
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", name)).strip()
    return (f"{near}:{text}", codes.STRANGE_BLANK) if plain == near != name else None


def inner_keys(node: MappingNode, name: ScalarNode, known: Schema) -> list[str]:
    """Return the keys of this place that stand a level deeper, behind a key of which nobody knows: `ana:`."""
    inner = next((value for one, value in node.value if one is name), None)
    pairs = inner.value if isinstance(inner, MappingNode) else []
    return [one.value for one, _value in pairs if isinstance(one, ScalarNode) and one.value in known]


def put_back(source: Source, node: MappingNode, index: int, schema: Schema) -> tuple[Problem | None] | None:
    """Refuse keys that belong to the empty one above them, at the first: `answers:`, and below it `Paul: oui`."""
    known = schema["properties"]
    at = next((at for at in range(index, -1, -1) if node.value[at][0].value in known), None)
    if at is None or node.flow_style or not is_empty(node.value[at][1]):
        return None
    key = node.value[at][0].value
    forms = [form for form in _forms(below(schema, key)) if form.get("type") in ("object", "array")]
    inner: Schema = next((form["properties"] for form in forms if "properties" in form), {})
    table = inner or next(
        (one.get("properties", {}) for form in forms for one in _forms(form.get("items", {}))), {}
    )
    pairs = [
        *takewhile(lambda pair: _is_loose(pair[0], known, table), node.value[at + 1 : at + MOST_SHOWN + 2])
    ]
    set_of = MappingNode("", pairs)
    said = (
        line_meant(forms[0], set_of if inner else SequenceNode("", [set_of]))
        if forms and 0 < len(pairs) <= MOST_SHOWN
        else None
    )
    if said is None or index > at + len(pairs):
        return None
    name = node.value[index][0]
    values = {"key": name.value, "near": "", "known": "", "other": key, "line": f"{key}: {said}"}
    first = index == at + 1
    return (source.report(codes.UNKNOWN_KEY, name, values, codes.ON_ITS_LINE) if first else None,)


def _is_loose(name: Node, known: Schema, inner: Schema) -> bool:
    """Return whether a key is none of the file's by any word, unless it is one of the set above."""
    if not isinstance(name, ScalarNode) or name.value in known or is_private(name.value):
        return False
    return not key_meant(name.value, known) or bool(key_meant(name.value, inner))


def _forms(schema: Schema) -> list[Schema]:
    forms: list[Schema] = schema.get("anyOf", [schema])
    return forms
