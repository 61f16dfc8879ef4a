"""Members: private ones who tell nothing, accounts of one person each, recommendations with their proof."""

from __future__ import annotations

import pytest

from small_group import found
from tablee.checks.members import TELLING
from tablee.files.schema import MEMBER

YANN = "members/yann-petit.yml"
YANN_TEXT = "public: yes\nname: Yann Petit\njoined: 2026-01-01\n"

NEIGHBOURS: dict[str, dict[str, str | bytes]] = {
    "private with all that may be said": {
        "members/m-0a1b.yml": "public: no\njoined: 2026-01-01\nleft: 2026-10-01\naway: [{from: 2026-02-01}]\n"
        "facilitates: no\ncircles: [soir]\n"
    },
    "private with an empty name": {"members/m-0a1b.yml": "public: no\nname:\njoined: 2026-01-01\n"},
    "public under a neutral name": {"members/m-0a1b.yml": "public: yes\nname: Éva\njoined: 2026-01-01\n"},
    "another account": {YANN: YANN_TEXT + "github: exemple-yann\ngithub_id: 900000002\n"},
    "a proven recommendation": {YANN: YANN_TEXT + "recommends: [{member: zoe-duval, for: ses dessins}]\n"},
}


@pytest.mark.parametrize("changed", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_valid_neighbour_is_left_alone(changed: dict[str, str | bytes]) -> None:
    """Nothing is said of members who are in order."""
    assert found(changed) == []


def test_every_field_of_a_member_is_telling_or_allowed() -> None:
    """A field added to the model is forbidden to private members or allowed, but never forgotten."""
    allowed = {"public", "joined", "left", "away", "facilitates", "circles", "usually", "mail"}
    assert set(TELLING) | allowed == set(MEMBER.schema["properties"])


@pytest.mark.parametrize("key", TELLING)
def test_every_telling_field_is_told(key: str) -> None:
    """Each of them in the file of a private member is found at its key."""
    values = {
        "skills": "[seo]",
        "links": "{web: https://example.org/}",
        "github_id": "900000009",
        "offers": "[{what: Relecture}]",
        "needs": "[{what: Relecture}]",
        "recommends": "[{member: zoe-duval, for: tout}]",
        "photo": "zoe.png",
    }
    lines = f"public: no\njoined: 2026-01-01\n{key}: {values.get(key, 'quelque-chose')}\n"
    assert "members/m-0a1b.yml:3:1 telling-field" in found({"members/m-0a1b.yml": lines})


@pytest.mark.parametrize("name", ["m-abc", "m-abcde", "m", "n-7f3k", "zoe", "m-7f-k"])
def test_a_name_that_is_not_neutral_is_told(name: str) -> None:
    """Only `m-` and four letters or digits tell nothing."""
    changed: dict[str, str | bytes] = {f"members/{name}.yml": "public: no\njoined: 2026-01-01\n"}
    assert found(changed) == [f"members/{name}.yml:1:1 telling-name"]


def test_a_refused_name_is_not_missing() -> None:
    """A name that was too long has been told."""
    changed: dict[str, str | bytes] = {YANN: f"public: yes\nname: {'Y' * 81}\njoined: 2026-01-01\n"}
    assert found(changed) == [f"{YANN}:2:7 too-long"]


def test_only_a_held_meeting_proves_a_recommendation() -> None:
    """Those who stood in `present` of a cancelled meeting did not meet."""
    eva = "public: yes\nname: Éva\njoined: 2026-01-01\nrecommends: [{member: zoe-duval, for: tout}]\n"
    day: dict[str, str | bytes] = {
        "members/eva-roux.yml": eva,
        "meetings/2026-11-26.yml": "present: [eva-roux, zoe-duval]\n",
    }
    assert found(day) == []
    gone = {**day, "meetings/2026-11-26.yml": "status: cancelled\npresent: [eva-roux, zoe-duval]\n"}
    assert found(gone) == ["members/eva-roux.yml:4:23 unproven-recommendation"]
