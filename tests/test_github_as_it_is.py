"""What the real GitHub does and a kind fake would not: each habit ends in a run that goes on, or in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from fake_github.description import needs_description
from fake_github.faults import Fault, broken
from fake_github.runs import queue, runs_of
from fake_github.server import FakeGitHub
from fake_github.world import BOT, Deed, World
from on_act.command_line import CommandLine
from on_act.weeks import LOGINS, group_of, issue_of, issues_of
from tablee.rules.turns.vacancy import current_call

pytestmark = needs_description
WORKFLOWS = Path(__file__).parents[1] / ".github/workflows"
IDLE = "Nothing to do.\n"
MEETING = "meetings/2026-10-14.yml"


def proposing(fake: FakeGitHub) -> None:
    """Have the group write by pull requests."""
    group = fake.world.files()["group.yml"].replace(b"writes: commits", b"writes: pull-requests")
    if b"pull-requests" not in group:
        group = group.replace(b"runs: yes", b"runs: yes, writes: pull-requests")
    fake.world.push({"group.yml": group})
    assert b"pull-requests" in fake.world.files()["group.yml"]


def number_of(fake: FakeGitHub) -> int:
    """Return the number of the meeting's issue."""
    return issue_of(fake.world, "meeting:2026-10-14").number


def test_hiding_a_comment_says_nothing_again(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 1: it moves the comment's time and not its text; so does showing it again."""
    number = number_of(fake)
    old = fake.world.add_comment("chloe-g", number, "/non")
    assert line.run("apply").status == 0
    fake.world.now += timedelta(minutes=1)
    fake.world.add_comment("chloe-g", number, "/oui")
    assert line.run("apply").status == 0
    for _time in range(2):
        fake.world.now += timedelta(minutes=1)
        fake.world.hide_comment(old.id)
        assert line.run("apply").out == IDLE
    assert b"chloe-girard: yes" in fake.world.files()[MEETING]
    fake.world.edit_comment(old.id, "/maybe")
    assert line.run("apply").status == 0
    assert b"chloe-girard: maybe" in fake.world.files()[MEETING]


def test_the_two_times_of_a_new_comment_differ(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 2: by a second without an edit, and by another one at the next reading."""
    fake.world.skew = timedelta(seconds=1)
    said = fake.world.add_comment("chloe-g", number_of(fake), "/oui")
    assert line.run("apply").status == 0
    said.edited_at += timedelta(seconds=1)
    assert line.run("apply").out == IDLE


def test_a_locked_issue_turns_no_run_red(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 3: nothing is said and nothing is nodded at there; answers are recorded, and the body is kept up to date."""
    number = number_of(fake)
    fake.world.add_comment("chloe-g", number, "/oui")
    fake.world.add_comment("aline-m", number, "/presnet moi")
    fake.world.issues[number].locked = True
    bot = fake.world.accounts[BOT]
    assert line.run("apply").status == 0
    assert b"chloe-girard: yes" in fake.world.files()[MEETING]
    assert "Chloé Girard" in fake.world.issues[number].body
    assert f"#{number} est verrouillé" in issue_of(fake.world, "dashboard").body
    below = [one for one in fake.world.comments.values() if one.issue == number]
    assert not [one for one in below if one.reactions or one.account == bot]


@pytest.mark.parametrize("writes", ["commits", "pull-requests"])
def test_a_branch_that_is_read_just_after_it_was_written_may_look_old(
    writes: str, fake: FakeGitHub, line: CommandLine
) -> None:
    """Row 4: the head before last is no rewritten branch, for this run and for the one that waited behind it."""
    if writes == "pull-requests":
        proposing(fake)
    fake.world.ref_lag = 2
    for login, answer in (("chloe-g", "/oui"), ("aline-m", "/non"), ("bruno-f", "/oui")):
        fake.world.add_comment(login, number_of(fake), answer)
        fake.world.now += timedelta(minutes=1)
        assert line.run("apply").status == 0, answer
    head = fake.world.git.branches["main"]
    fake.world.push({"members/new.yml": b"public: yes\nname: Nouvelle\njoined: 2026-10-05\n"})
    fake.world.stale_refs["main"] = [head] * 2
    fake.world.add_comment("david-l", number_of(fake), "/oui")
    assert line.run("apply").status == 0


def test_nobody_is_assigned_and_a_turn_needs_no_right(fake: FakeGitHub, line: CommandLine) -> None:
    """Rows 5 and 7: whom GitHub would refuse to assign, one of them never seen there, takes a turn by 👍 alone."""
    world, took = fake.world, dict[str, str]()
    world.add_comment("emma-p", number_of(fake), "/oui")
    for _day in range(24):
        for key, login in called_now(world).items():
            world.react(login, issue_of(world, f"facilitator:{key}").number, "+1")
            took |= {} if login in world.writers else {key: login}
        world.now += timedelta(days=1)
        assert line.run("apply").status == 0
    wrote = {one.account.login for one in world.comments.values() if one.account}
    assert set(took.values()) - wrote
    meetings = group_of(world).meetings
    assert {key: [LOGINS[who] for who in meetings[key].facilitators] for key in took} == {
        key: [login] for key, login in took.items()
    }
    first = issue_of(world, f"facilitator:{min(took)}")
    world.add_comment("bruno-f", first.number, "/présents Aline, Emma")
    assert line.run("apply").status == 0
    assert not first.is_open
    assert [body for body in fake.bodies if "assignee" in json.dumps(body)] == []
    assert [name for name in fake.asked if "assign" in name] == []


def called_now(world: World) -> dict[str, str]:
    """Return the accounts that are called by now and did not answer, by the meetings' keys."""
    calls = {key: current_call(one) for key, one in group_of(world).meetings.items()}
    waiting = {key: call.member for key, call in calls.items() if call and call.answer is None}
    return {
        key: LOGINS[who]
        for key, who in waiting.items()
        if who in LOGINS and issues_of(world, f"facilitator:{key}")
    }


def test_a_refusal_says_which_part_is_wrong(fake: FakeGitHub, line: CommandLine) -> None:
    """Rows 6 and 14: of an invalid request the message alone says nothing."""
    fake.world.add_comment("passante", number_of(fake), "/oui")
    fake.faults.append(
        Fault(
            "issues/update",
            status=422,
            message="Validation Failed",
            spoil=lambda body: {
                **body,
                "errors": [
                    {"field": "title", "code": "too_long"},
                    {"code": "custom", "message": "too many"},
                ],
            },
        )
    )
    fake.world.add_comment("chloe-g", number_of(fake), "/oui")
    done = line.run("apply")
    assert "422 Validation Failed; title: too_long; too many" in done.out + done.err


def test_deleted_accounts_are_nobody(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 8: their comments and reactions come without an author, their issues from `ghost`."""
    number = number_of(fake)
    fake.world.open_issue("passante", "Bonjour")
    fake.world.add_comment("passante", number, "/oui")
    fake.world.react("passante", number, "+1")
    fake.world.delete_account("passante")
    fake.world.react("chloe-g", number, "+1")
    assert line.run("apply").status == 0
    assert b"chloe-girard: yes" in fake.world.files()[MEETING]
    assert line.run("apply").status == 0


def test_a_pull_request_of_a_fork_that_is_gone_stops_nothing(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 9: its head has neither repository nor label."""
    proposing(fake)
    assert line.run("apply").status == 0
    evil = fake.world.push({MEETING: b"title: Evil\n"}, "Evil", "stranger")
    del fake.world.git.branches["stranger"]
    pull = fake.world.open_pull("passante", "Good idea", "", "tablee/2026-10-14")
    pull.fork_of, pull.last_head, pull.gone = "passante/vallee", evil, "fork"
    fake.is_beyond_description = True
    fake.world.react("chloe-g", number_of(fake), "+1")
    assert line.run("apply").status == 0
    assert b"chloe-girard: yes" in fake.world.files("tablee/2026-10-14")[MEETING]


def test_issues_switched_off_are_one_sentence(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 10: not one line for each issue that cannot be opened."""
    fake.world.has_issues = False
    done = line.run("apply")
    assert done.status == 3
    assert (done.out + done.err).count("Settings > General > Features > Issues") == 1


@pytest.mark.parametrize("gone", ["deleted", "https://api.github.test/repositories/9/issues/1"])
def test_an_issue_that_goes_while_a_run_works_is_opened_again(
    gone: str, fake: FakeGitHub, line: CommandLine
) -> None:
    """Row 11: deleted or transferred, this run says so and the next one goes on."""
    meeting = issue_of(fake.world, "meeting:2026-10-14")
    fake.world.react("chloe-g", meeting.number, "+1")
    fake.faults.append(Fault("issues/get", before=lambda: setattr(meeting, "gone", gone)))
    done = line.run("apply")
    assert done.status == 3
    assert "GitHub" in done.out + done.err
    assert line.run("apply").status == 0
    assert [one.number for one in issues_of(fake.world, "meeting:2026-10-14") if not one.gone] != []


def test_lists_by_cursor_and_what_github_hides(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 12: links hold the repository's number and a cursor, and the last page may be empty for good."""
    for number in range(150):
        fake.world.open_issue("passante", f"Question {number}").is_open = False
    fake.by_cursor = True
    assert line.run("apply").out == IDLE
    fake.hides_after = 100
    assert line.run("apply").out == IDLE


def test_a_used_up_budget_ends_the_run_and_the_next_one_goes_on(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 13: the hour's requests; nothing is done by halves."""
    fake.world.react("chloe-g", number_of(fake), "+1")
    fake.budget = 8
    assert line.run("apply").status == 3
    fake.world.now += timedelta(hours=2)
    fake.budget = 1000
    assert line.run("apply").status == 0
    assert b"chloe-girard: yes" in fake.world.files()[MEETING]


def test_a_limit_that_names_no_time_is_waited_for_a_minute(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 13: GitHub's documentation asks for at least that."""
    fake.faults.append(
        Fault("issues/list-for-repo", status=403, message="You have exceeded a secondary rate limit.")
    )
    line.waits.clear()
    assert line.run("apply").status == 0
    assert 60.0 in line.waits


def test_no_body_is_longer_than_github_takes(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 14: the fake refuses more than 65,536 letters, a title over 256 and a label over 50."""
    write = tracker_of(fake)
    long: dict[str, dict[str, object]] = {
        "body: too_long": {"title": "a", "body": "a" * 70_000},
        "title: too_long": {"title": "a" * 300},
        "name: invalid": {"title": "a", "labels": ["a" * 51]},
    }
    for said, given in long.items():
        with pytest.raises(Exception, match=f"422 Validation Failed; {said}"):
            write("POST", "/issues", given)
    with pytest.raises(Exception, match="422 Validation Failed; name: invalid"):
        write("POST", "/labels", {"name": "a" * 51})
    assert {name for issue in fake.world.issues.values() for name in issue.labels} <= set(fake.world.labels)
    fake.world.push({MEETING: f"title: {'Tarifs ' * 11}\n".encode()})
    assert line.run("apply").status == 0
    assert all(len(name) <= 50 for name in fake.world.labels)


def tracker_of(fake: FakeGitHub) -> Callable[..., object]:
    """Return how a client writes to the fake."""
    from tablee.adapters.github import Access  # noqa: PLC0415 (for this alone)
    from tablee.adapters.github.client import Client  # noqa: PLC0415 (as above)

    environment = fake.environment()
    access = Access(environment["GITHUB_REPOSITORY"], environment["GITHUB_TOKEN"], api_url=fake.url)
    return Client(access, lambda _seconds: None).write


def test_boxes_need_a_right_that_members_lack(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 15: a body is the steward's, so whoever may not write says `/done`; the bodies say so too."""
    assert line.run("apply").out == IDLE
    with pytest.raises(PermissionError):
        fake.world.edit_body("chloe-g", number_of(fake), "x")
    fake.world.edit_body("bruno-f", number_of(fake), fake.world.issues[number_of(fake)].body)
    assert line.run("apply").out == IDLE


def test_mentions_reach_people_and_nobody_else(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 16: names that people typed mail nobody, and no commit closes an issue."""
    fake.world.account("stranger-1")
    fake.world.push({MEETING: b"title: '@stranger-1 closes #1, closes la-tablee/vallee#2'\n"})
    assert line.run("apply").status == 0
    texts = [issue.title + issue.body for issue in fake.world.issues.values()]
    texts += [comment.body for comment in fake.world.comments.values()]
    assert not [login for text in texts for login in fake.world.mentioned(text) if login == "stranger-1"]
    assert fake.world.closed_by_commits() == []


@pytest.mark.parametrize("classic", [False, True])
def test_a_protected_branch_says_what_to_set(classic: bool, fake: FakeGitHub, line: CommandLine) -> None:  # noqa: FBT001 (a case)
    """Row 18: rulesets and the older rules refuse in other words, and both words are shown."""
    fake.world.is_protected, fake.world.classic = True, classic
    fake.world.react("chloe-g", number_of(fake), "+1")
    done = line.run("apply")
    assert done.status == 3
    assert "must be made through a pull request" in done.out + done.err


def test_where_signatures_are_required_the_steward_signs(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 18: GitHub signs what names no author, and refuses what somebody says to be somebody's."""
    fake.world.requires_signatures = True
    fake.world.react("chloe-g", number_of(fake), "+1")
    assert line.run("apply").status == 0
    head = fake.world.git.commits[fake.world.git.branches["main"]]
    assert (head.is_signed, b"chloe-girard: yes" in fake.world.files()[MEETING]) == (True, True)
    write, somebody = tracker_of(fake), {"name": "a", "email": "a@example.net"}
    body = {"message": "x", "tree": head.tree, "parents": [head.sha], "author": somebody}
    write("POST", "/git/commits", body)
    forged = list(fake.world.git.commits)[-1]
    with pytest.raises(Exception, match="Commits must have verified signatures"):
        write("PATCH", "/git/refs/heads/main", {"sha": forged})


def test_what_others_changed_on_a_branch_keeps_its_kind(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 19: executables, links and submodules; and a file that was renamed is not there twice."""
    proposing(fake)
    fake.world.react("chloe-g", number_of(fake), "+1")
    assert line.run("apply").status == 0
    branch = "tablee/2026-10-14"
    fake.world.push({"tools/run": b"#!/bin/sh\n", "content/old.md": b"a page\n"}, "Add", "main")
    fake.world.push(
        {"tools/go": b"#!/bin/sh\n# go\n", "link": b"tools/go", "content/new.md": b"x"},
        "Add a tool",
        branch,
        {"tools/go": "100755", "link": "120000"},
    )
    fake.world.react("aline-m", number_of(fake), "+1")
    assert line.run("apply").status == 0
    tree = fake.world.git.commits[fake.world.git.branches[branch]].tree
    assert fake.world.git.modes_of(tree) == {"tools/go": "100755", "link": "120000"}
    assert b"aline-moreau: yes" in fake.world.files(branch)[MEETING]


@pytest.mark.parametrize("state", ["disabled_manually", "disabled_fork", "deleted"])
def test_a_site_that_cannot_be_started_is_told(state: str, fake: FakeGitHub, line: CommandLine) -> None:
    """Row 20: what was answered is recorded all the same, and nobody's will is undone."""
    fake.world.workflows["site.yml"] = state
    fake.world.react("chloe-g", number_of(fake), "+1")
    done = line.run("apply")
    assert "disabled workflow" in done.out + done.err
    assert b"chloe-girard: yes" in fake.world.files()[MEETING]
    assert fake.world.enabled == []


@pytest.mark.parametrize("asked", ["", ", keeps_schedules: yes"])
def test_sixty_quiet_days_stop_the_clock_and_no_group(
    asked: str, fake: FakeGitHub, line: CommandLine
) -> None:
    """Row 20: comments need no clock; it is started again only where the group asks for that."""
    text = fake.world.files()["group.yml"].replace(b"runs: yes", f"runs: yes{asked}".encode())
    fake.world.push({"group.yml": text})
    scheduled = [name for name in fake.world.workflows if "\n  schedule:" in text_of(name)]
    fake.world.let_days_pass(60, scheduled)
    assert set(fake.world.workflows.values()) == {"active"}
    fake.world.let_days_pass(1, scheduled)
    stopped = {name for name, state in fake.world.workflows.items() if state == "disabled_inactivity"}
    assert stopped == {"site.yml", "steward.yml"}
    fake.world.add_comment("chloe-g", issue_of(fake.world, "dashboard").number, "/oui")
    assert "commands.yml" in [run.workflow for run in runs_of(fake.world.deeds[-1], WORKFLOWS)]
    assert line.run("apply").status == 0
    assert set(fake.world.enabled) == (stopped if asked else set())
    heads = len(fake.world.git.commits)
    assert line.run("apply").status == 0
    assert len(fake.world.git.commits) == heads


def test_an_archived_repository_is_one_sentence(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 21: nothing can be written, and that is said once."""
    fake.world.is_archived = True
    fake.world.react("chloe-g", number_of(fake), "+1")
    done = line.run("apply")
    assert done.status == 3
    assert (done.out + done.err).count("is archived") == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault("issues/list-for-repo", status=404, message="Not Found"),
        Fault("issues/list-for-repo", times=9, status=401, message="Bad credentials"),
        Fault("issues/list-for-repo", times=9, status=500, raw=b"<html>Unicorn!</html>"),
        Fault("issues/list-for-repo", raw=b'[{"number": 1, "tit'),
        broken("git/get-ref", times=9),
    ],
    ids=["404 for a right", "401", "500 in HTML", "a cut body", "503"],
)
def test_a_broken_answer_is_a_sentence_and_changes_nothing(
    fault: Fault, fake: FakeGitHub, line: CommandLine
) -> None:
    """Row 22: status 3, no traceback, and the next run goes on."""
    fake.world.react("chloe-g", number_of(fake), "+1")
    before = repr((fake.world.issues, fake.world.comments, fake.world.files()))
    fake.faults.append(fault)
    done = line.run("apply")
    assert (done.status, "Traceback" in done.err) == (3, False)
    assert repr((fake.world.issues, fake.world.comments, fake.world.files())) == before
    fake.faults.clear()
    assert line.run("apply").status == 0


def test_a_reaction_that_is_newer_than_the_program_means_nothing(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 23: a ninth content is passed over; the others count."""
    number = number_of(fake)
    fake.world.react("aline-m", number, "thinking")
    fake.is_beyond_description = True
    fake.world.react("chloe-g", number, "+1")
    assert line.run("apply").status == 0
    assert b"chloe-girard: yes" in fake.world.files()[MEETING]
    assert b"aline-moreau" not in fake.world.files()[MEETING]


FORGIVING = frozenset({"commands.yml"})
STARTS: dict[str, tuple[Callable[[World], object], set[tuple[str, str]]]] = {
    "a member's comment": (lambda w: w.add_comment("chloe-g", 1, "/oui"), {("commands.yml", "chloe-g")}),
    "an edit of it": (lambda w: w.edit_comment(max(w.comments), "/non"), {("commands.yml", "aline-m")}),
    "hiding it": (lambda w: w.hide_comment(max(w.comments)), {("commands.yml", "aline-m")}),
    "the steward's own comment": (lambda w: w.add_comment(BOT, 1, "Bonjour"), set()),
    "a form": (lambda w: w.send_form("chloe-g", "a", "b"), {("commands.yml", "chloe-g")}),
    "the steward's own issue": (lambda w: w.open_issue(BOT, "a"), set()),
    "an answer in a file": (
        lambda w: w.push({"meetings/2026-10-14.yml": b"title: x\n"}),
        {("check.yml", "bruno-f"), ("site.yml", "bruno-f"), ("steward.yml", "bruno-f")},
    ),
    "a page": (
        lambda w: w.push({"content/a.md": b"a"}),
        {("check.yml", "bruno-f"), ("site.yml", "bruno-f")},
    ),
    "the program": (
        lambda w: w.push({"scripts/tablee/site/site.py": b""}),
        {(name, "bruno-f") for name in ("check.yml", "site.yml", "successor.yml", "test.yml")},
    ),
    "a push to another branch": (lambda w: w.push({"members/a.yml": b""}, "A", "draft"), set()),
    "a proposal": (
        lambda w: w.open_pull("passante", "a", "b", "draft"),
        {("check.yml", "passante"), ("test.yml", "passante")},
    ),
    "a commit of the steward's": (lambda w: w.deeds.append(Deed("push", BOT)), set()),
    "the site, started by it": (
        lambda w: w.deeds.append(Deed("workflow_dispatch", BOT, workflow="site.yml")),
        {("site.yml", BOT)},
    ),
}  # fmt: skip
"""What is done, and which workflows it starts as whom."""


@pytest.mark.parametrize("deed", STARTS)
def test_which_deed_starts_what_and_mails_whom(deed: str, fake: FakeGitHub) -> None:
    """Row 17: read off the workflows; what bots do starts nothing, and only keepers are mailed about a red run."""
    fake.world.open_issue(BOT, "a")
    fake.world.add_comment("aline-m", 1, "/oui")
    act, expected = STARTS[deed]
    act(fake.world)
    runs = runs_of(fake.world.deeds[-1], WORKFLOWS)
    assert {(run.workflow, run.actor) for run in runs} == expected
    keepers = fake.world.writers | {BOT}
    mailed = {run.workflow for run in runs if run.actor not in keepers and not run.held}
    assert mailed <= {name for name in FORGIVING if 'if [ "$status" -eq 3 ]' in text_of(name)}


def test_a_first_proposal_and_the_steward_s_own_wait_for_approval(fake: FakeGitHub) -> None:
    """Row 17: nothing runs of them until somebody who may write says so; later ones run at once."""
    for login, held in (("passante", True), (BOT, True), ("aline-m", False)):
        fake.world.open_pull(login, "a", "b", "draft")
        runs = runs_of(fake.world.deeds[-1], WORKFLOWS, known={"aline-m"})
        assert [run.held for run in runs if run.workflow == "check.yml"] == [held]


def test_two_hundred_comments_wait_and_one_run_reads_them_all(fake: FakeGitHub, line: CommandLine) -> None:
    """Row 17: a hundred runs wait, the rest are cancelled; none of what was said is lost by that."""
    number, before = number_of(fake), len(fake.world.deeds)
    for turn in range(199):
        fake.world.add_comment("chloe-g", number, "/oui" if turn % 2 else "/non")
    fake.world.add_comment("aline-m", number, "/oui")
    runs = [run for deed in fake.world.deeds[before:] for run in runs_of(deed, WORKFLOWS)]
    waiting, cancelled = queue(runs)
    assert (len(waiting), len(cancelled)) == (100, 99)
    while "aline-moreau: yes" not in fake.world.files()[MEETING].decode():
        assert line.run("apply").status in {0, 3}
    assert "chloe-girard: no" in fake.world.files()[MEETING].decode()


def text_of(workflow: str) -> str:
    """Return a workflow as it stands."""
    return (WORKFLOWS / workflow).read_text("utf-8")
