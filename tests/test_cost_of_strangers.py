"""What somebody outside the group writes costs no memory, and no request or write in proportion; members come first."""

from __future__ import annotations

import time
from datetime import timedelta

from fake_github.description import needs_description
from fake_github.server import FakeGitHub
from fake_github.world import BOT
from on_act.command_line import CommandLine
from on_act.weeks import issue_of

pytestmark = needs_description
MEETING = "meetings/2026-10-14.yml"
WRITES = {"issues/create-comment", "reactions/create-for-issue-comment", "issues/create"}
SLOW = "/tneserp\n" * 7222


def asked_by(fake: FakeGitHub, line: CommandLine) -> tuple[int, int]:
    """Run, and return how much was asked and how much of it was written to people."""
    fake.asked.clear()
    assert line.run("apply").status == 0
    return len(fake.asked), sum(one in WRITES for one in fake.asked)


def answer(fake: FakeGitHub, line: CommandLine, login: str, said: str) -> tuple[int, int]:
    """Have a member answer, and run as commands.yml does; return what was asked."""
    fake.world.now += timedelta(minutes=5)
    fake.world.add_comment(login, issue_of(fake.world, "meeting:2026-10-14").number, said)
    return asked_by(fake, line)


def test_a_flood_costs_ten_requests_and_one_comment(fake: FakeGitHub, line: CommandLine) -> None:
    """2,000 comments of 200 strangers, 1,500 of one, 3,000 issues: every member of that hour is heard."""
    meeting = issue_of(fake.world, "meeting:2026-10-14").number
    dashboard = issue_of(fake.world, "dashboard").number
    quiet, _writes = answer(fake, line, "aline-m", "/non")
    for number in range(3000):
        fake.world.open_issue(f"stranger-{number % 200}", "Question", SLOW)
    told = []
    for login, said in (("chloe-g", "/oui"), ("david-l", "/oui"), ("aline-m", "/oui"), ("bruno-f", "/non")):
        for number in range(500):
            fake.world.add_comment(f"stranger-{number % 200}", meeting, "/oui")
            if number < 375:
                fake.world.add_comment("stranger-7", dashboard, SLOW)
        told.append(answer(fake, line, login, said))
    assert [asked - quiet for asked, _writes in told if asked - quiet > 10] == []
    assert [writes for _asked, writes in told if writes > 2] == []  # one thanks, and the nod to the member
    said = fake.world.files()[MEETING].decode()
    for answered in ("chloe-girard: yes", "david-leroy: yes", "aline-moreau: yes", "bruno-faure: no"):
        assert answered in said
    bodies = [
        len(one.body.encode())
        for one in fake.world.issues.values()
        if one.account and one.account.login == BOT
    ]
    assert max(bodies) < 32 * 1024
    assert line.run("apply").status == 0


def test_one_thanks_a_person_and_one_a_run(fake: FakeGitHub, line: CommandLine) -> None:
    """However much somebody writes, in however many issues; no nod, and nothing is remembered."""
    meeting, other = (issue_of(fake.world, f"meeting:2026-10-{day}").number for day in ("14", "07"))
    before = fake.world.issues[meeting].body
    for _time in range(12):
        fake.world.add_comment("passante", meeting, "/oui")
        fake.world.add_comment("passante", other, "/oui")
        fake.world.add_comment("passant", other, "/oui")
    for _run in range(4):
        line.run("apply")
    thanks = [one for one in fake.world.comments.values() if "Seuls les membres" in one.body]
    assert len(thanks) == 2
    assert not [one for one in fake.world.comments.values() if one.reactions]
    assert fake.world.issues[meeting].body == before


def test_a_word_from_before_a_flood_comes_not_back(fake: FakeGitHub, line: CommandLine) -> None:
    """What was left unread is settled, also when a keeper deletes the flood later."""
    meeting = issue_of(fake.world, "meeting:2026-10-14").number
    for number in range(150):
        fake.world.add_comment(f"stranger-{number}", meeting, "Bonjour")
    fake.world.add_comment("chloe-g", meeting, "/non")
    for number in range(1500):
        fake.world.add_comment(f"stranger-{number % 9}", meeting, "Bonjour")
    answer(fake, line, "chloe-g", "/oui")
    assert b"chloe-girard: yes" in fake.world.files()[MEETING]
    fake.world.comments = {
        number: one for number, one in fake.world.comments.items() if one.body != "Bonjour"
    }
    line.run("apply")
    assert b"chloe-girard: yes" in fake.world.files()[MEETING]


def test_what_is_slow_to_read_is_read_quickly(fake: FakeGitHub, line: CommandLine) -> None:
    """Hundreds of long comments that nearly hold commands, in every run."""
    meeting = issue_of(fake.world, "meeting:2026-10-14").number
    for number in range(300):
        fake.world.add_comment(f"stranger-{number}", meeting, SLOW)
    began = time.process_time()
    line.run("plan")
    assert time.process_time() - began < 15
