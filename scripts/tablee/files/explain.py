"""What pydantic refuses becomes a problem: its place, the person's own value, and how it should be written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tablee.files import codes
from tablee.files.entries import OR, as_typed, entries_of, identities_of
from tablee.files.key_words import is_account
from tablee.files.line_traps import quoted
from tablee.files.meant import blank_example, line_meant
from tablee.files.nodes import KINDS, Path, Step, child, find, find_name, is_empty, key_of
from tablee.files.problem import Code
from tablee.files.source import Source, below, fit
from tablee.files.yaml_traps import MOST_LETTERS, check_colon, check_space
from tablee.i18n.translations import LazyText, _
from tablee.model.day_text import suggest_day
from tablee.model.identity import parse_day
from tablee.model.nothing import says_nothing
from tablee.model.word import NOT_HTTPS, Choice, Text, Word
from tablee.model.words import IDENTITY, POINT

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from tablee.files.problem import Problem
    from tablee.files.schema import Schema

Located = tuple[Path, "ErrorDetails"]
NAME = "[key]"
"""What pydantic puts at the end of the place of a table's key."""
_LIST, _TABLE = _("a list"), _("a set of keys")
_CONTAINERS = {
    "tuple_type": _LIST,
    "dict_type": _TABLE,
    "mapping_type": _TABLE,
    "dataclass_type": _TABLE,
}
_SIZES = frozenset({"too_long", "too_short"})
_CODES = {code.name: code for code in vars(codes).values() if isinstance(code, Code)}


def locate(root: Node, errors: Sequence[ErrorDetails], left_out: Collection[Path]) -> list[Located]:
    """Return each error with its path in the file; pydantic has not seen what was `left_out`.

    An error may name several entries of a list. What only follows from another error is no error: a list that is short
    of refused entries, a refused key without value.
    """
    kept: dict[Path, list[int]] = {}
    located = [
        (_path_of(root, place, left_out, kept), error) for error in errors for place in _places_of(error)
    ]
    paths = {path for path, _error in located}
    return [
        (path, error)
        for path, error in located
        if not ((*path, NAME) in paths and is_empty(find(root, path)))
        and not (error["type"] == "too_short" and any(one[: len(path)] == path != one for one in paths))
    ]


def _places_of(error: ErrorDetails) -> list[tuple[Step, ...]]:
    indexes = error.get("ctx", {}).get("indexes")
    return [(*error["loc"], index) for index in indexes] if indexes else [error["loc"]]


def _path_of(
    root: Node, place: Sequence[Step], left_out: Collection[Path], kept: dict[Path, list[int]]
) -> Path:
    """Return the path in the file of a place as pydantic names it; `kept` are the entries that it saw, by their list.

    One value may stand for a list of one; a key that is missing has the path that it would have.
    """
    path: Path = ()
    node = root
    for step in place:
        if isinstance(step, int) and not isinstance(node, SequenceNode):
            continue
        if isinstance(step, int) and path not in kept:
            kept[path] = [index for index in range(len(node.value)) if (*path, index) not in left_out]
        path = (*path, kept[path][step] if isinstance(step, int) else step)
        found = child(node, path[-1])
        if found is None:
            break
        node = found[1]
    return path


def refused_by(path: Path, error: ErrorDetails) -> Path:
    """Return the path of the value that an error takes with it: a set of keys goes with the one that it lacks."""
    return path[:-1] if error["type"] == "missing" or path[-1:] == (NAME,) else path


def explain(source: Source, path: Path, error: ErrorDetails, told: Collection[Path]) -> Iterator[Problem]:
    """Make the problems of an error; `told` are the paths of what has been told already."""
    kind, values = error["type"], error.get("ctx", {})
    node = find(source.root, path)
    if kind == "missing":
        yield from _explain_missing(source, path, told)
    elif kind == "repeated":
        yield source.report(codes.REPEATED, node, {"value": node.value})
    elif "at" in values:
        at = find(node, (values.pop("at"),))
        yield source.report(_CODES[kind], at, values)
    elif kind == "too_short" and node.value:
        return  # what stood there has been told
    elif kind in _SIZES:
        yield _explain_size(source, path, node, error)
    elif path[-1:] == (NAME,):
        name = find_name(source.root, path[:-1]) or node
        yield explain_word(source, key_of(path[:-2]), name, values, of_name=True)
    elif "word" in values:
        if not _is_told_before(source, path, node, values["word"]):
            yield explain_word(source, key_of(path), node, {**values, **_around(source, path, node)})
    elif not _is_told_before(source, path, node):
        yield _explain_container(source, path, node, _CONTAINERS[kind])


def _is_told_before(source: Source, path: Path, node: Node, word: Word[Any] | None = None) -> bool:
    """Return whether an entry before this one of a list is of the same wrong kind: one line mends them all."""
    last = path[-1] if path else None
    if not isinstance(last, int) or not last or not (isinstance(node, ScalarNode) or word):
        return False
    entries = find(source.root, path[:-1]).value[:last]
    if word and not isinstance(node, ScalarNode):
        return _of_names(source, path[:-1]) and any(not isinstance(one, ScalarNode) for one in entries)
    texts = [one.value for one in entries if isinstance(one, ScalarNode) and one.value]
    if word is None:
        return bool(texts)
    return _of_names(source, path[:-1]) and any(word.parse(text) is None for text in texts)


def _around(source: Source, path: Path, node: Node) -> dict[str, object]:
    """Return what the places around a value that is no word of its kind tell of the way out.

    `line` is the whole list in which it stands; `several` are the identities that one text names, and `is_many` says
    whether a list of them may stand there; `forms` is the schema of what else may; `is_optional` tells whether the key
    may be left out.
    """
    above = path[:-1]
    forms, table = _schema_at(source, path), _schema_at(source, above)
    if path and isinstance(path[-1], int) and (_of_names(source, above) or not isinstance(node, ScalarNode)):
        return {"line": line_meant(table, as_typed(source.lines, find(source.root, above)))}
    found: dict[str, object] = {"forms": forms}
    if isinstance(node, ScalarNode) and _is_name(forms):
        named = [one for part in OR.split(node.value) for one in identities_of(part)]
        many = any(form.get("type") == "array" for form in forms.get("anyOf", ()))
        many = many and not OR.search(node.value)
        found["line"] = "…" if named == ["…"] else None
        found |= {"several": named if len(named) > 1 else None, "is_many": many}
    return {**found, "is_optional": bool(path) and _may_be_left_out(source, path)}


def _of_names(source: Source, path: Path) -> bool:
    """Return whether a list holds the names of members, circles or cards."""
    forms = _schema_at(source, path)
    return any(_is_name(form.get("items", {})) for form in forms.get("anyOf", [forms]))


def _is_name(schema: Schema) -> bool:
    return any(form.get("x-example") == IDENTITY.example for form in schema.get("anyOf", [schema]))


def _explain_missing(source: Source, path: Path, told: Collection[Path]) -> Iterator[Problem]:
    """Explain a mandatory key that is not there; whatever was left out has been told."""
    if path not in told:
        about = LazyText(_schema_at(source, path)["description"])
        yield source.report(
            codes.MISSING_KEY, find(source.root, path[:-1]), {"key": path[-1], "about": about}
        )


def _explain_size(source: Source, path: Path, node: Node, error: ErrorDetails) -> Problem:
    """Explain a list that is too long, or empty."""
    if error["type"] == "too_short":
        example = f"{key_of(path)}: {blank_example(fit(_schema_at(source, path), node))}"
        return source.report(codes.EMPTY_LIST, node, {"key": key_of(path), "example": example})
    values = {"length": len(node.value), "most": error["ctx"]["max_length"]}
    return source.report(codes.TOO_MANY, node, values)


def explain_word(
    source: Source, key: str, node: Node, values: Mapping[str, Any], *, of_name: bool = False
) -> Problem:
    """Explain a value, or the name of one, that is of another kind than its key's, too long or no word of its kind."""
    word: Word[Any] = values["word"]
    if "most" in values:
        return source.report(
            codes.TOO_LONG, node, {"length": len(node.value.strip()), "most": values["most"]}
        )
    if is_empty(node):
        return source.report(codes.EMPTY_ENTRY, node, {"key": key})
    is_list = isinstance(node, SequenceNode) and word is POINT
    if not is_list and (word is POINT or not isinstance(node, ScalarNode)):
        return _explain_kind(source, key, node, word, values)
    value = ", ".join(entry.value for entry in node.value) if is_list else node.value
    nobody = values.get("line") == "…" or not _suggest(word, value)
    if values.get("is_optional") and says_nothing(value) and nobody:
        shown = {"value": value, "wanted": LazyText(word.wanted)}
        return source.report(_CODES[word.code], node, shown, codes.NOTHING_TO_SAY)
    return _refuse_value(source, key, node, value, {**values, "of_name": of_name})


def _refuse_value(source: Source, key: str, node: Node, value: str, values: Mapping[str, Any]) -> Problem:
    """Refuse a text that is no word of its kind: with the word that is near, both where it may mean two, or advice."""
    word: Word[Any] = values["word"]
    meant, other, fix = _near(word, value.strip(), values)
    if word.code == NOT_HTTPS and is_account(key, value):
        meant = None
    wanted = word.refused(value) if word.refused else LazyText(word.wanted)
    if isinstance(word, Choice) and len(word.named) > 1:
        options = ", ".join(f"`{name}`" for name in word.named)
        wanted = LazyText(_("one of {options}"), {"options": options})
    example = f"{{{meant}: …}}" if values["of_name"] else meant or word.example
    shown: dict[str, object] = {"value": value, "wanted": wanted, "example": f"{key}: {example}"}
    if other:
        shown["other"] = f"{key}: {other}"
    if word.advise and not meant:
        shown, fix = {**shown, "advice": word.advise(value.strip())}, "{advice}"
    return source.report(_CODES[word.code], node, shown, fix)


_PLAIN: Mapping[int, str | int] = {
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f\u3000"), " "),
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
}
"""Blanks of other widths, and the wide signs of Asian keyboards: as the keys of others have them."""


def _suggest(word: Word[Any], text: str) -> str | None:
    """Return the word that a text nearly is; nobody types a long one, and a hostile one would take minutes."""
    given, text = text, text.translate(_PLAIN)
    plain = text.rstrip(" ,;.")
    if plain != given and word.parse(plain) is not None:
        return plain
    return word.suggest(text) if word.suggest and len(text) <= MOST_LETTERS else None


def _near(
    word: Word[Any], value: str, values: Mapping[str, Any]
) -> tuple[str | None, str | None, str | None]:
    """Return what a value was meant to be, what else it may mean, and how the two are told."""
    if line := values.get("line"):
        return line, None, codes.WITH_THE_REST if "…" in line else None
    if (several := values.get("several")) and values["is_many"]:
        return f"[{', '.join(several)}]", None, None
    if several:
        return several[0], several[1], codes.ONE_ALONE
    meant = _suggest(word, value)
    other = word.other(value) if word.other and meant else None
    return meant, other, codes.OR_MONTH_FIRST if other else None


def _explain_kind(
    source: Source, key: str, node: Node, word: Word[Any], values: Mapping[str, Any]
) -> Problem:
    """Explain a list or a set of keys where a word belongs, or a text that is no point."""
    is_text = isinstance(word, Text)
    if is_text and (colon := check_colon(source.file, source.lines, key, node)):
        return colon
    if is_text and "x-prose" in word.json and not getattr(node, "flow_style", True):
        return source.report(codes.PASTED_LINES, node, {"key": key})
    forms = values.get("forms", {})
    tables = [form for form in forms.get("anyOf", [forms]) if "properties" in form.get("items", {})]
    words = [] if is_text else _words_in(word, node)
    if word.parse(whole := ", ".join(words)) is not None and len(words) > 1:
        words = [quoted(whole)]
    if len(words) > 1 and not values.get("line"):
        given = {"key": key, "given": LazyText(KINDS[type(node)]), "wanted": LazyText(word.wanted)}
        both = {**given, "example": f"{key}: {words[0]}", "other": f"{key}: {words[1]}"}
        return source.report(codes.WRONG_TYPE, node, both, codes.ONE_ALONE)
    if values.get("line"):
        said = values["line"]
    elif word is POINT:
        said = _point_in(node)
    elif tables:
        said = line_meant(tables[0], node)
    else:
        said = line_meant({}, node) if is_text else next(iter(words), None)
    return _refuse_kind(source, key, node, word.wanted, said or "…", is_meant=True)


def _words_in(word: Word[Any], node: Node) -> list[str]:
    """Return the words that stand in a list or a set of keys, as they are or as they should be."""
    entries = [one for one in node.value if isinstance(one, ScalarNode)] if word is not POINT else []
    if isinstance(node, MappingNode):
        entries = [value for _name, value in node.value if isinstance(value, ScalarNode)]
    texts = [one.value.strip() for one in entries]
    said = [text if word.parse(text) is not None else _suggest(word, text) for text in texts]
    return [one for one in said if one]


def _point_in(node: Node) -> str:
    """Return the two numbers of a point as a list of them: `48.8566 2.3522`."""
    parts = [value for _name, value in node.value] if isinstance(node, MappingNode) else [node]
    text = " ".join(part.value for part in parts if isinstance(part, ScalarNode))
    numbers = re.findall(r"-?[0-9]{1,3}[.,][0-9]{1,12}", text)
    numbers = [one.replace(",", ".") for one in numbers]
    return f"[{', '.join(numbers)}]" if len(numbers) == 2 else "[…, …]"  # noqa: PLR2004 (latitude and longitude)


def _explain_container(source: Source, path: Path, node: Node, wanted: str) -> Problem:
    """Explain what stands where a list or a set of keys belongs."""
    key = key_of(path)
    if is_empty(node):
        return source.report(codes.EMPTY_ENTRY, node, {"key": key})
    schema = _schema_at(source, path)
    trap = check_space(source.file, source.lines, node) if wanted is _TABLE else None
    if _may_be_left_out(source, path) and isinstance(node, ScalarNode) and says_nothing(node.value):
        values = {"key": key, "given": LazyText(KINDS[type(node)]), "wanted": LazyText(wanted)}
        return source.report(codes.WRONG_TYPE, node, values, codes.NOTHING_TO_SAY)
    if both := _two_days(source, path):
        values = {"key": key, "given": LazyText(KINDS[type(node)]), "wanted": LazyText(wanted), **both}
        return source.report(codes.WRONG_TYPE, node, values, codes.SPAN_OR_DAYS)
    example = _model_of(source, path, node, schema)
    return trap or _refuse_kind(source, key, node, wanted, example, is_meant=True)


def _two_days(source: Source, path: Path) -> dict[str, object] | None:
    """Return the two things that a list of two days may mean where spans belong: `[2026-07-10, 2026-08-25]`."""
    above = path[:-1] if path and isinstance(path[-1], int) else path
    whole, outer = _schema_at(source, above), find(source.root, above)
    nodes = outer.value if isinstance(outer, SequenceNode) else [outer]
    texts = [text for one in nodes if isinstance(one, ScalarNode) for text in entries_of(one.value)]
    days = [parse_day(suggest_day(text) or "") for text in texts] if len(texts) == 2 else []  # noqa: PLR2004 (two days)
    spans = any(
        {"from", "to"} <= form.get("items", {}).get("properties", {}).keys() for form in _forms(whole)
    )
    if not spans or not days or not all(days):
        return None
    key, (first, last) = key_of(above), days
    alone = line_meant(whole, SequenceNode("", [ScalarNode("", text) for text in texts]))
    return {"example": f"{key}: [{{from: {first}, to: {last}}}]", "other": f"{key}: {alone}"}


def _forms(schema: Schema) -> list[Schema]:
    forms: list[Schema] = schema.get("anyOf", [schema])
    return forms


def _may_be_left_out(source: Source, path: Path) -> bool:
    """Return whether a key with its value may be missing; `[]` says more than a missing list for who came."""
    table = _schema_at(source, path[:-1])
    return path[-1] in table.get("properties", {}) and path[-1] not in {*table["required"], "present"}


def _model_of(source: Source, path: Path, node: Node, schema: Schema) -> str:
    """Return the line that was meant, with its key; else an example, with dots for people and days.

    An entry of a list is shown within its list: what is pasted replaces the line.
    """
    above, whole = path, schema
    while above and isinstance(above[-1], int):
        above = above[:-1]
        whole = _schema_at(source, above)
    outer = find(source.root, above)
    said = line_meant(whole, as_typed(source.lines, outer))
    if said is None and above != path:
        said = line_meant(schema, as_typed(source.lines, node))
    return said or blank_example(schema)


def _refuse_kind(
    source: Source, key: str, node: Node, wanted: str, example: str, *, is_meant: bool = False
) -> Problem:
    given = LazyText(KINDS[type(node)])
    values = {"key": key, "given": given, "wanted": LazyText(wanted), "example": f"{key}: {example}"}
    missing = is_meant and "…" in example
    return source.report(codes.WRONG_TYPE, node, values, codes.WITH_THE_REST if missing else None)


def _schema_at(source: Source, path: Path) -> Schema:
    """Return what a file may say at a path."""
    schema = source.schema
    for index, step in enumerate(path):
        schema = below(fit(schema, find(source.root, path[:index])), step)
    return schema
