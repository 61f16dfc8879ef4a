"""Facilitators: what people's calendars bring is told only while something can be done."""

from __future__ import annotations

import pytest

from small_group import found

AWAY = "public: yes\nname: Yann Petit\njoined: 2026-01-01\naway: [{from: 2026-12-11, to: 2026-12-13}]\n"
LEFT = "public: yes\nname: Léo Brun\njoined: 2026-01-01\nleft: 2026-12-10\n"
LEO = "members/leo-brun.yml"
DAY = "meetings/2026-12-10.yml"

NEIGHBOURS: dict[str, dict[str, str | bytes]] = {
    "away from the day after": {"members/yann-petit.yml": AWAY},
    "away at a past meeting": {
        "members/yann-petit.yml": AWAY.replace("2026-12-11", "2026-11-01"),
        "meetings/2026-11-26.yml": "facilitator: yann-petit\npresent: [yann-petit]\n",
        DAY: "facilitator: zoe-duval\n",
    },
    "the last day of belonging": {LEO: LEFT, DAY: "facilitator: leo-brun\n"},
    "the meeting is cancelled": {
        LEO: LEFT.replace("12-10", "12-09"),
        DAY: "status: cancelled\nfacilitator: leo-brun\n",
    },
    "called, passed, then left": {
        LEO: LEFT.replace("12-10", "11-30"),
        DAY: "called: [{member: leo-brun, on: 2026-11-20, answer: passed}]\n",
    },
    "called, then left, and another was called": {
        LEO: LEFT.replace("12-10", "11-30"),
        DAY: "called: [{member: leo-brun, on: 2026-11-20}, {member: zoe-duval, on: 2026-11-30}]\n",
    },
    "moved to a day of belonging": {
        LEO: LEFT.replace("12-10", "12-09"),
        DAY: "date: 2026-12-09\nfacilitator: leo-brun\n",
    },
    "one of the circle": {"meetings/soir.2026-12-01.yml": "facilitator: zoe-duval\n"},
    "a past meeting of a circle since left": {
        "meetings/soir.2026-11-03.yml": "facilitator: yann-petit\npresent: [yann-petit, zoe-duval]\n"
    },
}


@pytest.mark.parametrize("changed", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_valid_neighbour_is_left_alone(changed: dict[str, str | bytes]) -> None:
    """Nothing is said of facilitators who can and may."""
    assert found(changed) == []


def test_a_call_that_was_accepted_binds_to_the_meeting() -> None:
    """Whoever accepted and left before the day is told."""
    call = "called: [{member: leo-brun, on: 2026-11-20, answer: accepted}]\n"
    assert found({LEO: LEFT.replace("12-10", "12-09"), DAY: call}) == [f"{DAY}:1:19 facilitator-left"]
