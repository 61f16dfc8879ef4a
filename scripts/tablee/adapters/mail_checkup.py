"""Whether the group's mailbox works: reached over TLS, let in, with its folders, and a mail that it sends to itself."""

from __future__ import annotations

import imaplib
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from typing import Final

from tablee.adapters.mailbox import (
    NEEDED,
    MailAccess,
    Mailbox,
    MailboxFailed,
    open_mailbox,
    read_mail_access,
)
from tablee.checks.repository import Finding
from tablee.i18n.translations import LazyText, _
from tablee.mail.reading import is_address

SHORTEST_KEY: Final = 30
ATTEMPTS: Final = 20
"""How often, a second apart, the mailbox is asked for the mail that was sent to itself."""
MISSING = _("There is a mailbox, but nothing of it is used: {names} is not set.")
NO_ADDRESS = _("{user} is no mail address, and mails come from it.")
SHORT_KEY = _("The key is shorter than thirty letters, so somebody could guess it.")
UNKNOWN_HOST = _("No server is called {host}. The provider’s page on mail programs names it.")
NO_ANSWER = _(
    "{host} does not answer on port {port}. Another port can be given behind its name, as in {host}:993."
)
NO_TLS = _(
    "{host} speaks no TLS on port {port}, so a password would be readable on the way. Take its port for TLS."
)
UNTRUSTED = _("The certificate of {host} is not valid: {why}. Take the very name that the provider gives.")
NOT_LET_IN = _("{host} does not let {user} in. Many providers want a password made for programs here.")
NO_FOLDER = _(
    "The folder {folder} is missing in the mailbox, and cannot be made. Make it in the provider’s web mail."
)
NOT_SENT = _(
    "{host} takes no mail from {user} to itself: {why}. Mails have to come from the mailbox’s own address."
)
NOT_ARRIVED = _("A mail from {user} to itself did not arrive within {n} seconds. Look into its spam folder.")
BROKEN = _("{host} broke off: {why}.")
_HOST, _USER, _PASSWORD, _KEY = NEEDED
_DOCS = "docs/mail.md"
_MOST_SAID = 200


def names_mailbox(environment: Mapping[str, str]) -> bool:
    """Return whether anything of a mailbox is set."""
    return any(environment.get(name, "").strip() for name in NEEDED)


def look_at_mailbox(environment: Mapping[str, str], sleep: Callable[[float], None]) -> Iterator[Finding]:
    """Yield what is wrong with the mailbox that the environment names; nothing where it names none."""
    if not names_mailbox(environment):
        return
    missing = [name for name in NEEDED if not environment.get(name, "").strip()]
    access = read_mail_access(environment)
    if access is None:
        yield _found(_DOCS, MISSING, names=", ".join(missing))
        return
    if not is_address(access.user):
        yield _found(_USER, NO_ADDRESS, user=access.user)
        return
    if len(access.key) < SHORTEST_KEY:
        yield _found(_KEY, SHORT_KEY)
    yield from _try(access, sleep)


def _try(access: MailAccess, sleep: Callable[[float], None]) -> Iterator[Finding]:
    """Go in, look for the folders, and let a mail come round; what fails first ends it."""
    try:
        with open_mailbox(access) as mailbox:
            missing = mailbox.missing_folders()
            yield from (_found(_DOCS, NO_FOLDER, folder=folder) for folder in missing)
            yield from () if missing else _send_round(mailbox, access, sleep)
    except MailboxFailed as failed:
        yield _explain(failed.__cause__, access, *access.imap)


def _send_round(mailbox: Mailbox, access: MailAccess, sleep: Callable[[float], None]) -> Iterator[Finding]:
    mail = _mail_to_itself(access)
    try:
        with mailbox.sending() as smtp:
            smtp.send_message(mail)
    except MailboxFailed as failed:
        yield _explain(failed.__cause__, access, *access.smtp)
        return
    except smtplib.SMTPException as error:
        yield _explain(error, access, *access.smtp)
        return
    for _attempt in range(ATTEMPTS):
        if mailbox.take_away(str(mail["Message-ID"])):
            return
        sleep(1)
    yield _found(_DOCS, NOT_ARRIVED, user=access.user, n=ATTEMPTS)


def _mail_to_itself(access: MailAccess) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = mail["To"] = access.user
    mail["Subject"] = "tablee doctor"
    mail["Message-ID"] = make_msgid(domain="tablee.invalid")
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("tablee doctor\n")
    return mail


_FAULTS: Final[tuple[tuple[tuple[type[BaseException], ...], str, str], ...]] = (
    ((ssl.SSLCertVerificationError,), UNTRUSTED, _HOST),
    ((ssl.SSLError, smtplib.SMTPNotSupportedError), NO_TLS, _HOST),
    ((socket.gaierror,), UNKNOWN_HOST, _HOST),
    ((smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, imaplib.IMAP4.abort), BROKEN, _HOST),
    ((smtplib.SMTPAuthenticationError, imaplib.IMAP4.error), NOT_LET_IN, _PASSWORD),
    ((smtplib.SMTPException,), NOT_SENT, _USER),
    ((OSError,), NO_ANSWER, _HOST),
)
"""What each fault means, and which secret is wrong: the first that fits, as a fault of TLS is one of OSError, too."""


def _explain(error: BaseException | None, access: MailAccess, host: str, port: int) -> Finding:
    means = ((what, where) for kinds, what, where in _FAULTS if isinstance(error, kinds))
    what, where = next(means, (BROKEN, _HOST))
    return _found(where, what, host=host, port=port, user=access.user, why=_said(error))


def _said(error: BaseException | None) -> str:
    """Return a server's own words, on one line."""
    match error:
        case ssl.SSLCertVerificationError():
            said = error.verify_message.encode()
        case smtplib.SMTPRecipientsRefused():
            said = b" ".join(text for _code, text in error.recipients.values())
        case smtplib.SMTPResponseException():
            said = error.smtp_error if isinstance(error.smtp_error, bytes) else error.smtp_error.encode()
        case _:
            said = str(error).encode()
    return " ".join(said.decode("utf-8", "replace").split())[:_MOST_SAID]


def _found(where: str, what: str, **values: object) -> Finding:
    return Finding(LazyText(what, values), where)
