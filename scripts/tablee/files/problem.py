"""A problem in the group's files: where it is, what is wrong, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tablee.i18n.invisible import INVISIBLE
from tablee.i18n.translations import LazyText, Translations, _

_UNSEEN = re.compile(rf"(?:[\t\n]|{INVISIBLE.pattern})+")
MOST_SHOWN = 300
"""Characters of a value that a problem shows."""
MOST_IN_LINE = 1000
"""Characters of a line to paste."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Severity(StrEnum):
    """Errors stop a build; warnings tell what real life brings."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: its stable name, how bad it is, what it says and what to do, both in English.

    `name` is public: it never changes its meaning. `message` and `fix` hold `{fields}` that each problem fills.
    """

    name: str
    severity: Severity
    message: str
    fix: str


def error(name: str, message: str, fix: str) -> Code:
    """Declare a problem that stops a build."""
    return Code(name, Severity.ERROR, message, fix)


def warning(name: str, message: str, fix: str) -> Code:
    """Declare a problem that stops nothing."""
    return Code(name, Severity.WARNING, message, fix)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, at a line and column counted from 1."""

    file: str
    line: int
    column: int
    code: Code
    message: LazyText
    fix: LazyText

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.code.severity

    @property
    def is_error(self) -> bool:
        """Whether it stops a build."""
        return self.severity is Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by place, then by code."""
        return self.file, self.line, self.column, self.code.name, repr(self.message.values)

    @property
    def name(self) -> tuple[str, str, str]:
        """What tells it from the others of its file, wherever it stands by now."""
        return self.file, self.code.name, repr(self.message.values)


def problem(
    code: Code, file: str, place: tuple[int, int], values: Mapping[str, object], fix: str | None = None
) -> Problem:
    """Make a problem of a code at a place (line and column); `fix` replaces the code's own way out.

    Values were typed by people: what cannot be seen in them becomes a space, and long ones are cut.
    """
    shown = {name: _show(name, value) for name, value in values.items()}
    return Problem(file, *place, code, LazyText(code.message, shown), LazyText(fix or code.fix, shown))


def _show(name: str, value: object) -> object:
    if isinstance(value, LazyText):
        return LazyText(value.message, {inner: _show(inner, one) for inner, one in value.values.items()})
    if not isinstance(value, str):
        return value
    most = MOST_IN_LINE if name == "line" else MOST_SHOWN
    text = _UNSEEN.sub(" ", value[: 2 * most]).strip()
    return text if len(text) <= most and len(value) <= 2 * most else f"{text[:most]}…"


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by place and drop those said twice."""
    unique = {p.order: p for p in problems}
    return [unique[key] for key in sorted(unique)]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any problem stops a build."""
    return any(p.is_error for p in problems)


def render_problem(problem: Problem, words: Translations) -> str:
    """Return a problem in one line: place, severity, code, what is wrong, what to do."""
    return words.gettext(
        _("{file}:{line}:{column}: {severity} {code}: {message} {fix}"),
        file=problem.file,
        line=problem.line,
        column=problem.column,
        severity=words.gettext(_SEVERITIES[problem.severity]),
        code=problem.code.name,
        message=words.resolve(problem.message),
        fix=words.resolve(problem.fix),
    )


_SEVERITIES = {Severity.ERROR: _("error"), Severity.WARNING: _("warning")}
