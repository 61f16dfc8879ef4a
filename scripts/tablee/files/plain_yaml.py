"""The plain part of YAML, to which nearly every file keeps, read many times faster than libyaml can.

A text is plain where each line can mean one thing only: a key, or the dash of a list, with a text, a `[list]` or a
`{table: of texts}` beside it or with lines of its own below it; `key: |` with its lines; comments in earnest. Whatever
else people may write raises Doubt, and `yaml_text` reads it, which has a word for every trap. So nothing is refused
here, and no place is known: all that may be said is what libyaml would say, and tests/test_plain_yaml.py holds the two
against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Plain: TypeAlias = "str | list[str] | dict[str, str] | list[Plain] | dict[str, Plain]"
"""A text without space around it, empty where nothing was written; a list; a table."""


MOST_KIB = 64
"""No file of a group is longer."""


class Doubt(Exception):  # noqa: N818 (nothing is wrong yet)
    """What may be fine, wrong or a trap: it wants to be read with care."""


_UNSEEN = re.compile("[\0-\t\v-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Tabs, carriage returns, and whatever cannot be seen at all."""

# `*+` gives nothing back, and what follows begins otherwise: a hostile line takes no longer than its length says.
_FIRST = r"""[^\s\-?:,\[\]{}\#&*!|>'"%@`~]"""
_TEXT = rf"{_FIRST}[^:\#\n]*+(?::[^\s:\#][^:\#\n]*+)*"
_QUOTED = r'"[^"\\\n]*+"'
_WORD = rf"(?:{_FIRST}[^:\#?,\[\]{{}}\n]*+(?::[^\s:\#?,\[\]{{}}][^:\#?,\[\]{{}}\n]*+)*|{_QUOTED})"
_NAME = r"\w[\w-]{0,99}+(?:[ ][\w-]{1,99}+){0,7}"  # libyaml takes no key of more than 1024 letters
_GAP = r"[ ]*+(?:\n[ ]++)?"
_PAIR = rf"{_NAME}:[ ]++{_WORD}"

_LINE = re.compile(
    rf"""
    (?:(?P<key>{_NAME}):(?=[ \n]))? [ ]*+
    (?:
        (?P<text>{_TEXT})
        | (?P<list>\[{_GAP} (?:{_WORD} (?:,{_GAP}{_WORD})* {_GAP})? \])
        | (?P<table>\{{{_GAP} {_PAIR} (?:,{_GAP}{_PAIR})* {_GAP}\}})
        | (?P<quoted>{_QUOTED} | '[^'\n]*+')
        | (?P<bar>\|)
    )?
    [ ]*+ (?:(?<=[ ])\#(?:[ ][^\n]*+)?)? \n
    (?(bar) (?P<lines>(?P<inset>[ ]++)[^\n]++\n++ (?:(?P=inset)[^\n]++\n++)*))
    (?:(?:\#[^\n]*+)?\n)*
    """,
    re.VERBOSE,
)
"""A key with its value, or a value alone; and the comments and blank lines after it."""

_COMMENTS = re.compile(r"(?:(?:#[^\n]*+)?\n)*")
_SPACES = re.compile(" *+")
_WORDS = re.compile(_WORD, re.VERBOSE)
_PAIRS = re.compile(rf"({_NAME}):[ ]++({_WORD})", re.VERBOSE)
_DEEPEST = 24
"""Spaces before a key: the files of a group need six, and what goes on for ever should be told so."""


def load_plain(content: bytes) -> dict[str, Plain]:
    """Read the bytes of a file into its keys and their values; raises Doubt where it is not plain."""
    text = _decode(content)
    table, _end = _load_table(text, _match(_COMMENTS, text, 0).end(), "")
    return table


def _decode(content: bytes) -> str:
    if len(content) > MOST_KIB * 1024:
        raise Doubt
    try:
        text = content.decode()
    except UnicodeDecodeError as fault:
        raise Doubt from fault
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _UNSEEN.search(text):
        raise Doubt
    return text if text.endswith("\n") else f"{text}\n"


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    found = pattern.match(text, at)
    if found is None:
        raise Doubt
    return found


def _load_table(text: str, at: int, indent: str) -> tuple[dict[str, Plain], int]:
    """Read the table whose first key stands at an index and the others below it; say where it ends, too."""
    table: dict[str, Plain] = {}
    while True:
        line = _match(_LINE, text, at)
        key, kind, at = line["key"], line.lastgroup or "", line.end()
        if key is None or key in table:
            raise Doubt
        if kind == "key":
            table[key], at = _load_below(text, at, indent)
        elif kind == "lines" and len(line["inset"]) <= len(indent):
            raise Doubt
        else:
            table[key] = _READERS[kind](line[kind])
        if at == len(text) or not text.startswith(indent, at):
            return table, at
        at += len(indent)


def _load_below(text: str, at: int, indent: str) -> tuple[Plain, int]:
    """Read what stands on the lines below a key that has no value beside it: a list, a table, or nothing."""
    inset = _match(_SPACES, text, at)[0]
    if len(inset) > _DEEPEST:
        raise Doubt
    if len(inset) >= len(indent) and text.startswith("- ", at + len(inset)):
        return _load_list(text, at, f"{inset}- ")
    if len(inset) > len(indent):
        return _load_table(text, at + len(inset), inset)
    return "", at


def _load_list(text: str, at: int, lead: str) -> tuple[list[Plain], int]:
    """Read the list whose entries begin with an indent and a dash; say where it ends, too."""
    entries: list[Plain] = []
    while text.startswith(lead, at):
        at += len(lead)
        line = _match(_LINE, text, at)
        entry: Plain
        if line["key"] is not None:
            entry, at = _load_table(text, at, " " * len(lead))
        elif line.lastgroup in _ON_ONE_LINE:
            entry, at = _READERS[line.lastgroup](line[line.lastgroup]), line.end()
        else:
            raise Doubt
        entries.append(entry)
    return entries, at


def _unquote(written: str) -> str:
    return written[1:-1].strip()


def _word(written: str) -> str:
    return _unquote(written) if written.startswith('"') else written.strip()


def _split(written: str) -> list[str]:
    if '"' in written:
        return [_word(word) for word in _WORDS.findall(written, 1)]
    words = written[1:-1].strip()
    return [word.strip() for word in words.split(",")] if words else []


def _pair_up(written: str) -> dict[str, str]:
    pairs = _PAIRS.findall(written)
    table = {name: _word(word) for name, word in pairs}
    if len(table) < len(pairs):
        raise Doubt
    return table


def _dedent(written: str) -> str:
    inset = " " * (len(written) - len(written.lstrip(" ")))
    return written.removeprefix(inset).replace(f"\n{inset}", "\n").strip()


_READERS: dict[str, Callable[[str], Plain]] = {
    "text": str.strip,
    "list": _split,
    "table": _pair_up,
    "quoted": _unquote,
    "lines": _dedent,
}
_ON_ONE_LINE = frozenset({"text", "list", "table", "quoted"})
