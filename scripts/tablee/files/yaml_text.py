"""The text of one file becomes YAML nodes, with a clear word for everything that YAML would take amiss.

The nodes keep their places and their scalars are still plain text: what `12:30` or `no` means is for the field that
holds it to say (`model/words.py`), never for YAML 1.1, which would read 750 and false.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from yaml._yaml import CParser

from tablee.files import codes
from tablee.files.problem import problem
from tablee.i18n.invisible import INVISIBLE

if TYPE_CHECKING:
    from tablee.files.problem import Code, Problem

MOST_KIB = 64
"""No file of a group is longer."""
MOST_DEPTH = 12

_PROPERTY = re.compile(r"[:\-\[{,?][ \t]*[&*!]|^[ \t]*[&*!%]", re.MULTILINE)
_DASHES = re.compile(r"[-?] [-?] [-?] [-?] ")
_PAIR = "- - "
_FEW = 5
_BRACKETS = re.compile(r"[\[{](?:[^\[{\]}]*[\[{]){5}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What libyaml refuses without saying where, and the line ends of YAML 1.1 that no editor shows as such. What turns the
# direction of reading is refused where it stands in a text.
_UNREADABLE = re.compile("[\x80-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class _Parser(CParser):
    """libyaml's parser alone; it guesses no types and gives no tags, so every scalar stays the text that was typed."""

    # Called three times a node: what gives "" for any arguments without a frame of Python takes half the time.
    resolve = descend_resolver = ascend_resolver = "".format  # any arguments, no tag


class Refused(Exception):
    """A text that is no YAML of ours, with the problem that says why."""

    def __init__(self, found: Problem) -> None:
        """Keep the problem."""
        super().__init__(found.code.name)
        self.problem = found


def load_nodes(file: str, content: bytes) -> tuple[str, yaml.Node]:
    """Read one file's bytes into its text and root node.

    Raises Refused where there is nothing to read further. A byte order mark and CRLF line ends are fine.
    """
    text = _decode(file, content)
    try:
        if _may_be_unused_yaml(text):
            _refuse_unused_yaml(file, text)
        root = _Parser(text).get_single_node()
    except yaml.YAMLError as fault:
        from tablee.files.yaml_syntax import syntax_problem  # noqa: PLC0415 (few files need it)

        raise Refused(syntax_problem(file, text, fault)) from fault
    if root is None:
        raise refuse(codes.EMPTY_FILE, file, keys=_first_key(file))
    return text, root


def _may_be_unused_yaml(text: str) -> bool:
    """Return whether a text may hold an anchor, an alias, a tag or a great depth: it is scanned event by event then.

    That takes as long as reading it; most texts are ruled out by what costs next to nothing.
    """
    return (
        (("&" in text or "*" in text or "!" in text or "%" in text) and _PROPERTY.search(text) is not None)
        or (text.count("[") + text.count("{") > _FEW and _BRACKETS.search(text) is not None)
        or (_PAIR in text.replace("?", "-") and _DASHES.search(text) is not None)
    )


def _refuse_unused_yaml(file: str, text: str) -> None:
    """Refuse anchors, aliases, tags, and a depth that would exhaust the reader."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_DEPTH and event.start_mark is not None:
            raise refuse(codes.TOO_DEEP, file, (event.start_mark.line + 1, event.start_mark.column + 1))
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            from tablee.files.yaml_syntax import refuse_event  # noqa: PLC0415 (few files need it)

            refuse_event(file, text, event)


def _decode(file: str, content: bytes) -> str:
    if len(content) > MOST_KIB * 1024:
        raise refuse(codes.TOO_LARGE, file, size=len(content) // 1024 + 1, most=MOST_KIB)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        read: bytes = fault.object  # without the byte order mark
        before = read[: fault.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        place = _place(before, len(before))
        byte = f"0x{read[fault.start]:02X}"
        raise refuse(codes.NOT_UTF_8, file, place, byte=byte, position=fault.start + 1) from fault
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if INVISIBLE.search(text):
        _refuse_unreadable(file, text)
    return text


def _refuse_unreadable(file: str, text: str) -> None:
    """Refuse what libyaml cannot read, where it stands."""
    if control := _CONTROL.search(text):
        raise refuse(codes.NUL, file, _place(text, control.start()), character=ord(control[0]))
    if unreadable := _UNREADABLE.search(text):
        character = f"U+{ord(unreadable[0]):04X}"
        raise refuse(codes.CONTROL_CHARACTER, file, _place(text, unreadable.start()), character=character)


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def refuse(code: Code, file: str, place: tuple[int, int] = (1, 1), /, **values: object) -> Refused:
    """Make the refusal of a file, at a place."""
    return Refused(problem(code, file, place, values))


def _first_key(file: str) -> str:
    return {"members": "public: yes", "meetings": "title: …"}.get(file.split("/", maxsplit=1)[0], "name: …")
