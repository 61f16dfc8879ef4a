"""The command line as a whole: help, examples, exit statuses, and what a bug looks like."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from group_folder import NOW, run_tablee, tablee, write_group
from tablee.cli import main
from tablee.cli.commands import COMMANDS, Command
from tablee.cli.parser import say_summary
from tablee.i18n.translations import load_translations

Printed = pytest.CaptureFixture[str]
named = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@named
def test_every_command_has_help_in_both_languages(command: Command, capsys: Printed) -> None:
    """It says what the command does and shows a line to type; of the English one no sentence is left in the French."""
    sentences = []
    for language, example in (("en", "Example: "), ("fr", "Exemple\u00a0: ")):
        assert main([command.name, "--help", "--language", language]) == 0
        said = capsys.readouterr().out
        assert f"{example}{command.example}\n" in said
        assert say_summary(command, load_translations(language)) in " ".join(said.split())
        _usage, rest = said.split("\n\n", maxsplit=1)
        sentences.append({line.strip() for line in rest.splitlines() if len(line.split()) > 3})
    assert sorted(sentences[0] & sentences[1]) == []


@named
def test_every_example_can_be_typed(command: Command, capsys: Printed) -> None:
    """An example names its own command, and only options that the command has."""
    words = command.example.split()
    assert words[:2] == ["tablee", command.name]
    assert main([command.name, "--help"]) == 0
    said = capsys.readouterr().out
    assert [option for option in words if option.startswith("--") and option not in said] == []


def test_the_list_of_commands_names_each_with_what_it_does(capsys: Printed) -> None:
    """`tablee --help` lists every command."""
    assert main(["--language", "en", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert [one.name for one in COMMANDS if f"{one.name} {one.summary}" not in said] == []


def test_the_table_of_commands_is_complete() -> None:
    """Every module with a `run` is a command of its own name."""
    folder = Path(__file__).parent.parent / "scripts/tablee/cli"
    modules = {
        p.stem for p in folder.glob("*.py") if re.search(r"^def run\(", p.read_text("utf-8"), re.MULTILINE)
    }
    assert modules == {command.name for command in COMMANDS}


def test_the_version_loads_nothing_heavy() -> None:
    """It is told before anything that only a command needs is imported."""
    heavy = {"babel", "holidays", "httpx2", "icalendar", "jinja2", "mkdocs", "pydantic", "yaml"}
    told = f"import sys; from tablee.cli import main; main(['--version']); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1:] == ["set()"]


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["lunch"],
        ["next", "--colour"],
        ["next", "--format"],
        ["next", "--format", "xml"],
        ["draw"],
        ["serve", "--port", "many"],
        ["--language", "de", "next"],
        ["next", "--now", "soon"],
        ["explain", "2026-11-18"],
        ["explain", "../../etc/passwd"],
        ["check", "-C", "nowhere"],
        ["check", "--base", "main"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(line: list[str], tmp_path: Path, capsys: Printed) -> None:
    """What was typed wrongly ends with status 2: a word on standard error, nothing on standard output."""
    write_group(tmp_path)
    assert main(["--now", NOW, *(["-C", str(tmp_path)] if "-C" not in line else []), *line]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip()


def test_a_wrong_time_is_answered_in_the_groups_language(tmp_path: Path, capsys: Printed) -> None:
    """What is wrong is said with the way to write it."""
    assert main(["-C", str(write_group(tmp_path)), "next", "--now", "demain"]) == 2
    assert capsys.readouterr().err == "`demain` n’est pas un moment. Écrivez-le comme `2026-12-10T12:30`.\n"


def test_an_unknown_folder_is_named(tmp_path: Path, capsys: Printed) -> None:
    """A folder that is not there is wrong use, not an empty group."""
    nowhere = tmp_path / "nowhere"
    assert main(["-C", str(nowhere), "check"]) == 2
    assert capsys.readouterr().err == f"There is no folder `{nowhere}`.\n"


def test_an_unknown_meeting_is_answered_with_the_next_ones(tmp_path: Path, capsys: Printed) -> None:
    """Who mistypes a slot key reads which there are."""
    assert main(["-C", str(write_group(tmp_path)), "--now", NOW, "explain", "2026-11-18"]) == 2
    assert capsys.readouterr().err == (
        "Il n’y a pas de rencontre `2026-11-18`. Les prochaines sont `2026-11-26`, `2026-12-03`, `2026-12-10`.\n"
    )


@pytest.mark.parametrize("command", ["check", "next", "build", "feeds", "pages"])
def test_an_empty_folder_is_a_group_without_its_file(command: str, tmp_path: Path, capsys: Printed) -> None:
    """Without group.yml every command ends with status 1 and says what to do."""
    assert main(["-C", str(tmp_path), command]) == 1
    printed = capsys.readouterr()
    assert "group.yml:1:1: error no-group:" in printed.out + printed.err
    assert "tablee init" in printed.out + printed.err
    assert list(tmp_path.iterdir()) == []


def test_errors_stop_every_command_that_needs_the_group(tmp_path: Path, capsys: Printed) -> None:
    """Errors are printed to standard error, and nothing is shown of a group that has some."""
    write_group(tmp_path, {"meetings/2026-11-26.yml": "facilitator: nobody\n"})
    for line in (["next"], ["explain", "2026-11-26"], ["draw", "2026-11-19"]):
        assert main(["-C", str(tmp_path), "--now", NOW, *line]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("meetings/2026-11-26.yml:1:14: erreur unknown-member")


def test_warnings_are_counted_and_stop_nothing(tmp_path: Path, capsys: Printed) -> None:
    """What real life brings is told in one line beside the result; `check` lists it."""
    write_group(tmp_path, {"members/paul-meyer.yml": "public: yes\nname: Paul\njoined: 2026-11-20\n"})
    assert main(["-C", str(tmp_path), "--now", NOW, "next"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("La Petite Table\n")
    assert printed.err == "1 avertissement\u00a0: voir `tablee check`.\n"


def test_a_bug_keeps_its_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what people did wrong is put in words; an error of the program itself is not swallowed."""

    def stumble(*_given: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("tablee.cli.check.render_report", stumble)
    with pytest.raises(ZeroDivisionError):
        main(["-C", str(write_group(tmp_path)), "check"])


def test_debugging_shows_where_an_error_arose(tmp_path: Path, capsys: Printed) -> None:
    """The message stays the last line; above it stands the traceback, with the cause, for maintainers."""
    line = ["-C", str(write_group(tmp_path)), "--language", "en", "next", "--now", "soon"]
    assert main(line) == 2
    said = capsys.readouterr().err
    assert main([*line, "--debug"]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in said
    assert told.startswith("Traceback")
    assert "ValueError" in told
    assert told.endswith(said)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_every_machine_prints_utf_8(encoding: str, tmp_path: Path) -> None:
    """A runner without a language of its own reads the same bytes: U+202F is in no old encoding."""
    done = run_tablee("-C", write_group(tmp_path), "next", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "jeudi 26 novembre 2026, 12\u202fh\u202f30 (confirmée)\n" in done.stdout


def test_a_reader_who_has_read_enough_is_no_error(tmp_path: Path) -> None:
    """`tablee next | head -0` prints no traceback."""
    read, write = os.pipe()
    os.close(read)
    command = tablee("-C", write_group(tmp_path), "--now", NOW, "next", "--format", "json")
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
