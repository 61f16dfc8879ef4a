"""Mail addresses and telephone numbers of people in a text that everybody can read, however they are spelt."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tablee.checks import codes
from tablee.checks.national_numbers import BLANK, NATIONAL, WITHOUT_NOUGHT, without_look_alikes
from tablee.i18n.translations import LazyText

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCAL = r"(?<![\w@.+%-])[\w.+-]+"
_AT = (
    r"(?:@|\uff20|%40|&#64;|&commat;|\(a\)"
    rf"|[{BLANK}]*[\[({{<][{BLANK}]*(?:at|@|arobase?)[{BLANK}]*[\])}}>][{BLANK}]*"
    rf"|[{BLANK}]+(?:@|arobase?)[{BLANK}]+|@[{BLANK}]+)"
)
_DOT = (
    rf"(?:\.|[{BLANK}]+(?:\.|dot|point)[{BLANK}]+"
    rf"|[{BLANK}]*[\[({{<][{BLANK}]*(?:dot|point|\.)[{BLANK}]*[\])}}>][{BLANK}]*)"
)
_SPELT_DOMAIN = (
    rf"[\w-]+(?:[{BLANK}]+(?:dot|point)[{BLANK}]+[\w-]+)*"
    rf"[{BLANK}]+(?:dot|point)[{BLANK}]+(?:fr|com|org|net|eu|io|info|pro|coop|bzh|be|ch|lu|ca|de|uk)\b"
)
# Compiled where they are first needed: few groups have a suspect file, and it takes longer than to check a small one.
_MAIL = rf"{_LOCAL}(?:{_AT}(?:[\w-]+{_DOT})+[^\W\d_]{{2,24}}(?![\w-])|[{BLANK}]+(?:at|chez)[{BLANK}]+{_SPELT_DOMAIN})"

_ABROAD = (
    rf"(?!\+ ?\d{{1,3}}(?:[{BLANK}.,]?000)+)\+[{BLANK}]?\(?\d(?:[{BLANK}./()–-]{{0,3}}\d){{7,14}}(?!\d)"
    rf"|(?<![\d.,:])(?<!\d[{BLANK}])00[{BLANK}.-]?\(?[1-9](?:[{BLANK}./()–-]{{0,3}}\d){{7,13}}(?!\d)"
)
_CALLING = r"(?:wa\.me/|whatsapp\.com/send/?\?phone=|t\.me/(?=\+\d)|\b(?:tel|sms|callto):)\+?\d{6,}"
"""A link that rings at somebody's."""

_NO_NUMBER = (
    r"https?://[^\s\"<>\]}]+|(?<=github_id: )\d+|(?<!\d)\d{4}-\d\d-\d\d"
    r"|(?<!\d)\d{1,2}([./])\d{1,2}\1(?:19|20)\d\d(?!\d)"
)
"""What holds digits and is no number to call: links and dates."""

_CALENDARS = ".calendar.google.com"
"""Addresses of public calendars, not of people."""

_ESCAPED = r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U0{0,3}([0-9A-Fa-f]{5}))|%([2-7][0-9A-Fa-f])"
_AS_TYPED = str.maketrans({"＋": "+", "·": ".", **dict.fromkeys("‐‑‒−", "-")})
"""Signs that phones and word processors put in the place of the plain ones within a number."""
_UNSEEN = "[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufeff]"

SIGNS = (
    # What a letter can be written with that shows as another.
    *(b"\\", b"&#", b"%", b"\xe2\x80\x8b", b"\xc2\xad"),
    *(b"@", b"\xef\xbc\xa0", b"\xef\xbc\x8b", b"&commat;", b"(a)", b"arobas"),
    *(b"tel:", b"sms:", b"callto:", b"wa.me/", b"phone=", b"t.me/+"),
)
_RINGS = re.compile(rb"(?:tel|sms|callto):[+0-9\x80-\xff]")
"""What follows the signs that end in a colon: a name such as `castel:` has a space behind it."""
_BRACKETED = re.compile(rb"[\[({<](?:\s|\xc2\xa0|\xe2\x80[\x89\xaf])*at(?![a-z])")
_DIGITS = re.compile(rb"[+0](?:[^\w\n,]{0,6}[0-9]){8}")
"""What begins as a number does and goes on as long: a day is shorter, and the days of a list have commas between."""
_NINE_DIGITS = re.compile(rb"[0-9](?:[^\w\n,]{0,4}[0-9]){8}")
# Searched first, as this takes a third of the time: what these patterns allow between, left out.
_ONE_BRACKET, _BLANKS = bytes.maketrans(b"({<", b"[[["), b" \t\n\r\f\v\xc2\xa0\xe2\x80\x89\xaf"
_ONE_DIGIT, _SEPARATORS = bytes.maketrans(b"123456789", b"0" * 9), re.sub(rb"[\w,]", b"", bytes(range(256)))


MOST_JOINED = 3
"""Lines that are read as one: a number or an address is not longer."""


class Contact(NamedTuple):
    """A mail address or number in a text: where it begins and ends in its line, and which of the two it is."""

    start: int
    end: int
    what: LazyText


def signs_in(content: bytes) -> tuple[bytes, ...]:
    """Return the signs of addresses that many files together hold: for the others no single one need be searched."""
    small = content.lower()
    # A single byte is searched in a twentieth of the time.
    return tuple(sign for sign in SIGNS if sign[:1] in small and sign[-1:] in small and sign in small)


@lru_cache(maxsize=4096)
def is_suspect(content: bytes, country: str = "FR", signs: tuple[bytes, ...] = SIGNS) -> bool:
    """Say cheaply whether a file could hold an address or a number at all, of `signs` those that may stand there."""
    small = content.lower()
    for sign in signs:  # a generator in `any` would take ten times as long over thousands of files
        if sign in small and (not sign.endswith(b":") or _RINGS.search(small)):
            return True
    has_at = b"at" in small
    if (b"point" in small or b"dot" in small) and (has_at or b"chez" in small):
        return True
    bracketed = has_at and b"[at" in small.translate(_ONE_BRACKET, _BLANKS)
    digits = small.translate(_ONE_DIGIT, _SEPARATORS)
    if not bracketed and (b"0" * 8 if b"+" in small else b"0" * 9) not in digits:
        return False
    joined = re.sub(rb"\n[ \t]+", b" ", small)
    return (
        _BRACKETED.search(joined) is not None
        or _DIGITS.search(joined) is not None
        or (country in WITHOUT_NOUGHT and _NINE_DIGITS.search(joined) is not None)
    )


@lru_cache(maxsize=1024)  # of a group's files hardly one changes between two looks
def contacts_of(content: bytes, country: str = "FR") -> tuple[tuple[int, str, Contact], ...]:
    """Return the addresses and numbers of a file: each with the number of its line, and what stands there.

    Each line is read as it stands and as it is shown, and lines that YAML joins are read as one.
    """
    lines = content.decode("utf-8", "replace").split("\n")
    found = []
    start = 1
    for number, line in enumerate(lines, 1):
        here = [
            (number, text[c.start : c.end], c)
            for text in _readings(line)
            for c in find_contacts(text, country)
        ]
        start = start if line.startswith((" ", "\t")) and number - start < MOST_JOINED else number
        if not here and start < number:
            joined = " ".join(one.strip() for one in lines[start - 1 : number])
            before = len(joined) - len(line.strip())
            over = (c for c in find_contacts(joined, country) if c.start < before - 1 < c.end)
            here = [(number, joined[c.start : c.end], c._replace(start=0)) for c in over]
        found += here
    return tuple(found)


def _readings(line: str) -> tuple[str, ...]:
    """Return a line as it stands; and, where that differs, as a reader sees it, escapes and entities resolved."""
    import html  # noqa: PLC0415 (few groups have a suspect file)

    shown = re.sub(_UNSEEN, "", html.unescape(re.sub(_ESCAPED, _letter, line))).translate(_AS_TYPED)
    return (line,) if shown == line else (line, shown) if not _has_contact(line) else (line,)


def _has_contact(line: str) -> bool:
    return next(find_contacts(line), None) is not None


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1] or escaped[2] or escaped[3] or escaped[4], 16))


def find_contacts(line: str, country: str = "FR") -> Iterator[Contact]:
    """Find the addresses and numbers in one line of text; links and dates hold none, a link that calls does."""
    for found in re.finditer(_MAIL, line, re.IGNORECASE):
        if not found[0].lower().endswith(_CALENDARS):
            yield Contact(*found.span(), LazyText(codes.MAIL_ADDRESS))
    for found in re.finditer(_CALLING, line, re.IGNORECASE):
        yield Contact(*found.span(), LazyText(codes.TELEPHONE_NUMBER))
    kept = without_look_alikes(re.sub(_NO_NUMBER, lambda match: "x" * len(match[0]), line))
    for found in re.finditer(f"{NATIONAL[country]}|{_ABROAD}", kept):
        yield Contact(*found.span(), LazyText(codes.TELEPHONE_NUMBER))


def number_of(text: str) -> str:
    """Return the digits of a telephone number, a French one as it is dialled in France."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    return re.sub(r"^(?:00)?33(?=\d{9}$)", "0", digits)
