"""What pydantic refuses becomes a problem: its place, the person's own value, and how it should be written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from yaml.nodes import Node, ScalarNode, SequenceNode

from tablee.files import codes
from tablee.files.meant import identities_of, line_meant
from tablee.files.nodes import KINDS, Path, Step, child, find, find_name, is_empty, key_of
from tablee.files.problem import Code
from tablee.files.schema import example_of
from tablee.files.source import Source, below, fit
from tablee.files.yaml_traps import check_colon, check_space
from tablee.i18n.translations import LazyText, _
from tablee.model.words import POINT, Choice, Text, Word

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
        yield explain_word(source, key_of(path), node, {**values, "several": _several(source, path, node)})
    elif not _is_told_before(source, path, node):
        yield _explain_container(source, path, node, _CONTAINERS[kind])


def _is_told_before(source: Source, path: Path, node: Node) -> bool:
    """Return whether an entry before this one of a list is of the same wrong kind: one line mends them all."""
    last = path[-1] if path else None
    if not isinstance(last, int) or not last or not isinstance(node, ScalarNode):
        return False
    entries = find(source.root, path[:-1]).value
    return any(isinstance(one, ScalarNode) and one.value for one in entries[:last])


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
        example = f"{key_of(path)}: {example_of(fit(_schema_at(source, path), node))}"
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
        colon = check_colon(source.file, source.lines, key, node) if isinstance(word, Text) else None
        said = line_meant({}, node)
        return colon or _refuse_kind(
            source, key, node, word.wanted, said or word.example, is_meant=bool(said)
        )
    value = ", ".join(entry.value for entry in node.value) if is_list else node.value
    meant = values.get("several") or (word.suggest(value.strip()) if word.suggest else None)
    wanted = word.refused(value) if word.refused else LazyText(word.wanted)
    if isinstance(word, Choice) and len(word.named) > 1:
        options = ", ".join(f"`{name}`" for name in word.named)
        wanted = LazyText(_("one of {options}"), {"options": options})
    shown = {
        "value": value,
        "wanted": wanted,
        "example": f"{key}: {f'{{{meant}: …}}' if of_name else meant or word.example}",
    }
    if word.advise and not meant:
        shown, fix = {**shown, "advice": word.advise(value.strip())}, "{advice}"
        return source.report(_CODES[word.code], node, shown, fix)
    return source.report(_CODES[word.code], node, shown)


def _several(source: Source, path: Path, node: Node) -> str | None:
    """Return the list of identities that one text names, where a list may stand as well."""
    forms = _schema_at(source, path).get("anyOf", ()) if isinstance(node, ScalarNode) else ()
    if not any(form.get("type") == "array" and "x-member" in form["items"] for form in forms):
        return None
    named = identities_of(node.value)
    return f"[{', '.join(named)}]" if len(named) > 1 else None


def _explain_container(source: Source, path: Path, node: Node, wanted: str) -> Problem:
    """Explain what stands where a list or a set of keys belongs."""
    key = key_of(path)
    if is_empty(node):
        return source.report(codes.EMPTY_ENTRY, node, {"key": key})
    schema = _schema_at(source, path)
    trap = check_space(source.file, source.lines, node) if wanted is _TABLE else None
    example, is_meant = _model_of(source, path, node, schema)
    return trap or _refuse_kind(source, key, node, wanted, example, is_meant=is_meant)


def _model_of(source: Source, path: Path, node: Node, schema: Schema) -> tuple[str, bool]:
    """Return the line that was meant, with its key, and whether it is the whole of it; else an example.

    An entry of a list is shown within its list: what is pasted replaces the line.
    """
    above, whole = path, schema
    while above and isinstance(above[-1], int):
        above = above[:-1]
        whole = _schema_at(source, above)
    outer = find(source.root, above)
    said = line_meant(whole, outer)
    if said is None and above != path:
        said = line_meant(schema, node)
    return (said, True) if said else (example_of(schema), False)


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
