"""The list of problems in the form that each reader wants: a terminal, GitHub's runner, a program, a summary page."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING

from tablee.files.escaping import ZERO_WIDTH_SPACE, show_code
from tablee.files.problem import Problem, Severity, render_problem
from tablee.i18n.translations import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tablee.i18n.translations import Translations

ANNOTATIONS = 10
"""How many errors, and how many warnings, GitHub shows of one step (actions/toolkit, problem matchers)."""

MOST_BYTES = 900 * 1024
"""The length of a summary page: GitHub refuses one beyond 1 MiB, and other steps write there too."""

MOST_CHANGES = 40
CHANGES_TOLD = frozenset({"text", "markdown"})
"""The forms that tell what changes for readers."""
_CELL = str.maketrans(
    {
        **{sign: f"&#{ord(sign)};" for sign in "\\`*_[]<>&|~#\"'"},
        "@": f"&#64;{ZERO_WIDTH_SPACE}",
        "\n": " ",
        "\r": " ",
    }
)


def render_report(problems: Sequence[Problem], words: Translations, form: str, page: str = "") -> str:
    """Return problems as a text in one of the forms of `FORMS`, in the order given; it ends with a line end.

    `page` is the address of the page that shows each problem before and after, under its code; none where it is
    nowhere.
    """
    return FORMS[form](problems, words, page)


def address_of(problem: Problem, page: str) -> str:
    """Return where a problem is shown before and after; nothing without a page."""
    return f"{page}#{problem.code.name}" if page else ""


def render_changes(changes: Sequence[str], words: Translations, form: str) -> str:
    """Return what changes for readers, for the forms that people read; nothing for the others."""
    if form not in CHANGES_TOLD:
        return ""
    head = words.gettext(_("What changes for readers:"))
    shown = list(changes[:MOST_CHANGES]) or [
        words.gettext(_("Nothing that a page, a calendar or a turn shows."))
    ]
    if len(changes) > MOST_CHANGES:
        shown.append(f"… (+{len(changes) - MOST_CHANGES})")
    if form == "markdown":
        return _lines(["", f"**{head}**", "", *(f"- {line.translate(_CELL)}" for line in shown)])
    return _lines(["", head, *(f"- {one_line(line)}" for line in shown)])


def count_problems(problems: Iterable[Problem], words: Translations) -> str:
    """Say how many errors and warnings there are: `2 errors, 1 warning`."""
    severities = [problem.severity for problem in problems]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    said = [words.ngettext("{n} error", "{n} errors", errors)] if errors else []
    said += [words.ngettext("{n} warning", "{n} warnings", warnings)] if warnings else []
    return ", ".join(said) or words.gettext(_("No problems."))


def _render_text(problems: Sequence[Problem], words: Translations, page: str) -> str:
    """Write one line a problem, then one for each code's example, then how many there are."""
    lines = [one_line(render_problem(problem, words)) for problem in problems]
    addresses = dict.fromkeys(address_of(problem, page) for problem in problems if page)
    shown = [words.gettext(_("Before and after: {address}"), address=address) for address in addresses]
    return _lines([*lines, *shown, count_problems(problems, words)])


def _render_github(problems: Sequence[Problem], words: Translations, page: str) -> str:
    """Write workflow commands: the runner shows each beside its line in the change."""
    shown = [
        problem
        for severity in Severity
        for problem in [problem for problem in problems if problem.severity is severity][:ANNOTATIONS]
    ]
    lines = [_command(problem, words, page) for problem in shown]
    if len(shown) < len(problems):
        count = count_problems(problems, words)
        rest = words.gettext(_("{count} in all; the rest is in the summary of this run."), count=count)
        lines.append(f"::notice::{_escape_data(rest)}")
    return _lines(lines)


def _command(problem: Problem, words: Translations, page: str) -> str:
    properties = {
        "file": problem.file,
        "line": problem.line,
        "col": problem.column,
        "title": problem.code.name,
    }
    said = ",".join(f"{key}={_escape_property(str(value))}" for key, value in properties.items())
    text = f"{words.resolve(problem.message)}\n{words.resolve(problem.fix)}"
    text += f"\n{address_of(problem, page)}" if page else ""
    return f"::{problem.severity} {said}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    """Escape the text of a workflow command as actions/toolkit does (`command.ts`)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _render_json(problems: Sequence[Problem], words: Translations, page: str) -> str:
    listed = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "severity": str(problem.severity),
            "code": problem.code.name,
            "message": words.resolve(problem.message),
            "fix": words.resolve(problem.fix),
            "address": address_of(problem, page),
        }
        for problem in problems
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _render_markdown(problems: Sequence[Problem], words: Translations, page: str) -> str:
    """Write a table for a summary page; what does not fit is counted."""
    if not problems:
        return _lines([count_problems(problems, words)])
    heads = [words.gettext(_("Where")), words.gettext(_("What")), words.gettext(_("What to do"))]
    top = [f"**{count_problems(problems, words)}**", "", _row(heads), _row(["---"] * len(heads))]
    every = [_problem_row(problem, words, page) for problem in problems]
    sizes = accumulate(len(row.encode()) + 1 for row in every)
    rows = [row for row, used in zip(every, sizes, strict=True) if used <= MOST_BYTES - 2000]
    left = len(problems) - len(rows)
    rest = words.ngettext(
        "And {n} more: `tablee check` lists it.", "And {n} more: `tablee check` lists them.", left
    )
    return _lines([*top, *rows, *(["", rest] if left else [])])


def _problem_row(problem: Problem, words: Translations, page: str) -> str:
    where = f"{problem.file}:{problem.line}:{problem.column}"
    sign = {Severity.ERROR: "❌", Severity.WARNING: "⚠️"}[problem.severity]
    code = problem.code.name
    name = f"[{code}]({address_of(problem, page)})" if page.startswith("https://") else code.translate(_CELL)
    said, fix = (
        show_code(words.resolve(phrase).translate(_CELL)) for phrase in (problem.message, problem.fix)
    )
    return _row([where.translate(_CELL), f"{sign} {name}: {said}", fix])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def one_line(text: str) -> str:
    """Keep what a member typed from beginning a line of its own, or from steering a terminal."""
    return "".join(letter if letter.isprintable() or letter in "\u00a0\u202f" else " " for letter in text)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


FORMS: Mapping[str, Callable[[Sequence[Problem], Translations, str], str]] = {
    "text": _render_text,
    "github": _render_github,
    "json": _render_json,
    "markdown": _render_markdown,
}
"""How the problems can be written."""
