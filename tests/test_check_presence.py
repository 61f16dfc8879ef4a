"""Presence, answers, missions and votes that fit together."""

from __future__ import annotations

import pytest

from small_group import found

DAY = "meetings/2026-12-10.yml"
LATELY = "meetings/2026-11-26.yml"
EVA = "public: yes\nname: Éva\njoined: [{from: 2026-01-01, to: 2026-06-30}, {from: 2026-11-25}]\n"

NEIGHBOURS: dict[str, dict[str, str | bytes]] = {
    "came on the last day": {"meetings/2026-10-31-adieu.yml": "title: Adieu\nat: 19:00\npresent: [m-7f3k]\n"},
    "came on the first day": {"meetings/2026-02-05.yml": "present: [m-7f3k]\n"},
    "said no after leaving": {DAY: "answers: {m-7f3k: no}\n"},
    "said yes to a cancelled meeting": {DAY: "status: cancelled\nanswers: {m-7f3k: yes}\n"},
    "came in both times of belonging": {
        "members/eva-roux.yml": EVA,
        "meetings/2026-06-25.yml": "present: [eva-roux]\n",
        LATELY: "present: [eva-roux]\n",
    },
    "drawn before presence is recorded": {"meetings/2026-11-26.yml": "missions: {topic: zoe-duval}\n"},
    "drawn and done": {LATELY: "present: [zoe-duval]\nmissions: {topic: zoe-duval}\ndone: [topic]\n"},
    "a vote for every candidate": {
        DAY: "poll: {candidates: [2026-12-10, 2026-12-08], closes: 2026-12-04, "
        "votes: {zoe-duval: [2026-12-08, 2026-12-10]}}\n"
    },
    "a vote for none": {
        DAY: "poll: {candidates: [2026-12-10], closes: 2026-12-04, votes: {zoe-duval: []}}\n"
    },
}


@pytest.mark.parametrize("changed", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_valid_neighbour_is_left_alone(changed: dict[str, str | bytes]) -> None:
    """Nothing is said of what fits."""
    assert found(changed) == []


def test_between_two_times_of_belonging_nobody_belongs() -> None:
    """Presence between leaving and rejoining is told."""
    assert found({"members/eva-roux.yml": EVA, "meetings/2026-10-15.yml": "present: [eva-roux]\n"}) == [
        "meetings/2026-10-15.yml:1:11 presence-before-joining"
    ]


def test_a_candidate_that_was_refused_is_not_told_twice() -> None:
    """A date that nobody can read makes no votes wrong."""
    poll = (
        "poll: {candidates: [2026-12-10, 8/12/2026], closes: 2026-12-04, votes: {zoe-duval: [2026-12-08]}}\n"
    )
    assert found({DAY: poll}) == [f"{DAY}:1:33 bad-value"]
