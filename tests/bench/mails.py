"""What mails cost us: the processor time of `tablee post` alone, with the servers in processes of their own."""

from __future__ import annotations

import os
import re
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from bench.dates import NOW
from bench.stopwatch import Cost, DidNotRunError, Program, run
from bench.table import Aim, Row
from full_mailbox import MAILS, NOON, keep_book, lay_files
from mail_answers import a_calendar, a_reply
from mail_server import MailServer, is_there, running_mail_server

_SENDING_AIM, _READING_AIM, _SORTING_AIM = Aim(5.0), Aim(1.0), Aim(2.0)
_SETTINGS = """\
name: La Tablée du Banc d’essai
url: https://example.org/banc/
identity: banc.example.org
contact: https://example.org/contact
language: fr
timezone: Europe/Paris
rhythm: {every: 4 weeks on thursday, from: 2026-01-08, at: 12:30, lasts: 1h45, place: Le Bistrot}
"""
_HELD, _COMING = "2026-11-12", "2026-12-10"


def hold_mails(folder: Path, members: int) -> list[Row]:
    """Measure what invitations to all, the answers of all, and a full mailbox take beside the steward alone."""
    if not is_there():
        return [Row("mails", "not measured", beside="Dovecot is missing")]
    group = folder / "mailed"
    _lay_group(group, members)
    with running_mail_server() as server:
        _keep_addresses(server, members)
        post = _post(group, server)
        applying = _tablee(group, "apply", "--tracker", "folder")
        run(applying)
        resting = run(applying)
        sending = run(post)
        _answer_all(server, members)
        reading = run(post)
    _need_answers(group, members)
    return [
        _row(f"{members} invitations sent", sending, resting, _SENDING_AIM),
        _row(f"{members} answers read", reading, resting, _READING_AIM),
        _sort(folder / "sorted"),
    ]


def _sort(group: Path) -> Row:
    """Measure a run that finds all mails of the tests, by the wall clock and as a whole: servers, program, files."""
    lay_files(group)
    applying = _tablee(group, "apply", "--tracker", "folder", now=NOON)
    with running_mail_server() as server:
        keep_book(server)
        run(applying)
        resting = run(applying)
        server.receive(*MAILS)
        sorting = run(_post(group, server, now=NOON))
        if server.read():
            raise DidNotRunError("the inbox is not empty")
    what, verdict = f"{len(MAILS)} mails sorted", _SORTING_AIM.judge(sorting.seconds)
    beside = "the steward, wall clock"
    return Row(what, f"{sorting.seconds:.3f} s", f"{resting.seconds:.3f} s", beside, None, verdict)


def _row(what: str, loaded: Cost, resting: Cost, aim: Aim) -> Row:
    ours = loaded.cpu - resting.cpu
    return Row(what, f"{ours:.3f} s", f"{resting.cpu:.3f} s", "the steward alone", None, aim.judge(ours))


def _lay_group(group: Path, members: int) -> None:
    """Write a group whose members all came last time, gave an address, and are awaited next time."""
    came = ", ".join(_name(number) for number in range(members))
    files = {"group.yml": _SETTINGS, f"meetings/{_HELD}.yml": f"present: [{came}]\n"}
    files[f"meetings/{_COMING}.yml"] = "topics: [Tarifs]\n"
    for number in range(members):
        text = f"public: yes\nname: Membre {number}\njoined: 2026-01-01\nmail: yes\n"
        files[f"members/{_name(number)}.yml"] = text
    for path, text in files.items():
        (group / path).parent.mkdir(parents=True, exist_ok=True)
        (group / path).write_text(text, "utf-8")


def _name(number: int) -> str:
    return f"membre-{number}"


def _keep_addresses(server: MailServer, members: int) -> None:
    with server.connect() as imap:
        imap.create("Tablee-Members")
        for number in range(members):
            note = f"Subject: {_name(number)}\r\n\r\n{_name(number)}@post.example\r\n"
            imap.append("Tablee-Members", "", "", note.encode())


def _answer_all(server: MailServer, members: int) -> None:
    """Let everybody who was invited accept by a calendar."""
    replies = [a_reply(a_calendar(token, attendee=to)) for to, data in server.sent for token in _tokens(data)]
    if len(replies) != members:
        raise DidNotRunError(f"{len(replies)} of {members} invitations were sent")
    server.receive(*replies)


def _tokens(data: bytes) -> list[str]:
    """Return the token of an invitation; none of a mail that is no invitation."""
    parts = message_from_bytes(data, policy=default).walk()
    texts = [str(part.get_content()) for part in parts if part.get_content_subtype() == "calendar"]
    return [token for text in texts for token in re.findall(r"UID:([a-z2-7]{20})@", text)]


def _need_answers(group: Path, members: int) -> None:
    said = (group / f"meetings/{_COMING}.yml").read_text("utf-8").count(": yes")
    if said != members:
        raise DidNotRunError(f"{said} of {members} answers were written")


def _post(group: Path, server: MailServer, now: str = NOW) -> Program:
    program = _tablee(group, "post", "--tracker", "folder", now=now)
    return Program(program.command, {**program.environment, **server.environment()})


def _tablee(group: Path, *more: str, now: str = NOW) -> Program:
    environment = {**os.environ, "TABLEE_NOW": now}
    return Program([Path(sys.executable).parent / "tablee", "-C", group, *more], environment)
