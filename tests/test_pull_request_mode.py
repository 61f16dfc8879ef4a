"""A group that reviews everything: one updated pull request a subject, through `apply` on the fake GitHub."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fake_github.description import needs_description
from fake_github.faults import answer_lost, moved_before
from fake_github.server import FakeGitHub
from fake_github.world import BOT, OpenedIssue, World
from on_act.command_line import CommandLine, open_command_line
from on_act.fixtures import fake_with
from on_act.runner import Runner, needs_act
from on_act.weeks import event_of, issue_of, issues_of, settle_protected

pytestmark = needs_description
FIRST, SECOND = "meetings/2026-10-07.yml", "meetings/2026-10-14.yml"
FORM = "https://github.test/la-tablee/vallee/compare/main...tablee/2026-10-14?expand=1"


fake = fake_with(settle_protected)


@pytest.fixture
def line(fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Return a runner's command line."""
    return open_command_line(fake, tmp_path / "checkout", monkeypatch)


def pulls(world: World, head: str = "") -> list[OpenedIssue]:
    """Return the open pull requests, of one branch if one is given."""
    return [one for one in world.issues.values() if one.head and one.is_open and head in {"", one.head}]


def pull(world: World, key: str) -> OpenedIssue:
    """Return the one open pull request of a meeting."""
    (found,) = pulls(world, f"tablee/{key}")
    return found


def merge_all(world: World) -> None:
    """Merge what waits, as a reviewer does."""
    for one in pulls(world):
        world.merge_pull(one.number)


def started(fake: FakeGitHub, line: CommandLine) -> World:
    """Let the steward begin, and merge what it proposes first: two meetings with their calls."""
    assert line.run("apply").status == 0
    merge_all(fake.world)
    assert line.run("apply").status == 0
    assert issue_of(fake.world, "meeting:2026-10-14").is_open
    return fake.world


def test_each_subject_has_one_pull_request(fake: FakeGitHub, line: CommandLine) -> None:
    """Main stays as it is; issues wait for the merge, the dashboard leads to it; a second run has nothing to do."""
    before = fake.world.files()
    assert line.run("apply").status == 0
    assert sorted(one.head for one in pulls(fake.world)) == ["tablee/2026-10-07", "tablee/2026-10-14"]
    assert fake.world.files() == before
    assert b"called:" in fake.world.files("tablee/2026-10-14")[SECOND]
    assert issues_of(fake.world, "meeting:2026-10-14") == []
    assert f"[2026-10-14]({FORM})" in issue_of(fake.world, "dashboard").body
    assert fake.world.dispatched == []
    assert line.run("apply").out == "Nothing to do.\n"
    merge_all(fake.world)
    assert line.run("apply").status == 0
    assert issue_of(fake.world, "facilitator:2026-10-14").is_open
    assert "En attente" not in issue_of(fake.world, "dashboard").body


def test_what_is_said_updates_the_pull_request(fake: FakeGitHub, line: CommandLine) -> None:
    """Two answers and a changed mind are one pull request; the issue counts them once they are merged."""
    world = started(fake, line)
    number = issue_of(world, "meeting:2026-10-14").number
    world.react("chloe-g", number, "+1")
    line.run("apply")
    first = pull(world, "2026-10-14")
    world.unreact("chloe-g", number, "+1")
    said = world.add_comment("chloe-g", number, "/non")
    world.react("aline-m", number, "+1")
    assert line.run("apply").status == 0
    assert pull(world, "2026-10-14") is first
    proposed = world.files("tablee/2026-10-14")[SECOND].decode()
    assert "chloe-girard: no" in proposed
    assert "aline-moreau: yes" in proposed
    assert [one.content for one in said.reactions] == ["eyes"]
    body = issue_of(world, "meeting:2026-10-14").body
    assert ("Aline Moreau" in body, FORM in body) == (False, True)
    assert line.run("apply").out == "Nothing to do.\n"
    world.merge_pull(first.number, squash=True)
    assert line.run("apply").status == 0
    body = issue_of(world, "meeting:2026-10-14").body
    assert ("Aline Moreau" in body, FORM in body) == (True, False)
    assert (pulls(world), line.run("apply").out) == ([], "Nothing to do.\n")


def test_what_is_taken_back_goes_from_the_pull_request(fake: FakeGitHub, line: CommandLine) -> None:
    """Its file is main's again, beside what a reviewer added; merged later, it brings nothing back."""
    world = started(fake, line)
    number = issue_of(world, "meeting:2026-10-14").number
    world.react("aline-m", number, "+1")
    line.run("apply")
    merge_all(world)
    world.react("chloe-g", number, "+1")
    line.run("apply")
    world.push({"content/new.md": b"new"}, "Add a page", "tablee/2026-10-14")
    main = world.files()[SECOND]
    assert b"chloe-girard: yes" in world.files("tablee/2026-10-14")[SECOND]
    world.unreact("chloe-g", number, "+1")
    assert line.run("apply").status == 0
    branch = world.files("tablee/2026-10-14")
    assert (branch[SECOND], branch["content/new.md"]) == (main, b"new")
    line.run("apply")
    assert line.run("apply").out == "Nothing to do.\n"
    merge_all(world)
    assert line.run("apply").out == "Nothing to do.\n"
    assert world.files()[SECOND] == main


def test_main_moves_while_a_pull_request_waits(fake: FakeGitHub, line: CommandLine) -> None:
    """A hand edit of the same file is kept, with its comment; what waits is put on top of it, with the next news."""
    world = started(fake, line)
    number = issue_of(world, "meeting:2026-10-14").number
    world.react("chloe-g", number, "+1")
    line.run("apply")
    text = world.files()[SECOND]
    world.push({SECOND: b"title: Tarifs # by hand\n" + text, "content/other.md": b"x"})
    assert line.run("apply").status == 0
    assert "Tarifs" in issue_of(world, "meeting:2026-10-14").title
    on_top = world.files("tablee/2026-10-14")[SECOND]
    assert on_top.startswith(b"title: Tarifs # by hand\n")
    assert b"chloe-girard: yes" in on_top
    world.react("aline-m", number, "-1")
    assert line.run("apply").status == 0
    branch = world.files("tablee/2026-10-14")
    assert b"title: Tarifs # by hand\n" in branch[SECOND]
    assert b"chloe-girard: yes" in branch[SECOND]
    assert b"aline-moreau: no" in branch[SECOND]
    assert branch["content/other.md"] == b"x"
    merge_all(world)
    assert b"title: Tarifs # by hand\n" in world.files()[SECOND]
    line.run("apply")
    assert line.run("apply").out == "Nothing to do.\n"


def test_what_a_reviewer_adds_to_the_branch_stays(fake: FakeGitHub, line: CommandLine) -> None:
    """In the same file and in others, also when main has moved and more is said."""
    world = started(fake, line)
    number = issue_of(world, "meeting:2026-10-14").number
    world.react("chloe-g", number, "+1")
    line.run("apply")
    text = world.files("tablee/2026-10-14")[SECOND]
    by_hand = {SECOND: b"# looked at\n" + text, "members/bruno-faure.yml": None, "content/new.md": b"new"}
    world.push(by_hand, "Mend", "tablee/2026-10-14")
    world.push({"content/other.md": b"x"})
    world.react("aline-m", number, "+1")
    assert line.run("apply").status == 0
    branch = world.files("tablee/2026-10-14")
    assert branch[SECOND].startswith(b"# looked at\n")
    assert b"aline-moreau: yes" in branch[SECOND]
    assert (branch["content/new.md"], branch["content/other.md"]) == (b"new", b"x")
    assert "members/bruno-faure.yml" not in branch


def test_an_amended_proposal_is_not_proposed_as_it_was(fake: FakeGitHub, line: CommandLine) -> None:
    """Who merges has the last word: what was said before is not said again."""
    world = started(fake, line)
    meeting = issue_of(world, "meeting:2026-10-14")
    world.add_comment("chloe-g", meeting.number, "/oui")
    line.run("apply")
    text = world.files("tablee/2026-10-14")[SECOND]
    world.push(
        {SECOND: text.replace(b"chloe-girard: yes", b"chloe-girard: maybe")}, "Mend", "tablee/2026-10-14"
    )
    merge_all(world)
    line.run("apply")
    assert b"chloe-girard: maybe" in world.files()[SECOND]
    assert (pulls(world), line.run("apply").out) == ([], "Nothing to do.\n")


@pytest.mark.parametrize("branch", ["kept", "deleted"])
def test_a_pull_request_that_was_turned_down_comes_back_with_news_only(
    branch: str,
    fake: FakeGitHub,
    line: CommandLine,
) -> None:
    """Closed unmerged it stays closed; a new answer is proposed in a new one."""
    assert line.run("apply").status == 0
    turned_down = pull(fake.world, "2026-10-14")
    fake.world.merge_pull(pull(fake.world, "2026-10-07").number)
    fake.world.close_pull(turned_down.number, delete_branch=branch == "deleted")
    assert line.run("apply").status == 0
    assert pulls(fake.world) == []
    assert line.run("apply").out == "Nothing to do.\n"
    fake.world.now += timedelta(days=1)
    assert line.run("apply").status == 0
    assert pulls(fake.world) == []
    fake.world.push({SECOND: b"title: Tarifs\n"})
    assert line.run("apply").status == 0
    again = pull(fake.world, "2026-10-14")
    assert again.number != turned_down.number
    assert b"title: Tarifs\n" in fake.world.files("tablee/2026-10-14")[SECOND]


def test_where_no_pull_request_may_be_opened_the_form_is_one_tap_away(
    fake: FakeGitHub, line: CommandLine
) -> None:
    """Red, with the link in the summary and on the dashboard; once opened by hand, it is as good as the steward's."""
    fake.world.may_open_pulls = False
    done = line.run("apply", "--format", "markdown")
    assert done.status == 3
    assert f"\n<{FORM}>\n" in done.out
    assert f"[2026-10-14]({FORM})" in issue_of(fake.world, "dashboard").body
    heads = dict(fake.world.git.branches)
    assert line.run("apply").status == 3
    assert fake.world.git.branches == heads
    fake.world.open_pull("aline-m", "By hand", "", "tablee/2026-10-14")
    fake.world.may_open_pulls = True
    assert line.run("apply").status == 0
    assert len(pulls(fake.world)) == 2
    assert line.run("apply").out == "Nothing to do.\n"


def test_a_lost_answer_opens_no_second_pull_request(fake: FakeGitHub, line: CommandLine) -> None:
    """It is looked for at once."""
    fake.faults.append(answer_lost("pulls/create"))
    assert line.run("apply").status == 0
    assert len(pulls(fake.world)) == 2


def test_a_push_in_between_is_read_first(fake: FakeGitHub, line: CommandLine) -> None:
    """Somebody pushes to main between two proposals: everything is read and planned again."""
    push = moved_before("git/create-ref", lambda: fake.world.push({SECOND: b"title: Tarifs # by hand\n"}))
    fake.faults.append(push)
    assert line.run("apply").status == 0
    assert b"title: Tarifs # by hand\n" in fake.world.files("tablee/2026-10-14")[SECOND]
    assert len(pulls(fake.world)) == 2


def test_a_fork_says_nothing(fake: FakeGitHub, line: CommandLine) -> None:
    """A stranger's pull request from a branch of the same name is neither read nor updated."""
    world = started(fake, line)
    theirs = world.git.branches["main"]
    evil = world.push({SECOND: b"answers: {chloe-girard: no}\n"}, "Evil", "stranger")
    del world.git.branches["stranger"]
    pulled = world.open_pull("passante", "Good idea", "", "tablee/2026-10-14")
    pulled.fork_of, pulled.last_head = "passante/vallee", evil
    assert line.run("apply").out == "Nothing to do.\n"
    world.react("chloe-g", issue_of(world, "meeting:2026-10-14").number, "+1")
    line.run("apply")
    assert b"chloe-girard: yes" in world.files("tablee/2026-10-14")[SECOND]
    assert world.git.branches["main"] == theirs
    assert [one.account.login for one in pulls(world) if one.account] == ["passante", BOT]


@needs_act
def test_a_day_through_the_workflows(
    fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workflows propose, a comment updates the proposal, and after the merge the push shows it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    world, runner = fake.world, Runner(fake, tmp_path)
    assert runner.run("steward.yml", "schedule", {}).green
    merge_all(world)
    assert runner.run("steward.yml", "push", {"ref": "refs/heads/main"}).green
    meeting = issue_of(world, "meeting:2026-10-14")
    world.add_comment("chloe-g", meeting.number, "/oui")
    ran = runner.run("commands.yml", "issue_comment", event_of(meeting, "chloe-g", "/oui"))
    assert ran.green, ran.log + ran.summary
    assert f"<https://github.test/la-tablee/vallee/pull/{pull(world, '2026-10-14').number}>" in ran.summary
    merge_all(world)
    assert runner.run("steward.yml", "push", {"ref": "refs/heads/main"}).green
    assert "Chloé Girard" in issue_of(world, "meeting:2026-10-14").body
    assert "Rien à faire." in runner.run("steward.yml", "schedule", {}).summary
