"""README.md and README.fr.md: short, their links lead somewhere, and every command in them runs as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from group_folder import IS_TEMPLATE, ROOT, run_tablee
from tablee.cli.parser import make_parser
from tablee.i18n.translations import load_translations

if not IS_TEMPLATE:
    pytest.skip("README.md is a group's own: the template's is tested there", allow_module_level=True)
README = (ROOT / "README.md").read_text("utf-8")
READMES = {"README.md": README, "README.fr.md": (ROOT / "README.fr.md").read_text("utf-8")}
FRENCH = sorted((ROOT / "docs/fr").glob("*.md"))
PROGRAM = ".venv/bin/tablee"
OWN = ("group.yml", "holidays.yml", "mkdocs.yml", "members", "meetings", "content")


def read_commands() -> list[list[str]]:
    """Return the command lines of the code blocks, comments cut and continued lines joined."""
    blocks = re.findall(r"^```sh\n(.*?)^```", "\n".join(READMES.values()), re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    found = (words for line in lines if (words := shlex.split(line, comments=True)))
    return [list(words) for words in dict.fromkeys(map(tuple, found))]


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


@pytest.mark.parametrize(
    ("language", "good", "next_date"),
    [
        ("en", "No problems.\n", "The Valley Table\n  Thursday 26 November 2026, 12:30 (to be confirmed)\n"),
        ("fr", "Aucun problème.\n", "La Table de la Vallée\n  jeudi 26 novembre 2026, "),
    ],
)
def test_a_founded_group_has_no_problem(language: str, good: str, next_date: str, copy: Path) -> None:
    """What a README's `init` line wrote passes `check` as a group of its own, and has a next date."""
    init = next(line for line in LINES if line[0] == "init" and language in line)
    shutil.copyfile(ROOT / "README.fr.md", copy / "README.fr.md")
    assert run_tablee("-C", copy, *init, TABLEE_NOW=read_now()).returncode == 0
    checked = run_tablee("-C", copy, "check", TABLEE_NOW=read_now(), TABLEE_TEMPLATE="false")
    assert (checked.returncode, checked.stdout) == (0, good)
    shown = run_tablee("-C", copy, "next", TABLEE_NOW=read_now())
    assert shown.stdout.startswith(next_date)
    links = re.findall(r"\]\((docs/[^)]+)\)", (copy / "README.md").read_text("utf-8"))
    assert {link.startswith("docs/fr/") for link in links} == {language == "fr"}
    assert [link for link in links if not (ROOT / link).is_file()] == []
    assert not (copy / "README.fr.md").exists()


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


@pytest.mark.parametrize(("name", "most"), [("README.md", 60), ("README.fr.md", 70)])
def test_readme_is_read_in_two_minutes(name: str, most: int) -> None:
    """Few lines, none too wide for a terminal; the first ones name the other language, `make site` and `make test`."""
    lines = READMES[name].splitlines()
    assert len(lines) <= most
    assert [line for line in lines if len(line) > 120] == []
    first = "\n".join(lines[:10])
    others = [other for other in READMES if other != name]
    assert [found for found in (*others, "\nmake site ", "\nmake test ") if found not in first] == []


PAGES = ("README.md", "README.fr.md", "CONTRIBUTING.md", *(f"docs/fr/{path.name}" for path in FRENCH))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_that_are_there(page: str) -> None:
    """Each relative link of README, CONTRIBUTING and the French pages meets a file."""
    text = re.sub(r"^```.*?^```", "", (ROOT / page).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", re.sub(r"`[^`]+`", "", text))
    assert links or page.startswith("docs/")
    folder = (ROOT / page).parent
    assert [link for link in links if "://" not in link and not (folder / link).is_file()] == []
