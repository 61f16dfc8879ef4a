"""What the group's own rules say of a file as a form would write it, in the words of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.rules import check_group
from tablee.files.escaping import escape_code
from tablee.files.load import load_changed
from tablee.files.problem import Problem
from tablee.i18n.translations import LazyText, _
from tablee.steward.forms.changes import Asked, Change, FormRejected
from tablee.steward.texts import UserText

if TYPE_CHECKING:
    from tablee.steward.run import RunInput

FAULT = _("**{label}**: {what} {fix}")
MOST_TOLD = 8
MENDED = (codes.FACILITATOR_LEFT, codes.FACILITATOR_AWAY)
"""What the same run mends: whoever leaves or is away gives turns back."""
_KEY = re.compile(r"([a-z_]+):")


def tell_faults(situation: RunInput, asked: Asked, change: Change, data: bytes) -> tuple[LazyText, ...]:
    """Return the warnings that a file would bring, to be told; raises FormRejected where it would bring an error."""
    after = load_changed(situation.loaded, {change.path: data})
    found = check_group(after, situation.now, situation.surroundings)
    known = {problem.name for problem in situation.problems}
    new = [problem for problem in found if problem.name not in known and problem.code not in MENDED]
    wrong = [problem for problem in new if problem.is_error]
    if wrong or after.group is None:
        raise FormRejected(*_told(asked, wrong[:MOST_TOLD], change, data))
    return tuple(_told(asked, [one for one in new if one.file == change.path], change, data))


def _told(asked: Asked, problems: Iterable[Problem], change: Change, data: bytes) -> Iterator[LazyText]:
    lines = data.decode("utf-8", "replace").splitlines()
    labels = {field.id: LazyText(field.label) for field in asked.filled.form.fields}
    for problem in problems:
        key = key_at(lines, problem.line) if problem.file == change.path else ""
        label = labels.get(key, LazyText(asked.filled.form.title))
        yield tell_fault(problem, label, key)


def tell_fault(problem: Problem, label: LazyText, key: str) -> LazyText:
    """Say a problem of what was typed into a field: people know its label, not the key of the file."""
    what, fix = (_by_label(phrase, label, key) for phrase in (problem.message, problem.fix))
    return LazyText(FAULT, {"label": label, "what": safe(what), "fix": safe(fix)})


def _by_label(phrase: LazyText, label: LazyText, key: str) -> LazyText:
    values = {
        name: _by_label(value, label, key) if isinstance(value, LazyText) else value
        for name, value in phrase.values.items()
    }
    if values.get("key") == key:
        values["key"] = label
    if isinstance(example := values.get("example"), str):
        values["example"] = example.removeprefix(f"{key}: ")
    return LazyText(phrase.message, values)


def key_at(lines: list[str], number: int) -> str:
    """Return the key of a file to which a line belongs."""
    keys = (found[1] for line in reversed(lines[:number]) if (found := _KEY.match(line)))
    return next(keys, "")


def safe(phrase: LazyText) -> LazyText:
    """Return a phrase whose values, which people typed, are only text: in a code span or outside one."""
    spans = re.findall(r"`[^`]*`", phrase.message)
    inside = {name for span in spans for name in re.findall(r"\{(\w+)\}", span)}
    values: Mapping[str, object] = {
        name: (escape_code(value) if name in inside else UserText(value)) if isinstance(value, str) else value
        for name, value in phrase.values.items()
    }
    return LazyText(phrase.message, values)
