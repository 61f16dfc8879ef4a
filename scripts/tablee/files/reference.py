"""The reference of the files and of the problems, as Markdown out of the declarations that reading uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tablee.files.schema import KINDS, example_of
from tablee.model import rhythm_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tablee.files.problem import Code
    from tablee.files.schema import Schema
    from tablee.i18n.translations import Translations

_FILES_HEAD = """\
# The files

<!-- Written by `make reference` out of the program: change scripts/tablee/model, not this page. -->

A group is a handful of YAML files. What you type is read as you mean it: `12:30`, `yes`, `no` and `2026-12-10` need no
quotes. Quotes are needed around a text that holds a colon followed by a space, a space followed by `#`, or, inside
braces, a comma; `tablee check` shows the line to paste. A key without a value means the same as no line. A bold key is
mandatory. An editor that knows JSON Schema (VS Code with the YAML extension) completes and checks all this as you type.
"""

_RHYTHM = """\
## The words of a rhythm: `every`

English and French words say the same, in any case, with or without accents, `the`, `on`, `of`, `le`, `du`; days are
joined by `and`, `et` or, within quotes, a comma. Weeks and months are counted from the one of `from`. `except` takes
whole months out; one date is taken out by `status: cancelled`, some weeks by `closures`. A fifth weekday and a day
after the 28th are refused, since not every month has them: `last` stands for both. Two meetings a week at different
hours are two circles.

| in English | in French | that is |
|---|---|---|
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


def render_files_reference(words: Translations) -> str:
    """Return the page that describes every file and key."""
    parts = [_FILES_HEAD]
    for kind in KINDS:
        parts.append(f"## {words.gettext(kind.title)}: `{kind.where}`\n\n{_table(kind.schema, words)}")
        parts += [f"### `{path}`\n\n{_table(inner, words)}" for path, inner in _nested(kind.schema)]
    rows = (
        f"| `{english}` | `{french}` | `{rhythm_text.suggest_every(english)}` |\n"
        for english, french in rhythm_text.FORMS
    )
    return "\n".join([*parts, _RHYTHM + "".join(rows)])


def render_problems_reference(codes: Iterable[Code]) -> str:
    """Return the page that lists every problem by its code."""
    rows = [
        f"| `{code.name}` | {code.severity} | {_cell(code.message)} | {_cell(code.fix)} |"
        for code in sorted(codes, key=lambda code: code.name)
    ]
    return _PROBLEMS_HEAD + "\n".join(rows) + "\n"


def _table(schema: Schema, words: Translations) -> str:
    rows = []
    for name, value in schema["properties"].items():
        bold = "**" if name in schema["required"] else ""
        example = f"{name}: {example_of(value)}".replace("|", "\\|")
        rows.append(
            f"| {bold}`{name}`{bold} | {_cell(words.gettext(value['description']))} | `{example}` |\n"
        )
    return "| key | what | example |\n|---|---|---|\n" + "".join(rows)


def _nested(schema: Schema, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Return the sets of keys within a value, each with its path: `rhythm`, `circles.….brand`, `closures[]`."""
    if "properties" in schema:
        for name, value in schema["properties"].items():
            yield from _nested_in(value, f"{path}.{name}" if path else name)


def _nested_in(schema: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    if "properties" in schema:
        yield path, schema
        yield from _nested(schema, path)
    elif "anyOf" in schema:
        # A list of what may also stand alone is told once.
        found = (list(_nested_in(one, path)) for one in schema["anyOf"])
        yield from next((tables for tables in found if tables), [])
    elif "items" in schema:
        yield from _nested_in(schema["items"], f"{path}[]")
    elif "additionalProperties" in schema:
        yield from _nested_in(schema["additionalProperties"], f"{path}.…")


def _cell(text: str) -> str:
    """Return a text for a cell of a Markdown table, with doubled braces as they are said."""
    return re.sub(r"([{}])\1", r"\1", text).replace("|", "\\|").replace("<", "&lt;")
