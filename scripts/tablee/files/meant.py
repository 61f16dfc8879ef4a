"""What a value of the wrong kind was meant to be, in one line of YAML, with the person's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tablee.files.key_words import key_meant
from tablee.files.line_traps import quoted
from tablee.files.nodes import is_empty
from tablee.files.schema import example_of
from tablee.model.day_text import suggest_day, suggest_span
from tablee.model.folding import slug_of
from tablee.model.parsing import parse_country, suggest_country, suggest_https
from tablee.model.rhythm_text import parse_every, suggest_every

if TYPE_CHECKING:
    from collections.abc import Container

    from tablee.files.schema import Schema

BULLET = r"(?:[•‣◦·▪●–—*+-]|\d{1,2}[.)])"
"""What people put before the entries of a list."""
_BULLETS = re.compile(rf"(?:^|\s){BULLET}\s*(?=\S)")
_BETWEEN = re.compile(r"\s*[,;|\n]\s*|\s+/\s+")
_AND = re.compile(r"\s+(?:et|and|&|\+)\s+")
_FOR = re.compile(r"\s+(?:for|pour)\s+|\s*:\s*")
_BARE = re.compile(r"https://[^\s,\[\]{}]+|[^\W_](?:[\w '’./+&()éèà-]*[\w.)+])?")
_NAMES = re.compile(r"[a-z0-9-]+|[^\W\da-z]\S*(?: [^\W\da-z]\S*)*|(?:https?://|www\.)\S+")
"""An identity, a name, an address."""
_A_NAME = "ines-garnier"
"""The example by which an identity is known."""
_IDENTITY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_NOBODY = re.compile(
    r"[\d.,]*|tout le monde|tous|toutes|personne|everybody|everyone|all|nobody|none", re.IGNORECASE
)
"""What is no name, though it stands where names belong."""
MOST_SHOWN = 30


def line_meant(schema: Schema, node: Node) -> str | None:
    """Return in one line what a node was most likely meant to say, None where there is no telling."""
    forms = schema.get("anyOf", [schema])
    for form in forms:
        if form.get("type") == "array":
            return _as_list(form, node)
        if form.get("type") == "object":
            return _as_table(form, node)
    return _as_text(node)


def entry(text: str) -> str:
    """Return a text as an entry of a list in brackets or the value of a key in braces."""
    return text if _BARE.fullmatch(text) else quoted(text)


def entries_of(text: str) -> list[str]:
    """Part a text at its bullets, numbers, commas, semicolons or line ends."""
    by_bullet = bool(re.match(rf"\s*{BULLET}\s*\S", text)) and not re.fullmatch(r"[-+]?[\d.,]+", text.strip())
    within = text.strip("[]") if not re.fullmatch(r"\(.*\)", text) else text[1:-1]
    parts = _BULLETS.split(text) if by_bullet else _BETWEEN.split(within)
    return [part.strip(" ,;") for part in parts if part.strip(" ,;")]


def identities_of(text: str) -> list[str]:
    """Return the identities that a text of names stands for: `Inès et Paul`; `…` where it names nobody."""
    found: list[str] = []
    for part in (one for entry in entries_of(text) for one in _AND.split(entry)):
        words = part.split()
        found += words if len(words) > 1 and all(map(_IDENTITY.fullmatch, words)) else [part]
    return [slug_of(one) if not _NOBODY.fullmatch(one) else "…" for one in found]


def bare_keys(node: Node) -> list[str]:
    """Return the keys of braces that hold nothing but keys, as `{seo, web}` does; none where a key has a value."""
    pairs = node.value if isinstance(node, MappingNode) else []
    keys = [name.value for name, value in pairs if is_empty(value) and isinstance(name, ScalarNode)]
    return keys if len(keys) == len(pairs) else []


def _as_text(node: Node) -> str | None:
    if keys := bare_keys(node):
        return entry(", ".join(keys))
    if not isinstance(node, SequenceNode):
        return None
    texts = [one.value for one in node.value if isinstance(one, ScalarNode)]
    if len(texts) == len(node.value) == 1:
        return entry(texts[0])
    return quoted(", ".join(texts)) if texts and len(texts) == len(node.value) else None


def _as_list(schema: Schema, node: Node) -> str | None:
    items = schema["items"]
    nodes = node.value if isinstance(node, SequenceNode) else [node]
    found = [said for one in nodes[:MOST_SHOWN] for said in _as_entries(items, one)]
    return f"[{', '.join(said for said in found if said)}]" if found and all(found) else None


def _as_entries(items: Schema, node: Node) -> list[str | None]:
    is_table = any("properties" in form for form in items.get("anyOf", [items]))
    if isinstance(node, MappingNode):
        return [*map(entry, bare_keys(node))] if not is_table else [_as_table(items, node)]
    if not isinstance(node, ScalarNode):
        return [None]
    if is_table and suggest_span(node.value):
        return [_table_of(items, node.value)]
    texts = entries_of(node.value)
    if is_table:
        return [_table_of(items, text) for text in texts]
    return [*(identities_of(node.value) if items.get("x-example") == _A_NAME else map(entry, texts))]


def _as_table(schema: Schema, node: Node) -> str | None:
    if "properties" in schema:
        texts = [one.value for one in node.value if isinstance(one, ScalarNode)]
        if isinstance(node, ScalarNode) or (isinstance(node, SequenceNode) and texts):
            return _table_of(schema, ", ".join(texts) if isinstance(node, SequenceNode) else node.value)
        return _flow(node, schema["properties"])
    if isinstance(node, SequenceNode):
        pairs = [pair for one in node.value if isinstance(one, MappingNode) for pair in one.value]
        if pairs and all(isinstance(one, MappingNode) for one in node.value):
            values = schema.get("additionalProperties", {})
            return _keyed(values, node) if "properties" in values else _flow(MappingNode("", pairs))
        names = [one.value for one in node.value if isinstance(one, ScalarNode)]
    else:
        names = entries_of(node.value) if isinstance(node, ScalarNode) else []
    return _named_table(schema.get("additionalProperties", {}), names) if names else None


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


def _named_table(values: Schema, names: list[str]) -> str | None:
    """Return a table whose keys people choose, with a value for each name."""
    pairs = _answers_of(values, names)
    if not pairs and values.get("x-example") == "https://example.org/":
        pairs = [f"site: {address}" for name in names if (address := suggest_https(name))][:1]
    elif not pairs and all(_NAMES.fullmatch(name) for name in names):
        said = [(slug_of(name), _value_of(values, name)) for name in names]
        pairs = [f"{key}: {value}" for key, value in said if key and value]
    return f"{{{', '.join(pairs)}}}" if len(pairs) == len(names) else None


def _answers_of(schema: Schema, names: list[str]) -> list[str]:
    """Return `paul-meyer: yes` for each `paul-meyer yes`; nothing where not all are such."""
    words = next((form["enum"] for form in schema.get("anyOf", ()) if "enum" in form), ())
    found = [re.fullmatch(r"(.+?)[\s:=]+(\S+)", name) for name in names]
    pairs = [(slug_of(one[1]), one[2].lower()) for one in found if one and one[2].lower() in words]
    return [f"{name}: {word}" for name, word in pairs] if len(pairs) == len(names) else []


def _value_of(schema: Schema, name: str) -> str:
    if "properties" in schema:
        return _table_of(schema, name) or ""
    return "…" if (example := example_of(schema)) == _A_NAME else example


def _table_of(schema: Schema, text: str) -> str | None:
    """Return a set of keys that says what a text said."""
    known, required = schema["properties"], list(schema["required"])
    if required[:1] == ["from"] or {"from", "to"} <= known.keys():
        span = suggest_span(text) or ("…", "…")
        return f"{{from: {span[0]}, to: {span[1]}}}"
    if "every" in required:
        every = text if parse_every(text) else suggest_every(text)
        return f"{{every: {entry(every)}, from: …}}" if every else None
    if required == ["country"]:
        country = parse_country(text) or suggest_country(text)
        return f"{{country: {country}}}" if country else None
    if "member" in required:
        member, *what_for = _FOR.split(text, maxsplit=1)
        second = next(name for name in required if name != "member")
        return f"{{member: {slug_of(member)}, {second}: {entry(what_for[0]) if what_for else '…'}}}"
    if "candidates" in required:
        days = [suggest_day(day) or "…" for day in entries_of(text)]
        return f"{{candidates: [{', '.join(map(str, days))}], closes: …}}"
    first = next((name for name in required if known[name].get("x-text")), None)
    return f"{{{first}: {entry(text)}}}" if first else None


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
