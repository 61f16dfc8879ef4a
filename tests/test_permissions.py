"""Whom a command names: one member, or those who could be meant, each by the identity that tells them apart."""

from __future__ import annotations

import pytest

from builders import an_instant
from group_folder import FILES
from tablee.files.load import load_group
from tablee.i18n.translations import load_translations
from tablee.steward.decide.permissions import CommandRejected, need_member
from tablee.steward.working_group import WorkingGroup

ANN = "public: yes\nname: Ann N’Diaye\njoined: 2026-01-08\n"
SAME = {"members/ann-lee.yml": ANN, "members/ann-lee-2.yml": ANN}


def working_with(files: dict[str, str]) -> WorkingGroup:
    """Return the small group with members added."""
    group = load_group({path: text.encode() for path, text in {**FILES, **files}.items()}).group
    assert group is not None
    return WorkingGroup(group, an_instant("2026-11-23 09:00"))


@pytest.mark.parametrize("name", ["Ann N’Diaye", "ann n'diaye", "Ann"])
def test_two_of_one_name_are_told_apart_by_their_identities(name: str) -> None:
    """The advice can be followed: the identity names one of them."""
    working = working_with(SAME)
    with pytest.raises(CommandRejected) as refused:
        need_member(working, name)
    said = load_translations("en").resolve(refused.value.phrase)
    assert "could be several people: write `ann-lee" in said
    assert {"`ann-lee`", "`ann-lee-2`"} <= set(said.rstrip(".").split())
    assert need_member(working, "ann-lee-2") == "ann-lee-2"


@pytest.mark.parametrize("sign", ["'", "’", "ʼ", "ʹ", "‘"])
def test_any_apostrophe_finds_the_member(sign: str) -> None:
    """What a telephone makes of an apostrophe is no other name."""
    working = working_with({"members/claire-n-diaye.yml": ANN.replace("Ann", "Claire")})
    assert need_member(working, f"Claire N{sign}Diaye") == "claire-n-diaye"


@pytest.mark.parametrize(
    ("typed", "name"), [("isik yildiz", "Işık Yıldız"), ("thor", "Þór"), ("eliyev", "Əliyev")]
)
def test_letters_without_a_decomposition_are_found(typed: str, name: str) -> None:
    """As people type them who lack the keys."""
    working = working_with({"members/m-x.yml": f"public: yes\nname: {name}\njoined: 2026-01-08\n"})
    assert need_member(working, typed) == "m-x"
