"""Addresses and numbers of people are found however they are spelt; dates, hours and places are none."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.checks import codes
from tablee.checks.contact_data import contacts_of, find_contacts, is_suspect, number_of
from tablee.checks.national_numbers import NATIONAL, country_of

ADDRESSES = [
    "ana@example.org",
    "Ana.Noir+table@mail.example.org",
    "ana (at) example point fr",
    "ana[at]example.fr",
    "ana [arobase] example [point] fr",
    "ana(a)example.fr",
    "ana arobase example.fr",
    "ana at example dot org",
    "ana chez example point fr",
    "ana @ example.fr",
    "ana@ example.fr",
    "ana @ example . fr",
    "ana%40example.fr",
    "ana&#64;example.fr",
    "éva.müller@exämple.fr",
    "ana＠example.fr",
    "https://example.org/?to=ana@example.fr",
    "mailto:ana@example.org",
]
NUMBERS = [
    "06 39 98 12 34",
    "0639981234",
    "06.39.98.12.34",
    "06-39-98-12-34",
    "06/39/98/12/34",
    "06 - 39 - 98 - 12 - 34",
    "06\u00a039\u00a098\u00a012\u00a034",
    "06\u202f39\u202f98\u202f12\u202f34",
    "0639 98 12 34",
    "06 399 812 34",
    "+33 6 39 98 12 34",
    "+33639981234",
    "+33 (0)6 39 98 12 34",
    "(+33) 6 39 98 12 34",
    "0033 6 39 98 12 34",
    "00 33 6 39 98 12 34",
    "+44 20 7946 0123",
    "+1 (202) 555-0123",
    "0044 20 7946 0123",
    "00 44 7911 123456",
    "+32 470 12 34 56",
    "+32/470.12.34.56",
    "00 (32) 470 12 34 56",
    "0041 79 123 45 67",
    "001 202 555 0123",
    "https://wa.me/33639981234",
    "tel:+33639981234",
    "tél.06 39 98 12 34",
]
NEITHER = [
    "2026-12-10",
    "propulseurs.2026-12-10-soir",
    "[2026-01-08, 2026-01-15, 2026-02-05]",
    "{from: 2026-07-10, to: 2026-08-25}",
    "10/12/2026 à 12:30",
    "05/02/2026 12 personnes",
    "01.02.2026-03.04.2026",
    "le 06 12 2026 14 h 30",
    "de 12:00 2026-12-10",
    "+1 2026-12-10",
    "geo: [48.80123456, 2.01234567]",
    "geo: [-0.01234567, 179.12345678]",
    "github_id: 900000101",
    "SIRET 732 829 320 00074",
    "2019-2026, 2025–2026",
    "+10 000 000 €",
    "https://example.org/p/0639981234",
    "https://example.org/06-39-98-12-34/",
    "https://maps.example.org/@48.8,2.1,15z",
    "https://video.example.org/@ana.noir",
    "suivez @ana.noir",
    "@ana@social.example.org",
    "Rendez-vous at example.org",
    "12:30 - 14:15",
    "colour: #a0522d",
    "2026-12-10T12:30:00+01:00",
    "à 3 points près",
    "un point de vue at home",
    "https://maps.example.org/place/L'Atelier/0639981234",
    "[plan](https://maps.example.org/a(b)/0639981234)",
    "https://calendar.example.org/?cid=c_1a2b3c%40group.calendar.google.com",
    "c_1a2b3c@group.calendar.google.com",
    "IBAN DE89 3704 0044 0532 0130 00",
    "FR76 3000 6000 0112 3456 7890 189",
    "ISBN 0-306-40615-2",
    "ISBN : 978-2-07-036822-8, ISBN 0306406152",
    "SIRET 01234567800013",
    "12 00 - 14 30 - 16 00 - 18 30",
    "100 000 000 000 €",
]


def whats(line: str) -> set[str]:
    """Return what stands in a line."""
    return {contact.what.message for contact in find_contacts(line)}


@pytest.mark.parametrize("text", ADDRESSES)
def test_a_mail_address_is_found(text: str) -> None:
    """An address is found, also where it hides from machines."""
    line = f"Écrivez à {text}, merci."
    assert whats(line) == {codes.MAIL_ADDRESS}
    assert is_suspect(line.encode())


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_found(text: str) -> None:
    """A number is found, French or foreign, spaced as people do."""
    line = f"Appelez {text} le soir."
    assert whats(line) == {codes.TELEPHONE_NUMBER}
    assert is_suspect(line.encode())


@pytest.mark.parametrize("text", NEITHER)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    """Dates, hours, degrees, links, sums and names of accounts are neither."""
    assert whats(text) == set()
    assert whats(f"Noté : {text}, voilà.") == set()


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("BE", "0471 23 45 67"),
        ("BE", "02/555.12.12"),
        ("CH", "079 123 45 67"),
        ("LU", "621 123 456"),
        ("GB", "020 7946 0958"),
        ("GB", "07700 900123"),
        ("DE", "030 123456-78"),
        ("ES", "612 34 56 78"),
        ("IT", "333 123 4567"),
        ("NL", "06-12345678"),
        ("PT", "912 345 678"),
        ("CA", "(514) 555-0123"),
        ("US", "212-555-0123"),
        *((country, "+33 6 39 98 12 34") for country in NATIONAL),
    ],
)
def test_a_number_is_found_as_people_of_the_country_write_it(country: str, number: str) -> None:
    """Each country has its own habit; with the country's number in front, all are alike."""
    line = f"Appelez {number} le soir."
    assert {contact.what.message for contact in find_contacts(line, country)} == {codes.TELEPHONE_NUMBER}
    assert is_suspect(line.encode(), country)


@pytest.mark.parametrize("country", NATIONAL)
def test_no_country_takes_days_for_numbers(country: str) -> None:
    """Dates, hours, degrees and accounts are numbers nowhere."""
    for text in (
        "2026-12-10",
        "[2026-01-08, 2026-01-15]",
        "10/12/2026 à 12:30",
        "github_id: 900000101",
        "12:30 - 14:15",
    ):
        assert [*find_contacts(text, country)] == []


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/Paris", "FR"), ("Europe/Zurich", "CH"), ("America/Toronto", "CA"), ("UTC", "FR")],
)
def test_the_country_is_that_of_the_time_zone(zone: str, country: str) -> None:
    """Where there is no telling, it is France."""
    assert country_of(zone) == country


@pytest.mark.parametrize(
    "text",
    [
        'city: "Viroflay ines\\u0040example.org"',
        'city: "ines\\x40example.org"',
        "notes: ines&#64;example.org, ines&#x40;example.org",
        "notes: ines%40example%2Eorg",
        "notes: ＋32 470 12 34 56",
        "notes: +32\u2011470\u201112\u201134\u201156",
        "notes: 06\u201139\u201198\u201112\u201134",
        "notes: 06 · 39 · 98 · 12 · 34",
        "notes: i\u200bnes@exa\u200bmple.org",
        "notes: >\n  écrire à ines\n  @ example.org",
        "notes: 06 39\n  98 12 34",
        "notes: |\n  06 39 98\n  12 34",
    ],
)
def test_what_is_shown_is_searched_as_what_stands_there(text: str) -> None:
    """Escapes, entities, letters that nobody sees, signs that look like others, and lines that YAML joins."""
    assert is_suspect(text.encode())
    assert len(contacts_of(text.encode())) >= 1


SEPARATORS = st.sampled_from(["", " ", ".", "-", "/", " - ", "\u00a0", "\u202f"])
PREFIXES = st.sampled_from(["0", "+33 ", "+33", "+33 (0)", "0033 ", "0033"])


@given(st.integers(1, 9), st.lists(st.integers(0, 99), min_size=4, max_size=4), SEPARATORS, PREFIXES)
def test_every_french_number_is_found(first: int, pairs: list[int], separator: str, prefix: str) -> None:
    """Any number of France, with any sign between its pairs, after any prefix."""
    number = f"{prefix}{separator.join([str(first), *(f'{pair:02}' for pair in pairs)])}"
    digits = f"0{first}" + "".join(f"{pair:02}" for pair in pairs)
    looks_dated = separator == " " and prefix == "0" and f"{pairs[1]:02}" in {"19", "20"}
    assert whats(f"Zoé : {number}, le soir") == {codes.TELEPHONE_NUMBER} or looks_dated
    assert is_suspect(number.encode())
    assert number_of(number) == digits


@given(st.from_regex(r"[a-z][a-z0-9._+-]{0,20}@[a-z][a-z0-9-]{0,20}[a-z]\.(fr|org|coop)", fullmatch=True))
def test_every_plain_address_is_found(address: str) -> None:
    """Any ordinary address."""
    assert whats(f"Écrire à {address}") == {codes.MAIL_ADDRESS}
    assert is_suspect(address.encode())


DATES = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(DATES, DATES, st.times())
def test_no_date_is_a_number(day: date, other: date, at: time) -> None:
    """Days, slot keys, spans, hours and years, in the forms of the files and of people."""
    assert whats(f"{{from: {day}, to: {other}, at: {at:%H:%M}}}") == set()
    assert whats(f"[{day}, {other}] {at:%H:%M} {day}") == set()
    assert whats(f"meetings/propulseurs.{day}-soir.yml {day.year}-{other.year}") == set()
    assert (
        whats(
            f"le {day:%d/%m/%Y} à {at:%Hh%M}, le {other:%d.%m.%Y} à {at:%H.%M}, {day:%d/%m/%Y}-{other:%d/%m/%Y}"
        )
        == set()
    )


@given(st.decimals(-90, 90, places=8), st.decimals(-180, 180, places=8))
def test_no_degrees_are_a_number(latitude: object, longitude: object) -> None:
    """Where a place is, as finely as the files say it."""
    assert whats(f"geo: [{latitude}, {longitude}]") == set()


@given(st.text(max_size=80))
def test_what_is_found_is_always_suspected(text: str) -> None:
    """The cheap look over a file never hides what the close one would find."""
    line = text.replace("\n", " ")
    assert is_suspect(line.encode("utf-8", "surrogatepass")) or not whats(line)
