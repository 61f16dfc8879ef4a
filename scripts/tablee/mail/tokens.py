"""What makes an answer by mail believed: a token that only the holder of the group's key can make.

From proves nothing. A token is made for one purpose, one member and what it is about; it expires with that, since only
the tokens of open matters are ever compared.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from enum import StrEnum

VERSION = "1"
LETTERS = 20
"""Of five bits each: 100 bits, lower-case since programs fold the case of what they send back."""


class Purpose(StrEnum):
    """What a token allows."""

    EVENT = "event"
    """To answer an invitation by a calendar; it is the first half of the UID, so it stays when the day moves."""
    ANSWER = "answer"
    """To answer for one day by a word; another day makes another token."""
    TURN = "turn"
    JOIN = "join"
    STOP = "stop"


def make_token(key: bytes, purpose: Purpose, member: str, *about: str) -> str:
    """Return the token of a purpose for a member."""
    text = "\0".join((VERSION, purpose, member, *about))
    return b32encode(hmac.digest(key, text.encode(), "sha256"))[:LETTERS].decode().lower()
