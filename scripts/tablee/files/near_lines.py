"""What a line was meant to be that YAML refuses for the lines around it: each guess is tried on the whole text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from tablee.files import codes
from tablee.files.pasted import is_key
from tablee.files.problem import Problem, problem

if TYPE_CHECKING:
    from tablee.i18n.translations import LazyText

MOST_LETTERS = 1000
"""Letters of a line that is looked at."""
_ENTRY_KEY = re.compile(r"(?P<head>\s*(?:- +)*)(?P<key>[a-z_]+): ")


def first_fault(text: str) -> float:
    """Return the line that libyaml stumbles over first, infinity where it does not stumble."""
    try:
        for _event in yaml.parse(text, Loader=yaml.CBaseLoader):
            pass
    except yaml.MarkedYAMLError as fault:
        return fault.problem_mark.line + 1 if fault.problem_mark else 1
    return float("inf")


def find_margin(file: str, lines: list[str], stumbled: int, _reason: LazyText) -> Problem | None:
    """Find a key of a list's entry that does not begin right under the one before it."""
    above = stumbled - 2
    if not 0 <= above < len(lines) - 1:
        return None
    first, second = _ENTRY_KEY.match(lines[above]), _ENTRY_KEY.match(lines[above + 1])
    if not first or not second or not first["head"] or "-" in second["head"]:
        return None
    margin = " " * first.start("key")
    mended = "\n".join([*lines[: above + 1], margin + lines[above + 1].strip(), *lines[above + 2 :]])
    if first_fault(mended) <= stumbled:
        return None
    values = {"key": second["key"], "other": first["key"]}
    return problem(codes.INDENTED, file, (stumbled, second.start("key") + 1), values, codes.UNDER_ANOTHER)


def find_line_end(file: str, lines: list[str], stumbled: int, reason: LazyText) -> Problem | None:
    """Find a line within braces that lacks the comma at its end, before the one that YAML stumbles over."""
    line = lines[stumbled - 2].rstrip() if 1 < stumbled <= len(lines) else ""
    if not line or len(line) > MOST_LETTERS or line.endswith((",", "{", "[")):
        return None
    mended = "\n".join([*lines[: stumbled - 2], f"{line},", *lines[stumbled - 1 :]])
    if first_fault(mended) <= stumbled:
        return None
    values = {"reason": reason, "line": f"{line.strip()},"}
    return problem(codes.SYNTAX, file, (stumbled - 1, len(line) + 1), values, codes.WRITE_LINE)


def is_account_in_links(lines: list[str], number: int) -> bool:
    """Return whether a line below `links:` has an account in the place of an address: `insta: @ana`."""
    above = next((line for line in reversed(lines[:number]) if line[:1].strip()), "")
    return (
        above.startswith("links:") and re.search(r": +@[\w.-]+\s*(?:[,}]|$)", lines[number - 1]) is not None
    )


def find_remark(file: str, lines: list[str], stumbled: int, reason: LazyText) -> Problem | None:
    """Find a line of words that lacks only the sign of a remark: `// fiche`, `<!-- fiche -->`, `Bonjour !`."""
    for number in (stumbled, stumbled - 1):
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        if (
            not line.strip()
            or is_key(file, line.strip().lower())
            or len(line) > MOST_LETTERS
            or re.search(r":(?:\s|$)|^[\s\[{'\"-]", line)
        ):
            continue
        remark = f"# {re.sub('^(?://|;|<!--) *| *-->$', '', line).strip()}"
        if first_fault("\n".join([*lines[: number - 1], remark, *lines[number:]])) > stumbled:
            values = {"reason": reason, "line": remark}
            return problem(codes.SYNTAX, file, (number, 1), values, codes.REMARK)
    return None
