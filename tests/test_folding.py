"""Names as people write them become identities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.model.folding import fold, slug_of
from tablee.model.identity import is_identity


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Inès Garnier", "ines-garnier"), ("Claire N'Diaye", "claire-n-diaye"), ("Œuvre & Cie", "oeuvre-cie"),
        ("  Øystein  Ærø ", "oystein-aero"), ("Straße", "strasse"), ("Mai Phạm", "mai-pham"), ("Łukasz Đ.", "lukasz-d"),
        ("Index", "index-1"), ("李", ""), ("", ""), ("a" * 59 + " b", "a" * 59),
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
