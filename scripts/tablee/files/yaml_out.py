"""YAML text out of values: each text from a person comes back from `load` as it was typed, whatever stands in it.

A text is quoted only where it must be: where YAML would read another text, a number, a date or a yes-or-no, where it
would end a brace, or where it could not be seen.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import yaml

from tablee.files.curly_quotes import without_curly_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_STR = "tag:yaml.org,2002:str"
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories written as escapes: controls, formats, private and unassigned characters, line separators."""
_UNWRITTEN = _UNSEEN | {"Cs"}

_WORD = r"[^\W_][\w'’./+;!()\xa0\u202f-]*(?: [\w'’./+(][\w'’./+;!()\xa0\u202f-]*)*"
_SURE_IN_FLOW, _SURE = re.compile(_WORD), re.compile(_WORD.replace(";", ",;?"))
"""Words that no reader of YAML takes for anything but a text, inside brackets and outside; the others are tried."""
_ENDS = re.compile(": | #")
_ENDS_IN_FLOW = re.compile(": | #|[][{},?]")
"""What never stands in a plain text: it ends a key, an entry or a bracket, or begins a comment."""


@lru_cache(maxsize=1024)
def render_scalar(text: str) -> str:
    """Return a text as it stands after `key: ` or `- ` on a line of its own."""
    plain = _is_text(text) and not _ENDS.search(text)
    if plain and not _SURE.fullmatch(text):
        plain = _is_read_as(f"- k: {text}\n- {text}\n", [{"k": text}, text])
    return text if plain else quote(text)


@lru_cache(maxsize=1024)
def render_in_flow(text: str) -> str:
    """Return a text as it stands inside braces or brackets, as a value or as a key."""
    plain = _is_text(text) and not _ENDS_IN_FLOW.search(text)
    if plain and not _SURE_IN_FLOW.fullmatch(text):
        plain = _is_read_as(f"[{text}, {{k: {text}}}, {{{text}: k}}]", [text, {"k": text}, {text: "k"}])
    return text if plain else quote(text)


def render_list(texts: Iterable[str]) -> str:
    """Return texts as a list in brackets."""
    return f"[{', '.join(render_in_flow(text) for text in texts)}]"


def render_map(pairs: Mapping[str, str]) -> str:
    """Return texts with their keys in braces; what is no text (a date, `yes`) has to be rendered by its owner."""
    return f"{{{', '.join(f'{render_in_flow(key)}: {render_in_flow(text)}' for key, text in pairs.items())}}}"


def quote(text: str) -> str:
    """Return a text in double quotes on one line, with all that cannot be seen as an escape (YAML 1.1, section 5.6).

    Raises ValueError for half a surrogate pair, which no file in UTF-8 can hold.
    """
    return f'"{"".join(_escape(letter) for letter in text)}"'


def _escape(letter: str) -> str:
    if letter in _SHORT:
        return _SHORT[letter]
    category = unicodedata.category(letter)
    if category == "Cs":
        message = f"U+{ord(letter):04X} is half a character"
        raise ValueError(message)
    if category not in _UNSEEN:
        return letter
    code = ord(letter)
    if code > 0xFFFF:  # noqa: PLR2004 (the last code that four digits hold)
        return f"\\U{code:08X}"
    return f"\\u{code:04X}"


_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _is_text(text: str) -> bool:
    """Return whether all that is in a text can be seen, and it is read as that text: by YAML 1.1, and by us."""
    if without_curly_quotes(text) != text or any(
        unicodedata.category(letter) in _UNWRITTEN for letter in text
    ):
        return False
    kind = yaml.resolver.Resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(kind == _STR)


def _is_read_as(line: str, value: object) -> bool:
    """Return whether a line is read as a value by libyaml, and by PyYAML's own parser, a stricter one."""
    try:
        both = [yaml.load(line, Loader=loader) for loader in (yaml.CBaseLoader, yaml.BaseLoader)]  # noqa: S506 (texts only)
    except yaml.YAMLError:
        return False
    return both == [value, value]
