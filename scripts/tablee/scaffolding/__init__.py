"""The first files of a group, of a member and of a meeting: a template in each language, filled with values.

A template is YAML whose lines of example stand behind `# `: a line that gets a value loses it, and the words beside the
line stay.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTES_AT = 40
"""The column in which words beside values begin, where the value leaves room."""
_LINE = re.compile(r"(?:# )?(?P<indent> *)(?P<key>[a-z0-9_-]+):(?P<value>.*?)(?:  +# (?P<note>.*))?")


def load_template(name: str, language: str) -> str:
    """Return a template in a language."""
    return (files("tablee.scaffolding") / language / name).read_text("utf-8")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Write values into a template, by the path of their key (`rhythm.at`).

    A value is YAML already, one line without a comment: nothing that a person typed may stand in a comment.
    """
    keys: list[str] = []
    filled = []
    for line in template.splitlines():
        found = _LINE.fullmatch(line)
        if found:
            keys = [*keys[: len(found["indent"]) // 2], found["key"]]
            filled.append(_fill_line(line, found, ".".join(keys), values))
        else:
            filled.append(line)
    return "\n".join(filled) + "\n"


def _fill_line(line: str, found: re.Match[str], path: str, values: Mapping[str, str]) -> str:
    if path in values:
        value = f" {values[path]}"
    elif any(other.startswith(f"{path}.") for other in values):
        value = found["value"]
    else:
        return line
    text = f"{found['indent']}{found['key']}:{value}"
    return f"{text:<{NOTES_AT}}  # {found['note']}" if found["note"] else text
