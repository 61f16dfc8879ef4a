"""Lists, tables and records: every part is read, every refused one is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from tablee.files.composites import Key, Listing, OneOrMany, Record, Table, is_empty, nearest
from tablee.files.fields import Field, Text
from tablee.files.problem import Problem
from tablee.files.reading import Bad, Reading
from tablee.files.scalars import DAY, IDENTITY, WHOLE

PAIR: Record[dict[str, Any]] = Record(
    dict, {"what": Key(Text(), "what it is", required=True), "until": Key(DAY, "until when", "until_on")}
)


def read(field: Field[Any], text: str) -> tuple[Any, list[tuple[str, int]]]:
    """Read a YAML text by a field; return the value (None when bad), and codes with their columns."""
    problems: list[Problem] = []
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert node is not None
    value = field.read(node, Reading("f.yml", text, problems), "key")
    return None if isinstance(value, Bad) else value, [(found.code.name, found.column) for found in problems]


@pytest.mark.parametrize(
    ("field", "text", "value", "problems"),
    [
        (Listing(WHOLE), "[1, 2]", (1, 2), []),
        (Listing(WHOLE), "[]", (), []),
        (Listing(WHOLE), "[1, a, b, 2]", (1, 2), [("bad-value", 5), ("bad-value", 8)]),
        (Listing(WHOLE), "3", None, [("wrong-type", 1)]),
        (Listing(WHOLE), "{a: b}", None, [("wrong-type", 1)]),
        (Listing(WHOLE, unique=True), "[1, 01]", (1,), [("repeated", 5)]),
        (Listing(WHOLE, most=1), "[1, 2]", None, [("too-many", 1)]),
        (Listing(WHOLE, filled=True), "[]", None, [("empty-list", 1)]),
        (Listing(WHOLE, filled=True), "[x]", None, [("bad-value", 2)]),
        (Listing(Text()), "[a, ~, '']", ("a",), [("empty-entry", 5), ("empty-entry", 8)]),
        (OneOrMany(WHOLE), "3", (3,), []),
        (OneOrMany(WHOLE), "[3, 4]", (3, 4), []),
        (OneOrMany(WHOLE), "x", None, [("bad-value", 1)]),
        (Table(IDENTITY, WHOLE), "{a: 1, b: 2}", {"a": 1, "b": 2}, []),
        (Table(IDENTITY, WHOLE), "{a: 1, a: 2}", {"a": 1}, [("duplicate-key", 8)]),
        (Table(IDENTITY, WHOLE), "{A: 1, b: x}", {}, [("bad-value", 2), ("bad-value", 11)]),
        (Table(IDENTITY, WHOLE), "[a]", None, [("wrong-type", 1)]),
        (Table(IDENTITY, WHOLE), "a:1", None, [("missing-space", 1)]),
        (Table(IDENTITY, WHOLE), "{a: }", {}, [("empty-entry", 5)]),
        (PAIR, "{what: a, until: 2026-12-10}", {"what": "a", "until_on": date(2026, 12, 10)}, []),
        (PAIR, "{what: a, until: x}", {"what": "a"}, [("bad-value", 18)]),
        (PAIR, "{what: a, until: }", {"what": "a"}, []),
        (PAIR, "{what: , until: }", None, [("missing-key", 8)]),
        (PAIR, "{until: }", None, [("missing-key", 1)]),
        (PAIR, "{what: a, what: b}", {"what": "a"}, [("duplicate-key", 11)]),
        (PAIR, "{what: a, untill: b}", {"what": "a"}, [("unknown-key", 11)]),
        (PAIR, "{what: a, [b]: c}", {"what": "a"}, [("syntax", 11)]),
        (PAIR, "{what: a, b, c}", {"what": "a"}, [("comma-in-braces", 11)]),
        (PAIR, "what:a", None, [("missing-space", 1)]),
        (PAIR, "a", None, [("wrong-type", 1)]),
    ],
)  # fmt: skip
def test_reading(field: Field[Any], text: str, value: object, problems: list[tuple[str, int]]) -> None:
    """What can be read is read; each refused part is told once, where it is."""
    assert read(field, text) == (value, problems)


@pytest.mark.parametrize(
    ("text", "example"),
    [("seo, newsletter", "[seo, newsletter]"), ("seo", "[seo]"), ("l'été, a:b", '[l\'été, "a:b"]')],
)
def test_a_list_typed_as_text_gets_its_brackets(text: str, example: str) -> None:
    """The list to write is made of what was typed."""
    problems: list[Problem] = []
    node = yaml.compose(f'"{text}"'.replace("'", "\\x27"), Loader=yaml.CBaseLoader)
    assert node is not None
    Listing(Text()).read(node, Reading("f.yml", text, problems), "skills")
    assert problems[0].fix.values["example"] == f"skills: {example}"


@pytest.mark.parametrize(("text", "near"), [("titel", "title"), ("Title", "title"), ("zzz", "")])
def test_the_nearest_key(text: str, near: str) -> None:
    """A slip of the finger finds its key, another word finds none."""
    assert nearest(text, {"title": 0, "topics": 0}) == near


@pytest.mark.parametrize(
    ("text", "empty"), [("''", True), ("~", True), ("'~'", False), ("' '", True), ("0", False), ("[]", False)]
)
def test_emptiness(text: str, *, empty: bool) -> None:
    """Nothing, blanks and a bare tilde are empty; an empty list is not."""
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert node is not None
    assert is_empty(node) is empty
