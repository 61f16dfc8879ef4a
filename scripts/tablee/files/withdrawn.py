"""What a file of a member that cannot be used still says: that this person wants to be shown no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tablee.files.forget import write_unnamed
from tablee.files.key_words import key_meant
from tablee.files.paths import is_of_member, name_of
from tablee.files.read import read_file
from tablee.files.schema import MEMBER
from tablee.model.words import YES_NO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tablee.model import Member

_SAID = re.compile(r"""(?:^|[{,])\s*["']?([^\W\d_]+)["']?\s*[:：=]?\s*["']?(\w+)""", re.MULTILINE)
"""A key with the first word behind it, however the line went wrong."""
_KEYS = ("public", "left")


def withdraw(file: str, newer: Sequence[bytes], older: bytes) -> bytes:
    """Return what stands for a file that cannot be used: an older version, telling nothing of who withdrew since.

    `newer` are the unusable versions since, the newest first: the first that speaks of it decides whether the member
    is `public`, and whoever wrote `left` is not shown as staying.
    """
    if not is_of_member(file):
        return older
    person: Member | None = read_file(MEMBER, file, older, [], id=name_of(file))
    if person is None or not person.public:
        return older
    choices = (says_public(text) for text in newer)
    is_public = next((choice for choice in choices if choice is not None), True)
    has_left = person.left_on is None and any(_said(text, "left") for text in newer)
    return write_unnamed(older, person) if has_left or not is_public else older


def says_public(text: bytes) -> bool | None:
    """Return whether a text says that a member is public; None where it says neither."""
    said = [YES_NO.parse(word.lower()) for word in _said(text, "public")]
    if False in said:
        return False
    return True if True in said else None


def _said(text: bytes, key: str) -> list[str]:
    pairs: Iterator[re.Match[str]] = _SAID.finditer(text.decode("utf-8", "replace"))
    return [pair[2] for pair in pairs if key_meant(pair[1], _KEYS) == key]
