"""The reference of the files and of the problems, as Markdown out of the declarations that reading uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tablee.files.composites import Listing, OneOrMany, Record, Table
from tablee.files.fields import Field
from tablee.files.schema import SHAPES, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tablee.files.composites import Key
    from tablee.files.problem import Code
    from tablee.i18n.words import Words

_FILES_HEAD = """\
# The files

<!-- Written by `make reference` out of the program: change scripts/tablee/files/shapes, not this page. -->

A group is a handful of YAML files. What you type is read as you mean it: `12:30`, `yes`, `no` and `2026-12-10` need no
quotes. Quotes are needed around a text that holds a colon followed by a space, a space followed by `#`, or, inside
braces, a comma; `tablee check` shows the line to paste. A key without a value means the same as no line. A bold key is
mandatory. An editor that knows JSON Schema (VS Code with the YAML extension) completes and checks all this as you type.
"""

_PROBLEMS_HEAD = """\
# The problems that `tablee check` finds

<!-- Written by `make reference` out of the program: change the codes there, not this page. -->

Each problem is one line: the file, line and column, how bad it is, its code, what is wrong and what to do. An error
stops the build; a warning tells what real life brings and stops nothing. Codes never change their meaning. What stands
in braces below is filled in.

| code | severity | what is wrong | what to do |
|---|---|---|---|
"""


def render_files_reference(words: Words) -> str:
    """Return the page that describes every file and key."""
    parts = [_FILES_HEAD]
    for kind, (where, shape) in SHAPES.items():
        parts.append(f"## {words.say(TITLES[kind])}: `{where}`\n\n{_table(shape, words)}")
        parts += [f"### `{path}`\n\n{_table(inner, words)}" for path, inner in _nested(shape)]
    return "\n".join(parts)


def render_problems_reference(codes: Iterable[Code]) -> str:
    """Return the page that lists every problem by its code."""
    rows = [
        f"| `{code.name}` | {code.severity} | {_cell(code.message)} | {_cell(code.fix)} |"
        for code in sorted(codes, key=lambda code: code.name)
    ]
    return _PROBLEMS_HEAD + "\n".join(rows) + "\n"


def _table(shape: Record[Any], words: Words) -> str:
    rows = "".join(_row(name, key, words) for name, key in shape.keys.items())
    return f"| key | what | example |\n|---|---|---|\n{rows}"


def _row(name: str, key: Key, words: Words) -> str:
    bold = "**" if key.required else ""
    return f"| {bold}`{name}`{bold} | {_cell(words.say(key.about))} | `{_example(name, key)}` |\n"


def _example(name: str, key: Key) -> str:
    return f"{name}: {key.example or key.field.example}".replace("|", "\\|")


def _nested(shape: Record[Any], path: str = "") -> Iterator[tuple[str, Record[Any]]]:
    """Return the sets of keys within a set of keys, each with its path: `rhythm`, `circles.….brand`."""
    for name, key in shape.keys.items():
        here = f"{path}{name}"
        for below, inner in _records(key.field, here):
            yield below, inner
            yield from _nested(inner, f"{below}.")


def _records(field: Field[Any], path: str) -> Iterator[tuple[str, Record[Any]]]:
    if isinstance(field, Record):
        yield path, field
    elif isinstance(field, OneOrMany):
        yield from _records(field.item, path)
    elif isinstance(field, Listing):
        yield from _records(field.item, f"{path}[]")
    elif isinstance(field, Table):
        yield from _records(field.value, f"{path}.…")
    else:
        for part in field.parts:
            yield from _records(part, path)


def _cell(text: str) -> str:
    """Return a text for a cell of a Markdown table, with doubled braces as they are said."""
    return re.sub(r"([{}])\1", r"\1", text).replace("|", "\\|").replace("<", "&lt;")
