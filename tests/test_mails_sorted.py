"""A full mailbox in one run of `tablee post`: each mail goes where it belongs, and no word of any of them anywhere."""

from __future__ import annotations

import imaplib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from full_mailbox import HEEDED, MAILS, NOON, REFUSED, keep_book, lay_files
from mail_server import MailServer, running_mail_server
from tablee.cli import main
from tablee.mail.mime import MOST_BYTES
from tablee.mail.reading import Refusal
from test_mail_answers import MEETING

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
    with running_mail_server() as running:
        for name, value in running.environment().items():
            monkeypatch.setenv(name, value)
        keep_book(running)
        yield running


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
    """Half of them are refused; the one of 20 MB is never fetched. `make bench` says how long it takes."""
    lay_files(tmp_path)
    assert len(MAILS) >= 60
    server.receive(*MAILS)
    arguments = ["-C", str(tmp_path), "--now", NOON, "post", "--tracker", "folder"]
    assert main([*arguments, "--format", "markdown"]) == 0
    assert max(fetched) < 2 * MOST_BYTES
    left = Counter(refusal is Refusal.BOUNCE for _mail, refusal in REFUSED)
    folders = ("INBOX", "Tablee-Done", "Tablee-Refused", "Tablee-Bounces")
    expected = [0, len(HEEDED), left[False], left[True]]
    assert [len(server.read(folder)) for folder in folders] == expected
    meeting = (tmp_path / f"meetings/{MEETING}.yml").read_text("utf-8")
    assert "ann: yes" in meeting
    said = capsys.readouterr()
    texts = {str(file): file.read_text("utf-8") for file in tmp_path.rglob("*") if file.is_file()}
    texts |= {"printed": said.out, "errors": said.err}
    assert [(where, word) for where, text in texts.items() for word in SAID if word in text] == []
