"""Words that mean one thing have one stem, and words that everybody uses have none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.rules.word_stems import stem_of, stems


@pytest.mark.parametrize(
    "family",
    [
        ("illustrateur", "Illustratrice", "illustration", "illustrations"),
        ("photo", "photos", "photographe", "photographie"),
        ("traduction", "traductrice", "traducteur"),
        ("référencement", "referencement", "RÉFÉRENCER"),
        ("designer", "design"),
        ("writing", "writer"),
    ],
)
def test_a_family_of_words_has_one_stem(family: tuple[str, ...]) -> None:
    """Accents, capitals, plurals, genders and trades do not part words."""
    assert len({stem_of(word) for word in family}) == 1
    assert all(stem_of(word) for word in family)


@pytest.mark.parametrize("word", ["pour", "avec", "with", "un", "seo", "Besoin", "quelques"])
def test_common_and_short_words_have_no_stem(word: str) -> None:
    """They would match everybody with everybody."""
    assert stem_of(word) == ""


def test_different_words_stay_apart() -> None:
    """A stem keeps four letters at least."""
    assert len({stem_of(word) for word in ("carte", "cartable", "pages", "payer", "site", "sieste")}) == 6


def test_stems_tell_the_first_word_that_has_them() -> None:
    """The word is kept as it was written, to say why two texts match."""
    assert stems("Des Photos, un photographe et l’affiche") == {"photo": "Photos", "affich": "affiche"}


@given(st.text())
def test_any_text_has_stems(text: str) -> None:
    """Whatever is written, stems are folded, and their words stand in the text."""
    assert all(word in text and stem == stem.lower() for stem, word in stems(text).items())
