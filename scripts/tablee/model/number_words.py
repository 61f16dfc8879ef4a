"""Numbers that are words, in English and French."""

from __future__ import annotations

import re

_ROWS = (
    *("one un une", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept", "eight huit"),
    *(
        "nine neuf",
        "ten dix",
        "eleven onze",
        "twelve douze",
        "thirteen treize",
        "fourteen quatorze",
        "fifteen quinze",
    ),
    *("sixteen seize", "seventeen", "eighteen", "nineteen", "twenty vingt"),
)
NUMBERS = {
    **{word: number for number, row in enumerate(_ROWS, start=1) for word in row.split()},
    "thirty": 30,
    "trente": 30,
    "forty": 40,
    "quarante": 40,
    "fifty": 50,
    "cinquante": 50,
}
_WORDS = rf"\b(?:{'|'.join(NUMBERS)})\b"


def in_digits(text: str) -> str:
    """Return a text in small letters with its numbers in digits: `deux heures` as `2 heures`."""
    return re.sub(_WORDS, lambda found: str(NUMBERS[found[0]]), text.casefold())
