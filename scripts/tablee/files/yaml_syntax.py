"""What YAML allows and these files do not use, and what is no YAML at all: each is refused with what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from tablee.files import codes
from tablee.files.problem import problem
from tablee.files.yaml_text import Refused, refuse
from tablee.files.yaml_traps import explain_sign, explain_syntax, find_habit
from tablee.i18n.translations import LazyText, _

if TYPE_CHECKING:
    from tablee.files.problem import Problem


def refuse_event(file: str, text: str, event: yaml.Event) -> None:
    """Refuse an anchor, an alias or a tag."""
    mark = event.start_mark
    if mark is None:
        return
    place = mark.line + 1, mark.column + 1
    if isinstance(event, yaml.NodeEvent) and event.anchor:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        meant = explain_sign(file, text, place)
        raise (
            Refused(meant)
            if meant
            else refuse(codes.ALIAS, file, place, text=f"{sign}{event.anchor}", sign=sign)
        )
    if getattr(event, "tag", None):
        written = text.split("\n")[mark.line][mark.column :].split(" ", maxsplit=1)[0]
        meant = explain_sign(file, text, place)
        raise Refused(meant) if meant else refuse(codes.TAG, file, place, text=written)


def syntax_problem(file: str, text: str, fault: yaml.YAMLError) -> Problem:
    """Say what libyaml does not understand, in people's words."""
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
