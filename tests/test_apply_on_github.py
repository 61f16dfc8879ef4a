"""`tablee apply` on GitHub, with all that goes wrong there: each fault has its end, and the next run mends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from fake_github.description import needs_description
from fake_github.faults import Fault, answer_lost, broken, cut, limited, moved_before, page_lost
from fake_github.server import FakeGitHub
from fake_github.world import BOT, World
from on_act.command_line import CommandLine
from on_act.weeks import issue_of, issues_of
from tablee.steward.state import parse_marker

pytestmark = needs_description
SUBJECTS = {"dashboard", "meeting:2026-10-07", "meeting:2026-10-14", "facilitator:2026-10-07",
            "facilitator:2026-10-14"}  # fmt: skip
MEETING = "meetings/2026-10-14.yml"


def subjects(world: World, *, is_open: bool = True) -> Counter[str]:
    """Count the steward's issues by their subjects."""
    markers = [parse_marker(one.body) for one in world.issues.values() if one.is_open is is_open]
    return Counter(str(marker.subject) for marker in markers if marker)


def everything(world: World) -> str:
    """Return all that a run could have changed."""
    return repr((world.issues, world.comments, world.files(), world.dispatched, world.enabled))


def test_apply_twice_has_nothing_to_do_the_second_time(fake: FakeGitHub, fresh_line: CommandLine) -> None:
    """Five issues, one commit, one deployment; then nothing, and nothing is written."""
    assert fresh_line.run("apply").status == 0
    assert subjects(fake.world) == dict.fromkeys(SUBJECTS, 1)
    before = everything(fake.world)
    assert fresh_line.run("apply").out == "Nothing to do.\n"
    assert everything(fake.world) == before


def test_a_file_that_is_set_aside_is_mended_by_a_tap(fake: FakeGitHub, fresh_line: CommandLine) -> None:
    """The dashboard leads to the page on which GitHub edits it, whatever its name."""
    fake.world.push({"members/odile b.yml": b"name: [\n"})
    fresh_line.run("apply")
    said = issue_of(fake.world, "dashboard").body
    assert "[Modifier le fichier](<https://github.test/" in said
    assert "/edit/main/members/odile%20b.yml>)" in said


LOST: dict[str, Callable[[str], Fault]] = {
    "502 after": answer_lost,
    "503 before": broken,
    "cut after": lambda operation: cut(operation, is_done=True),
    "cut before": lambda operation: cut(operation, is_done=False),
}


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize("nth", range(5))
def test_an_answer_that_is_lost_makes_no_second_issue(
    fault: str, nth: int, fake: FakeGitHub, fresh_line: CommandLine
) -> None:
    """Whichever issue it hits, this run ends with 3 and asks no more; the next one finds what is there."""
    lost = LOST[fault]("issues/create")
    lost.skip = nth
    fake.faults.append(lost)
    done = fresh_line.run("apply")
    assert (done.status, fake.asked.count("issues/create")) == (3, 5)
    assert "was lost" in done.err
    assert fresh_line.run("apply").status == 0
    assert subjects(fake.world) == dict.fromkeys(SUBJECTS, 1)
    assert fresh_line.run("apply").out == "Nothing to do.\n"


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize("operation", ["issues/create-comment", "reactions/create-for-issue-comment"])
def test_a_comment_or_reaction_whose_answer_is_lost_is_there_once(
    operation: str, fault: str, fake: FakeGitHub, fresh_line: CommandLine
) -> None:
    """What the steward says and how it nods is found again, or said by the next run."""
    fresh_line.run("apply")
    said = fake.world.add_comment(
        "chloe-g", issue_of(fake.world, "meeting:2026-10-14").number, "/comme moi\n/oui"
    )
    fake.world.add_comment("passante", issue_of(fake.world, "meeting:2026-10-14").number, "/oui")
    fake.faults.append(LOST[fault](operation))
    assert fresh_line.run("apply").status == 3
    for _run in range(2):
        fresh_line.run("apply")
    assert fresh_line.run("apply").out == "Nothing to do.\n"
    assert len(said.reactions) == 1
    bodies = [one.body for one in fake.world.comments.values() if one.account and one.account.login == BOT]
    assert len(bodies) == len(set(bodies))
    assert any("Seuls les membres" in body for body in bodies)


@pytest.mark.parametrize(
    "fault",
    [
        broken("issues/list-for-repo", times=9),
        cut("issues/list-for-repo", is_done=False, times=9),
        limited("issues/list-for-repo", seconds=3600),
        page_lost("issues/list-for-repo", page=1, times=9),
        broken("issues/list-comments", times=9),
        broken("reactions/list-for-issue", times=9),
        Fault("issues/list-for-repo", raw=b"<html>"),
    ],
    ids=lambda fault: f"{fault.operation} {fault.status or ('page' if fault.page else 'cut')} {fault.page}",
)
@pytest.mark.parametrize("command", ["plan", "apply"])
def test_an_unreadable_list_stops_everything(
    command: str, fault: Fault, fake: FakeGitHub, fresh_line: CommandLine
) -> None:
    """Status 3, the reason, and not one change: what is missing from a list is not missing from the world."""
    fresh_line.run("apply")
    for number in range(100):
        fake.world.open_issue("passante", f"Question {number}").is_open = False
    fake.world.now += timedelta(days=9)
    before = everything(fake.world)
    fake.faults.append(replace(fault))
    done = fresh_line.run(command)
    assert (done.status, done.out) == (3, "")
    assert done.err.startswith("The issues could not be read, so nothing was done: ")
    assert everything(fake.world) == before


def test_github_is_waited_for_where_it_says_how_long(fake: FakeGitHub, fresh_line: CommandLine) -> None:
    """403 with Retry-After did nothing, so it is asked again; an hour is left to the next run."""
    fake.faults.append(limited("issues/create", seconds=30))
    assert fresh_line.run("apply").status == 0
    assert 30.0 in fresh_line.waits
    assert subjects(fake.world) == dict.fromkeys(SUBJECTS, 1)
    fake.world.now += timedelta(days=7)
    fake.faults.append(limited("issues/create", seconds=3600))
    done = fresh_line.run("apply")
    assert (done.status, "secondary rate limit" in done.err, max(fresh_line.waits)) == (3, True, 30.0)
    assert fresh_line.run("apply").status == 0
    assert set(subjects(fake.world).values()) == {1}


def test_a_list_that_lags_is_healed(fake: FakeGitHub, fresh_line: CommandLine) -> None:
    """Every issue was opened twice: the older ones go on, with what was said in the others, closed with a link."""
    fake.world.list_lag = 2
    for _run in range(2):
        assert fresh_line.run("apply").status == 0
    fake.world.list_lag = 0
    assert set(subjects(fake.world).values()) == {2}
    first, second = issues_of(fake.world, "meeting:2026-10-14")
    fake.world.react("chloe-g", second.number, "+1")
    for _run in range(3):
        assert fresh_line.run("apply").status == 0
    assert subjects(fake.world) == dict.fromkeys(SUBJECTS, 1)
    assert (first.is_open, second.is_open) == (True, False)
    farewells = [one.body for one in fake.world.comments.values() if one.issue == second.number]
    assert [f"#{first.number}" in body for body in farewells] == [True]
    assert b"chloe-girard: yes" in fake.world.files()[MEETING]
    assert fresh_line.run("apply").out == "Nothing to do.\n"


@pytest.mark.parametrize("operation", ["git/get-ref", "git/create-tree", "git/update-ref"])
def test_a_branch_that_moves_is_read_and_planned_again(
    operation: str, fake: FakeGitHub, fresh_line: CommandLine
) -> None:
    """Whenever somebody pushes, that stands, and what was said is written on top of it; the run is green."""
    fresh_line.run("apply")
    fake.world.react("chloe-g", issue_of(fake.world, "meeting:2026-10-14").number, "+1")
    text = fake.world.files()[MEETING]
    fake.faults.append(
        moved_before(operation, lambda: fake.world.push({MEETING: b"title: Tarifs # by hand\n" + text}))
    )
    assert fresh_line.run("apply").status == 0
    after = fake.world.files()[MEETING].decode()
    assert "title: Tarifs # by hand\n" in after
    assert "chloe-girard: yes" in after
    assert "Tarifs" in issue_of(fake.world, "meeting:2026-10-14").title


def test_a_branch_that_never_rests_is_left_to_the_next_run(fake: FakeGitHub, fresh_line: CommandLine) -> None:
    """Three times somebody was quicker: status 3, no push is overwritten, no issue claims what is not written."""
    pushes = iter(range(9))
    fake.faults.append(
        moved_before("git/update-ref", lambda: fake.world.push({f"content/{next(pushes)}.md": b"x"}))
    )
    fake.faults[0].times = 3
    done = fresh_line.run("apply")
    assert (done.status, fake.world.issues) == (3, {})
    assert "has moved meanwhile" in done.err
    assert fresh_line.run("apply").status == 0


def test_a_stale_checkout_is_read_again(fake: FakeGitHub, fresh_line: CommandLine) -> None:
    """A run that waited for its turn has old files: it reads what was written since, before it plans anything."""
    fresh_line.run("apply")
    fake.world.react("chloe-g", issue_of(fake.world, "meeting:2026-10-14").number, "+1")
    fresh_line.checkout.update()
    assert fresh_line.run("apply", stale=True).status == 0
    body = issue_of(fake.world, "meeting:2026-10-14").body
    before = everything(fake.world)
    assert fresh_line.run("apply", stale=True).out.endswith("Nothing to do.\n")
    assert everything(fake.world) == before
    assert "Chloé Girard" in body


@pytest.mark.parametrize(("area", "status"), [("contents", 3), ("issues", 3), ("actions", 3)])
def test_a_token_without_a_permission_is_told_which(
    area: str, status: int, fake: FakeGitHub, fresh_line: CommandLine
) -> None:
    """In GitHub's own words; once it is granted, the next run does what was left."""
    fake.permissions[area] = "read"
    done = fresh_line.run("apply")
    assert (done.status, f"({area}=write)" in done.err) == (status, True), done.err
    fake.permissions[area] = "write"
    assert fresh_line.run("apply").status == 0
    assert subjects(fake.world) == dict.fromkeys(SUBJECTS, 1)


def test_a_plan_that_closes_many_issues_stops_and_says_how_to_go_on(
    fake: FakeGitHub, fresh_line: CommandLine
) -> None:
    """Six at once: nothing at all is done, until somebody says that it is right."""
    for _number in range(6):
        fake.world.open_issue(BOT, "x", "its mark was lost", ("tablee",))
    before = everything(fake.world)
    done = fresh_line.run("apply")
    assert (done.status, everything(fake.world)) == (3, before)
    assert "run `tablee apply --close-many`, or on GitHub: Actions, Steward, Run workflow" in done.out
    assert fresh_line.run("plan").status == 3
    assert fresh_line.run("apply", "--close-many").status == 0
    assert [issue.is_open for issue in fake.world.issues.values()][:6] == [False] * 6
