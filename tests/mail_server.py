"""A mailbox as a provider has it, on loopback: Dovecot keeps it (IMAP), aiosmtpd takes mails in (SMTP), both over TLS.

Both run as long as a test asks for; mails to the group are kept by Dovecot, those to others are noted down.
"""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Server  # noqa: N811 (a class)
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD, KEY = "tablee@example.org", "geheim", "a key of thirty-two letters, or so"
DOVECOT = shutil.which("dovecot") or "/usr/sbin/dovecot"
CONFIG = """\
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
listen = 127.0.0.1
ssl = required
auth_failure_delay = 0
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
mail_location = maildir:{folder}/mail
first_valid_uid = 0
first_valid_gid = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass
class MailServer:
    """The servers' addresses, and all that was sent to members; `refusing` are addresses that are not taken."""

    folder: Path
    imap_port: int
    smtp_port: int = 0
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    refusing: set[str] = field(default_factory=set)
    most: int | None = None
    """How many mails are taken before the server goes away."""
    delivers: bool = True
    """Whether mails to the group arrive."""

    def environment(self) -> dict[str, str]:
        """Return the secrets as a workflow has them."""
        return {
            "TABLEE_MAIL_HOST": f"localhost:{self.imap_port}, localhost:{self.smtp_port}",
            "TABLEE_MAIL_USER": USER,
            "TABLEE_MAIL_PASSWORD": PASSWORD,
            "TABLEE_MAIL_KEY": KEY,
            "SSL_CERT_FILE": str(self.folder / "cert.pem"),
        }

    def receive(self, *mails: bytes) -> None:
        """Lay mails into the inbox."""
        with self.connect() as imap:
            for mail in mails:
                imap.append("INBOX", "", "", mail)

    def read(self, folder: str = "INBOX") -> list[bytes]:
        """Return the mails of a folder."""
        with self.connect() as imap:
            if imap.select(folder)[0] != "OK":
                return []
            answer = imap.uid("fetch", "1:*", "(BODY.PEEK[])")[1]
            return [part[1] for part in answer if isinstance(part, tuple)]

    def connect(self) -> imaplib.IMAP4_SSL:
        """Open the mailbox as its owner."""
        context = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
        imap = imaplib.IMAP4_SSL("localhost", self.imap_port, ssl_context=context, timeout=2)
        imap.login(USER, PASSWORD)
        return imap

    async def handle_DATA(self, _server: Server, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's)
        """Note down what is sent; a mail to an address that is refused comes back at once."""
        to = envelope.rcpt_tos[0]
        if self.most is not None and len(self.sent) >= self.most:
            return "421 gone"
        if to in self.refusing:
            return "550 no such mailbox"
        if to != USER:
            self.sent.append((to, envelope.original_content or b""))
        elif self.delivers:
            self.receive(envelope.original_content or b"")
        return "250 OK"

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's)
        self, _server: Server, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take mails from the mailbox's own address, if it is not refused."""
        if address in self.refusing:
            return "553 5.7.1 sender address rejected: not owned by user"
        envelope.mail_from = address
        return "250 OK"


@contextmanager
def running_mail_server(more: str = "") -> Iterator[MailServer]:
    """Run both servers, Dovecot with more settings; other users than root's have to look into the folder."""
    need_dovecot()
    folder = Path(tempfile.mkdtemp(prefix="tablee-mail-"))
    folder.chmod(0o755)
    _make_certificate(folder)
    server = MailServer(folder, free_port())
    _configure(server, more)
    dovecot = subprocess.Popen([DOVECOT, "-F", "-c", str(folder / "dovecot.conf")])
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    server.smtp_port = free_port()
    smtp = Controller(
        server, "localhost", server.smtp_port, ssl_context=context, authenticator=_authenticate,
        auth_require_tls=False, data_size_limit=64 * 1024 * 1024,
    )  # fmt: skip
    smtp.start()
    try:
        _wait_until_it_answers(server)
        yield server
    finally:
        dovecot.terminate()
        dovecot.wait(10)
        smtp.stop()
        shutil.rmtree(folder)


def _configure(server: MailServer, more: str) -> None:
    """Let Dovecot run as whoever runs the tests; root's mails belong to a user that may have some."""
    folder, is_root = server.folder, os.geteuid() == 0
    user = pwd.getpwnam("mail") if is_root else pwd.getpwuid(os.getuid())
    group = grp.getgrgid(os.getgid()).gr_name
    roles = ("dovecot", "dovecot", "dovenull") if is_root else (group, user.pw_name, user.pw_name)
    values = dict(zip(("group", "internal", "login"), roles, strict=True))
    values |= {"uid": str(user.pw_uid), "gid": str(user.pw_gid), "port": str(server.imap_port)}
    text = CONFIG.format(folder=folder, password=PASSWORD, **values)
    (folder / "dovecot.conf").write_text(text + more, "utf-8")
    for name in ("run", "state", "home", "mail"):
        (folder / name).mkdir(exist_ok=True)
        if is_root and name in {"home", "mail"}:
            os.chown(folder / name, user.pw_uid, user.pw_gid)


def is_there() -> bool:
    """Return whether Dovecot is installed."""
    return Path(DOVECOT).exists()


def need_dovecot() -> None:
    """Skip a test where Dovecot is missing: `tests/system_programs.py` names how to get it."""
    if not is_there():
        pytest.skip("Dovecot is missing: apt-get install dovecot-imapd")


def _authenticate(
    _server: Server, _session: Session, _envelope: Envelope, _kind: str, given: object
) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == right)


def _make_certificate(folder: Path) -> None:
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", *files, *subject]
    subprocess.run(command, check=True, capture_output=True)


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        port: int = waiting.getsockname()[1]
    return port


def _wait_until_it_answers(server: MailServer) -> None:
    for _attempt in range(20):
        try:
            server.connect().logout()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((server.folder / "log").read_text("utf-8"))
