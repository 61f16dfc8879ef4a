"""`tablee post`, with a real mailbox: invitations go out, answers come into the files, and nothing is done twice."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import icalendar
import pytest

from mail_answers import a_bounce, a_calendar, a_reply, a_word
from mail_server import KEY, MailServer, running_mail_server
from tablee.adapters import mailbox as adapter
from tablee.cli import main
from tablee.mail.tokens import Purpose, make_token

Printed = pytest.CaptureFixture[str]
GROUP = """\
name: The Table
url: https://table.test/
identity: table.test
contact: https://table.test/contact
language: en
timezone: Europe/London
rhythm: {every: 4 weeks on thursday, from: 2026-01-08, at: 12:30, lasts: 1h45, place: The Bistro}
duties: {hub: [ann-lee, bo-ray]}
deck: {table: {title: Book the table}}
"""
NOW = "2026-12-01T12:00"
MEETING = "2026-12-10"


@pytest.fixture(scope="module")
def servers() -> Iterator[MailServer]:
    """Run the mail servers for this file; other users than root's have to look into the folder."""
    with running_mail_server() as server:
        yield server


@pytest.fixture
def server(servers: MailServer, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    """Begin with an empty mailbox."""
    with servers.connect() as imap:
        for name in (
            "INBOX",
            *(f"Tablee-{one}" for one in ("Members", "Sent", "Done", "Refused", "Bounces")),
        ):
            if imap.select(name)[0] == "OK":
                imap.uid("store", "1:*", "+FLAGS", "\\Deleted")
                imap.expunge()
    servers.sent.clear()
    servers.refusing.clear()
    servers.most = None
    for name, value in servers.environment().items():
        monkeypatch.setenv(name, value)
    return servers


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Lay out a group of three who met, with a meeting to come."""
    files = {
        "group.yml": GROUP,
        "meetings/2026-11-12.yml": "present: [ann-lee, bo-ray, cy-ott]\nfacilitator: ann-lee\n",
    }
    for who, name in (("ann-lee", "Ann Lee"), ("bo-ray", "Bo Ray"), ("cy-ott", "Cy Ott")):
        files[f"members/{who}.yml"] = f"public: yes\nname: {name}\njoined: 2026-01-01\n"
    for path, text in {**files, f"meetings/{MEETING}.yml": "topics: [Prices] # ours\n"}.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def post(root: Path, *more: str, now: str = NOW) -> int:
    """Run the command on the group."""
    return main(["-C", str(root), "--now", now, "post", "--tracker", "folder", *more])


def add(root: Path) -> None:
    """Give addresses for two of the three."""
    assert post(root, "add", "ann-lee", "ann@example.net") == 0
    assert post(root, "add", "bo-ray", "bo@example.net") == 0


def links(server: MailServer, to: str) -> dict[str, str]:
    """Return the answers that the newest mail to somebody offers, as subjects by their word."""
    text = message_from_bytes(mails_to(server, to)[-1], policy=default).get_body(("plain",))
    assert text
    found = re.findall(r"subject=(\S+?)%20([a-z2-7]{20})", text.get_content())
    return {word: f"{word} {token}" for word, token in found}


def mails_to(server: MailServer, to: str) -> list[bytes]:
    """Return what was sent to somebody."""
    return [data for address, data in server.sent if address == to]


def event_to(server: MailServer, to: str) -> icalendar.Event:
    """Return the newest event that was sent to somebody."""
    for data in reversed(mails_to(server, to)):
        for part in message_from_bytes(data, policy=default).walk():
            if part.get_content_type() == "text/calendar":
                (event,) = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")
                assert isinstance(event, icalendar.Event)
                return event
    raise AssertionError(to)


@pytest.mark.parametrize("missing", ["HOST", "USER", "PASSWORD", "KEY"])
def test_without_a_mailbox_nothing_is_connected_to(
    missing: str, server: MailServer, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """One secret that is missing is enough; the command says so, and that is no fault."""
    connections: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda _self, to: connections.append(to))
    monkeypatch.setattr("socket.getaddrinfo", lambda *to, **_named: connections.append(to))
    monkeypatch.delenv(f"TABLEE_MAIL_{missing}")
    assert post(root) == 0
    assert "There is no mailbox" in capsys.readouterr().out
    assert not (root / "issues").exists()
    assert (connections, server.sent) == ([], [])


def test_an_invitation_is_answered_from_the_calendar(server: MailServer, root: Path) -> None:
    """Sent once, answered once, in the file that counts, beside what people wrote there."""
    add(root)
    assert post(root) == 0
    assert sorted(address for address, _data in server.sent) == ["ann@example.net", "bo@example.net"]
    token = str(event_to(server, "ann@example.net")["UID"]).split("@")[0]
    server.receive(a_reply(a_calendar(token, attendee="ann@example.net")))
    assert post(root) == 0
    text = (root / f"meetings/{MEETING}.yml").read_text("utf-8")
    assert "ann-lee: yes" in text
    assert "topics: [Prices] # ours" in text
    assert "mail: yes" in (root / "members/ann-lee.yml").read_text("utf-8")
    assert len(server.sent) == 2
    assert (len(server.read()), len(server.read("Tablee-Done"))) == (0, 1)
    assert post(root) == 0
    assert len(server.sent) == 2


def test_a_word_is_enough(server: MailServer, root: Path) -> None:
    """The link in the mail makes the subject; the newest word counts."""
    add(root)
    post(root)
    said = links(server, "bo@example.net")
    server.receive(a_word(said["yes"]), a_word(said["no"]))
    post(root)
    assert "bo-ray: no" in (root / f"meetings/{MEETING}.yml").read_text("utf-8")


def test_a_move_and_a_cancellation_reach_the_calendar(server: MailServer, root: Path) -> None:
    """The same event, a number higher each time; an answer to the old day is not believed."""
    add(root)
    post(root)
    first, old = event_to(server, "ann@example.net"), links(server, "ann@example.net")
    file = root / f"meetings/{MEETING}.yml"
    file.write_text("date: 2026-12-11\n", "utf-8")
    post(root)
    moved = event_to(server, "ann@example.net")
    assert (moved["UID"], moved["SEQUENCE"]) == (first["UID"], 1)
    server.receive(
        a_word(old["yes"]), a_reply(a_calendar(str(first["UID"]).split("@")[0], attendee="ann@example.net"))
    )
    post(root)
    assert "answers" not in file.read_text("utf-8")
    assert len(server.read("Tablee-Refused")) == 2
    file.write_text("date: 2026-12-11\nstatus: cancelled\nwhy: Snow\n", "utf-8")
    post(root)
    off = event_to(server, "ann@example.net")
    assert (off["UID"], off["SEQUENCE"], off["STATUS"]) == (first["UID"], 2, "CANCELLED")


def test_an_address_is_given_and_erased_by_mail(server: MailServer, root: Path, capsys: Printed) -> None:
    """By a link that a keeper passes on; a second address does not take the place of the first."""
    assert post(root, "link", "cy-ott") == 0
    subject = capsys.readouterr().out.strip().partition("subject=")[2].replace("%20", " ")
    server.receive(a_word(subject))
    post(root)
    assert "mail: yes" in (root / "members/cy-ott.yml").read_text("utf-8")
    kinds = [
        message_from_bytes(data, policy=default)["Subject"] for data in mails_to(server, "ann@example.net")
    ]
    assert kinds == [
        "The Table: will you facilitate on Thursday 10 December?",
        "The Table: do you come on Thursday 10 December?",
    ]
    server.receive(a_word(links(server, "ann@example.net")["stop"]))
    post(root)
    assert "mail" not in (root / "members/cy-ott.yml").read_text("utf-8")
    assert server.read("Tablee-Members") == []


def test_two_mails_that_came_back_end_it(server: MailServer, root: Path) -> None:
    """The address is erased, and the file says that nobody is reached by it."""
    add(root)
    post(root)
    ours = message_from_bytes(mails_to(server, "bo@example.net")[-1], policy=default)
    headers = "".join(f"{name}: {ours[name]}\r\n" for name in ("Subject", "List-Unsubscribe"))
    bounce = a_bounce("bo@example.net", returned=headers)
    server.receive(bounce, bounce)
    post(root)
    post(root)
    assert "mail: no" in (root / "members/bo-ray.yml").read_text("utf-8")
    assert len(server.read("Tablee-Members")) == 1


def test_a_forged_bounce_erases_nobody(server: MailServer, root: Path) -> None:
    """Whoever knows an address can write such a report; the token of a mail of ours is in none of them."""
    add(root)
    server.receive(*[a_bounce("bo@example.net", returned="Subject: stop")] * 3)
    post(root)
    post(root)
    assert "mail: yes" in (root / "members/bo-ray.yml").read_text("utf-8")
    assert len(server.read("Tablee-Members")) == 2


def test_a_silent_group_restarts_by_mail(server: MailServer, root: Path) -> None:
    """Everybody who can be reached is asked once; a yes by the link stands in the next meeting's file."""
    for key in ("2026-11-12", MEETING):
        (root / f"meetings/{key}.yml").unlink()
    (root / "meetings/2026-06-25.yml").write_text("present: [ann-lee, bo-ray, cy-ott]\n", "utf-8")
    add(root)
    with server.connect() as imap:
        imap.append("Tablee-Sent", "", "", b"Subject: reminder 2026-06-25 ann-lee x 0\r\n\r\n2026-06-22\r\n")
    for day in (1, 2):
        post(root, now=f"2026-12-0{day}T12:00")
    asked = [(to, message_from_bytes(data, policy=default)["Subject"]) for to, data in server.sent]
    assert sorted(asked) == [(f"{who}@example.net", "The Table: do we go on?") for who in ("ann", "bo")]
    server.receive(a_word(links(server, "ann@example.net")["yes"]))
    post(root, now="2026-12-03T12:00")
    assert "ann-lee: yes" in (root / f"meetings/{MEETING}.yml").read_text("utf-8")


def test_a_flood_holds_an_answer_back_and_loses_none(
    server: MailServer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run reads so many mails, the oldest first; the next one goes on."""
    add(root)
    post(root)
    monkeypatch.setattr(adapter, "MOST_READ", 2)
    server.receive(*[a_word("rubbish")] * 3, a_word(links(server, "ann@example.net")["yes"]))
    file = root / f"meetings/{MEETING}.yml"
    for left, answered in ((2, False), (0, True)):
        post(root)
        assert (len(server.read()), "ann-lee: yes" in file.read_text("utf-8")) == (left, answered)


class Killed(BaseException):
    """The run ends here."""


@pytest.mark.parametrize(
    "step", ["read_new", "write_address", "move", "forget_old", "keep_sent", "sending", "send_message"]
)
def test_a_run_that_is_killed_loses_no_answer_and_sends_nothing_twice(
    step: str, server: MailServer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each step: reading, writing, moving, noting down what is sent, sending. The next run goes on."""
    add(root)
    post(root)
    said = links(server, "ann@example.net")
    joins = make_token(KEY.encode(), Purpose.JOIN, "cy-ott")
    server.receive(a_word(said["yes"]), a_word(f"join {joins}"))
    (root / "meetings/2026-12-03.yml").write_text("title: Another\nat: 12:30\n", "utf-8")
    owner = smtplib.SMTP if step == "send_message" else adapter.Mailbox
    real = getattr(owner, step)

    def dies(*given: object, **named: object) -> None:
        real(*given, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, dies)
        with pytest.raises(Killed):
            post(root)
    post(root)
    post(root)
    assert "ann-lee: yes" in (root / f"meetings/{MEETING}.yml").read_text("utf-8")
    assert (len(server.read()), len(server.read("Tablee-Members"))) == (0, 3)
    names = [message_from_bytes(data)["Message-ID"] for _address, data in server.sent]
    assert len(names) == len(set(names))


def test_no_address_is_told_anywhere(server: MailServer, root: Path, capsys: Printed) -> None:
    """Neither in a file nor in what the command prints."""
    add(root)
    post(root)
    server.receive(a_word("rubbish"), a_bounce("bo@example.net"))
    post(root, "--format", "markdown")
    said = capsys.readouterr()
    texts = [file.read_text("utf-8") for file in root.rglob("*") if file.is_file()]
    assert not any("example.net" in text for text in (*texts, said.out, said.err))
    assert "1 mail could not be read" in "".join(texts)


def rehearse(root: Path, capsys: Printed, *more: str) -> list[str]:
    """Let two weeks be rehearsed in which one member gets mails; return the lines."""
    file = root / "members/ann-lee.yml"
    file.write_text(f"{file.read_text('utf-8')}mail: yes\n", "utf-8")
    (root / "meetings/2026-12-03.yml").write_text("title: Another\nat: 12:30\n", "utf-8")
    assert main(["-C", str(root), "--now", NOW, "rehearse", "--weeks", "2", *more]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(("more", "times"), [((), 1), (("--mails",), 2)])
def test_a_rehearsal_shows_the_mails(more: tuple[str, ...], times: int, root: Path, capsys: Printed) -> None:
    """As they would be sent: the first of each kind, or each one; subjects are told of all."""
    lines = [line.strip() for line in rehearse(root, capsys, *more)]
    subjects = [f"→ mails Ann Lee: “The Table: do you come on Thursday {day} December?”" for day in (3, 10)]
    assert [lines.count(subject) for subject in subjects] == [1, 1]
    first = lines[lines.index(subjects[0]) :]
    assert first[1:5] == [
        "│ You are invited. Do you come?",
        "│",
        "│ Another",
        "│ Thursday 3 December 2026, 12:30",
    ]
    assert lines.count("│ You are invited. Do you come?") == times
    assert any(re.fullmatch(r"│ <mailto:…\?subject=yes%20[a-z2-7]{20}>", line) for line in first)


@pytest.mark.usefixtures("server")
def test_the_dashboard_names_whom_nobody_reaches(root: Path) -> None:
    """Active, without an account and without an address; a group without a mailbox is told nothing of it."""
    post(root)
    assert "no account and no mail" not in read_issues(root)
    add(root)
    post(root)
    assert "Cy Ott: no account and no mail" in read_issues(root)


def read_issues(root: Path) -> str:
    """Return the texts of all issues."""
    return "".join(file.read_text("utf-8") for file in (root / "issues").glob("*.md"))
