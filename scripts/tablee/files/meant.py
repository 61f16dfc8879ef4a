"""What a value of the wrong kind was meant to be, in one line of YAML, with the person's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tablee.files.entries import entries_of, entry, identities_of
from tablee.files.key_words import key_meant
from tablee.files.line_traps import quoted
from tablee.files.nodes import is_empty
from tablee.files.schema import example_of
from tablee.files.tables_meant import MOST_LETTERS, table_of
from tablee.model.day_text import suggest_span
from tablee.model.folding import slug_of
from tablee.model.nothing import says_nothing
from tablee.model.parsing import suggest_https

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from tablee.files.schema import Schema

_OR = re.compile(r"\s+(?:ou|or|et|and)\s+")
_PAIR = re.compile(r"(?P<key>.+?)\s*(?:[:=→(]|->|\s[-–—]\s)\s*(?P<value>.+?)\)?|(?P<one>\S+) (?P<other>\S+)")
"""A key and its value, as people write them without YAML: `restaurant=paul`, `restaurant (paul)`."""
_ARROW = re.compile(r"\s*(?:→|[-=]>)\s*")
_LINK = re.compile(
    r"(?:(?P<label>.*?)[\s:=–-]+)??(?P<address>(?:https?://|www\.)\S+|[^\s@=]+\.[^\s@]+)", re.IGNORECASE
)
_HOST = re.compile(r"https://(?:www\.)?(?:[^/]*\.)?([^./]+)\.[^./]+(?:/.*)?")
_NAMES = re.compile(r"[a-z0-9-]+|[^\W\da-z]\S*(?: [^\W\da-z]\S*)*")
"""An identity, a name."""
_NAMING = frozenset({"name", "nom", "member", "membre", "id", "who", "qui"})
"""Keys whose value is the name, in a list of names."""
_SAYING = frozenset({"title", "titre", "topic", "sujet", "what", "quoi"})
"""Keys whose value is the text, in a list of texts."""
_NOT_THERE = re.compile(r"no|non|0|false|absent.*|excus.*|malade|sick|away|❌|✗|-", re.IGNORECASE)
_A_NAME = "ines-garnier"
"""The example by which an identity is known."""
_OF_SOMEBODY = re.compile(
    r"\b(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|ines-garnier|paul-meyer|lea-roy)\b|https://example\.org/"
)
"""What of an example would be a false statement about somebody or a false day, were it pasted."""
MOST_SHOWN = 30


def line_meant(schema: Schema, node: Node) -> str | None:
    """Return in one line what a node was most likely meant to say, None where there is no telling."""
    forms = schema.get("anyOf", [schema])
    if _is_one_word(forms, node):
        return entry(node.value[0].value)
    for form in forms:
        if form.get("type") == "array":
            return _as_list(form, node)
        if form.get("type") == "object":
            return _as_table(form, node)
    return _as_text(node)


def blank_example(schema: Schema) -> str:
    """Return the example of a value with dots in place of people and days."""
    return _OF_SOMEBODY.sub("…", example_of(schema))


def bare_keys(node: Node) -> list[str]:
    """Return the keys of braces that hold nothing but keys, as `{seo, web}` does; none where a key has a value."""
    pairs = node.value if isinstance(node, MappingNode) else []
    keys = [name.value for name, value in pairs if is_empty(value) and isinstance(name, ScalarNode)]
    return keys if len(keys) == len(pairs) else []


def is_foreign(schema: Schema, node: Node) -> bool:
    """Return whether a set of keys has none of those that are known here, as `{paul-meyer: textes}` in a list."""
    if not isinstance(node, MappingNode) or not node.value or "properties" not in schema:
        return False
    names = [name.value for name, _value in node.value if isinstance(name, ScalarNode)]
    known = schema["properties"]
    return len(names) == len(node.value) and not any(
        key_meant(re.split("[:=]", name)[0], known) for name in names
    )


def merged(entries: Sequence[Node]) -> MappingNode | None:
    """Return one set of keys out of several that have none in common, as `- from: …` and `- to: …`."""
    pairs = [pair for one in entries if isinstance(one, MappingNode) for pair in one.value]
    names = [name.value for name, _value in pairs if isinstance(name, ScalarNode)]
    if not all(isinstance(one, MappingNode) for one in entries) or len({*names}) < len(pairs):
        return None
    return MappingNode("", pairs)


def _is_one_word(forms: Sequence[Schema], node: Node) -> bool:
    """Return whether a list of one text stands where a word or a list of sets of keys may: `facilitates: [no]`."""
    tables = any("properties" in form.get("items", {}) for form in forms)
    words = any(form.get("type") not in ("array", "object") for form in forms)
    return (
        tables
        and words
        and isinstance(node, SequenceNode)
        and [type(one) for one in node.value] == [ScalarNode]
    )


def _as_text(node: Node) -> str | None:
    if keys := bare_keys(node):
        return entry(", ".join(keys))
    if isinstance(node, MappingNode):
        node = SequenceNode("", [value for _name, value in node.value])
    if not isinstance(node, SequenceNode):
        return None
    texts = [one.value for one in node.value if isinstance(one, ScalarNode)]
    if len(texts) == len(node.value) == 1:
        return entry(texts[0])
    return quoted(", ".join(texts)) if texts and len(texts) == len(node.value) else None


def _as_list(schema: Schema, node: Node) -> str | None:
    items = schema["items"]
    if isinstance(node, ScalarNode) and says_nothing(node.value):
        return "[]"
    nodes = node.value if isinstance(node, SequenceNode) else [node]
    nodes = [one for outer in nodes for one in (outer.value if isinstance(outer, SequenceNode) else [outer])]
    found = [said for one in nodes[:MOST_SHOWN] for said in _as_entries(items, one)]
    return f"[{', '.join(said for said in found if said)}]" if found and all(found) else None


def _as_entries(items: Schema, node: Node) -> list[str | None]:
    table = next((form for form in items.get("anyOf", [items]) if "properties" in form), None)
    of_names = items.get("x-example") == _A_NAME
    if isinstance(node, MappingNode):
        return _of_keys(table, node, of_names=of_names)
    if not isinstance(node, ScalarNode):
        return [None]
    if table and suggest_span(node.value):
        return [table_of(table, node.value)]
    if table:
        return [table_of(table, text) for text in entries_of(node.value)]
    return [*(identities_of(node.value) if of_names else map(entry, entries_of(node.value)))]


def _of_keys(table: Schema | None, node: MappingNode, *, of_names: bool) -> list[str | None]:
    """Return the entries that a set of keys was meant to be: `{paul: yes, ines: no}`, `{paul-meyer: textes}`."""
    if table is not None:
        return [*_foreign_entries(table, node)] if is_foreign(table, node) else [_as_table(table, node)]
    pairs = [(name.value, value.value) for name, value in node.value if isinstance(name, ScalarNode)]
    if of_names:
        said = [(value if name in _NAMING else name, str(value)) for name, value in pairs]
        return [slug_of(name) or "…" for name, value in said if not _NOT_THERE.fullmatch(value)]
    plain = [name in _NAMING | _SAYING or name.isdigit() for name, _value in pairs]
    if all(plain):
        return [entry(value) if isinstance(value, str) and value else None for _name, value in pairs]
    return [entry(f"{name}: {value}" if isinstance(value, str) and value else name) for name, value in pairs]


def _foreign_entries(table: Schema, node: MappingNode) -> Iterator[str | None]:
    if bare := bare_keys(node):
        yield table_of(table, ", ".join(bare))
        return
    for name, value in node.value:
        said = _flow(value, table["properties"])
        if isinstance(value, ScalarNode):
            yield table_of(table, f"{name.value} : {value.value}")
        elif said and isinstance(value, MappingNode) and "why" in table["properties"]:
            yield f"{said[:-1]}, why: {entry(name.value)}}}"
        else:
            yield None


def _as_table(schema: Schema, node: Node) -> str | None:
    if "properties" in schema:
        if bare := bare_keys(node):
            return table_of(schema, ", ".join(bare))
        texts = [one.value for one in node.value if isinstance(one, ScalarNode)]
        if isinstance(node, ScalarNode) or (isinstance(node, SequenceNode) and texts):
            return table_of(schema, ", ".join(texts) if isinstance(node, SequenceNode) else node.value)
        return _flow(node, schema["properties"])
    if isinstance(node, SequenceNode):
        pairs = [pair for one in node.value if isinstance(one, MappingNode) for pair in one.value]
        if pairs and all(isinstance(one, MappingNode) for one in node.value):
            values = schema.get("additionalProperties", {})
            keyed = _keyed(values, node) if "properties" in values else None
            return keyed or _flow(MappingNode("", [*_with_names(schema, pairs)]))
        names = [*_texts_of(node)]
    else:
        plain = _ARROW.sub(": ", node.value) if isinstance(node, ScalarNode) else ""
        names = entries_of(plain) if plain else []
    values = schema.get("additionalProperties", {})
    return _named_table(values, names, of_list=isinstance(node, SequenceNode)) if names else None


def _with_names(schema: Schema, pairs: Sequence[tuple[Node, Node]]) -> Iterator[tuple[Node, Node]]:
    """Yield keys and values with an identity for each name, where people are the keys, and with whole addresses."""
    values = schema.get("additionalProperties", {})
    holds_links = values.get("x-example") == "https://example.org/"
    for name, said in pairs:
        whole = suggest_https(said.value) if holds_links and isinstance(said, ScalarNode) else None
        value = ScalarNode("", whole) if whole else _listed(values, said)
        named = isinstance(name, ScalarNode) and schema.get("x-name", {}).get("x-example") == _A_NAME
        yield (
            (ScalarNode("", slug_of(name.value)), value)
            if named and isinstance(name, ScalarNode)
            else (name, value)
        )


def _listed(values: Schema, node: Node) -> Node:
    """Return a text as the names or the set of keys that belongs in its place: `hub: Inès`, `restaurant: Réserver`."""
    if not isinstance(node, ScalarNode):
        return node
    if values.get("items", {}).get("x-example") == _A_NAME:
        return SequenceNode("", [ScalarNode("", one) for one in identities_of(node.value)])
    if values.get("x-example") == _A_NAME and len(named := identities_of(node.value)) == 1:
        return ScalarNode("", named[0])
    known = values.get("properties", {})
    first = next((name for name in values.get("required", ()) if known[name].get("x-text")), None)
    return MappingNode("", [(ScalarNode("", first), node)]) if first else node


def _texts_of(node: SequenceNode) -> Iterator[str]:
    """Yield the texts of a list, those of its keys with their values."""
    for one in node.value:
        if isinstance(one, ScalarNode):
            yield one.value
        elif isinstance(one, MappingNode):
            yield from (f"{name.value}: {value.value}" for name, value in one.value)


def _keyed(values: Schema, node: SequenceNode) -> str | None:
    """Return a list of sets of keys as a table, each under a key made of its name or title."""
    first = next((name for name in values["required"] if values["properties"][name].get("x-text")), "")
    said = []
    for one in node.value:
        named = {key_meant(key.value, values["properties"]): value for key, value in one.value}
        name = named.get(first)
        said.append(
            f"{slug_of(name.value)}: {_flow(one, values['properties'])}"
            if isinstance(name, ScalarNode)
            else ""
        )
    return f"{{{', '.join(said)}}}" if all(said) else None


def _named_table(values: Schema, names: list[str], *, of_list: bool) -> str | None:
    """Return a table whose keys people choose, with a value for each name."""
    if any(len(name) > MOST_LETTERS for name in names):
        return None
    pairs = _answers_of(values, names)
    if not pairs and values.get("x-example") == "https://example.org/":
        parted = [part for name in names for part in _OR.split(name)]
        names = parted if all("://" in part for part in parted) else names
        pairs = _links_of(names)
    elif not pairs and example_of(values) == _A_NAME:
        pairs = [pair for name in names if (pair := _pair_of(name))]
    elif not pairs and (all(map(_NAMES.fullmatch, names)) or (of_list and "properties" in values)):
        of_people = "enum" in values.get("anyOf", [{}])[0]
        keys = [identities_of(name)[0] if of_people else slug_of(name) for name in names]
        said = [(key, _value_of(values, name)) for key, name in zip(keys, names, strict=True)]
        pairs = [f"{key}: {value}" for key, value in said if key and value]
    return f"{{{', '.join(pairs)}}}" if len(pairs) == len(names) else None


def _links_of(names: list[str]) -> list[str]:
    """Return a label and an address for each text: the one that was said, else `site`, or what the site is called."""
    found = [one for name in names if (one := _LINK.fullmatch(name))]
    said = [(one["label"], suggest_https(one["address"])) for one in found]
    pairs = [
        (label or ("site" if len(names) == 1 else _HOST.sub(r"\1", address)), address)
        for label, address in said
        if address
    ]
    return [f"{entry(label)}: {address}" for label, address in pairs]


def _pair_of(name: str) -> str | None:
    """Return a card and who drew it; the name stands open where none was said."""
    if found := _PAIR.fullmatch(name):
        return f"{slug_of(found['key'] or found['one'])}: {slug_of(found['value'] or found['other'])}"
    return f"{slug_of(name)}: …" if re.fullmatch(r"\S+", name) else None


def _answers_of(schema: Schema, names: list[str]) -> list[str]:
    """Return `paul-meyer: yes` for each `paul-meyer yes`; nothing where not all are such."""
    words = next((form["enum"] for form in schema.get("anyOf", ()) if "enum" in form), ())
    found = [re.fullmatch(r"([^\W\d].*?)[\s:=]+(\S+)", name) for name in names]
    pairs = [(slug_of(one[1]), one[2].lower()) for one in found if one and one[2].lower() in words]
    return [f"{name}: {word}" for name, word in pairs] if len(pairs) == len(names) else []


def answers_turned(schema: Schema, node: MappingNode) -> str | None:
    """Return `{paul: yes, ines: no}` for `{yes: [paul], no: ines}`; None for what is not that."""
    forms = schema.get("anyOf", ())
    words = next((form["enum"] for form in forms if "enum" in form), ())
    if not node.value or not all(
        isinstance(name, ScalarNode) and name.value in words for name, _one in node.value
    ):
        return None
    pairs = [
        f"{who}: {name.value}"
        for name, value in node.value
        for one in (value.value if isinstance(value, SequenceNode) else [value])
        for who in (identities_of(one.value) if isinstance(one, ScalarNode) else ["…"])
    ]
    return f"{{{', '.join(pairs)}}}"


def _value_of(schema: Schema, name: str) -> str:
    if "properties" in schema:
        return table_of(schema, name) or ""
    return blank_example(schema)


def _flow(node: Node, known: Container[str] = ()) -> str | None:
    """Return a node in braces and brackets, keys by the name that we know them by."""
    if isinstance(node, ScalarNode):
        return entry(node.value)
    if isinstance(node, SequenceNode):
        said = [_flow(one) for one in node.value]
        return f"[{', '.join(one or '' for one in said)}]" if all(said) else None
    pairs = [
        (key_meant(name.value, known) or name.value, _flow(value))
        for name, value in node.value
        if isinstance(name, ScalarNode)
    ]
    return (
        f"{{{', '.join(f'{name}: {value}' for name, value in pairs)}}}" if all(v for _n, v in pairs) else None
    )
