"""Plain values: exactly these spellings are read, and near ones are spelt out."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from tablee.model import Lasts, length_text, parsing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1h45", Lasts(time=timedelta(minutes=105))),
        ("90 min", Lasts(time=timedelta(minutes=90))),
        ("2h", Lasts(time=timedelta(hours=2))),
        ("2 days", Lasts(days=2)),
        ("2 jours", Lasts(days=2)),
        ("2 heures", Lasts(time=timedelta(hours=2))),
        ("1 h 45 min", Lasts(time=timedelta(minutes=105))),
        ("120h", Lasts(time=timedelta(hours=120))),
        ("1 day", Lasts(days=1)),
        ("90", None),
        ("0 days", None),
        ("0h", None),
        ("", None),
        ("min", None),
        ("1:45", None),
    ],
)
def test_lengths(text: str, expected: Lasts | None) -> None:
    """A length has its unit, and is not nothing."""
    assert length_text.parse_lasts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 days", timedelta(10)),
        ("1 day", timedelta(1)),
        ("2 weeks", timedelta(14)),
        ("104 weeks", timedelta(728)),
        ("999 weeks", None),
        ("2 semaines", timedelta(14)),
        ("1 month", None),
        ("10", None),
    ],
)
def test_periods(text: str, expected: timedelta | None) -> None:
    """Days and weeks, two years at most; a month has no length."""
    assert parsing.parse_period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", Fraction(1)),
        ("0", Fraction(0)),
        ("1/2", Fraction(1, 2)),
        ("2/3", Fraction(2, 3)),
        ("3/2", None),
        ("1/0", None),
        ("1/00", None),
        ("0.5", None),
        ("-1", None),
        ("9" * 5000, None),
    ],
)
def test_shares(text: str, expected: Fraction | None) -> None:
    """Shares are exact fractions between 0 and 1."""
    assert parsing.parse_share(text) == expected


@pytest.mark.parametrize(
    ("suggest", "text", "meant"),
    [
        (length_text.suggest_lasts, "1:45", "1h45"),
        (length_text.suggest_lasts, "90", "90 min"),
        (length_text.suggest_lasts, "2 jours", "2 days"),
        (length_text.suggest_lasts, "longtemps", None),
        (parsing.suggest_period, "10 jours", "10 days"),
        (parsing.suggest_period, "2 semaines", "2 weeks"),
        (parsing.suggest_period, "1 mois", "4 weeks"),
        (parsing.suggest_period, "une semaine", "1 week"),
        (parsing.suggest_period, "bientôt", None),
        (length_text.suggest_lasts, "2", "2h"),
        (length_text.suggest_lasts, "1,5 h", "1h30"),
        (parsing.suggest_whole, "2 people", "2"),
        (parsing.suggest_whole, "two", "2"),
        (parsing.suggest_whole, "many", None),
        (parsing.suggest_contact, "contact@x.fr", "mailto:contact@x.fr"),
        (parsing.suggest_contact, "contact (at) x.fr", "mailto:contact@x.fr"),
        (parsing.suggest_contact, "06 12", None),
        (parsing.suggest_host, "https://Example.org/x", "example.org"),
        (parsing.suggest_country, "France", "FR"),
        (parsing.suggest_country, "FRA", None),
        (parsing.suggest_colour, "f00", '"#ff0000"'),
        (parsing.suggest_colour, "red", None),
        (parsing.suggest_share, "half", "1/2"),
        (parsing.suggest_file_name, "content/photos/ana.jpg", "ana.jpg"),
        (parsing.suggest_file_name, "https://example.org/ana.jpg", None),
        (parsing.suggest_share, "0.5", "1/2"),
        (parsing.suggest_share, "33 %", "33/100"),
        (parsing.suggest_share, "150 %", None),
        (parsing.suggest_https, "http://a.org/", "https://a.org/"),
        (parsing.suggest_https, "a.org", "https://a.org"),
        (parsing.suggest_https, "javascript:alert(1)", None),
        (parsing.suggest_zone, "europe/paris", "Europe/Paris"),
        (parsing.suggest_zone, "Paris", "Europe/Paris"),
        (parsing.suggest_zone, "Atlantis", None),
        (parsing.suggest_identity, "Inès Garnier", "ines-garnier"),
    ],
)
def test_near_spellings_are_spelt_out(suggest: object, text: str, meant: str | None) -> None:
    """A value that is nearly right gets its right spelling."""
    assert callable(suggest)
    assert suggest(text) == meant


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("https://example.org/", True),
        ("https://example.org/@ana?x=1#y", True),
        ("https://example.org", True),
        ("http://example.org/", False),
        ("https://a:b@example.org/", False),
        ("https://example", False),
        ("https://exa mple.org/", False),
        ('https://example.org/"onclick=', False),
        ("https://example.org/<b>", False),
        ("javascript:alert(1)//https://a.b", False),
        ("https://example.org/" + "a" * 500, False),
    ],
)
def test_addresses(text: str, *, good: bool) -> None:
    """An https address has a host and no user name, and nothing that could leave an attribute."""
    assert parsing.parse_https(text) == (text if good else None)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("mailto:bonjour@example.org", True),
        ("https://example.org/c", True),
        ("mailto:a@b@c.org", False),
        ("mailto:a@b.org?cc=x@y.org", False),
        ("bonjour@example.org", False),
    ],
)
def test_contacts(text: str, *, good: bool) -> None:
    """A contact is a page or one mail address of the group."""
    assert parsing.parse_contact(text) == (text if good else None)


@pytest.mark.parametrize(
    ("text", "expected"), [("48.80", 48.8), ("-2.13", -2.13), ("181", None), ("nan", None), ("1e3", None)]
)
def test_degrees(text: str, expected: float | None) -> None:
    """Degrees are plain decimals within half a turn."""
    assert parsing.parse_degrees(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("007", 7), ("0", 0), ("9999", 9999), ("10000", None), ("-1", None), ("²", None)]
)
def test_whole_numbers(text: str, expected: int | None) -> None:
    """`007` is seven."""
    assert parsing.parse_whole(text) == expected


def test_zones_come_from_the_pinned_database() -> None:
    """A zone is spelt as the database spells it."""
    assert parsing.parse_zone("Europe/Paris") == "Europe/Paris"
    assert parsing.parse_zone("../../etc/passwd") is None
    assert parsing.parse_zone("") is None
