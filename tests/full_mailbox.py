"""A mailbox in which all mails of `test_mail_answers` wait at once, for the group whose members they name."""

from __future__ import annotations

from pathlib import Path

from mail_server import MailServer
from tablee.mail.letters import render_record
from tablee.mail.reading import Refusal
from test_mail_answers import ADDRESSES, BELIEVED, DONE, INVITED, LEFT, MEETING

NOON = "2026-12-01T12:00"
"""When they are read."""
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
REFUSED: list[tuple[bytes, Refusal]] = [(mail, refusal) for mail, refusal in LEFT.values() if mail]
"""Those that are left for people; a server takes no mail of no bytes."""
HEEDED = [mail for mail, _expected in (*BELIEVED.values(), *DONE.values())]
"""Those that are believed, the one that ends the mails to a member among the last."""
MAILS = [*(mail for mail, _refusal in REFUSED), *HEEDED]


def lay_files(folder: Path) -> None:
    """Write the group's files."""
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def keep_book(server: MailServer) -> None:
    """Let the mailbox know both members, and what they were sent."""
    notes = [("Members", member, address) for member, address in ADDRESSES.items()]
    notes += [("Sent", render_record(one.letter), one.on.isoformat()) for one in INVITED]
    with server.connect() as imap:
        for folder, subject, body in notes:
            imap.create(f"Tablee-{folder}")
            imap.append(f"Tablee-{folder}", "", "", f"Subject: {subject}\r\n\r\n{body}\r\n".encode())
