"""The group's mailbox, by IMAP and SMTP over TLS: the address book, what was sent, what came in; none of it in Git.

Folders of ours: `Tablee-Members` holds one mail a member, whose body is an address; `Tablee-Sent` one line a letter.
"""

from __future__ import annotations

import imaplib
import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from tablee.i18n.errors import TRACKER, UserError
from tablee.i18n.translations import _
from tablee.mail.letters import Letter, Sent, parse_record, render_record
from tablee.mail.mime import MOST_BYTES, header_of, parse_mail, text_of

MEMBERS, SENT, DONE, REFUSED, BOUNCES = (
    f"Tablee-{name}" for name in ("Members", "Sent", "Done", "Refused", "Bounces")
)
FOLDERS: Final = (MEMBERS, SENT, DONE, REFUSED, BOUNCES)
MOST_READ: Final = 200
"""Mails of one run; the others wait for the next."""
NEEDED = ("TABLEE_MAIL_HOST", "TABLEE_MAIL_USER", "TABLEE_MAIL_PASSWORD", "TABLEE_MAIL_KEY")
_SIZE = re.compile(rb"UID (\d+).*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+).*?UID (\d+)")
_PERSONAL = re.compile(rb'\(\("([\w./-]*)"')
_UID = re.compile(rb"UID (\d+)")
_TIMEOUT = 30.0
_STARTTLS = (25, 587)
UNREACHED = _("The mailbox could not be reached: {why}")


class MailboxFailed(UserError):
    """The mailbox could not be read or written."""

    exit_status = TRACKER


@dataclass(frozen=True, slots=True)
class MailAccess:
    """Where the mailbox is, and the key of its tokens; hosts may bear a port, as in `imap.example.org:993`."""

    imap: tuple[str, int]
    smtp: tuple[str, int]
    user: str
    password: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """A mail of the inbox; `data` is None where it is larger than anything that is read."""

    uid: str
    data: bytes | None


def read_mail_access(environment: Mapping[str, str]) -> MailAccess | None:
    """Return the access that the secrets give; None where one of them is missing, and then nothing is connected to."""
    values = [environment.get(name, "").strip() for name in NEEDED]
    if not all(values):
        return None
    hosts = values[0].replace(",", " ").split()
    return MailAccess(_host(hosts[0], 993), _host(hosts[-1], 465), values[1], values[2], values[3].encode())


def _host(text: str, port: int) -> tuple[str, int]:
    name, _colon, given = text.partition(":")
    return name, int(given) if given.isdecimal() else port


@contextmanager
def open_mailbox(access: MailAccess) -> Iterator[Mailbox]:
    """Open the mailbox with certificates verified, and close it."""
    with _telling():
        imap = imaplib.IMAP4_SSL(*access.imap, ssl_context=ssl.create_default_context(), timeout=_TIMEOUT)
    try:
        with _telling():
            imap.login(access.user, access.password)
        yield Mailbox(imap, access)
    finally:
        imap.shutdown()


@contextmanager
def _telling() -> Iterator[None]:
    """Tell a fault of the mailbox by its kind alone: what a server says may hold an address."""
    try:
        yield
    except (imaplib.IMAP4.error, smtplib.SMTPException, OSError) as error:
        raise MailboxFailed(UNREACHED, why=type(error).__name__) from error


class Mailbox:
    """The folders of the mailbox."""

    def __init__(self, imap: imaplib.IMAP4, access: MailAccess) -> None:
        """Make the folders that are missing."""
        self._imap, self._access = imap, access
        with _telling():
            self._prefix = _prefix(imap)
            for folder in FOLDERS:
                imap.create(self._prefix + folder)

    def read_addresses(self) -> dict[str, str]:
        """Return the address of each member who gave one; the newest counts."""
        return {name: body for _uid, name, body in self._read_notes(MEMBERS)}

    def write_address(self, member: str, address: str) -> None:
        """Keep a member's address, and none that was before."""
        self.erase_address(member)
        self._append(MEMBERS, member, address)

    def erase_address(self, member: str) -> None:
        """Forget a member's address."""
        self._delete(MEMBERS, [uid for uid, name, _body in self._read_notes(MEMBERS) if name == member])

    def read_sent(self) -> list[Sent]:
        """Return what was sent, as far as it is remembered."""
        found = ((parse_record(name), body) for _uid, name, body in self._read_notes(SENT))
        return [Sent(letter, date.fromisoformat(day)) for letter, day in found if letter and _is_day(day)]

    def keep_sent(self, letter: Letter, on: date) -> None:
        """Remember a letter, before it is sent: nobody gets it twice, even where the run ends between the two."""
        self._append(SENT, render_record(letter), on.isoformat())

    def take_back_sent(self, letter: Letter) -> None:
        """Forget a letter that the server did not take."""
        record = render_record(letter)
        self._delete(SENT, [uid for uid, name, _body in self._read_notes(SENT) if name == record])

    def missing_folders(self) -> list[str]:
        """Return which of the folders there are not, and could not be made."""
        with _telling():
            return [one for one in FOLDERS if self._select(one, readonly=True)[0] != "OK"]

    def take_away(self, message_id: str) -> bool:
        """Delete a mail out of the inbox; say whether it was there."""
        with _telling():
            self._select("INBOX")
            found = self._imap.uid("search", f'HEADER Message-ID "{message_id}"')[1]
        uids = (found[0] or b"").decode().split()
        self._delete("INBOX", uids)
        return bool(uids)

    def read_new(self) -> list[Received]:
        """Return the mails of the inbox, the oldest first; what is too large is not fetched."""
        with _telling():
            self._select("INBOX")
            answer = self._imap.uid("fetch", "1:*", "(UID RFC822.SIZE)")[1]
            sizes = sorted(_sizes(answer))[:MOST_READ]
            return [
                Received(str(uid), self._fetch(uid) if size <= MOST_BYTES else None) for uid, size in sizes
            ]

    def move(self, uids: Sequence[str], folder: str) -> None:
        """Move mails out of the inbox."""
        if not uids:
            return
        with _telling():
            self._select("INBOX")
            self._imap.uid("copy", ",".join(uids), self._prefix + folder)
        self._delete("INBOX", uids)

    def count(self, folder: str) -> int:
        """Return how many mails a folder holds."""
        with _telling():
            return int(self._select(folder, readonly=True)[1][0] or b"0")

    def read_bounces(self) -> list[bytes]:
        """Return the reports of failed delivery that were kept."""
        with _telling():
            self._select(BOUNCES, readonly=True)
            answer = self._imap.uid("fetch", "1:*", "(UID RFC822.SIZE)")[1]
            return [data for uid, _size in sorted(_sizes(answer)) if (data := self._fetch(uid))]

    def forget_old(self, before: date, *folders: str) -> None:
        """Empty folders of all that is older than a day."""
        for folder in folders:
            with _telling():
                self._select(folder)
                found = self._imap.uid("search", f"BEFORE {before:%d-%b-%Y}")[1]
            self._delete(folder, (found[0] or b"").decode().split())

    @contextmanager
    def sending(self) -> Iterator[smtplib.SMTP]:
        """Open the way out, over TLS from the first byte, or by STARTTLS on the ports that have it."""
        context = ssl.create_default_context()
        host, port = self._access.smtp
        with _telling():
            if port in _STARTTLS:
                smtp = smtplib.SMTP(host, port, timeout=_TIMEOUT)
                smtp.starttls(context=context)
            else:
                smtp = smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT, context=context)
            smtp.login(self._access.user, self._access.password)
        try:
            yield smtp
        finally:
            smtp.close()

    def _select(self, folder: str, *, readonly: bool = False) -> tuple[str, list[bytes | None]]:
        return self._imap.select(folder if folder == "INBOX" else self._prefix + folder, readonly)

    def _fetch(self, uid: int) -> bytes | None:
        answer = self._imap.uid("fetch", str(uid), "(BODY.PEEK[])")[1]
        return next((part[1] for part in answer if isinstance(part, tuple)), None)

    def _read_notes(self, folder: str) -> list[tuple[str, str, str]]:
        """Return the notes of a folder: number, subject and first line, the oldest first."""
        with _telling():
            self._select(folder)
            answer = self._imap.uid("fetch", "1:*", "(UID BODY.PEEK[])")[1]
        found = []
        for part in answer:
            number = _UID.search(part[0]) if isinstance(part, tuple) else None
            note = parse_mail(part[1]) if number else None
            if number and note is not None and not note.is_multipart():
                found.append((int(number[1]), header_of(note, "Subject"), text_of(note).strip()))
        return [(str(uid), subject, body) for uid, subject, body in sorted(found)]

    def _append(self, folder: str, subject: str, body: str) -> None:
        note = EmailMessage(policy=SMTP)
        note["Subject"] = subject
        note.set_content(body)
        with _telling():
            self._imap.append(self._prefix + folder, "\\Seen", "", bytes(note))

    def _delete(self, folder: str, uids: Sequence[str]) -> None:
        if uids:
            with _telling():
                self._select(folder)
                self._imap.uid("store", ",".join(uids), "+FLAGS.SILENT", "(\\Deleted)")
                self._imap.expunge()


def _prefix(imap: imaplib.IMAP4) -> str:
    """Return what the names of folders begin with on a server that keeps all of them under the inbox (RFC 2342)."""
    try:
        answer = imap.namespace()[1][0]
    except imaplib.IMAP4.error:
        return ""  # it does not know the question; what a server can do, it tells before the login alone
    found = _PERSONAL.match(answer or b"")
    return found[1].decode() if found else ""


def _sizes(answer: Sequence[object]) -> Iterator[tuple[int, int]]:
    for line in answer:
        found = _SIZE.search(line) if isinstance(line, bytes) else None
        if found:
            uid, size = (found[1], found[2]) if found[1] else (found[4], found[3])
            yield int(uid), int(size)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
