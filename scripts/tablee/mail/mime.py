"""A mail's parts and headers, within bounds that are checked before Python's parser sees them.

That parser calls itself for each mail or multipart within another, and takes quadratic time for a header of many
parameters: one mail of 200 kB could stop a run. Its old policy (compat32) is used, which interprets no header unasked;
the newer one takes most of the time of reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from typing import Final, TypeAlias

MOST_BYTES: Final = 256 * 1024
MOST_PARTS: Final = 20
MOST_NESTED: Final = 50
"""How often a mail may name a multipart or a mail within it, also where it only quotes one."""
_MOST_HEADER = 400
_NESTED = re.compile(rb"multipart/|message/", re.IGNORECASE)
_LONG_TYPE = re.compile(rb"^content-type:(?:[^\r\n]|\r?\n[ \t]|\r(?!\n)){2000}", re.IGNORECASE | re.MULTILINE)

Mail: TypeAlias = "Message[str, str]"

BROKEN: Final = (ValueError, LookupError, TypeError, AttributeError, IndexError, MessageError)
"""What email and icalendar raise on what breaks their rules."""


def parse_mail(data: bytes) -> Mail | None:
    """Parse a mail; None where it is beyond the bounds."""
    is_beyond = len(data) > MOST_BYTES or len(_NESTED.findall(data)) > MOST_NESTED or _LONG_TYPE.search(data)
    return None if is_beyond else message_from_bytes(data, policy=compat32)


def parts_of(message: Mail) -> Iterator[Mail]:
    """Yield the parts of a mail, without opening a mail within it."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        kind = part.get_content_maintype()
        payload = part.get_payload()
        if kind == "multipart" and isinstance(payload, list):
            waiting += [one for one in payload if isinstance(one, Message)]
        if kind != "message":
            yield part


def text_of(part: Mail) -> str:
    """Return the text of a part in its own charset."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise TypeError(type(data))
    return data.decode(part.get_content_charset("utf-8"), "replace")


def header_of(message: Mail, name: str, default: str = "") -> str:
    """Return a header as its writer meant it, on one line, shortened."""
    value = str(message.get(name, default))[:_MOST_HEADER]
    return " ".join(str(make_header(decode_header(value))).split())
