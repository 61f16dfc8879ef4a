"""The steward's hidden line: it comes back as it was, and nothing malformed or quoted passes for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.steward.marker import Marker, NoteMarker, parse_marker, parse_note, render_marker, without_marker
from tablee.steward.memory import Memory
from tablee.steward.subjects import Kind, Subject, parse_subject

SUBJECT = Subject(Kind.MEETING, "2026-12-10")
TEXTS = st.text(max_size=12)
TABLES = st.dictionaries(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), max_size=3)


@given(TABLES, TABLES, st.lists(TEXTS, max_size=3).map(tuple))
def test_a_marker_comes_back_as_it_was(
    answers: dict[str, tuple[str, ...]], heard: dict[str, tuple[str, ...]], done: tuple[str, ...]
) -> None:
    """Whatever texts it holds, below whatever body."""
    marker = Marker(SUBJECT, Memory(answers=answers, heard=heard, done=done))
    line = render_marker(marker)
    assert parse_marker(f"Body\n\n{line}") == marker
    assert line.count("-->") == line.count("<!--") == 1
    assert "\n" not in line


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<!-- tablee:v1 {} -->",
        '<!-- tablee:v1 {"subject":"meeting:2026-12-10"} -->',
        '<!-- tablee:v1 {"subject":"meeting:2026-12-10","memory":{},"more":1} -->',
        '<!-- tablee:v1 {"subject":"meeting:../x","memory":{}} -->',
        '<!-- tablee:v1 {"subject":"party:2026-12-10","memory":{}} -->',
        '<!-- tablee:v1 {"subject":"dashboard:x","memory":{}} -->',
        '<!-- tablee:v1 {"subject":["dashboard"],"memory":{}} -->',
        '<!-- tablee:v1 {"subject":"dashboard","memory":[]} -->',
        '<!-- tablee:v1 {"subject":"dashboard","memory":{"answers":["x"]}} -->',
        '<!-- tablee:v1 {"subject":"dashboard","memory":{"answers":{"x":"yes"}}} -->',
        '<!-- tablee:v1 {"subject":"dashboard","memory":{"done":[1]}} -->',
        '<!-- tablee:v1 {"subject":"dashboard","memory":{} -->',
        '<!-- tablee:v2 {"subject":"dashboard","memory":{}} -->',
        2 * '<!-- tablee:v1 {"subject":"dashboard","memory":{}} -->',
        '<!-- tablee:v1 <!-- tablee:v1 {"subject":"dashboard","memory":{}} -->',
        f'<!-- tablee:v1 {{"subject":"dashboard","memory":{"[" * 5000}}} -->',
    ],
)  # fmt: skip
def test_what_is_malformed_is_no_marker(body: str) -> None:
    """Nothing is guessed."""
    assert parse_marker(body) is None


def test_a_comments_marker_and_an_issues_are_two_things() -> None:
    """Neither is taken for the other."""
    note = render_marker(NoteMarker("remind:0", ("ana",)))
    assert parse_note(f"x\n{note}") == NoteMarker("remind:0", ("ana",))
    assert parse_marker(note) is None
    assert parse_note(render_marker(Marker(SUBJECT))) is None
    assert without_marker(f"x\n\n{note}") == "x"


@pytest.mark.parametrize("text", ["meeting:2026-12-10", "restart:propulseurs.2026-12-10", "dashboard"])
def test_subjects_are_spelt_one_way(text: str) -> None:
    """What is read is what was written."""
    assert str(parse_subject(text)) == text


@pytest.mark.parametrize(
    "text", ["", "meeting", "meeting:", "dashboard:", "meeting:2026-13-01", "MEETING:2026-12-10"]
)
def test_what_is_no_subject(text: str) -> None:
    """A key is a slot key, and the dashboard has none."""
    assert parse_subject(text) is None
