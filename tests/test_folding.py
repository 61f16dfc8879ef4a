"""Names as people write them become identities."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.adapters import hooks
from tablee.model import folding
from tablee.model.folding import APOSTROPHES, LETTERS, fold, slug_of
from tablee.model.identity import is_identity


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Inès Garnier", "ines-garnier"), ("Claire N'Diaye", "claire-n-diaye"), ("Œuvre & Cie", "oeuvre-cie"),
        ("  Øystein  Ærø ", "oystein-aero"), ("Straße", "strasse"), ("Mai Phạm", "mai-pham"), ("Łukasz Đ.", "lukasz-d"),
        ("Index", "index-1"), ("Işık Yıldız", "isik-yildiz"),
        ("Əliyev Məmməd", "eliyev-memmed"), ("Þór", "thor"), ("Ðorsteinn", "dorsteinn"),
        ("Ħal Ŧest Ŋ ĸ", "hal-test-n-k"),
        ("Con", "con-1"), ("Aux", "aux-1"), ("Nul", "nul-1"), ("com1", "com1-1"),
        ("李", ""), ("", ""), ("a" * 59 + " b", "a" * 59),
    ],
)  # fmt: skip
def test_names(name: str, slug: str) -> None:
    """Accents, ligatures and signs are folded; letters of other scripts give nothing."""
    assert slug_of(name) == slug


@given(st.text())
def test_a_slug_is_an_identity_or_nothing(name: str) -> None:
    """Whatever the name, its slug may name a file; a slug is its own slug."""
    slug = slug_of(name)
    assert slug == "" or is_identity(slug)
    assert slug_of(slug) == slug


def test_folding_ignores_accents_and_capitals() -> None:
    """Searching finds `Été` by `ete`."""
    assert fold("Été") == fold("E\u0301te\u0301") == "ete"


@pytest.mark.parametrize("sign", APOSTROPHES)
def test_every_apostrophe_is_one_sign(sign: str) -> None:
    """Who types `N'Diaye` finds `N’Diaye`, whatever a telephone made of it."""
    assert fold(f"N{sign}Diaye") == "n'diaye"


def test_the_browser_folds_the_same_letters() -> None:
    """The directory's filter and the files know the same letters and apostrophes."""
    script = (Path(folding.__file__).parent.parent / "site/theme/assets/tablee.js").read_text("utf-8")
    assert (
        dict(re.findall(r'"(\w)": "([a-z]+)"', script.partition("const LETTERS")[2].partition("};")[0]))
        == LETTERS
    )
    assert f"/[{''.join(LETTERS)}]/g" in script
    assert f"/[{APOSTROPHES}]/g" in script


@pytest.mark.parametrize("letter", LETTERS)
def test_the_search_folds_the_same_letters(letter: str) -> None:
    """The index of the site has each such word without them, small and capital."""
    assert (
        hooks.folded(f"<p>a{letter}a {letter.upper()}a</p>").casefold().split()[0] == f"a{LETTERS[letter]}a"
    )
