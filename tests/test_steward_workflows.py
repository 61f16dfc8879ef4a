"""steward.yml and commands.yml: when they act, when they only show, when they rest, and when they are red."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fake_github.description import needs_description
from fake_github.faults import Fault, broken
from fake_github.server import FakeGitHub
from fake_github.world import BOT, World
from on_act.runner import Ran, Runner, needs_act
from on_act.weeks import LOGINS, STRANGER, event_of, issue_of

pytestmark = [needs_description, needs_act]
DASHBOARD = "ouvrir dashboard : Tableau de bord"


@pytest.fixture
def runner(fake: FakeGitHub, tmp_path: Path) -> Runner:
    """Return the runners of the fake's repository."""
    return Runner(fake, tmp_path)


def by_clock(runner: Runner) -> Ran:
    """Run steward.yml as the schedule does; its event tells nothing of the repository."""
    return runner.run("steward.yml", "schedule", {"schedule": "37 6,11,16,21 * * *"})


def by_hand(runner: Runner, branch: str = "main", **inputs: str) -> Ran:
    """Run steward.yml as somebody does in the browser."""
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    payload = {"inputs": given, "repository": {"is_template": False, "default_branch": branch}}
    return runner.run("steward.yml", "workflow_dispatch", payload)


def change_group(world: World, old: str, new: str) -> None:
    """Edit group.yml by hand."""
    text = world.files()["group.yml"].decode()
    assert old in text
    world.push({"group.yml": text.replace(old, new).encode()})


def written(world: World) -> tuple[int, int, str]:
    """Return what there is of all that the steward writes: issues, comments, the head's files."""
    return len(world.issues), len(world.comments), repr(world.files())


@pytest.mark.parametrize("event", ["schedule", "push"])
def test_a_run_acts_and_its_summary_has_the_plan(event: str, fake: FakeGitHub, runner: Runner) -> None:
    """Issues are opened, the files written, the site published; the summary tells it, with a link to the commit."""
    ran = runner.run("steward.yml", event, {"ref": "refs/heads/main"})
    assert (ran.green, ran.calls) == (True, ["checkout main"]), ran.log
    assert ran.summary.startswith("### Plan de l’intendant\n\n- écrire meetings/2026-10-07.yml")
    assert DASHBOARD in ran.summary
    assert "\nÉcrit\u00a0: <https://github.test/la-tablee/vallee/commit/" in ran.summary
    assert fake.world.dispatched == [("site.yml", "main")]
    assert "Rien à faire." in by_clock(runner).summary


def test_by_hand_one_can_only_look(fake: FakeGitHub, runner: Runner) -> None:
    """The dry run shows the plan and writes nothing, also of a steward at rest; without it, all is done."""
    change_group(fake.world, "runs: yes", "runs: no")
    before = written(fake.world)
    ran = by_hand(runner, dry_run="true", close_many="false")
    assert (ran.green, DASHBOARD in ran.summary) == (True, True), ran.log
    assert written(fake.world) == before
    change_group(fake.world, "runs: no", "runs: yes")
    assert DASHBOARD in by_hand(runner, dry_run="false", close_many="false").summary
    assert issue_of(fake.world, "dashboard").is_open


def test_by_hand_only_the_main_branch_counts(fake: FakeGitHub, runner: Runner) -> None:
    """Nobody has agreed to the files of another branch."""
    ran = by_hand(runner, branch="trunk", dry_run="false", close_many="false")
    assert (ran.green, ran.is_idle) == (False, True)
    assert "Only the files of the main branch count." in ran.log
    assert "Not all was done" not in ran.log
    assert fake.asked == []


def test_a_steward_at_rest_asks_nothing(fake: FakeGitHub, runner: Runner) -> None:
    """Green, with a clear word, whatever starts it; nothing is read and nothing written."""
    by_clock(runner)
    change_group(fake.world, "runs: yes", "runs: no")
    fake.asked.clear()
    dashboard = issue_of(fake.world, "dashboard")
    runs = [
        by_clock(runner),
        runner.run("steward.yml", "push", {"ref": "refs/heads/main"}),
        runner.run("commands.yml", "issue_comment", event_of(dashboard, "aline-m", "/oui")),
        runner.run("commands.yml", "issues", event_of(dashboard, "aline-m")),
    ]
    assert [ran.green for ran in runs] == [True] * 4
    assert {ran.summary for ran in runs} == {runs[0].summary}
    assert "L’intendant se repose" in runs[0].summary
    assert fake.asked == []


def test_a_comment_is_read_at_once(fake: FakeGitHub, runner: Runner) -> None:
    """A member's `/oui` stands in the file before anything else happens, and has its reaction."""
    by_clock(runner)
    meeting = issue_of(fake.world, "meeting:2026-10-14")
    said = fake.world.add_comment("chloe-g", meeting.number, "/oui")
    ran = runner.run("commands.yml", "issue_comment", event_of(meeting, "chloe-g", "/oui"))
    assert ran.green, ran.log
    assert [one.content for one in said.reactions] == ["+1"]
    assert b"chloe-girard: yes" in fake.world.files()["meetings/2026-10-14.yml"]


def test_a_stranger_waits_for_the_clock_and_is_answered_once(fake: FakeGitHub, runner: Runner) -> None:
    """What he writes starts no run that reads anything; whoever writes is known by the members' files on main."""
    by_clock(runner)
    meeting = issue_of(fake.world, "meeting:2026-10-14")
    files = fake.world.files()
    fake.asked.clear()
    for text in ("/oui", "/oui $(touch x) `x` ${{ github.token }}"):
        fake.world.add_comment(STRANGER, meeting.number, text)
        ran = runner.run("commands.yml", "issue_comment", event_of(meeting, STRANGER, text))
        assert (ran.green, ran.summary, fake.asked) == (True, "", [])
        by_clock(runner)
        fake.asked.clear()
    answers = [one.body for one in fake.world.comments.values() if one.account and one.account.login == BOT]
    assert len([body for body in answers if "Seuls les membres" in body]) == 1
    assert fake.world.files() == files


def test_a_member_without_a_number_yet_is_known_by_the_login(fake: FakeGitHub, runner: Runner) -> None:
    """Whoever has just joined wrote an account and nobody its number: the steward looks it up."""
    by_clock(runner)
    path = "members/chloe-girard.yml"
    lines = fake.world.files()[path].decode().splitlines(keepends=True)
    fake.world.push({path: "".join(line for line in lines if not line.startswith("github_id")).encode()})
    meeting = issue_of(fake.world, "meeting:2026-10-14")
    fake.asked.clear()
    ran = runner.run("commands.yml", "issue_comment", event_of(meeting, "chloe-g", "/oui"))
    assert ran.green, ran.log
    assert fake.asked


@pytest.mark.parametrize(
    "fault", [broken("issues/list-for-repo", times=9), broken("issues/update", status=403)]
)
def test_githubs_bad_hour_is_no_red_mail_to_who_wrote(fault: Fault, fake: FakeGitHub, runner: Runner) -> None:
    """The run that a comment starts warns; the next one by the clock does it, and is red where it lasts."""
    by_clock(runner)
    meeting = issue_of(fake.world, "meeting:2026-10-14")
    fake.world.add_comment("chloe-g", meeting.number, "/oui")
    fake.faults.append(replace(fault))
    ran = runner.run("commands.yml", "issue_comment", event_of(meeting, "chloe-g", "/oui"))
    assert (ran.green, "Not all was done; the next run goes on" in ran.log) == (True, True), ran.log
    assert ran.summary
    fake.faults[:] = [replace(fault)]
    assert not by_clock(runner).green
    fake.faults.clear()
    assert by_clock(runner).green
    assert b"chloe-girard: yes" in fake.world.files()["meetings/2026-10-14.yml"]


def test_a_bug_is_red_whoever_started_it(fake: FakeGitHub, runner: Runner) -> None:
    """Only the status that says "GitHub could not" is a warning; anything else is not hidden."""
    runner.plant("commands.yml", "tablee apply", "tablee aply")
    meeting = fake.world.open_issue(BOT, "Prochaine date")
    assert not runner.run("commands.yml", "issue_comment", event_of(meeting, "chloe-g", "/oui")).green


@pytest.mark.parametrize(
    ("login", "text", "changes"),
    [
        (BOT, "/oui", {}),
        ("renovate[bot]", "/oui", {}),
        ("aline-m", "/oui", {"pull_request": {"url": "https://x.test"}}),
        ("aline-m", "/oui", {"user": {"type": "User"}}),
        ("aline-m", "Avec plaisir !", {}),
    ],
    ids=["the steward", "another bot", "a pull request", "somebody's issue", "no command"],
)
def test_what_is_not_for_the_steward_starts_no_step(
    login: str, text: str, changes: dict[str, object], fake: FakeGitHub, runner: Runner
) -> None:
    """No loop, no wasted minute: the job is skipped, and nothing is asked."""
    issue = fake.world.open_issue(BOT, "Prochaine date")
    ran = runner.run("commands.yml", "issue_comment", event_of(issue, login, text, **changes))
    assert (ran.green, ran.is_idle, fake.asked) == (True, True, [])


def test_a_truncated_run_is_red_and_the_next_one_goes_on(fake: FakeGitHub, runner: Runner) -> None:
    """More is due than one run may write: this one says how much is left."""
    by_clock(runner)
    meeting = issue_of(fake.world, "meeting:2026-10-14")
    said = [fake.world.add_comment(LOGINS["david-leroy"], meeting.number, "/oui") for _one in range(70)]
    ran = by_clock(runner)
    assert (ran.green, "changements restent" in ran.summary) == (False, True), ran.summary
    assert "Not all was done" in ran.log
    assert by_clock(runner).green
    assert {len(one.reactions) for one in said} == {1}


def test_an_unreadable_list_is_red_and_nothing_is_written(fake: FakeGitHub, runner: Runner) -> None:
    """Never is it taken for "there is no issue": the summary says what could not be read."""
    by_clock(runner)
    before = written(fake.world)
    fake.faults.append(broken("issues/list-for-repo", times=3))
    ran = by_clock(runner)
    assert (ran.green, written(fake.world)) == (False, before)
    assert "Les tickets n’ont pas pu être lus, donc rien n’a été fait" in ran.summary
    assert "exit status 3" in ran.log


def test_a_token_without_a_permission_is_red_and_named(fake: FakeGitHub, runner: Runner) -> None:
    """Where an organisation allows less than the workflow asks for, the summary names what is missing."""
    fake.permissions["contents"] = "read"
    ran = by_clock(runner)
    assert not ran.green
    assert "(contents=write)" in ran.summary


def test_closing_many_takes_a_hand(fake: FakeGitHub, runner: Runner) -> None:
    """A plan that closes more than a few issues does nothing and says which button goes on; that button does it."""
    for _number in range(6):
        fake.world.open_issue(BOT, "x", "its mark was lost", ("tablee",))
    before = written(fake.world)
    ran = by_clock(runner)
    assert (ran.green, written(fake.world)) == (False, before)
    assert "sur GitHub : Actions, Steward, Run workflow, en cochant « close-many »" in ran.summary
    assert by_hand(runner, dry_run="false", close_many="true").green
    assert [issue.is_open for issue in fake.world.issues.values()][:6] == [False] * 6


def test_a_broken_group_is_red_and_says_where(fake: FakeGitHub, runner: Runner) -> None:
    """Without its settings a group cannot be served: the summary has every problem."""
    fake.world.push({"group.yml": b"name: [\n"})
    ran = by_clock(runner)
    assert (ran.green, fake.asked) == (False, [])
    assert "group.yml" in ran.summary


@pytest.mark.parametrize(("asked", "enabled"), [("", []), (", keeps_schedules: yes", ["site.yml"])])
def test_a_schedule_that_github_stopped_comes_back_where_the_group_asks(
    asked: str, enabled: list[str], fake: FakeGitHub, runner: Runner
) -> None:
    """Nobody gets round GitHub's 60 days unasked, and no commit is made for the sake of activity."""
    change_group(fake.world, "runs: yes", f"runs: yes{asked}")
    by_clock(runner)
    by_clock(runner)
    head = fake.world.git.branches["main"]
    fake.world.workflows["site.yml"] = "disabled_inactivity"
    assert by_clock(runner).green
    assert (fake.world.enabled, fake.world.git.branches["main"]) == (enabled, head)


PLANTS = {
    "a misspelt command": ("steward.yml", "tablee apply", "tablee aply"),
    "a misspelt option": (
        "steward.yml",
        "--format markdown ${CLOSE_MANY:+--close-many} >> ",
        "--fromat x >> ",
    ),
    "a misspelt target": ("steward.yml", "make setup-steward", "make setup-stewart"),
    "no token": ("steward.yml", "GITHUB_TOKEN:", "GITHUB_TOKN:"),
    "the wrong action": ("steward.yml", "actions/setup-python@5f", "actions/setup-pyton@5f"),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_typo_is_seen(plant: str, fake: FakeGitHub, runner: Runner) -> None:
    """The tests above can fail: with a letter wrong, nothing is done on GitHub."""
    runner.plant(*PLANTS[plant])
    by_clock(runner)
    assert fake.world.issues == {}
