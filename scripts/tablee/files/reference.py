"""The reference of the files and of the problems, as Markdown out of the declarations that reading uses."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.files.problem import Severity
from tablee.files.schema import KINDS, example_of
from tablee.i18n.translations import Translations, _
from tablee.model import rhythm_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tablee.files.problem import Code
    from tablee.files.schema import Schema

WIDTH = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem in a file: what the file held, what is said of it, and the file as it is mended, where it was tried.

    `moved` is the path at which it stands then, where that is another one.
    """

    file: str
    before: str
    said: str
    after: str = ""
    moved: str = ""


_LANGUAGES = {"yml": "yaml", "yaml": "yaml", "md": "markdown", "svg": "xml", "html": "html"}


def render_paragraph(text: str) -> str:
    """Return a paragraph of a page, in lines that a terminal shows."""
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False) + "\n"


def render_files_reference(words: Translations) -> str:
    """Return the page that describes every file and key."""
    parts = [_files_head(words)]
    for kind in KINDS:
        title = words.gettext("{title}: {where}", title=words.gettext(kind.title), where=f"`{kind.where}`")
        parts.append(f"## {title}\n\n{_table(kind.schema, words)}")
        parts += [f"### `{path}`\n\n{_table(inner, words)}" for path, inner in _nested(kind.schema)]
    return "\n".join([*parts, _rhythms(words)])


def _files_head(words: Translations) -> str:
    written = words.gettext(
        "Written by `make reference` out of the program: change {source}, not this page.",
        source="scripts/tablee/model",
    )
    about = words.gettext(
        "A group is a handful of YAML files. What you type is read as you mean it: `12:30`, `yes`, `no` and "
        "`2026-12-10` need no quotes. Quotes are needed around a text that holds a colon followed by a space, "
        "a space followed by `#`, or, inside braces, a comma; `tablee check` shows the line to paste. Quotes as "
        "a phone types them, “…” or « … », are left out around a whole text; within straight ones they stay. A key "
        "without a value means the same as no line. A bold key is mandatory. An editor that knows JSON Schema "
        "(VS Code with the YAML extension) completes and checks all this as you type."
    )
    return f"# {words.gettext('The files')}\n\n<!-- {written} -->\n\n{render_paragraph(about)}"


def _rhythms(words: Translations) -> str:
    about = words.gettext(
        "English and French words say the same, in any case, with or without accents, `the`, `on`, `of`, "
        "`le`, `du`; days are joined by `and`, `et` or, within quotes, a comma. Weeks and months are counted "
        "from the one of `from`. `except` takes whole months out; one date is taken out by `status: "
        "cancelled`, some weeks by `closures`. A fifth weekday and a day after the 28th are refused, since "
        "not every month has them: `last` stands for both. Two meetings a week at different hours are two "
        "circles."
    )
    heads = (words.gettext("in English"), words.gettext("in French"), words.gettext("that is"))
    rows = "".join(
        f"| `{english}` | `{french}` | `{rhythm_text.suggest_every(english)}` |\n"
        for english, french in rhythm_text.FORMS
    )
    title = words.gettext("The words of a rhythm: {key}", key="`every`")
    return f"## {title}\n\n{render_paragraph(about)}\n| {' | '.join(heads)} |\n|---|---|---|\n{rows}"


def render_problems_reference(codes: Iterable[Code], shown: Mapping[str, Shown], words: Translations) -> str:
    """Return the page that shows every problem under its code; `shown` has one for those that a file alone can have."""
    ordered = sorted(codes, key=lambda code: code.name)
    return "\n".join(
        [_problems_head(words), *(_section(code, shown.get(code.name), words) for code in ordered)]
    )


def _problems_head(words: Translations) -> str:
    written = words.gettext(
        "Written by `make reference` out of the codes and of tests/faults and tests/contradictions: change those."
    )
    about = words.gettext(
        "Each problem is one line: the file, line and column, how bad it is, its code, what is wrong and what "
        "to do. An error stops the build; a warning tells what real life brings and stops nothing. Codes "
        "never change their meaning, so that the address of each is its code: `docs/problems.md#far-date`. "
        "What stands in braces below is filled in."
    )
    title = words.gettext("The problems that `tablee check` finds")
    return f"# {title}\n\n<!-- {written} -->\n\n{render_paragraph(about)}"


def _section(code: Code, shown: Shown | None, words: Translations) -> str:
    severity = {Severity.ERROR: _("Error:"), Severity.WARNING: _("Warning:")}[code.severity]
    # As they are declared, with their fields: nothing fills them here.
    message, fix = (_cell(words.template(text)) for text in (code.message, code.fix))
    todo = words.gettext("What to do:")
    parts = [f"## {code.name}\n\n*{words.gettext(severity)}* {message}\n\n*{todo}* {fix}\n"]
    if shown and shown.before:
        name = words.gettext("{file}:", file=f"`{shown.file}`")
        parts.append(f"{name}\n\n{_fenced(shown.before, shown.file)}")
    if shown:
        parts.append(_fenced(shown.said))
    if shown and shown.after:
        place = words.gettext("{file}:", file=f"`{shown.moved}`") if shown.moved else ""
        title = " ".join(filter(None, (words.gettext("Mended:"), place)))
        parts.append(f"{title}\n\n{_fenced(shown.after, shown.moved or shown.file)}")
    return "\n".join(parts)


def _fenced(text: str, file: str = "") -> str:
    language = _LANGUAGES.get(file.rpartition(".")[2].lower(), "text")
    return f"````{language}\n{text.rstrip()}\n````\n"


def _table(schema: Schema, words: Translations) -> str:
    rows = []
    for name, value in schema["properties"].items():
        bold = "**" if name in schema["required"] else ""
        example = f"{name}: {example_of(value)}".replace("|", "\\|")
        rows.append(
            f"| {bold}`{name}`{bold} | {_cell(words.gettext(value['description']))} | `{example}` |\n"
        )
    heads = (words.gettext("key"), words.gettext("what"), words.gettext("example"))
    return f"| {' | '.join(heads)} |\n|---|---|---|\n" + "".join(rows)


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
