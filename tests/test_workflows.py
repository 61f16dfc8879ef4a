"""The workflows under .github/ keep the security bar, and the linters that guard it do find faults."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tablee.adapters.github import SCHEDULED
from tablee.steward.tracker import Workflow

GITHUB = Path(__file__).parents[1] / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())
PROGRAMS = Path(sys.executable).parent

# Compared with the tag by a person: an update by Dependabot is red until its new line stands here.
PINS = {
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
    "actions/configure-pages@45bfe0192ca1faeb007ade9deae92b16b8254a0d # v6.0.0",
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
    "astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d # v10.0.1",
    "peter-evans/create-pull-request@5f6978faf089d4d20b00c7766989d076bb2fc7f1 # v8.1.1",
}
CONCURRENCY = {
    "check.yml": {
        "group": "check-${{ github.event.pull_request.number || github.sha }}",
        "cancel-in-progress": "true",
    },
    "commands.yml": {"group": "steward", "cancel-in-progress": "false", "queue": "max"},
    "site.yml": {"group": "pages", "cancel-in-progress": "false"},
    "steward.yml": {"group": "steward", "cancel-in-progress": "false", "queue": "max"},
    "successor.yml": {"group": "successor", "cancel-in-progress": "true"},
    "test.yml": {
        "group": "test-${{ github.event.pull_request.number || github.sha }}",
        "cancel-in-progress": "true",
    },
    "upgrade.yml": {"group": "upgrade", "cancel-in-progress": "false"},
}
# What a plant does to check.yml, and the name of the fault that zizmor must then print.
ZIZMOR_PLANTS = {
    "unpinned-uses": ("@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7"),
    "template-injection": ('"$BASE"', '"${{ github.event.pull_request.title }}"'),
    "dangerous-triggers": ("  pull_request:", "  pull_request_target:"),
}
ACTIONLINT_PLANTS = {
    "SC2086": ('--format github --base "$BASE"', "--format github --base $BASE"),
    "runner-label": ("runs-on: ubuntu-24.04", "runs-on: ubuntu-24.40"),
    "expression": ("steps.setup.outcome", "steps.set_up.outcome"),
}

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def read(path: Path) -> dict[str, Any]:
    """The workflow with every scalar as the text that stands there, so that `on` stays `on`."""
    tree = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    assert isinstance(tree, dict)
    return tree


def steps_of(path: Path) -> Iterator[dict[str, Any]]:
    """All steps of all jobs of one workflow."""
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """One linter of this environment, with what it printed."""
    path = os.pathsep.join([str(PROGRAMS), os.environ["PATH"]])
    command = [PROGRAMS / program, *arguments]
    return subprocess.run(
        command, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )


def plant(folder: Path, old: str, new: str) -> Path:
    """A copy of check.yml with one fault in it."""
    text = (GITHUB / "workflows" / "check.yml").read_text("utf-8")
    assert old in text, f"the plant has lost its ground: {old}"
    path = folder / ".github" / "workflows" / "check.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_the_workflows_are_there() -> None:
    """The tests below would pass on an empty folder."""
    assert set(CONCURRENCY) <= {path.name for path in WORKFLOWS}


@each_workflow
def test_actions_are_known_commits(path: Path) -> None:
    """Every `uses:` names a 40-digit commit and its version, both in the table above."""
    used = re.findall(r"^\s*(?:- )?uses:\s*(.+?)\s*$", path.read_text("utf-8"), re.MULTILINE)
    assert len(used) == sum("uses" in step for step in steps_of(path))
    assert set(used) <= PINS
    assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in used)


@each_workflow
def test_no_right_without_a_reason(path: Path) -> None:
    """A workflow has no rights, its jobs have few, and each grant says why."""
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert all(isinstance(job["permissions"], dict) for job in workflow["jobs"].values())
    grants = re.findall(r"^ +[a-z-]+: (?:read|write)\b.*$", path.read_text("utf-8"), re.MULTILINE)
    assert len(grants) == sum(len(job["permissions"]) for job in workflow["jobs"].values())
    assert [line for line in grants if " # " not in line] == []


@each_workflow
def test_every_job_ends(path: Path) -> None:
    """Each job has a time limit of its own, of half an hour at most."""
    limits = [int(job["timeout-minutes"]) for job in read(path)["jobs"].values()]
    assert limits == [limit for limit in limits if 0 < limit <= 30]


@each_workflow
def test_no_expression_in_a_script(path: Path) -> None:
    """Text from people reaches a script through the environment only."""
    assert [step["run"] for step in steps_of(path) if "${{" in step.get("run", "")] == []


@each_workflow
def test_no_trigger_that_lends_rights_to_strangers(path: Path) -> None:
    """Code of a fork never runs with a token that may write."""
    assert {"pull_request_target", "workflow_run"}.isdisjoint(read(path)["on"])


@each_workflow
def test_checkout_leaves_no_token_behind(path: Path) -> None:
    """No later step finds the token in .git/config."""
    checkouts = [step for step in steps_of(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"]["persist-credentials"] for step in checkouts] == ["false"] * len(checkouts)


@pytest.mark.parametrize("name", CONCURRENCY)
def test_concurrency(name: str) -> None:
    """A newer push replaces a check; nothing cancels a deployment; the steward's two workflows write by turns."""
    assert read(GITHUB / "workflows" / name)["concurrency"] == CONCURRENCY[name]


def test_only_the_deploying_job_may_publish() -> None:
    """What builds, and so runs other people's packages, cannot publish; what publishes builds nothing."""
    jobs = read(GITHUB / "workflows" / "site.yml")["jobs"]
    rights = {name: job["permissions"] for name, job in jobs.items()}
    assert rights == {"build": {"contents": "read"}, "deploy": {"pages": "write", "id-token": "write"}}
    assert jobs["deploy"]["needs"] == "build"


def test_the_site_is_built_each_morning_of_the_group() -> None:
    """The daily build follows a wall clock, and main, and the steward's hand."""
    triggers = read(GITHUB / "workflows" / "site.yml")["on"]
    assert triggers["schedule"] == [{"cron": "17 4 * * *", "timezone": "Europe/Paris"}]
    assert triggers["push"] == {"branches": ["main"]}
    assert "workflow_dispatch" in triggers


def test_the_same_changes_start_the_tests_before_and_after_a_merge() -> None:
    """The two lists of paths in test.yml are one list, and each of its folders and files is there."""
    triggers = read(GITHUB / "workflows" / "test.yml")["on"]
    assert triggers["pull_request"]["paths"] == triggers["push"]["paths"]
    roots = [path.removesuffix("/**") for path in triggers["push"]["paths"]]
    assert [root for root in roots if not (GITHUB.parent / root).exists()] == []


def test_the_steward_runs_several_times_a_day() -> None:
    """By the wall clock, on the group's own files, and by hand, where one may only look."""
    triggers = read(GITHUB / "workflows" / "steward.yml")["on"]
    (slot,) = triggers["schedule"]
    minute, hours, *days = slot["cron"].split()
    assert (slot["timezone"], days, minute.isdigit()) == ("Europe/Paris", ["*"] * 3, True)
    assert len(hours.split(",")) >= 3
    assert triggers["push"]["branches"] == ["main"]
    assert triggers["push"]["paths"] == ["group.yml", "holidays.yml", "members/**", "meetings/**"]
    inputs = triggers["workflow_dispatch"]["inputs"]
    assert {name: (one["type"], one["default"]) for name, one in inputs.items()} == {
        "dry-run": ("boolean", "false"),
        "close-many": ("boolean", "false"),
    }


def test_what_members_write_is_read_at_once() -> None:
    """Comments, also edited ones, and ticks in bodies; not what bots do, nor what stands in a pull request."""
    workflow = read(GITHUB / "workflows" / "commands.yml")
    assert workflow["on"] == {
        "issue_comment": {"types": ["created", "edited"]},
        "issues": {"types": ["opened", "edited"]},
    }
    wanted = workflow["jobs"]["commands"]["if"]
    assert "github.event.sender.type != 'Bot'" in wanted
    assert "!github.event.issue.pull_request" in wanted


def test_both_workflows_of_the_steward_are_one() -> None:
    """The same rights, no more than it needs; the same program, on the branch as it is when its turn comes."""
    one, other = (
        read(GITHUB / "workflows" / f"{name}.yml")["jobs"][name] for name in ("steward", "commands")
    )
    rights = dict.fromkeys(("actions", "contents", "issues", "pull-requests"), "write")
    rights["deployments"] = "read"
    assert one["permissions"] == other["permissions"] == rights
    for job in (one, other):
        used = [step for step in job["steps"] if "checkout@" in step.get("uses", "")]
        assert [step["with"]["ref"] for step in used] == ["${{ github.ref_name }}"]
        assert any("make setup-steward" in step.get("run", "") for step in job["steps"])
        assert any(".venv/bin/tablee apply --format markdown" in step.get("run", "") for step in job["steps"])


def test_only_members_make_the_steward_read() -> None:
    """After the look at who wrote, every step of commands.yml waits for its answer."""
    steps = [*steps_of(GITHUB / "workflows" / "commands.yml")]
    asked = next(at for at, step in enumerate(steps) if step.get("id") == "sender")
    # In a fresh copy of the template both are set together.
    wanted = {f"${{{{ steps.sender.outputs.{name} }}}}" for name in ("is-member", "is-founding")}
    assert {step["if"] for step in steps[asked + 1 :]} == wanted


@pytest.mark.parametrize("name", ["test", "successor"])
def test_the_programs_own_workflows_rest_in_a_group(name: str) -> None:
    """A copy of the template is no place to test the template."""
    for job in read(GITHUB / "workflows" / f"{name}.yml")["jobs"].values():
        assert job["if"].startswith("${{ github.event.repository.is_template ||")


@pytest.mark.parametrize("name", ["steward", "commands"])
def test_only_the_step_that_speaks_to_github_has_the_token(name: str) -> None:
    """Neither the set-up, which runs other people's packages, nor the checkout leaves or sees it."""
    workflow = read(GITHUB / "workflows" / f"{name}.yml")
    bearers = [step for step in workflow["jobs"][name]["steps"] if "GITHUB_TOKEN" in step.get("env", {})]
    assert "GITHUB_TOKEN" not in {**workflow.get("env", {}), **workflow["jobs"][name]["env"]}
    assert bearers
    assert all(".venv/bin/tablee" in step["run"] and "make" not in step["run"] for step in bearers)


def test_the_steward_can_start_the_site() -> None:
    """Its commits start no workflow: site.yml is the one that it starts by hand, and keeps alive."""
    assert Workflow.SITE in SCHEDULED
    for name in SCHEDULED:
        assert {"schedule", "workflow_dispatch"} <= set(read(GITHUB / "workflows" / name)["on"])


def test_trying_a_successor_blocks_nothing() -> None:
    """What may come after the theme is tried on main, and its failure fails nothing."""
    workflow = read(GITHUB / "workflows" / "successor.yml")
    assert "pull_request" not in workflow["on"]
    assert [job["continue-on-error"] for job in workflow["jobs"].values()] == ["true"]


def test_actionlint_finds_nothing() -> None:
    """GitHub would accept every workflow, and shellcheck every script in it."""
    done = run("actionlint", *WORKFLOWS)
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


@pytest.mark.parametrize("persona", ["regular", "pedantic", "auditor"])
def test_zizmor_finds_nothing(persona: str) -> None:
    """No known way to abuse a workflow; a file that zizmor cannot read is a finding too."""
    options = ("--offline", "--strict-collection", "--no-progress", "--quiet", "--persona", persona)
    done = run("zizmor", *options, GITHUB)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("fault", ACTIONLINT_PLANTS)
def test_actionlint_finds_a_planted(fault: str, tmp_path: Path) -> None:
    """The silence above is not that of a linter that looks at nothing."""
    done = run("actionlint", plant(tmp_path, *ACTIONLINT_PLANTS[fault]))
    assert done.returncode == 1
    assert fault in done.stdout


@pytest.mark.parametrize("fault", ZIZMOR_PLANTS)
def test_zizmor_finds_a_planted(fault: str, tmp_path: Path) -> None:
    """The silence above is not that of a linter that looks at nothing."""
    plant(tmp_path, *ZIZMOR_PLANTS[fault])
    done = run("zizmor", "--offline", "--strict-collection", "--no-progress", tmp_path / ".github")
    assert done.returncode != 0
    assert f"[{fault}]" in done.stdout


def test_zizmor_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    """Without `--strict-collection` it would skip a broken file and be content."""
    plant(tmp_path, "timeout-minutes: 15", "timeout_minuets: [15")
    shutil.copy(GITHUB / "workflows" / "test.yml", tmp_path / ".github" / "workflows")
    done = run("zizmor", "--offline", "--strict-collection", "--no-progress", tmp_path / ".github")
    assert done.returncode != 0
