"""A full mailbox in one run of `tablee post`: each mail goes where it belongs, and no word of any of them anywhere."""

from __future__ import annotations

import imaplib
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from mail_server import MailServer, need_dovecot, start_mail_server, stop_mail_server
from tablee.adapters.mailbox import open_mailbox, read_mail_access
from tablee.cli import main
from tablee.mail.mime import MOST_BYTES
from tablee.mail.reading import Refusal
from test_mail_answers import ADDRESSES, BELIEVED, DONE, INVITED, LEFT, MEETING

GROUP = """\
name: The Table
url: https://table.test/
identity: table.test
contact: https://table.test/contact
language: en
timezone: Europe/Paris
rhythm: {every: 2 weeks on thursday, from: 2026-01-08, at: 12:30, lasts: 1h45, place: The Bistro}
duties: {hub: [ann, bo]}
"""
FILES = {
    "group.yml": GROUP,
    "members/ann.yml": "public: yes\nname: Ann Lee\njoined: 2026-01-01\nmail: yes\n",
    "members/bo.yml": "public: yes\nname: Bo Ray\njoined: 2026-01-01\nmail: yes\n",
    "meetings/2026-11-26.yml": "present: [ann, bo]\nfacilitator: ann\n",
    f"meetings/{MEETING}.yml": "called: [{member: bo, on: 2026-11-30}]\n",
}
SAID = (
    "ann@example",
    "bo@example",
    "has accepted",
    "Les Voisins",
    "malade",
    "Lilas",
    "klingon",
    "thanks",
    "dinner",
)
"""What the mails say, and who writes them."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """Run a mailbox that knows two members, and what they were sent."""
    need_dovecot()
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    running, started = start_mail_server(folder)
    for name, value in running.environment().items():
        monkeypatch.setenv(name, value)
    access = read_mail_access(running.environment())
    assert access
    with open_mailbox(access) as mailbox:
        for member, address in ADDRESSES.items():
            mailbox.write_address(member, address)
        for sent in INVITED:
            mailbox.keep_sent(sent.letter, sent.on)
    yield running
    stop_mail_server(started)
    shutil.rmtree(folder)


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note down how many bytes each answer of the mailbox has."""
    sizes: list[int] = []
    real = imaplib.IMAP4.uid

    def noting(self: imaplib.IMAP4, command: str, *values: str) -> tuple[str, list[object]]:
        answer = real(self, command, *values)
        sizes.append(sum(len(part[1]) for part in answer[1] if isinstance(part, tuple)))
        return answer

    monkeypatch.setattr(imaplib.IMAP4, "uid", noting)
    return sizes


def test_sixty_mails_are_sorted_and_leave_no_word(
    server: MailServer, fetched: list[int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Half of them are refused; the one of 20 MB is never fetched; a last one ends the mails, so it comes last."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    refused = [
        (mail, refusal) for mail, refusal in LEFT.values() if mail
    ]  # a server takes no mail of no bytes
    mails = [mail for mail, _expected in (*refused, *BELIEVED.values(), *DONE.values())]
    assert len(mails) >= 60
    server.receive(*mails)
    arguments = ["-C", str(tmp_path), "--now", "2026-12-01T12:00", "post", "--tracker", "folder"]
    assert main([*arguments, "--format", "markdown"]) == 0
    assert max(fetched) < 2 * MOST_BYTES
    left = Counter(refusal is Refusal.BOUNCE for _mail, refusal in refused)
    folders = ("INBOX", "Tablee-Done", "Tablee-Refused", "Tablee-Bounces")
    expected = [0, len(BELIEVED) + len(DONE), left[False], left[True]]
    assert [len(server.read(folder)) for folder in folders] == expected
    meeting = (tmp_path / f"meetings/{MEETING}.yml").read_text("utf-8")
    assert "ann: yes" in meeting
    said = capsys.readouterr()
    texts = {str(file): file.read_text("utf-8") for file in tmp_path.rglob("*") if file.is_file()}
    texts |= {"printed": said.out, "errors": said.err}
    assert [(where, word) for where, text in texts.items() for word in SAID if word in text] == []
