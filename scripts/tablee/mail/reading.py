"""What a mail says: an answer out of a calendar (RFC 6047), or a subject of a word and a token; nothing else is read.

From is never looked at. Parts are bounded, mails within mails are not opened, and no text of a mail is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr
from enum import StrEnum
from itertools import islice
from typing import Final

from icalendar import Calendar, Component

from tablee.mail.mime import BROKEN, MOST_PARTS, Mail, header_of, parse_mail, parts_of, text_of
from tablee.mail.words import Word, parse_word

MOST_CALENDAR: Final = 32 * 1024
"""Letters of an answer out of a calendar: those of known programs have some hundreds."""
_SUBJECT = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*) ([a-z2-7]{20})", re.IGNORECASE)
_PARTSTAT: Mapping[str, Word] = {"ACCEPTED": Word.YES, "DECLINED": Word.NO, "TENTATIVE": Word.MAYBE}
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_MOST_LETTERS = 254
_BULK = frozenset({"bulk", "junk", "list"})


class Refusal(StrEnum):
    """Why a mail is left for people."""

    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    AUTOMATIC = "automatic"
    NO_ANSWER = "no-answer"
    UNKNOWN_TOKEN = "unknown-token"  # noqa: S105 (no password)
    OTHER_ADDRESS = "other-address"
    OLD = "old"
    BOUNCE = "bounce"


@dataclass(frozen=True, slots=True)
class Said:
    """What a mail says; `attendee` and `sequence` are of an answer out of a calendar, None for a word.

    `sender` is who seems to have written a word; it is believed of nothing but a member's own first mail.
    """

    word: Word
    token: str
    attendee: str | None = None
    sequence: int | None = None
    sender: str = ""


def read_mail(data: bytes) -> Said | Refusal:
    """Read a mail, or say why it cannot be one of ours."""
    message = parse_mail(data)
    try:
        return Refusal.TOO_LARGE if message is None else _read(message)
    except BROKEN:
        return Refusal.UNREADABLE


def read_bounce(data: bytes) -> tuple[str, ...]:
    """Return the addresses that a report of failed delivery names (RFC 3464); empty for any other mail."""
    message = parse_mail(data)
    if message is None or message.get_content_type() != "multipart/report":
        return ()
    named = (str(one.get("Final-Recipient", "")).partition(";")[2] for one in _failures(message))
    return tuple(address for text in named if (address := text.strip().lower()))


def _failures(report: Mail) -> Iterator[Mail]:
    """Yield what a report says of each recipient whom a mail did not reach for good."""
    for part in _inner(report):
        if part.get_content_type() == "message/delivery-status":
            yield from (one for one in _inner(part) if str(one.get("Action", "")).strip().lower() == "failed")


def _inner(part: Mail) -> Iterator[Mail]:
    payload = part.get_payload()
    yield from (one for one in payload if isinstance(one, Message)) if isinstance(payload, list) else ()


def _read(message: Mail) -> Said | Refusal:
    if message.get_content_type() == "multipart/report":
        return Refusal.BOUNCE
    parts = list(islice(parts_of(message), MOST_PARTS + 1))
    if len(parts) > MOST_PARTS:
        return Refusal.UNREADABLE
    calendars = [part for part in parts if part.get_content_type() == "text/calendar"]
    if calendars:
        return _read_reply(text_of(calendars[0]))
    return _read_subject(message)


def _read_reply(text: str) -> Said | Refusal:
    """Read a calendar's answer: one event, one attendee, and a method that says so."""
    if len(text) > MOST_CALENDAR:
        return Refusal.NO_ANSWER
    calendar = Calendar.from_ical(text)
    events = [one for one in calendar.subcomponents if one.name == "VEVENT"]
    if str(calendar.get("METHOD", "")).upper() != "REPLY" or len(events) != 1:
        return Refusal.NO_ANSWER
    return _read_event(events[0])


def _read_event(event: Component) -> Said | Refusal:
    attendee = event.get("ATTENDEE")
    if attendee is None or isinstance(attendee, list):
        return Refusal.NO_ANSWER
    word = _PARTSTAT.get(str(attendee.params.get("PARTSTAT", "")).upper())
    token = str(event.get("UID", "")).partition("@")[0].strip().lower()
    if word is None or "RECURRENCE-ID" in event:
        return Refusal.NO_ANSWER
    address = str(attendee).strip()
    address = address[7:] if address.lower().startswith("mailto:") else address
    return Said(word, token, address.lower(), int(event.get("SEQUENCE", 0)))


def _read_subject(message: Mail) -> Said | Refusal:
    """Read a subject that is a word and a token, written by a person."""
    found = _SUBJECT.fullmatch(header_of(message, "Subject"))
    word = parse_word(found[1]) if found else None
    if found is None or word is None:
        return Refusal.NO_ANSWER
    if _is_automatic(message):
        return Refusal.AUTOMATIC
    sender = parseaddr(header_of(message, "From"))[1]
    return Said(word, found[2].lower(), sender=sender if is_address(sender) else "")


def is_address(text: str) -> bool:
    """Return whether a text is one plain mail address."""
    return len(text) <= _MOST_LETTERS and _ADDRESS.fullmatch(text) is not None


def _is_automatic(message: Mail) -> bool:
    """Return whether a program wrote a mail: holiday notices, lists and reports."""
    submitted = header_of(message, "Auto-Submitted", "no").lower()
    precedence = header_of(message, "Precedence").lower()
    no_sender = header_of(message, "Return-Path") == "<>"
    return submitted != "no" or precedence in _BULK or no_sender or "List-Id" in message
