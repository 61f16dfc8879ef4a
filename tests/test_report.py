"""The report: each form says every problem exactly, and nothing that members typed breaks out of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tablee.checks.report import FORMS, MOST_BYTES, count_problems, render_report
from tablee.files.problem import Problem, error, problem, warning
from tablee.i18n.translations import LazyText, load_translations

BAD = error("bad", "`{value}` is bad.", "Mend it.")
ODD = warning("odd", "`{value}` is odd.", "Look at it.")
ENGLISH, FRENCH = load_translations("en"), load_translations("fr")


def a_bad(value: str = "x", file: str = "meetings/2026-12-10.yml", line: int = 3) -> Problem:
    """Make an error about a value."""
    return problem(BAD, file, (line, 5), {"value": value})


def an_odd(value: str = "y", line: int = 4) -> Problem:
    """Make a warning about a value."""
    return problem(ODD, "members/ana.yml", (line, 1), {"value": value})


def test_text_is_a_line_each_and_a_count() -> None:
    """A terminal shows each problem in one line, then how many there are."""
    assert render_report([a_bad(), a_bad("z"), an_odd()], ENGLISH, "text") == (
        "meetings/2026-12-10.yml:3:5: error bad: `x` is bad. Mend it.\n"
        "meetings/2026-12-10.yml:3:5: error bad: `z` is bad. Mend it.\n"
        "members/ana.yml:4:1: warning odd: `y` is odd. Look at it.\n"
        "2 errors, 1 warning\n"
    )


def test_a_value_begins_no_line_of_its_own() -> None:
    """Line ends and control characters of a value become spaces."""
    assert render_report([a_bad("x\n::error::\x1b[31m")], ENGLISH, "text").splitlines() == [
        "meetings/2026-12-10.yml:3:5: error bad: `x ::error:: [31m` is bad. Mend it.",
        "1 error",
    ]


@pytest.mark.parametrize(
    ("errors", "warnings", "english", "french"),
    [
        (0, 0, "No problems.", "Aucun problème."),
        (1, 0, "1 error", "1 erreur"),
        (0, 2, "2 warnings", "2 avertissements"),
        (2, 1, "2 errors, 1 warning", "2 erreurs, 1 avertissement"),
    ],
)
def test_problems_are_counted(errors: int, warnings: int, english: str, french: str) -> None:
    """Errors and warnings are counted apart, in both languages."""
    problems = [a_bad()] * errors + [an_odd()] * warnings
    assert count_problems(problems, ENGLISH) == english
    assert count_problems(problems, FRENCH) == french


def test_github_gets_a_command_each() -> None:
    """The runner puts each beside its line; message and way out are two lines."""
    assert render_report([a_bad(), an_odd()], ENGLISH, "github") == (
        "::error file=meetings/2026-12-10.yml,line=3,col=5,title=bad::`x` is bad.%0AMend it.\n"
        "::warning file=members/ana.yml,line=4,col=1,title=odd::`y` is odd.%0ALook at it.\n"
    )


def test_no_value_breaks_out_of_a_command() -> None:
    """Percent signs and line ends are escaped as the runner's toolkit does, in properties colons and commas too."""
    hostile = replace(a_bad(file="a,b:c%.yml"), message=LazyText("100%\r\n::stop-commands::x"))
    said = render_report([hostile], ENGLISH, "github")
    assert said == (
        "::error file=a%2Cb%3Ac%25.yml,line=3,col=5,title=bad::100%25%0D%0A::stop-commands::x%0AMend it.\n"
    )


def test_github_shows_ten_of_each_and_says_so() -> None:
    """Of 12 errors and 11 warnings ten each are shown, errors first; a notice tells where the rest is."""
    lines = render_report([an_odd()] * 11 + [a_bad()] * 12, ENGLISH, "github").splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error"] * 10 + ["::warning"] * 10
    assert lines[-1] == "::notice::12 errors, 11 warnings in all; the rest is in the summary of this run."
    assert len(render_report([a_bad()] * 10, ENGLISH, "github").splitlines()) == 10


def test_json_says_each_field() -> None:
    """A program reads the same things, as they are."""
    said = render_report([a_bad("é |")], ENGLISH, "json", "docs/problems.md")
    assert json.loads(said) == [
        {
            "file": "meetings/2026-12-10.yml",
            "line": 3,
            "column": 5,
            "severity": "error",
            "code": "bad",
            "message": "`é |` is bad.",
            "fix": "Mend it.",
            "address": "docs/problems.md#bad",
        }
    ]
    assert render_report([], ENGLISH, "json") == "[]\n"


def test_markdown_is_a_table() -> None:
    """A summary page shows a count and a row each."""
    assert render_report([a_bad(), an_odd()], ENGLISH, "markdown") == (
        "**1 error, 1 warning**\n"
        "\n"
        "| Where | What | What to do |\n"
        "| --- | --- | --- |\n"
        "| meetings/2026-12-10.yml:3:5 | ❌ bad: <code>x</code> is bad. | Mend it. |\n"
        "| members/ana.yml:4:1 | ⚠️ odd: <code>y</code> is odd. | Look at it. |\n"
    )
    assert render_report([], FRENCH, "markdown") == "Aucun problème.\n"


def test_no_value_breaks_out_of_a_cell() -> None:
    """Pipes, backticks, HTML, links, line ends and mentions are text and nothing else."""
    said = render_report([a_bad("a|b`<img src=x>&[l](x)\n@ana *b* #12")], ENGLISH, "markdown").splitlines()[4]
    assert said == (
        "| meetings/2026-12-10.yml:3:5 | ❌ bad: <code>a&#124;b</code>&#60;img src=x&#62;&#38;&#91;l&#93;(x)"
        " &#64;\u200bana &#42;b&#42; &#35;12&#96; is bad. | Mend it. |"
    )


def test_a_long_table_is_cut_and_says_so() -> None:
    """A summary beyond GitHub's limit would be lost whole: what does not fit is counted."""
    problems = [a_bad("é" * 200, line=line) for line in range(1, 4001)]
    said = render_report(problems, ENGLISH, "markdown")
    rows = sum(line.startswith("| meetings") for line in said.splitlines())
    assert MOST_BYTES - 3000 < len(said.encode()) <= MOST_BYTES
    assert said.splitlines()[-1] == f"And {4000 - rows} more: `tablee check` lists them."


@pytest.mark.parametrize("form", FORMS)
def test_the_same_problems_give_the_same_bytes(form: str) -> None:
    """No form depends on anything but the problems and the language."""
    problems = [a_bad(), an_odd()]
    assert render_report(problems, FRENCH, form) == render_report(tuple(problems), FRENCH, form)
    assert render_report(problems, FRENCH, form).endswith("\n")


def test_each_code_has_the_address_of_its_example() -> None:
    """Once a code, behind the problems in a terminal; beside each on GitHub; the count stays the last line."""
    page = "https://github.com/a/b/blob/main/docs/problems.md"
    text = render_report([a_bad("x"), a_bad("y")], ENGLISH, "text", "docs/problems.md").splitlines()
    assert text[2:] == ["Before and after: docs/problems.md#bad", "2 errors"]
    assert f"%0A{page}#bad\n" in render_report([a_bad("x")], ENGLISH, "github", page)
    assert f"❌ [bad]({page}#bad): " in render_report([a_bad("x")], ENGLISH, "markdown", page)
    assert "problems.md" not in render_report([a_bad("x")], ENGLISH, "text")
