"""The text of one file becomes YAML nodes, with a clear word for everything that YAML would take amiss.

The nodes keep their places and their scalars are still plain text: what `12:30` or `no` means is for the field that
holds it to say (`fields`), never for YAML 1.1, which would read 750 and false.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from tablee.files import codes
from tablee.files.problem import Problem, problem
from tablee.files.yaml_traps import explain_sign, explain_syntax, find_habit
from tablee.i18n.invisible import INVISIBLE
from tablee.i18n.translations import LazyText, _

if TYPE_CHECKING:
    from tablee.files.problem import Code

MOST_DEPTH = 12
MOST_KIB = 64
"""No file of a group is longer."""

_MARK = re.compile(r"[&*!%]")
_PROPERTY = re.compile(r"[:\-\[{,?][ \t]*[&*!]|^[ \t]*[&*!%]", re.MULTILINE)
_DASHES = re.compile(r"[-?] [-?] [-?] [-?] ")
_PAIRS = ("- - ", "- ? ", "? - ", "? ? ")
_FEW = 5
_BRACKETS = re.compile(r"[\[{](?:[^\[{\]}]*[\[{]){5}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What libyaml refuses without saying where, and the line ends of YAML 1.1 that no editor shows as such. What turns the
# direction of reading is refused where it stands in a text.
_UNREADABLE = re.compile("[\x80-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class _Parser(yaml.CBaseLoader):
    """libyaml's parser; it guesses no types and gives no tags, so every scalar stays the text that was typed."""

    # Called three times a node: what gives "" for any arguments without a frame of Python takes half the time.
    resolve = descend_resolver = ascend_resolver = "".format  # type: ignore[assignment]  # any arguments, no tag


class Refused(Exception):  # noqa: N818 (not an error of the program: a file that cannot be read)
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
    if _may_be_unused_yaml(text):
        _refuse_unused_yaml(file, text)
    try:
        root = _Parser(text).get_single_node()
    except yaml.YAMLError as fault:
        raise Refused(_syntax_problem(file, text, fault)) from fault
    if root is None:
        raise _refuse(codes.EMPTY_FILE, file, keys=_first_key(file))
    return text, root


def _may_be_unused_yaml(text: str) -> bool:
    """Return whether a text may hold an anchor, an alias, a tag or a great depth: it is scanned event by event then.

    That takes as long as reading it; most texts are ruled out by what costs next to nothing.
    """
    return (
        (_MARK.search(text) is not None and _PROPERTY.search(text) is not None)
        or (text.count("[") + text.count("{") > _FEW and _BRACKETS.search(text) is not None)
        or (any(pair in text for pair in _PAIRS) and _DASHES.search(text) is not None)
    )


def _decode(file: str, content: bytes) -> str:
    if len(content) > MOST_KIB * 1024:
        raise _refuse(codes.TOO_LARGE, file, size=len(content) // 1024 + 1, most=MOST_KIB)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        read: bytes = fault.object  # without the byte order mark
        before = read[: fault.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        place = _place(before, len(before))
        byte = f"0x{read[fault.start]:02X}"
        raise _refuse(codes.NOT_UTF_8, file, place, byte=byte, position=fault.start + 1) from fault
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if INVISIBLE.search(text):
        _refuse_unreadable(file, text)
    return text


def _refuse_unreadable(file: str, text: str) -> None:
    """Refuse what libyaml cannot read, where it stands."""
    if control := _CONTROL.search(text):
        raise _refuse(codes.NUL, file, _place(text, control.start()), character=ord(control[0]))
    if unreadable := _UNREADABLE.search(text):
        character = f"U+{ord(unreadable[0]):04X}"
        raise _refuse(codes.CONTROL_CHARACTER, file, _place(text, unreadable.start()), character=character)


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _refuse_unused_yaml(file: str, text: str) -> None:
    """Refuse anchors, aliases, tags, and a depth that would exhaust the reader."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            _refuse_event(file, text, event, depth)
    except yaml.YAMLError as fault:
        raise Refused(_syntax_problem(file, text, fault)) from fault


def _refuse_event(file: str, text: str, event: yaml.Event, depth: int) -> None:
    mark = event.start_mark
    if mark is None:
        return
    place = mark.line + 1, mark.column + 1
    if depth > MOST_DEPTH:
        raise _refuse(codes.TOO_DEEP, file, place)
    if isinstance(event, yaml.NodeEvent) and event.anchor:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        meant = explain_sign(file, text, place)
        raise (
            Refused(meant)
            if meant
            else _refuse(codes.ALIAS, file, place, text=f"{sign}{event.anchor}", sign=sign)
        )
    if getattr(event, "tag", None):
        written = text.split("\n")[mark.line][mark.column :].split(" ", maxsplit=1)[0]
        meant = explain_sign(file, text, place)
        raise Refused(meant) if meant else _refuse(codes.TAG, file, place, text=written)


def _syntax_problem(file: str, text: str, fault: yaml.YAMLError) -> Problem:
    mark = getattr(fault, "problem_mark", None)
    if "quoted scalar" in str(getattr(fault, "context", None)) and "end of stream" in str(fault):
        mark = getattr(fault, "context_mark", mark)  # where the quote that is not closed stands
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    reason = str(getattr(fault, "problem", None) or fault)
    context = str(getattr(fault, "context", None) or "")
    if "alias" in context + reason or "anchor" in context + reason:
        sign = "*" if "alias" in context + reason else "&"
        found = find_habit(file, text.split("\n"), place[0], _NO_REASON)
        return found or problem(codes.ALIAS, file, place, {"text": sign, "sign": sign})
    if "a tag" in context:
        found = find_habit(file, text.split("\n"), place[0], _NO_REASON)
        return found or problem(codes.TAG, file, place, {"text": "!"})
    if "single document" in context or "another document" in reason:
        return problem(codes.SEVERAL_DOCUMENTS, file, place, {})
    return explain_syntax(file, text, place, _reason(reason, text, place))


_NO_REASON = LazyText(_("YAML cannot read this line"))


def _reason(reason: str, text: str, place: tuple[int, int]) -> LazyText:
    """Say libyaml's complaints in people's words."""
    before = (*text.split("\n"), "")[place[0] - 1][: place[1] - 1]
    if reason == "did not find expected key" and before.strip(" -"):
        return LazyText(_("text stands after a closing quote or bracket"))
    for start, said in _REASONS.items():
        if reason.startswith(start):
            return LazyText(said)
    return _NO_REASON


_REASONS = {
    "mapping values are not allowed": _("a `key: value` stands where none may"),
    "could not find expected ':'": _("a line without `key:` stands between keys"),
    "mapping keys are not allowed": _("a question mark stands where a text belongs"),
    "block sequence entries are not allowed": _(
        "a dash stands where a text belongs: a list begins on the next line"
    ),
    "did not find expected key": _("this line begins further left or right than the keys around it"),
    "did not find expected '-' indicator": _(
        "this line begins further left or right than the dashes around it"
    ),
    "did not find expected ',' or '}'": _("a brace `{{` is not closed, or a comma is missing"),
    "did not find expected ',' or ']'": _("a bracket `[` is not closed, or a comma is missing"),
    "did not find expected node content": _("a bracket, a brace or a comma stands where a text belongs"),
    "did not find expected comment or line break": _("after `|` and `>` the text begins on the next line"),
    "found unexpected end of stream": _("a quote is not closed"),
    "found unknown escape character": _("a backslash between double quotes begins nothing that YAML knows"),
    "did not find expected hexdecimal number": _(
        "a backslash between double quotes begins nothing that YAML knows"
    ),
    "found invalid Unicode character escape code": _(
        "a backslash between double quotes begins nothing that YAML knows"
    ),
    "found character that cannot start any token": _(
        "a text that begins with this sign needs quotes around it"
    ),
    "found unexpected ':'": _("a colon stands where a comma or the end belongs"),
    "found a tab character": _("a tab stands where YAML wants spaces"),
}


def _refuse(code: Code, file: str, place: tuple[int, int] = (1, 1), /, **values: object) -> Refused:
    return Refused(problem(code, file, place, values))


def _first_key(file: str) -> str:
    return {"members": "public: yes", "meetings": "title: …"}.get(file.split("/", maxsplit=1)[0], "name: …")
