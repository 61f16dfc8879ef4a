"""`tablee doctor` tries the mailbox: each planted fault is a sentence with what to do; a healthy one says nothing."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from group_folder import FILES, run_tablee, write_group
from mail_server import PASSWORD, USER, MailServer, running_mail_server
from tablee.adapters.mail_checkup import look_at_mailbox
from tablee.i18n.translations import load_translations

UNDER_INBOX = "namespace inbox {\n  inbox = yes\n  prefix = INBOX.\n  separator = .\n}\n"
Environment = dict[str, str]


@pytest.fixture(scope="module")
def servers() -> Iterator[MailServer]:
    """Run one pair of servers for this file."""
    with running_mail_server() as server:
        yield server


@pytest.fixture
def server(servers: MailServer) -> Iterator[MailServer]:
    """Begin with servers that do what they should, and leave them so."""
    yield servers
    servers.refusing.clear()
    servers.delivers = True


class Greeting(socketserver.BaseRequestHandler):
    """A server that speaks before anything is encrypted."""

    def handle(self) -> None:
        """Greet as IMAP and SMTP do."""
        self.request.sendall(b"* OK hello\r\n")


@pytest.fixture
def plain() -> Iterator[int]:
    """Run a server that speaks no TLS; return its port."""
    with socketserver.TCPServer(("127.0.0.1", 0), Greeting) as bare:
        serving = threading.Thread(target=bare.serve_forever)
        serving.start()
        yield bare.server_address[1]
        bare.shutdown()
        serving.join()


def look(environment: Environment, language: str = "en") -> list[str]:
    """Return each finding as a sentence with its place."""
    words = load_translations(language)
    waited: list[float] = []
    return [f"{words.resolve(what)} ({where})" for what, where in look_at_mailbox(environment, waited.append)]


def at(server: MailServer, monkeypatch: pytest.MonkeyPatch, **changed: str) -> Environment:
    """Return the environment of a keeper's machine, with some of it wrong."""
    environment = {**server.environment(), **{f"TABLEE_MAIL_{name}": text for name, text in changed.items()}}
    monkeypatch.setenv("SSL_CERT_FILE", environment["SSL_CERT_FILE"])
    return environment


def test_a_healthy_mailbox_has_nothing_to_say(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail goes round and is taken away again; nothing is asked where nothing is set."""
    assert look(at(server, monkeypatch)) == []
    assert server.read() == []
    assert look({}) == []


WRONG: dict[str, tuple[Environment, str]] = {
    "password": ({"PASSWORD": "wrong"}, "localhost does not let tablee@example.org in."),
    "port": ({"HOST": "localhost:1"}, "localhost does not answer on port 1."),
    "key": ({"KEY": "guess me"}, "The key is shorter than thirty letters"),
    "user": ({"USER": "tablee"}, "tablee is no mail address, and mails come from it."),
    "nothing": ({"KEY": "", "USER": ""}, "TABLEE_MAIL_USER, TABLEE_MAIL_KEY is not set."),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_secret_is_named(name: str, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the servers make of it comes out as one sentence, in both languages."""
    changed, expected = WRONG[name]
    environment = at(server, monkeypatch, **changed)
    told, in_french = look(environment)[0], look(environment, "fr")[0]
    assert expected in told
    assert in_french != told


def test_a_host_that_nobody_knows_is_named(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the pen in the first of the four secrets."""

    def nobody_knows(*_host: object, **_more: object) -> None:
        raise socket.gaierror

    environment = at(server, monkeypatch, HOST="imap.exmaple.org")
    monkeypatch.setattr("socket.getaddrinfo", nobody_knows)
    (found,) = look(environment)
    assert "No server is called imap.exmaple.org." in found


def refuse_sender(server: MailServer) -> None:
    """Let the server take no mail from the mailbox."""
    server.refusing.add(USER)


def lose_mails(server: MailServer) -> None:
    """Let mails to the group vanish."""
    server.delivers = False


FAULTS: dict[str, tuple[Callable[[MailServer], None], str]] = {
    "sender": (
        refuse_sender,
        "takes no mail from tablee@example.org to itself: 5.7.1 sender address rejected",
    ),
    "lost": (lose_mails, "A mail from tablee@example.org to itself did not arrive within 20 seconds."),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_mail_that_does_not_come_round_is_told(
    name: str, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused at once, with the server's own words, or never seen again."""
    plant, expected = FAULTS[name]
    plant(server)
    (found,) = look(at(server, monkeypatch))
    assert expected in found


@pytest.mark.parametrize("which", ["imap", "smtp"])
def test_a_server_without_tls_gets_no_password(
    which: str, server: MailServer, plain: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where mails are read nor where they are sent."""
    ports = {"imap": server.imap_port, "smtp": server.smtp_port, which: plain}
    hosts = f"localhost:{ports['imap']}, localhost:{ports['smtp']}"
    (found,) = look(at(server, monkeypatch, HOST=hosts))
    assert f"localhost speaks no TLS on port {plain}" in found


def test_a_foreign_certificate_gets_no_password(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may stand between us and the mailbox."""
    environment = at(server, monkeypatch)
    monkeypatch.delenv("SSL_CERT_FILE")
    (found,) = look(environment)
    assert "The certificate of localhost is not valid: self" in found


def test_a_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the provider lets no program make folders."""
    with running_mail_server("plugin {\n  quota_rule = *:storage=1G\n}\nmailbox_list_index = no\n") as server:
        (server.folder / "mail" / ".Tablee-Members").write_text("in the way", "utf-8")
        found = look(at(server, monkeypatch))
    assert "The folder Tablee-Members is missing in the mailbox" in found[0]


def test_a_provider_may_keep_all_folders_under_the_inbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours are then made there."""
    with running_mail_server(UNDER_INBOX) as server:
        assert look(at(server, monkeypatch)) == []
        with server.connect() as imap:
            assert imap.select("INBOX.Tablee-Members")[0] == "OK"


def test_the_command_tells_it(server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside what is missing here; the password is not repeated."""
    write_group(tmp_path, FILES)
    for name, value in at(server, monkeypatch, KEY="guess me").items():
        monkeypatch.setenv(name, value)
    said = run_tablee("-C", tmp_path, "doctor").stdout
    assert "La clé a moins de trente lettres" in said.partition("La boîte aux lettres")[2]
    assert PASSWORD not in said
