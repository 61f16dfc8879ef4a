"""README.md: short, its links lead somewhere, and every command in it runs as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from group_folder import ROOT, run_tablee
from tablee.cli.parser import make_parser
from tablee.i18n.translations import load_translations

README = (ROOT / "README.md").read_text("utf-8")
if not README.startswith("# Tablée\n"):
    pytest.skip(
        "README.md is a group's own: the template's is tested in the template", allow_module_level=True
    )
PROGRAM = ".venv/bin/tablee"
OWN = ("group.yml", "holidays.yml", "mkdocs.yml", "members", "meetings", "content")


def read_commands() -> list[list[str]]:
    """Return the command lines of the code blocks, comments cut and continued lines joined."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [words for line in lines if (words := shlex.split(line, comments=True))]


COMMANDS = read_commands()
LINES = [words[1:] for words in COMMANDS if words[0] == PROGRAM]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the sample group, with nothing that was built."""
    for name in OWN:
        source = ROOT / name
        copied = shutil.copytree if source.is_dir() else shutil.copyfile
        copied(source, tmp_path / name)
    return tmp_path


def read_now() -> str:
    """Return the moment that README.md sets for the sample."""
    found = re.search(r"^export TABLEE_NOW=(\S+)$", README, re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize(
    "line", [line for line in LINES if line[0] != "serve"], ids=lambda line: " ".join(line[:2])
)
def test_every_command_runs_as_it_stands(line: list[str], copy: Path) -> None:
    """On the sample group, at the moment that README sets, each ends with status 0 and says something."""
    done = run_tablee("-C", copy, *line, TABLEE_NOW=read_now(), TABLEE_TEMPLATE="true")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_a_founded_group_has_no_problem(copy: Path) -> None:
    """What README's `init` line wrote passes `check` as a group of its own, and has a next date."""
    init = next(line for line in LINES if line[0] == "init" and len(line) > 1)
    assert run_tablee("-C", copy, *init, TABLEE_NOW=read_now()).returncode == 0
    checked = run_tablee("-C", copy, "check", TABLEE_NOW=read_now(), TABLEE_TEMPLATE="false")
    assert (checked.returncode, checked.stdout) == (0, "No problems.\n")
    shown = run_tablee("-C", copy, "next", TABLEE_NOW=read_now())
    assert shown.stdout.startswith("The Valley Table\n  Thursday 26 November 2026, 12:30 (to be confirmed)\n")


def test_serve_is_written_rightly() -> None:
    """The one command that does not end is parsed only; its address is the port's that it takes."""
    (line,) = [line for line in LINES if line[0] == "serve"]
    options = make_parser(load_translations("en"), line).parse_args(line)
    assert f"http://127.0.0.1:{options.port}/" in README


def test_every_other_command_is_known() -> None:
    """Besides the program there are `make`, with targets that exist, and one variable."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    others = [words for words in COMMANDS if words[0] != PROGRAM]
    targets = {words[1] for words in others if words[0] == "make"}
    assert [words for words in others if words[0] not in {"make", "export"}] == []
    assert "site" in targets
    assert [name for name in targets if not re.search(rf"^{name}:.*##", makefile, re.MULTILINE)] == []


def test_readme_is_read_in_two_minutes() -> None:
    """At most 60 lines, none too wide for a terminal."""
    lines = README.splitlines()
    assert len(lines) <= 60
    assert [line for line in lines if len(line) > 120] == []


def test_links_lead_to_files_that_are_there() -> None:
    """Each relative link of README and CONTRIBUTING meets a file."""
    for page in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text("utf-8")
        links = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
        assert links
        assert [link for link in links if "://" not in link and not (ROOT / link).is_file()] == []
