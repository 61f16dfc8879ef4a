"""Names given in one file and known by another; nothing is said twice of a file that was refused."""

from __future__ import annotations

import pytest

from small_group import found, group_with
from tablee.checks.names import near_name

NEIGHBOURS: dict[str, dict[str, str | bytes]] = {
    "a member who has left": {"meetings/2026-10-29.yml": "present: [m-7f3k, zoe-duval]\n"},
    "a circle that exists": {
        "members/yann-petit.yml": "public: yes\nname: Y\njoined: 2026-01-01\ncircles: [soir]\n"
    },
    "a card that left the deck long ago": {
        "meetings/2026-10-15.yml": "present: [zoe-duval]\nmissions: {gone: zoe-duval}\ndone: [gone]\n"
    },
    "a return without a facilitator": group_with(", facilitator: zoe-duval", ""),
}


@pytest.mark.parametrize("changed", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_valid_neighbour_is_left_alone(changed: dict[str, str | bytes]) -> None:
    """Nothing is said of names that are known."""
    assert found(changed) == []


def test_a_member_whose_file_was_refused_is_known() -> None:
    """One fault in a member's file is not repeated wherever the member is named."""
    changed: dict[str, str | bytes] = {"members/yann-petit.yml": "name: Yann Petit\n"}
    assert found(changed) == ["members/yann-petit.yml:1:1 missing-key"]


def test_circles_and_cards_are_not_judged_by_refused_settings() -> None:
    """A circle or card that group.yml spells wrongly is told there, and not again wherever it is named."""
    circles = group_with("{every: first tuesday of the month, from", "{every: some tuesday, from")
    assert [line.split()[1] for line in found(circles)] == ["bad-value"]
    cards = group_with("restaurant: {title: Réserver}", "restaurant: {titel: Réserver}")
    assert {line.split()[1] for line in found(cards)} == {"unknown-key", "missing-key"}


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("ines", "ines-garnier"),
        ("garnier", "ines-garnier"),
        ("ines-garnie", "ines-garnier"),
        ("paul", "paul-meyer"),
        ("lea", ""),
        ("x", ""),
    ],
)
def test_the_member_most_likely_meant_is_proposed(name: str, near: str) -> None:
    """A first or last name that only one has, or a similar name; nothing where two could be meant."""
    assert near_name(name, ["ines-garnier", "paul-meyer", "lea-roy", "lea-petit"]) == near
