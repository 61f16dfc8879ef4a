"""Mails in a group that reviews everything: answers wait in pull requests, and no run that breaks off loses one."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from itertools import count

import pytest

from fake_github.description import needs_description
from fake_github.faults import answer_lost
from fake_github.server import FakeGitHub
from fake_github.world import World
from mail_answers import a_word
from mail_server import KEY, MailServer, running_mail_server
from on_act.command_line import CommandLine
from on_act.fixtures import fake_with
from on_act.weeks import issue_of, settle_protected
from tablee.adapters import mailbox as adapter
from tablee.adapters.github.client import Client
from tablee.mail.tokens import Purpose, make_token
from test_pull_request_mode import SECOND, merge_all, pulls, started

pytestmark = needs_description
EMMA, EMMAS = "members/emma-picard.yml", "tablee/emma-picard"
ANSWERS = "tablee/2026-10-14"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """Run the mailbox; it holds one member's address."""
    with running_mail_server() as running:
        for name, value in running.environment().items():
            monkeypatch.setenv(name, value)
        with running.connect() as imap:
            imap.create("Tablee-Members")
            imap.append("Tablee-Members", "", "", b"Subject: emma-picard\r\n\r\nemma@post.example\r\n")
        yield running


fake = fake_with(settle_protected)


@pytest.fixture
def line(fake: FakeGitHub, fresh_line: CommandLine) -> CommandLine:
    """Return a runner's command line, in a group that has begun."""
    started(fake, fresh_line)
    return fresh_line


def yes_of(server: MailServer) -> bytes:
    """Return Emma's yes by the link in her newest invitation."""
    mails = [
        message_from_bytes(data, policy=default) for to, data in server.sent if to == "emma@post.example"
    ]
    text = next(mail for mail in reversed(mails) if "venez-vous" in mail["Subject"]).get_body(("plain",))
    assert text
    found = re.search(r"subject=oui%20([a-z2-7]{20})", text.get_content())
    assert found
    return a_word(f"oui {found[1]}")


def proposed(world: World, branch: str, path: str) -> str:
    """Return a file as a branch of the steward's has it."""
    return world.files(branch)[path].decode()


def test_an_answer_by_mail_waits_in_the_pull_request_of_its_meeting(
    fake: FakeGitHub, line: CommandLine, server: MailServer
) -> None:
    """Beside the answers from GitHub; that a member is told by mail waits in one of its own. Then all is at rest."""
    world, before = fake.world, fake.world.files()
    assert line.run("post").status == 0
    assert "mail: yes" in proposed(world, EMMAS, EMMA)
    server.receive(yes_of(server))
    world.react("chloe-g", issue_of(world, "meeting:2026-10-14").number, "+1")
    assert line.run("post").status == 0
    answers = proposed(world, ANSWERS, SECOND)
    assert ("emma-picard: yes" in answers, "chloe-girard: yes" in answers) == (True, True)
    assert world.files() == before
    assert (len(server.read()), len(server.read("Tablee-Done"))) == (0, 1)
    sent = len(server.sent)
    for command in ("post", "apply", "post"):
        assert line.run(command).out.startswith(("Rien à faire.", "Nothing to do."))
    assert len(server.sent) == sent
    merge_all(world)
    assert line.run("post").status == 0
    assert "mail: yes" in world.files()[EMMA].decode()
    assert "emma-picard: yes" in world.files()[SECOND].decode()
    assert pulls(world) == []


def test_who_gave_an_address_is_told_once_before_anything_is_merged(
    fake: FakeGitHub, fresh_line: CommandLine, server: MailServer
) -> None:
    """By mail alone: no comment mentions Emma, though main does not say yet that she gets mails."""
    for _run in range(2):
        assert fresh_line.run("post").status == 0
        for one in pulls(fake.world):
            if one.head != EMMAS:
                fake.world.merge_pull(one.number)
        assert fresh_line.run("apply").status == 0
    said = "".join(comment.body for comment in fake.world.comments.values())
    assert ("chloe-girard" in said, "emma-picard" in said) == (True, False)
    assert "mail" not in fake.world.files()[EMMA].decode()
    names = [message_from_bytes(data)["Message-ID"] for _to, data in server.sent]
    assert len(names) == len(set(names)) > 0


class Killed(BaseException):
    """The run ends here."""


BOX, SMTP = adapter.Mailbox, smtplib.SMTP
STEPS = [(BOX, "read_addresses"), (BOX, "read_new"), (BOX, "write_address"), (BOX, "move"), (BOX, "forget_old"),
         (BOX, "keep_sent"), (BOX, "sending"), (SMTP, "send_message")]  # fmt: skip
"""Those of the mailbox; what a run writes on GitHub lies before the third."""


@pytest.mark.parametrize("step", STEPS, ids=[name for _kind, name in STEPS])
def test_a_run_that_is_killed_loses_no_answer(
    step: tuple[type[object], str],
    fake: FakeGitHub,
    line: CommandLine,
    server: MailServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the step after which it ends, the next one goes on, and nobody gets a mail twice."""
    is_answered_with_more_to_do(fake, line, server)
    with monkeypatch.context() as patch:
        die_after(patch, *step)
        with pytest.raises(Killed):
            line.run("post")
    check_that_it_goes_on(fake, line, server)


def test_a_run_that_is_killed_while_it_writes_on_github_loses_no_answer(
    fake: FakeGitHub, line: CommandLine, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After one request, the next time after two, and so on: a tree, a commit, a branch, a pull request, an issue."""
    is_answered_with_more_to_do(fake, line, server)
    most = 1
    while is_killed(line, monkeypatch, most):
        most += 1
        assert most < 40
    assert most > 4
    check_that_it_goes_on(fake, line, server)


def is_answered_with_more_to_do(fake: FakeGitHub, line: CommandLine, server: MailServer) -> None:
    """Leave a run all that it can find: an answer, a call, an address that is given, a letter that is owed."""
    line.run("post")
    joins = make_token(KEY.encode(), Purpose.JOIN, "farid-benali")
    server.receive(yes_of(server), a_word(f"rejoindre {joins}"))
    fake.world.react("chloe-g", issue_of(fake.world, "meeting:2026-10-14").number, "+1")
    fake.world.push({"meetings/2026-10-12.yml": b"title: Une autre\nat: 12:30\n"})


def die_after(patch: pytest.MonkeyPatch, kind: type[object], step: str, times: int = 1) -> None:
    """Let a run end where it has taken a step so many times."""
    real, taken = getattr(kind, step), count(1)

    def dies(*given: object, **named: object) -> object:
        answer = real(*given, **named)
        if next(taken) == times:
            raise Killed
        return answer

    patch.setattr(kind, step, dies)


def is_killed(line: CommandLine, monkeypatch: pytest.MonkeyPatch, times: int) -> bool:
    """Run the command; return whether it ended after so many writes."""
    with monkeypatch.context() as patch:
        die_after(patch, Client, "write", times)
        try:
            line.run("post")
        except Killed:
            return True
    return False


def check_that_it_goes_on(fake: FakeGitHub, line: CommandLine, server: MailServer) -> None:
    """What was said is proposed, once; the address is kept, the inbox empty, and no letter was sent twice."""
    for _run in range(2):
        assert line.run("post").status == 0
    answers = proposed(fake.world, ANSWERS, SECOND)
    assert [answers.count(f"{who}: yes") for who in ("emma-picard", "chloe-girard")] == [1, 1]
    assert (len(server.read()), len(server.read("Tablee-Members"))) == (0, 2)
    assert "mail: yes" in proposed(fake.world, "tablee/farid-benali", "members/farid-benali.yml")
    heads = [one.head for one in pulls(fake.world)]
    assert len(heads) == len(set(heads))
    names = [message_from_bytes(data)["Message-ID"] for _to, data in server.sent]
    assert len(names) == len(set(names))


def test_what_could_not_be_proposed_stays_in_the_inbox(
    fake: FakeGitHub, line: CommandLine, server: MailServer
) -> None:
    """A red run; the next one proposes it."""
    line.run("post")
    server.receive(yes_of(server))
    fake.world.may_open_pulls = False
    assert line.run("post").status == 3
    assert len(server.read()) == 1
    fake.world.may_open_pulls = True
    fake.faults.append(answer_lost("pulls/create"))
    assert line.run("post").status == 0
    assert len(server.read()) == 0
    assert "emma-picard: yes" in proposed(fake.world, ANSWERS, SECOND)


@pytest.mark.usefixtures("server")
def test_what_a_keeper_adds_to_the_proposal_of_a_member_stays(fake: FakeGitHub, line: CommandLine) -> None:
    """Whichever run comes next."""
    line.run("post")
    text = proposed(fake.world, EMMAS, EMMA)
    fake.world.push({EMMA: f"{text}city: Buc\n".encode()}, "Add the town", EMMAS)
    for command in ("apply", "post", "apply"):
        assert line.run(command).status == 0
    assert proposed(fake.world, EMMAS, EMMA) == f"{text}city: Buc\n"
