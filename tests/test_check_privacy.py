"""No person's address or number in any file: all of the text counts, and only the group's own is free."""

from __future__ import annotations

import pytest

from small_group import find_problems, found, group_with
from tablee.files.problem import render_problem
from tablee.i18n.translations import load_translations

DAY = "meetings/2026-12-10.yml"

NEIGHBOURS: dict[str, dict[str, str | bytes]] = {
    "the group's own address in a text": {DAY: "notes: Écrire à Bonjour@voisins.test\n"},
    "a place's number in a text, spelt otherwise": {DAY: "notes: Réserver au +33 1.99.00.12.34\n"},
    "a UID of the group's calendar": {DAY: "notes: voir 2026-12-10@voisins.test\n"},
    "a file that is not the group's": {"README.md": "ana@example.org\n"},
}


@pytest.mark.parametrize("changed", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_valid_neighbour_is_left_alone(changed: dict[str, str | bytes]) -> None:
    """What the group publishes itself is free."""
    assert found(changed) == []


@pytest.mark.parametrize(
    ("file", "text", "spot"),
    [
        (DAY, "# ana@example.org\ntitle: Prix\n", "1:3"),
        (DAY, 'title: Prix\r\nnotes: "ana@example.org"\r\n', "2:9"),
        (DAY, "why: Éva au 06 39 98 12 34\nstatus: cancelled\n", "1:13"),
        ("holidays.yml", "from: 2026-01-01\nto: 2028-12-31\n# +33 6 39 98 12 34\n", "3:3"),
        ("members/m-0a1b.yml", "public: no\njoined: 2026-01-01 # ana chez example point org\n", "2:22"),
        (DAY, "notes: zoe@voisins.test\n", "1:8"),
    ],
)
def test_a_persons_contact_is_told_wherever_it_stands(file: str, text: str, spot: str) -> None:
    """In comments, values and holidays; with Windows line ends; at the group's own domain too."""
    assert found({file: text}) == [f"{file}:{spot} personal-contact"]


def test_a_file_that_cannot_be_read_is_looked_at_too() -> None:
    """Everybody can read it, though the program cannot."""
    assert f"{DAY}:2:3 personal-contact" in found({DAY: "title: [\n# ana@example.org\n"})
    assert f"{DAY}:1:10 personal-contact" in found({DAY: "title: É ana@example.org\n".encode("latin-1")})


def test_a_place_without_a_number_frees_nothing() -> None:
    """A phone that says "on request" has no digits, as a mail address has none."""
    changed = {**group_with("phone: 01 99 00 12 34", "phone: sur demande"), DAY: "notes: ana@example.org\n"}
    assert found(changed) == [f"{DAY}:1:8 personal-contact"]


def test_what_is_found_is_not_repeated() -> None:
    """The report is public as well: it says where, and not what."""
    (problem,) = find_problems(changed={DAY: "notes: ana@example.org\n"})
    assert "ana" not in render_problem(problem, load_translations("fr"))
