"""The text of a foreign file: its encoding guessed, its size bounded, what is no text refused."""

from __future__ import annotations

import codecs

from tablee.i18n.errors import UserError
from tablee.i18n.translations import _

MOST_BYTES = 8 * 1024 * 1024
"""Of a file to import; twenty years of a busy calendar are less."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Unusable(UserError):
    """A file that cannot be imported at all, in one sentence."""


def decode(data: bytes) -> str:
    """Return a file's text: UTF-8, UTF-16 as Excel writes it, or Windows' own encoding; raises Unusable.

    Lines that end as on the first Macs end by a line feed.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), _guess(data))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise Unusable(_("This file is no text: it holds signs that only programs read. Export it again."))
    if not text.strip():
        raise Unusable(_("This file is empty. Export it again."))
    return text.replace("\r", "\n") if "\n" not in text else text


def _guess(data: bytes) -> str:
    """Guess the encoding of a file without a mark: in UTF-16 every other byte of Western text is zero."""
    head = data[:1000]
    if len(head) > 1 and head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    return "utf-16-be" if len(head) > 1 and head[0::2].count(0) > len(head) // 3 else "utf-8"
