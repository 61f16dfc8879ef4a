"""The plain part of YAML, to which nearly every file keeps, read many times faster than libyaml can.

A text is plain where each line can mean one thing only: a key with a text, a `[list]` or a `{table: of texts}`; a key
with a list or a table on the lines below it, one level deep; `key: |` with its lines; comments in earnest. Whatever
else people may write raises Doubt, and `yaml_text` reads it, which has a word for every trap. So nothing is refused
here, and no place is known: all that may be said is what libyaml would say, and tests/test_plain_yaml.py holds the two
against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from tablee.data.yaml_text import MOST_KIB

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Plain: TypeAlias = "str | list[str] | dict[str, str] | list[Plain] | dict[str, Plain]"
"""A text without space around it, empty where nothing was written; a list; a table."""


class Doubt(Exception):  # noqa: N818 (nothing is wrong yet)
    """What may be fine, wrong or a trap: it wants to be read with care."""


_UNSEEN = re.compile("[\0-\t\v-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Tabs, carriage returns, and whatever cannot be seen at all."""

# `*+` gives nothing back, and what follows begins otherwise: a hostile line takes no longer than its length says.
_FIRST = r"""[^\s\-?:,\[\]{}\#&*!|>'"%@`~]"""
_TEXT = rf"{_FIRST}[^:\#\n]*+(?::[^\s:\#][^:\#\n]*+)*"
_QUOTED = r'"[^"\\\n]*+"'
_WORD = rf"(?:{_FIRST}[^:\#?,\[\]{{}}\n]*+(?::[^\s:\#?,\[\]{{}}][^:\#?,\[\]{{}}\n]*+)*|{_QUOTED})"
_NAME = r"\w[\w-]*+(?:[ ][\w-]++)*"
_GAP = r"[ ]*+(?:\n[ ]++)?"
_PAIR = rf"{_NAME}:[ ]++{_WORD}"

_LINE = re.compile(
    rf"""
    (?P<indent>[ ]*+) (?: (?P<key>{_NAME}): | - )
    (?:[ ]++ (?:
        (?P<text>{_TEXT})
        | (?P<list>\[{_GAP} (?:{_WORD} (?:,{_GAP}{_WORD})* {_GAP})? \])
        | (?P<table>\{{{_GAP} {_PAIR} (?:,{_GAP}{_PAIR})* {_GAP}\}})
        | (?P<quoted>{_QUOTED} | '[^'\n]*+')
        | (?P<bar>\|)
    ))?
    [ ]*+ (?:(?<=[ ])\#(?:[ ][^\n]*+)?)? \n
    (?(bar) (?P<lines>[ ]{{2}}[^ \n][^\n]*+\n++ (?:[ ]{{2}}[ ]*+[^ \n][^\n]*+\n++)*))
    (?:(?:\#[^\n]*+)?\n)*
    """,
    re.VERBOSE,
)
"""A key or an entry of a list, with its value, and the comments and blank lines after it."""

_COMMENTS = re.compile(r"(?:(?:#[^\n]*+)?\n)*")
_LEAD = re.compile(r" *+(?:- )?")
_WORDS = re.compile(_WORD, re.VERBOSE)
_PAIRS = re.compile(rf"({_NAME}):[ ]++({_WORD})", re.VERBOSE)


def load_plain(content: bytes) -> dict[str, Plain]:
    """Read the bytes of a file into its keys and their values; raises Doubt where it is not plain."""
    text = _decode(content)
    found: dict[str, Plain] = {}
    at = _match(_COMMENTS, text, 0).end()
    while at < len(text):
        line = _match(_LINE, text, at)
        indent, key, kind, at = *line.group("indent", "key"), line.lastgroup or "", line.end()
        if indent or key is None or key in found:
            raise Doubt
        if kind == "key" and text.startswith((" ", "-"), at):
            found[key], at = _load_below(text, at)
        else:
            found[key] = _READERS[kind](line[kind])
    if not found:
        raise Doubt
    return found


def _decode(content: bytes) -> str:
    if len(content) > MOST_KIB * 1024:
        raise Doubt
    try:
        text = content.decode()
    except UnicodeDecodeError as fault:
        raise Doubt from fault
    if _UNSEEN.search(text):
        raise Doubt
    return text if text.endswith("\n") else f"{text}\n"


def _load_below(text: str, at: int) -> tuple[Plain, int]:
    """Read the list or the table that begins at an index, and say where it ends."""
    lead = _match(_LEAD, text, at)[0]
    is_list = lead.endswith("- ")
    indent = lead.removesuffix("- ")
    below: list[tuple[str, Plain]] = []
    while text.startswith(lead, at):
        line = _match(_LINE, text, at)
        its_indent, key, kind, at = *line.group("indent", "key"), line.lastgroup, line.end()
        if its_indent != indent or (key is None) != is_list or kind not in _ON_ONE_LINE:
            raise Doubt
        below.append((key, _READERS[kind](line[kind])))
    return ([value for _key, value in below] if is_list else _table_of(below)), at


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    found = pattern.match(text, at)
    if found is None:
        raise Doubt
    return found


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
    return _table_of([(name, _word(word)) for name, word in _PAIRS.findall(written)])


def _table_of(pairs: list[tuple[str, T]]) -> dict[str, T]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise Doubt
    return table


_READERS: dict[str, Callable[[str], Plain]] = {
    "text": str.strip,
    "list": _split,
    "table": _pair_up,
    "quoted": _unquote,
    "lines": lambda written: written[2:].replace("\n  ", "\n").strip(),
    "key": lambda _key: "",
}
_ON_ONE_LINE = frozenset({"text", "list", "table", "quoted"})
