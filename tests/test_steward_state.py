"""The steward's hidden line: it comes back as it was, and nothing malformed or quoted passes for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.steward.state import (
    CommentMarker,
    IssueState,
    Kind,
    Marker,
    Subject,
    parse_comment_marker,
    parse_marker,
    parse_subject,
    render_marker,
    without_marker,
)

STATE = [one.name for one in fields(IssueState)]
SUBJECT = Subject(Kind.MEETING, "2026-12-10")


@given(st.builds(IssueState, **dict.fromkeys(STATE, ...)))
def test_a_marker_comes_back_as_it_was(state: IssueState) -> None:
    """Whatever it holds, below whatever body."""
    tables: dict[str, Any] = {
        name: dict(value) for name in STATE if isinstance(value := getattr(state, name), Mapping)
    }
    marker = Marker(SUBJECT, replace(state, **tables))
    line = render_marker(marker)
    assert parse_marker(f"Body\n\n{line}") == marker
    assert line.count("-->") == line.count("<!--") == 1
    assert "\n" not in line


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<!-- tablee:v2 {} -->",
        '<!-- tablee:v2 {"subject":"meeting:2026-12-10"} -->',
        '<!-- tablee:v2 {"subject":"meeting:2026-12-10","state":{},"more":1} -->',
        '<!-- tablee:v2 {"subject":"meeting:../x","state":{}} -->',
        '<!-- tablee:v2 {"subject":"party:2026-12-10","state":{}} -->',
        '<!-- tablee:v2 {"subject":"dashboard:x","state":{}} -->',
        '<!-- tablee:v2 {"subject":["dashboard"],"state":{}} -->',
        '<!-- tablee:v2 {"subject":"dashboard","state":[]} -->',
        '<!-- tablee:v2 {"subject":"dashboard","state":{"answers":["x"]}} -->',
        '<!-- tablee:v2 {"subject":"dashboard","state":{"answers":{"x":"perhaps"}}} -->',
        '<!-- tablee:v2 {"subject":"dashboard","state":{"done":[1]}} -->',
        '<!-- tablee:v2 {"subject":"dashboard","state":{} -->',
        '<!-- tablee:v1 {"subject":"dashboard","state":{}} -->',
        2 * '<!-- tablee:v2 {"subject":"dashboard","state":{}} -->',
        '<!-- tablee:v2 <!-- tablee:v2 {"subject":"dashboard","state":{}} -->',
        f'<!-- tablee:v2 {{"subject":"dashboard","state":{"[" * 5000}}} -->',
    ],
)  # fmt: skip
def test_what_is_malformed_is_no_marker(body: str) -> None:
    """Nothing is guessed."""
    assert parse_marker(body) is None


def test_a_comments_marker_and_an_issues_are_two_things() -> None:
    """Neither is taken for the other."""
    note = render_marker(CommentMarker("remind:0", ("ana",)))
    assert parse_comment_marker(f"x\n{note}") == CommentMarker("remind:0", ("ana",))
    assert parse_marker(note) is None
    assert parse_comment_marker(render_marker(Marker(SUBJECT))) is None
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
