"""Answers as calendars and mail programs send them: their shapes, with one of our tokens inside, or a hostile one."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

FROM, TO = "ann@example.net", "tablee@example.org"
EVENT = """\
BEGIN:VCALENDAR
PRODID:{prodid}
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
UID:{token}@voisins.test
DTSTAMP:20261125T100000Z
DTSTART:20261210T113000Z
DTEND:20261210T131500Z
{organizer}SEQUENCE:{sequence}
ATTENDEE;CN={attendee};PARTSTAT={partstat}:{prefix}{attendee}
SUMMARY:Les Voisins
{more}END:VEVENT
END:VCALENDAR
"""


def a_calendar(  # noqa: PLR0913 (each is one thing in which clients differ)
    token: str,
    partstat: str = "ACCEPTED",
    *,
    attendee: str = FROM,
    sequence: int = 0,
    method: str = "REPLY",
    prodid: str = "-//Mozilla.org//NONSGML Mozilla Calendar V1.1//EN",
    organizer: str = f"ORGANIZER:mailto:{TO}\n",
    prefix: str = "mailto:",
    more: str = "",
) -> str:
    """Return what a client answers in a calendar's words."""
    values = {"token": token, "partstat": partstat, "attendee": attendee, "sequence": sequence, "more": more}
    text = EVENT.format(method=method, prodid=prodid, organizer=organizer, prefix=prefix, **values)
    return text.replace("\n", "\r\n")


def a_reply(  # noqa: PLR0913 (likewise)
    calendar: str,
    *,
    subject: str = "Accepted: Les Voisins",
    method: str | None = "REPLY",
    subtype: str = "calendar",
    cte: str = "8bit",
    beside: str = "Ann has accepted this invitation.",
    headers: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """Return a mail with an answer for calendars, as the other form of a text."""
    message = _head(subject, headers)
    message.set_content(beside)
    message.add_alternative(calendar, subtype=subtype, cte=cte, params={"method": method} if method else {})
    return bytes(message)


def a_bare_reply(calendar: str, subject: str = "Accepted") -> bytes:
    """Return a mail that is nothing but a calendar."""
    message = _head(subject, ())
    message.set_content(calendar, subtype="calendar", cte="base64", params={"method": "REPLY"})
    return bytes(message)


def a_word(subject: str, *headers: tuple[str, str], body: str = "") -> bytes:
    """Return a mail that says something by its subject."""
    message = _head(subject, headers)
    message.set_content(body)
    return bytes(message)


def a_bounce(address: str, action: str = "failed", returned: str = "") -> bytes:
    """Return a report of failed delivery (RFC 3464), with headers of the mail that is returned."""
    return (
        "From: MAILER-DAEMON@mx.example.org\r\nTo: tablee@example.org\r\nSubject: Undelivered Mail\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{returned}\r\n\r\n--b--\r\n"
    ).encode()


def _head(subject: str, headers: tuple[tuple[str, str], ...]) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = FROM, TO, subject
    for name, value in headers:
        message[name] = value
    return message
