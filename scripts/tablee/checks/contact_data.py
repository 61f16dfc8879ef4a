"""Mail addresses and telephone numbers of people in a text that everybody can read, however they are spelt."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tablee.checks import codes
from tablee.i18n.words import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = " \t\u00a0\u2009\u202f"
_LOCAL = r"(?<![\w@.+%-])[\w.+-]+"
_AT = (
    r"(?:@|\uff20|%40|&#64;|&commat;|\(a\)"
    rf"|[{_BLANK}]*[\[({{<][{_BLANK}]*(?:at|@|arobase?)[{_BLANK}]*[\])}}>][{_BLANK}]*"
    rf"|[{_BLANK}]+(?:@|arobase?)[{_BLANK}]+|@[{_BLANK}]+)"
)
_DOT = (
    rf"(?:\.|[{_BLANK}]+(?:\.|dot|point)[{_BLANK}]+"
    rf"|[{_BLANK}]*[\[({{<][{_BLANK}]*(?:dot|point|\.)[{_BLANK}]*[\])}}>][{_BLANK}]*)"
)
_SPELT_DOMAIN = (
    rf"[\w-]+(?:[{_BLANK}]+(?:dot|point)[{_BLANK}]+[\w-]+)*"
    rf"[{_BLANK}]+(?:dot|point)[{_BLANK}]+(?:fr|com|org|net|eu|io|info|pro|coop|bzh|be|ch|lu|ca|de|uk)\b"
)
# Compiled where they are first needed: few groups have a suspect file, and it takes longer than to check a small one.
_MAIL = rf"{_LOCAL}(?:{_AT}(?:[\w-]+{_DOT})+[^\W\d_]{{2,24}}(?![\w-])|[{_BLANK}]+(?:at|chez)[{_BLANK}]+{_SPELT_DOMAIN})"

_FRENCH = (
    r"(?<!\d)(?<!\d[.,:/-])0[1-9]"
    rf"(?P<sep>[{_BLANK}]?[./–-][{_BLANK}]?|[{_BLANK}]|)\d\d(?:(?P=sep)\d\d){{3}}(?!\d)"
)
"""Five pairs with one and the same sign between them."""

_FRENCH_LOOSE = (
    rf"(?<!\d)(?<!\d[.,:/-])(?!0\d (?:\d\d )?(?:19|20)\d\d(?!\d))0[1-9](?:[{_BLANK}]?\d){{8}}(?!\d)"
)
"""Ten digits, spaced anyhow; not a day and a year."""

_ABROAD = (
    rf"(?!\+ ?\d{{1,3}}(?:[{_BLANK}.,]?000)+)\+[{_BLANK}]?\(?\d(?:[{_BLANK}./()–-]{{0,3}}\d){{7,14}}(?!\d)"
    rf"|(?<![\d.,:])00(?:[{_BLANK}.-]?33|[1-9]\d)(?:[{_BLANK}./()–-]{{0,3}}\d){{6,12}}(?!\d)"
)
_PHONE = f"{_FRENCH}|{_FRENCH_LOOSE}|{_ABROAD}"
_CALLING = r"(?:wa\.me/|whatsapp\.com/send/?\?phone=|t\.me/(?=\+\d)|\b(?:tel|sms|callto):)\+?\d{6,}"
"""A link that rings at somebody's."""

_NO_NUMBER = re.compile(
    r"https?://[^\s\"'<>)\]}]+|(?<!\d)\d{4}-\d\d-\d\d|(?<!\d)\d{1,2}([./])\d{1,2}\1(?:19|20)\d\d(?!\d)"
)
"""What holds digits and is no number to call: links and dates."""

_SIGNS = (
    *(b"@", b"\xef\xbc\xa0", b"%40", b"&#64;", b"&commat;", b"(a)", b"arobas"),
    *(b"tel:", b"sms:", b"callto:", b"wa.me/", b"phone=", b"t.me/+"),
)
_BRACKETED = re.compile(rb"[\[({<](?:\s|\xc2\xa0|\xe2\x80[\x89\xaf])*at(?![a-z])")
_DIGITS = re.compile(rb"[+0](?:[^\w\n,]{0,6}[0-9]){8}")
"""What begins as a number does and goes on as long: a day is shorter, and the days of a list have commas between."""


class Contact(NamedTuple):
    """A mail address or number in a text: where it begins and ends in its line, and which of the two it is."""

    start: int
    end: int
    what: Phrase


@lru_cache(maxsize=4096)
def is_suspect(content: bytes) -> bool:
    """Say cheaply whether a file could hold an address or a number at all."""
    small = content.lower()
    for sign in _SIGNS:  # a generator in `any` would take ten times as long over thousands of files
        if sign in small:
            return True
    spelt = (b"point" in small or b"dot" in small) and (b"at" in small or b"chez" in small)
    return bool(spelt or _BRACKETED.search(small) or _DIGITS.search(small))


@lru_cache(maxsize=1024)  # of a group's files hardly one changes between two looks
def contacts_of(content: bytes) -> tuple[tuple[int, str, Contact], ...]:
    """Return the addresses and numbers of a file: each with the number of its line, and what stands there."""
    lines = content.decode("utf-8", "replace").split("\n")
    return tuple(
        (n, line[c.start : c.end], c) for n, line in enumerate(lines, 1) for c in find_contacts(line)
    )


def find_contacts(line: str) -> Iterator[Contact]:
    """Find the addresses and numbers in one line of text; links and dates hold none, a link that calls does."""
    for found in re.finditer(_MAIL, line, re.IGNORECASE):
        yield Contact(*found.span(), Phrase(codes.MAIL_ADDRESS))
    for found in re.finditer(_CALLING, line, re.IGNORECASE):
        yield Contact(*found.span(), Phrase(codes.TELEPHONE_NUMBER))
    kept = _NO_NUMBER.sub(lambda match: "x" * len(match[0]), line)
    for found in re.finditer(_PHONE, kept):
        yield Contact(*found.span(), Phrase(codes.TELEPHONE_NUMBER))


def number_of(text: str) -> str:
    """Return the digits of a telephone number, a French one as it is dialled in France."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    return re.sub(r"^(?:00)?33(?=\d{9}$)", "0", digits)
