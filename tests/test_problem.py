"""Problems: sorted, said once, a line each."""

from __future__ import annotations

import pytest

from tablee.files.problem import (
    MOST_SHOWN,
    Problem,
    error,
    has_errors,
    problem,
    render_problem,
    sort_problems,
    warning,
)
from tablee.i18n.translations import LazyText, load_translations

BAD = error("bad", "`{value}` is bad.", "Use `{line}`.")
ODD = warning("odd", "odd.", "Look.")


def at(file: str, line: int, column: int, value: str = "x") -> Problem:
    """Make a problem at a place."""
    return problem(BAD, file, (line, column), {"value": value, "line": value})


def test_problems_are_sorted_by_place_and_said_once() -> None:
    """Lines are compared as numbers; the same thing at the same place is told once."""
    a, b, c = at("a.yml", 2, 1), at("a.yml", 10, 1), at("b.yml", 1, 1)
    assert sort_problems([c, b, a, at("a.yml", 2, 1)]) == [a, b, c]


def test_only_errors_stop() -> None:
    """Warnings stop nothing."""
    assert not has_errors([problem(ODD, "a.yml", (1, 1), {})])
    assert has_errors([problem(ODD, "a.yml", (1, 1), {}), at("a.yml", 1, 1)])


@pytest.mark.parametrize("value", ["a\nb", "a\r\nb", "a\u2028b", "a\x1bb", "a\u202eb"])
def test_a_problem_is_one_line(value: str) -> None:
    """What was typed cannot start a line of its own, nor turn the line around."""
    line = render_problem(at("a.yml", 3, 4, value), load_translations("en"))
    assert line == "a.yml:3:4: error bad: `a b` is bad. Use `a b`."


def test_long_values_are_cut_but_not_the_line_to_paste() -> None:
    """A value is shown up to a point; a line to paste would be useless if cut."""
    found = at("a.yml", 1, 1, "x" * 1000)
    assert found.message.values["value"] == "x" * MOST_SHOWN + "…"
    assert found.fix.values["line"] == "x" * 1000


def test_braces_in_a_value_are_no_fields() -> None:
    """A value that looks like a field is shown as typed."""
    line = render_problem(at("a.yml", 1, 1, "{severity} {0} {{"), load_translations("en"))
    assert line == "a.yml:1:1: error bad: `{severity} {0} {{` is bad. Use `{severity} {0} {{`."


def test_the_fix_of_a_problem_may_differ_from_its_codes() -> None:
    """A problem may know a better way out."""
    found = problem(BAD, "a.yml", (1, 1), {"value": 1}, "Write {value}.")
    assert found.fix == LazyText("Write {value}.", {"value": 1})
