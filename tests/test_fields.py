"""Scalar fields: read as typed, refused in words, described for editors."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tablee.files.fields import Choice, Field, Text, any_case, nullable
from tablee.files.problem import Problem, render_problem
from tablee.files.reading import Bad, Reading
from tablee.files.scalars import CLOCK, DAY, IDENTITY, YES_NO
from tablee.i18n.words import load_words


def read(field: Field[object], text: str) -> tuple[object, list[str]]:
    """Read a YAML text by a field; return the value and the problems as `message fix`."""
    problems: list[Problem] = []
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert node is not None
    value = field.read(node, Reading("f.yml", text, problems), "key")
    english = load_words("en")
    return value, [render_problem(found, english).partition("error ")[2] for found in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("' a '", "a"),
        ('"a\\n b"', "a b"),
        ("~x", "~x"),
        ("2026", "2026"),
        ("a\n\n  b", "a b"),
    ],
)
def test_a_text_is_what_was_typed(text: str, expected: str) -> None:
    """A text of one line is read without its outer spaces, whatever YAML would make of it."""
    assert read(Text(), text) == (expected, [])


def test_prose_keeps_its_lines() -> None:
    """Markdown on several lines stays so."""
    assert read(Text(prose=True), "|\n  a\n\n  b\n") == ("a\n\nb", [])


@pytest.mark.parametrize(
    "hidden", ["\\0", "\\e", "\\u200f", "\\u202E", "\\u2066", "\\u2028", "\\x7f", "\\uFEFF"]
)
def test_a_text_that_cannot_be_seen_is_refused(hidden: str) -> None:
    """Control characters and those that turn the direction of reading are named."""
    value, problems = read(Text(), f'"a{hidden}b"')
    assert isinstance(value, Bad)
    assert [found.split(":")[0] for found in problems] == ["control-character"]


def test_a_long_text_is_refused() -> None:
    """Lengths are told."""
    assert read(Text(most=3), "abcd")[1] == [
        "too-long: this text has 4 characters; at most 3 belong here. Shorten it."
    ]
    assert read(Text(most=3), "abc") == ("abc", [])


@pytest.mark.parametrize("text", ["yes", "YES", "oui", "true", "on", "Oui"])
def test_yes_in_all_its_spellings(text: str) -> None:
    """Yes is yes in English, in French, in YAML and in capitals."""
    assert read(YES_NO, text) == (True, [])


def test_a_choice_names_each_option_once() -> None:
    """Spellings of one value are not all listed."""
    assert read(YES_NO, "perhaps")[1] == [
        "bad-value: `perhaps` is not one of `yes`, `no`. Write it as in `key: yes`."
    ]


def test_a_wrong_kind_is_refused_with_an_example() -> None:
    """A list where a day belongs is told so."""
    assert read(DAY, "[2026-12-10]")[1] == [
        "wrong-type: `key` is a list where a day belongs. Write it as in `key: 2026-12-10`."
    ]
    assert read(Choice({"a": 1}, "a letter"), "{a: b}")[1] == [
        "wrong-type: `key` is a set of keys where a letter belongs. Write it as in `key: a`."
    ]


def test_a_refused_value_is_shown_on_one_line() -> None:
    """A value that holds line ends or is very long cannot tear a problem apart."""
    (problem,) = read(CLOCK, '"a\\nb\\e[31m"')[1]
    assert problem == "bad-value: `a b [31m` is not an hour. Write it as in `key: 12:30`."
    assert len(read(IDENTITY, "A" * 5000)[1][0]) < 600


@given(st.sampled_from(["week on monday", "peut-être", "oui", r"[0-9]+ weeks?"]), st.data())
def test_any_case_accepts_capitals(pattern: str, data: st.DataObject) -> None:
    """What matches a pattern matches in capitals, too."""
    text = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=st.characters(codec="latin-1")))
    assert re.fullmatch(any_case(pattern), text)
    assert re.fullmatch(any_case(pattern), text.upper())


def test_any_case_leaves_classes_alone() -> None:
    r"""`\d` stays what it is."""
    assert any_case(r"\d a") == r"\d [aA]"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, {"type": ["string", "null"]}),
        ({"type": ["string", "null"]}, {"type": ["string", "null"]}),
        ({"enum": ["a"]}, {"enum": ["a", None]}),
        ({"anyOf": [{"type": "string"}]}, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
    ],
)
def test_nothing_may_be_written(schema: dict[str, object], expected: dict[str, object]) -> None:
    """A schema is widened by null in each of its forms."""
    assert nullable(schema) == expected
