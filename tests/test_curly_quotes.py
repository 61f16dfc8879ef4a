"""Quotes as a phone types them are read as straight ones around a whole text, and nowhere else."""

from __future__ import annotations

import pytest

from tablee.files.curly_quotes import without_curly_quotes


@pytest.mark.parametrize(
    "typed", ["“Tarifs”", "„Tarifs“", "‘Tarifs’", "« Tarifs »", "«\u202fTarifs\u202f»", "“ Tarifs ”"]
)
def test_a_text_between_curly_quotes_is_read_without_them(typed: str) -> None:
    """English, German and French ones, with the spaces that French puts inside."""
    assert without_curly_quotes(typed) == "Tarifs"


def test_an_apostrophe_inside_ends_nothing() -> None:
    """The sign that closes a quote is also the apostrophe."""
    assert without_curly_quotes("‘L’atelier’") == "L’atelier"


@pytest.mark.parametrize(
    "typed", ["“Oui” et “non”", "« Oui » ou « non »", "“Oui", "L’atelier", "Le “Petit” Prince", ""]
)
def test_quotes_around_a_part_stay(typed: str) -> None:
    """Only a text that is wholly between one pair is meant as quoted."""
    assert without_curly_quotes(typed) == typed


def test_nothing_between_them_is_nothing() -> None:
    """As with straight ones."""
    assert without_curly_quotes("“”") == ""
