"""Lines without a key: a paragraph pasted behind one, or a list with other signs than YAML's dash and space."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from tablee.files import codes
from tablee.files.entries import BULLET, entry
from tablee.files.line_traps import quoted
from tablee.files.meant import line_meant
from tablee.files.problem import Problem, problem
from tablee.files.schema import kind_of
from tablee.i18n.translations import LazyText, _

if TYPE_CHECKING:
    from tablee.files.schema import Schema

MOST_LINES = 200
"""Lines of a pasted text that are looked at."""
_KEY = re.compile(r"(?P<key>[a-z_]+)[^\S\n]*:(?:(?:\s+|(?=[-•*–] ))(?P<text>.*))?$")
_LIKE_KEY = re.compile(r"[\"'“]?([A-Za-z_]+)[\"'”]?\s*(?:[:=：→]|->|\s[-–]\s|$)")
_MARK = re.compile(rf"\s*{BULLET}\s*(?=\S)")


def find_pasted(file: str, lines: list[str], number: int) -> Problem | None:
    """Find the key that the lines around a line belong to, where they have none of their own; say how to keep them.

    `number` is the line that YAML stumbles over, counted from 1.
    """
    kind = kind_of(file)
    if kind is None:
        return None
    known = kind.schema["properties"]
    above = range(min(number, len(lines)) - 1, max(-1, number - MOST_LINES), -1)
    start = next((index for index in above if _key_of(lines[index], known)), None)
    if start is None:
        return None
    below = lines[start + 1 : start + 1 + MOST_LINES]
    block = list(takewhile(lambda line: not _key_of(line, known) and line.strip() != "---", below))
    said = [line for line in block if line.strip()]
    loose = [line for line in said if not line.startswith((" ", "\t", "#"))]
    listed = all(map(_MARK.match, said)) and not all(line.lstrip().startswith("- ") for line in said)
    found = _KEY.match(lines[start])
    text = ((found["text"] if found else "") or "").strip()
    listed = listed or text.startswith(("- ", "* "))
    if text in {"|", ">"} and not loose:
        loose = _further_left(said)
    if found and known[found["key"]].get("x-prose") and text[:1] not in {"|", ">"}:
        loose = loose or [line.strip() for line in said]
    if found is None or (not loose and not listed) or any(_is_like_key(line, known) for line in loose):
        return None
    return _explain(file, start, found["key"], text, block, known)


def is_key(file: str, key: str) -> bool:
    """Return whether a file has such a key."""
    kind = kind_of(file)
    return kind is not None and key in kind.schema["properties"]


def is_mandatory(file: str, key: str) -> bool:
    """Return whether a file cannot do without a key."""
    kind = kind_of(file)
    return kind is not None and key in kind.schema["required"]


def is_text(file: str, key: str) -> bool:
    """Return whether a key of a file holds people's words."""
    kind = kind_of(file)
    return kind is not None and "x-text" in kind.schema["properties"].get(key, {})


def is_word(file: str, key: str) -> bool:
    """Return whether a single word may stand behind a key of a file."""
    kind = kind_of(file)
    schema = kind.schema["properties"].get(key, {}) if kind else {}
    return any(form.get("type") not in ("array", "object") for form in schema.get("anyOf", [schema]))


def names_members(file: str, key: str) -> bool:
    """Return whether a key of a file holds the names of members."""
    kind = kind_of(file)
    return kind is not None and "'x-member': True" in str(kind.schema["properties"].get(key, {}))


def inner_keys(file: str, key: str) -> list[str]:
    """Return the keys of the sets of keys that a key of a file holds."""
    kind = kind_of(file)
    schema = kind.schema["properties"].get(key, {}) if kind else {}
    return sorted(
        {name for form in schema.get("anyOf", [schema]) for name in _table_in(form).get("properties", {})}
    )


def put_into(file: str, key: str, text: str) -> str:
    """Return the line of a key that says what a text says, with the braces or brackets that it needs; empty if none."""
    kind = kind_of(file)
    schema = kind.schema["properties"].get(key, {}) if kind else {}
    forms = [form for form in schema.get("anyOf", [schema]) if form.get("type") in ("array", "object")]
    table = _table_in(forms[0]) if forms else {}
    first = re.match(r"([a-z_]+)\s*:\s", text)
    if first and first[1] in table.get("properties", {}):
        said: str | None = f"[{{{text}}}]" if forms[0]["type"] == "array" else f"{{{text}}}"
    else:
        said = line_meant(schema, ScalarNode("", text)) if forms else None
        name, colon, value = text.partition(": ")
        if said is None and forms and forms[0]["type"] == "object" and colon:
            pair = ScalarNode("", name.strip()), ScalarNode("", value.strip())
            whole = (
                f"{{{text}}}"
                if ": " in value
                else line_meant(schema, SequenceNode("", [MappingNode("", [pair])]))
            )
            said = whole or f"{{{text}}}"
    return f"{key}: {said}" if said else ""


def _table_in(form: Schema) -> Schema:
    """Return the set of declared keys that a list holds, or that a value is."""
    entries = form.get("items", form)
    return next((one for one in entries.get("anyOf", [entries]) if "properties" in one), {})


def _further_left(block: list[str]) -> list[str]:
    """Return the lines that begin further left than the first of their block, which YAML measures by it."""
    margins = [len(line) - len(line.lstrip(" ")) for line in block]
    return [line.lstrip() for line, margin in zip(block, margins, strict=True) if margin < margins[0]]


def _key_of(line: str, known: Schema) -> str:
    found = _KEY.match(line)
    return found["key"] if found and found["key"] in known else ""


def _is_like_key(line: str, known: Schema) -> bool:
    """Return whether a line begins with a key that lacks its colon or the space after it."""
    found = _LIKE_KEY.match(line)
    return found is not None and found[1].lower() in known


def _explain(file: str, start: int, key: str, text: str, block: list[str], known: Schema) -> Problem | None:
    place, forms = (start + 1, 1), known[key].get("anyOf", [known[key]])
    text = text if text.rstrip("+-") not in {"|", ">"} else ""
    if (closed := re.fullmatch(r"\[(.*)\]", text)) and all(
        _MARK.match(line) for line in block if line.strip()
    ):
        text = closed[1]  # one more entry below the brackets
    marked = any(map(_MARK.match, block))  # a line at the margin among such is an entry, too
    said = [
        text,
        *(f"- {one}" if marked and re.match(rf"(?!{BULLET})\S", one) else one.strip() for one in block),
    ]
    if any(form.get("type") == "array" for form in forms) and not text.startswith("["):
        table = _table_in(forms[-1]).get("properties", {})
        keyed = any(_MARK.sub("", line).partition(":")[0].strip() in table for line in block)
        if table and (keyed or (text and not _MARK.match(text))):
            return None
        meant = line_meant(known[key], ScalarNode("", "\n".join(filter(None, said))))
        fix = codes.FILL_IN if meant and "…" in meant else None
        values = {"key": key, "line": f"{key}: {meant}"}
        return problem(codes.BULLETS, file, place, values, fix) if meant else None
    if known[key].get("x-prose"):
        return problem(codes.PASTED_LINES, file, place, {"key": key})
    return _explain_text(file, start, key, said) if "x-text" in known[key] else None


def _explain_text(file: str, start: int, key: str, said: list[str]) -> Problem | None:
    """Explain lines behind the key of a text: signs alone, or words that may go on with it."""
    place, (text, *block) = (start + 1, 1), said
    stray = next((at for at, line in enumerate(block) if line), None)
    if stray is None:
        return _explain_dash(file, place, key, text)
    if not re.search(r"\w", "".join(block)):
        reason = LazyText(_("a line without `key:` stands between keys"))
        return problem(codes.SYNTAX, file, (start + stray + 2, 1), {"reason": reason}, codes.STRAY)
    line = f"{key}: {quoted(' '.join(filter(None, said)))}"
    return problem(codes.PASTED_LINES, file, place, {"key": key, "line": line}, codes.ON_ONE_LINE)


def _explain_dash(file: str, place: tuple[int, int], key: str, text: str) -> Problem | None:
    """Leave the dash out of a text that no list follows: `title: - Tarifs`."""
    found = re.fullmatch(r"- +(\S.*)", text)
    reason = LazyText(_("a dash stands where a text belongs: a list begins on the next line"))
    values = {"reason": reason, "line": f"{key}: {entry(found[1])}"} if found else {}
    return problem(codes.SYNTAX, file, place, values, codes.WRITE_LINE) if found else None
