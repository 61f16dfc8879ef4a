"""check.yml and site.yml do what they say, run by act in a tiny repository where every program notes its calls.

act needs neither Docker nor a network here: the runner is this machine, and each action is a folder.
"""

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from on_act.runner import ACT, needs_act
from tablee.model.identity import SAMPLE_IDENTITY

WORKFLOWS = Path(__file__).parents[1] / ".github" / "workflows"
BASE = "0123456789abcdef0123456789abcdef01234567"
CHECKED = f"annotations: check --format github --base {BASE} of false"
SUMMARISED = f"summary: check --format markdown --base {BASE} of false"

pytestmark = needs_act

# The program: tells whether what it prints goes to the summary, and ends as the test says.
TABLEE = """\
#!/bin/sh
to=annotations
if [ /dev/stdout -ef "$GITHUB_STEP_SUMMARY" ]; then to=summary; fi
echo "$to: $* of $TABLEE_TEMPLATE" >> "$CALLS"
case "$*" in check*) exit "$STATUS" ;; esac
"""
MAKEFILE = """\
setup setup-steward:
\t@mkdir -p .venv/bin && install -m 755 tablee .venv/bin/tablee
site:
\t@mkdir -p .venv/bin && install -m 755 tablee .venv/bin/tablee
\t@echo "make site of $$TABLEE_TEMPLATE" >> "$$CALLS" && exit "$$STATUS"
"""
ACTION = """\
inputs: {{name: {{required: false}}, artifact_name: {{required: false}}}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {{NAME: "${{{{ inputs.name || inputs.artifact_name }}}}"}}
      run: echo {name} $NAME | sed 's/ $//' >> "$CALLS" && [ {name} != "$BROKEN" ]
"""
CHECKOUT = """\
inputs: {ref: {required: false}}
runs:
  using: composite
  steps:
    - shell: bash
      run: cp -a "$SOURCE/." .
"""
GROUP = "identity: voisins.example.net\n"
SAMPLE = f"identity: {SAMPLE_IDENTITY} # the second half of every UID\n"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of a workflow left: its colour, the calls in their order, what it printed."""

    green: bool
    calls: list[str]
    log: str


def act(  # noqa: PLR0913 (each is one thing that a run may find)
    folder: Path,
    workflow: str,
    event: str,
    *,
    status: int = 0,
    broken: str = "",
    group: str = GROUP,
    is_template: bool = False,
) -> Run:
    """Runs a workflow of ours in `folder`; the program ends with `status`, the action named `broken` fails."""
    path, home, calls = lay_repository(folder / "repository", workflow), folder / "home", folder / "calls"
    (folder / "repository/group.yml").write_text(group, "utf-8")
    calls.touch()
    home.mkdir(parents=True)
    payload = {
        "pull_request": {"number": 7, "base": {"sha": BASE}},
        "repository": {"is_template": is_template},
    }
    (folder / "event.json").write_text(json.dumps(payload), "utf-8")
    command = [str(ACT), event, f"--workflows={path}", f"--eventpath={folder / 'event.json'}"]
    command += ["--platform=ubuntu-24.04=-self-hosted", "--action-offline-mode", "--no-cache-server"]
    command += [f"--env=SOURCE={folder / 'repository'}"]
    command += [f"--env=GITHUB_RUN_ATTEMPT={os.environ.get('ATTEMPT', '1')}"]
    command += [f"--env=CALLS={calls}", f"--env=STATUS={status}", f"--env=BROKEN={broken}"]
    done = subprocess.run(
        [*command, *stand_ins(folder, path.read_text("utf-8"))],
        cwd=folder / "repository",
        env={"HOME": str(home), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Run(done.returncode == 0, calls.read_text("utf-8").splitlines(), done.stdout + done.stderr)


def lay_repository(repository: Path, workflow: str) -> Path:
    """Our workflow as it is, beside a Makefile and a program that note their calls."""
    path = repository / ".github" / "workflows" / workflow
    path.parent.mkdir(parents=True)
    path.write_text((WORKFLOWS / workflow).read_text("utf-8").replace("  queue: max\n", ""), "utf-8")
    (repository / "Makefile").write_text(MAKEFILE, "utf-8")
    (repository / "tablee").write_text(TABLEE, "utf-8")
    return path


def stand_ins(folder: Path, workflow: str) -> list[str]:
    """For each action of a workflow, a folder that only writes the action's name down."""
    flags = []
    for used, name in sorted(set(re.findall(r"uses: ((actions/[a-z-]+)@[0-9a-f]{40})", workflow))):
        (folder / name).mkdir(parents=True)
        text = CHECKOUT if name == "actions/checkout" else ACTION.format(name=name)
        (folder / name / "action.yml").write_text(text, "utf-8")
        flags.append(f"--local-repository={used}={folder / name}")
    return flags


def test_a_good_change_is_checked_built_and_kept(tmp_path: Path) -> None:
    """The check knows the base; the whole list goes to the summary; the site is built strictly and kept."""
    done = act(tmp_path, "check.yml", "pull_request")
    built = "annotations: build --strict of false"
    kept = ["actions/setup-python", CHECKED, SUMMARISED, built, "actions/upload-pages-artifact site-preview"]
    assert (done.green, done.calls) == (True, kept), done.log


def test_a_bad_change_is_red_and_says_why(tmp_path: Path) -> None:
    """Errors end the run red, after the summary is written and before anything is built."""
    done = act(tmp_path, "check.yml", "pull_request", status=1)
    assert (done.green, done.calls) == (False, ["actions/setup-python", CHECKED, SUMMARISED]), done.log
    assert "Success - Main Write the summary" in done.log


def test_a_summary_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    """Only the verdict "errors" is left to the step before; wrong use of the command is not hidden."""
    done = act(tmp_path, "check.yml", "pull_request", status=2)
    assert "Failure - Main Write the summary" in done.log


def test_without_the_program_there_is_no_summary(tmp_path: Path) -> None:
    """A failed set-up is the only fault shown: nothing that needs it is tried."""
    done = act(tmp_path, "check.yml", "pull_request", broken="actions/setup-python")
    assert (done.green, done.calls) == (False, ["actions/setup-python"]), done.log


@pytest.mark.parametrize("event", ["push", "schedule", "workflow_dispatch"])
def test_the_site_is_built_and_then_deployed(event: str, tmp_path: Path) -> None:
    """Each trigger builds, knowing whether this is the template, then publishes."""
    done = act(tmp_path, "site.yml", event)
    build = ["actions/setup-python", "make site of false", "actions/upload-pages-artifact github-pages-1"]
    told = ["annotations: check --format github of false"]
    deploy = ["actions/configure-pages", "actions/deploy-pages github-pages-1"]
    assert (done.green, done.calls) == (True, build + told + deploy), done.log


def test_a_site_that_does_not_build_is_not_deployed(tmp_path: Path) -> None:
    """The old site stays, rather than half of a new one."""
    done = act(tmp_path, "site.yml", "push", status=1)
    assert (done.green, done.calls) == (False, ["actions/setup-python", "make site of false"]), done.log


@pytest.mark.parametrize("broken", ["actions/configure-pages", "actions/deploy-pages"])
def test_a_group_without_pages_is_told_where_the_switch_is(broken: str, tmp_path: Path) -> None:
    """Pages off, or deployed from a branch: no workflow may switch it, so the run is red with the way to do it."""
    done = act(tmp_path, "site.yml", "push", broken=broken)
    assert (done.green, done.calls[-1].split()[0]) == (False, broken), done.log
    assert "Settings > Pages > Source: choose GitHub Actions" in done.log


def test_site_fails_once_is_run_again_and_deploys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each attempt has an artifact of its own name: GitHub deploys none of two that share one."""
    failed = act(tmp_path / "first", "site.yml", "push", broken="actions/deploy-pages")
    assert (failed.green, failed.calls[-1]) == (False, "actions/deploy-pages github-pages-1"), failed.log
    monkeypatch.setenv("ATTEMPT", "2")
    again = act(tmp_path / "second", "site.yml", "push")
    assert (again.green, again.calls[-1]) == (True, "actions/deploy-pages github-pages-2"), again.log


STARTED = ("site.yml", "steward.yml", "check.yml", "test.yml", "successor.yml")
"""What a push to main starts."""


@pytest.mark.parametrize("workflow", STARTED)
def test_a_fresh_copy_of_the_template_is_green(workflow: str, tmp_path: Path) -> None:
    """The first push of a founder's repository: nothing is published, nothing is tested, and the notice says init."""
    done = act(tmp_path, workflow, "push", group=SAMPLE)
    assert done.green, done.log
    assert ("run init" in done.log) == (workflow == "site.yml")
    assert not [call for call in done.calls if "pages" in call or "site" in call]
    if workflow in {"test.yml", "successor.yml"}:
        assert done.calls == []


@pytest.mark.parametrize("workflow", STARTED)
def test_a_group_after_init_is_green(workflow: str, tmp_path: Path) -> None:
    """The site is deployed, the steward runs, and the program's own workflows rest."""
    done = act(tmp_path, workflow, "push")
    assert done.green, done.log
    assert (done.calls == []) == (workflow in {"test.yml", "successor.yml"})


def test_the_template_publishes_its_sample(tmp_path: Path) -> None:
    """There the sample is what is to be seen."""
    done = act(tmp_path, "site.yml", "push", group=SAMPLE, is_template=True)
    assert (done.green, done.calls[-1].split()[0]) == (True, "actions/deploy-pages"), done.log
