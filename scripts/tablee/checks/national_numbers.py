"""How telephone numbers are written within a country, and the other numbers that look like them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tablee.model.parsing import country_of_zone

if TYPE_CHECKING:
    from collections.abc import Mapping

BLANK = " \t\u00a0\u2009\u202f"
_SIGN = rf"(?:[{BLANK}]?[./–-][{BLANK}]?|[{BLANK}])?"
_NO_DAY = r"(?!0\d (?:\d\d )?(?:19|20)\d\d(?!\d))"
FRENCH = (
    rf"(?<!\d)(?<!\d[.,:/-])0[1-9](?P<sep>[{BLANK}]?[./–-][{BLANK}]?|[{BLANK}]|)\d\d(?:(?P=sep)\d\d){{3}}(?!\d)"
    rf"|(?<!\d)(?<!\d[.,:/-]){_NO_DAY}0[1-9](?:[{BLANK}]?\d){{8}}(?!\d)"
)
"""Five pairs with one and the same sign between them; or ten digits, spaced anyhow."""


def _from_nought(least: int, most: int) -> str:
    """Return the pattern of numbers that begin with 0 and have so many digits."""
    return rf"(?<!\d)(?<!\d[.,:/-]){_NO_DAY}0[1-9](?:{_SIGN}\d){{{least - 2},{most - 2}}}(?!\d)"


def _beginning(first: str, least: int, most: int) -> str:
    """Return the pattern of numbers that begin with a digit other than 0 and have so many."""
    return rf"(?<!\d)(?<!\d[.,:/-]){first}(?:[{BLANK}.-]?\d){{{least - 1},{most - 1}}}(?!\d)"


_AMERICAN = rf"(?<!\d)(?<!\d[.,:/-])\(?[2-9]\d\d\)?[{BLANK}.-]?[2-9]\d\d[{BLANK}.-]\d{{4}}(?![\d-])"
NATIONAL: Mapping[str, str] = {
    **dict.fromkeys(("FR", "GP", "MQ", "GF", "RE", "YT"), FRENCH),
    "BE": _from_nought(9, 10),
    "CH": _from_nought(10, 10),
    "LU": _beginning("6(?=[269]1)", 9, 9),
    "NL": _from_nought(10, 10),
    "GB": _from_nought(10, 11),
    "IE": _from_nought(9, 10),
    "DE": _from_nought(9, 12),
    "AT": _from_nought(9, 12),
    "IT": rf"{_from_nought(9, 11)}|{_beginning('3', 9, 10)}",
    "ES": _beginning("[6-9]", 9, 9),
    "PT": _beginning("[29]", 9, 9),
    **dict.fromkeys(("CA", "US"), _AMERICAN),
}
"""Countries by ISO 3166, with the numbers that people there write without the country's own."""
WITHOUT_NOUGHT = frozenset({"IT", "ES", "PT", "LU", "CA", "US"})
"""Countries where a number may begin with another digit than 0."""

_LOOKS_ALIKE = (
    r"\b(?P<iban>[A-Z]{2}\d\d(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?)\b"
    r"|\bISBN(?:-1[03])?:?[ \u00a0]?(?P<isbn>(?:\d[ -]?){9,12}[\dX])\b"
    r"|(?<![\d+])(?P<siret>\d{3}[ \u00a0]?\d{3}[ \u00a0]?\d{3}[ \u00a0]?\d{5})(?!\d)"
)


def without_look_alikes(line: str) -> str:
    """Return a line in which valid IBAN, ISBN and SIRET are crossed out, letter by letter."""
    return re.sub(_LOOKS_ALIKE, lambda found: "x" * len(found[0]) if _is_valid(found) else found[0], line)


def _is_valid(found: re.Match[str]) -> bool:
    """Return whether the check digits are right (ISO 13616, ISO 2108, Luhn)."""
    text = "".join(filter(str.isalnum, found["iban"] or found["isbn"] or found["siret"]))
    if found["iban"]:
        return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1
    if found["siret"]:
        doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(text))]
        return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
    digits = [10 if sign == "X" else int(sign) for sign in text]
    if len(digits) == 10:  # noqa: PLR2004 (ISBN-10)
        return sum(digit * (10 - at) for at, digit in enumerate(digits)) % 11 == 0
    return sum(digit * (1 + 2 * (at % 2)) for at, digit in enumerate(digits)) % 10 == 0


def country_of(zone: str) -> str:
    """Return the country whose numbers a group of a time zone writes; France where there is no telling."""
    country = country_of_zone(zone)
    return country if country in NATIONAL else "FR"
