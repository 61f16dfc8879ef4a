"""Forms in a group that reviews everything: the answer leads to a pull request, and the form ends when it is merged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from fake_github.description import needs_description
from fake_github.faults import Fault
from fake_github.server import FakeGitHub
from fake_github.world import OpenedIssue, World
from filled_forms import Given, fill_in
from on_act.command_line import CommandLine, open_command_line
from on_act.fixtures import fake_with
from on_act.weeks import group_of, settle_protected

pytestmark = needs_description


fake = fake_with(settle_protected)


@pytest.fixture
def line(fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Return a runner's command line, once what the steward proposes at first is merged."""
    opened = open_command_line(fake, tmp_path / "checkout", monkeypatch)
    run(opened)
    for pull in pulls(fake.world):
        fake.world.merge_pull(pull.number)
    run(opened)
    return opened


def run(line: CommandLine) -> str:
    """Let the steward run, an hour later."""
    line.fake.world.now += timedelta(hours=1)
    done = line.run("apply")
    assert done.status == 0, done.err
    return done.out


def pulls(world: World) -> list[OpenedIssue]:
    """Return the open pull requests."""
    return [one for one in world.issues.values() if one.head and one.is_open]


def send(line: CommandLine, login: str, form: str, /, **given: Given) -> OpenedIssue:
    """Send a form, and let the steward run."""
    world = line.fake.world
    sent = world.send_form(login, "Un formulaire", fill_in(group_of(world).settings, form, **given))
    run(line)
    return sent


def answers(world: World, form: OpenedIssue) -> list[str]:
    """Return what the steward said below a form."""
    return [one.body for one in world.comments.values() if one.issue == form.number]


def merge(line: CommandLine, branch: str) -> None:
    """Merge the pull request of a branch, and let the steward run."""
    (pull,) = (one for one in pulls(line.fake.world) if one.head == branch)
    line.fake.world.merge_pull(pull.number, squash=True)
    run(line)


def test_a_profile_waits_in_a_pull_request(line: CommandLine) -> None:
    """Main stays as it is, the answer leads to the pull request, the form closes once it is merged."""
    world, path = line.fake.world, "members/chloe-girard.yml"
    before = world.files()[path]
    form = send(line, "chloe-g", "profile", city="Viroflay")
    (said,) = answers(world, form)
    assert "attend que quelqu’un le fusionne" in said
    assert "compare/main...tablee/chloe-girard?expand=1" in said
    assert (world.files()[path], form.is_open) == (before, True)
    assert b"city: Viroflay" in world.files("tablee/chloe-girard")[path]
    assert "Rien à faire." in run(line) or "Nothing to do." in run(line)
    assert len(answers(world, form)) == 1
    merge(line, "tablee/chloe-girard")
    assert b"city: Viroflay" in world.files()[path]
    assert not form.is_open


@pytest.mark.parametrize(
    ("form", "given", "branch"),
    [
        ("profile", {"city": "Sèvres"}, "tablee/david-leroy"),
        ("topic", {"topics": "Loyers"}, "tablee/2026-10-07"),
    ],
    ids=["a member's file", "a meeting's file"],
)
def test_nothing_is_said_to_be_proposed_that_could_not_be(
    form: str, given: Mapping[str, Given], branch: str, line: CommandLine
) -> None:
    """A form whose file could not be written waits without an answer; the next run proposes it, and says so."""
    world = line.fake.world
    sent = world.send_form("david-l", "Un formulaire", fill_in(group_of(world).settings, form, **given))
    line.fake.faults.append(Fault("git/create-commit", times=9, status=422, message="Not now"))
    assert line.run("apply").status == 3
    assert (answers(world, sent), sent.is_open) == ([], True)
    line.fake.faults.clear()
    run(line)
    assert f"compare/main...{branch}?expand=1" in answers(world, sent)[0]


def test_an_absence_edited_before_it_is_merged_is_proposed_anew(line: CommandLine) -> None:
    """One pull request, with what the form says last."""
    world, path = line.fake.world, "members/aline-moreau.yml"
    form = send(line, "aline-m", "away", to="20 décembre")
    assert b"to: 2026-12-20" in world.files("tablee/aline-moreau")[path]
    form.body = form.body.replace("20 décembre", "13 décembre")
    run(line)
    assert b"to: 2026-12-13" in world.files("tablee/aline-moreau")[path]
    assert len([one for one in pulls(world) if one.head == "tablee/aline-moreau"]) == 1
    merge(line, "tablee/aline-moreau")
    assert b"to: 2026-12-13" in world.files()[path]
    assert not form.is_open


def test_a_join_waits_for_a_yes_and_for_a_merge(line: CommandLine) -> None:
    """First a keeper’s 👍, which has the file proposed; then whoever merges."""
    world, path = line.fake.world, "members/nina-blanc.yml"
    form = send(line, "nina-b", "join", public="yes", consent="yes", name="Nina Blanc", trade="Relectrice")
    assert pulls(world) == []
    world.now += timedelta(hours=1)
    world.react("bruno-f", form.number, "+1")
    run(line)
    assert "attend que quelqu’un le fusionne" in answers(world, form)[-1]
    assert path not in world.files()
    assert f"github_id: {world.accounts['nina-b'].id}".encode() in world.files("tablee/nina-blanc")[path]
    merge(line, "tablee/nina-blanc")
    assert path in world.files()
    assert not form.is_open


def test_a_proposal_that_is_turned_down_ends_the_form(line: CommandLine) -> None:
    """It is not proposed again, and who sent it is told."""
    world = line.fake.world
    form = send(line, "david-l", "profile", city="Sèvres")
    (pull,) = pulls(world)
    world.close_pull(pull.number, delete_branch=True)
    run(line)
    assert "a dit non" in answers(world, form)[-1]
    assert not form.is_open
    run(line)
    assert pulls(world) == []
