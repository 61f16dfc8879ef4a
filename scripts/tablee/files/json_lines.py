"""Keys as JSON has them, pasted among those of a file: `{"trade": "Graphiste", "city": "Lyon"}`."""

from __future__ import annotations

import re

from tablee.files import codes
from tablee.files.problem import Problem, problem
from tablee.files.schema import kind_of
from tablee.i18n.translations import LazyText, _

MOST_LINES, MOST_LETTERS = 200, 1000
"""Lines of a file that are looked at, and letters of one."""
_OPENING = re.compile(r"\[?\s*\{")
_PAIR = re.compile(
    r"[\"'“]?(?P<key>[a-z_]+)[\"'”]?\s*:\s*(?P<value>\"[^\"\n]*\"|'[^'\n]*'|\[[^\[\]\n]*\]|[^\s,{}\[\]\"'][^,{}\[\]\n\"]*)"
)


def find_json(file: str, lines: list[str], stumbled: int) -> Problem | None:
    """Find a line, up to the one that YAML stumbles over, whose brace opens keys of the file; tell to take it away."""
    kind = kind_of(file)
    first = max(0, stumbled - MOST_LINES)
    for number in range(first, min(stumbled, len(lines))):
        if kind is None or not _OPENING.match(lines[number]):
            continue
        pair = _PAIR.search("\n".join(line[:MOST_LETTERS] for line in lines[number : number + 2]))
        if pair and pair["key"] in kind.schema["properties"]:
            values = {"reason": LazyText(_REASON), "line": f"{pair['key']}: {pair['value'].strip()}"}
            return problem(codes.SYNTAX, file, (number + 1, 1), values, codes.WITHOUT_BRACES)
    return None


_REASON = _("a brace opens where a key of the file belongs")
