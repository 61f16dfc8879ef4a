"""docs/commands.md tells what the program declares."""

from __future__ import annotations

import re

import pytest

from group_folder import ROOT
from tablee.cli import main
from tablee.cli.commands import COMMANDS, Command
from tablee.cli.reference import render_commands_reference
from tablee.i18n.translations import load_translations

PAGE = ROOT / "docs/commands.md"


def test_the_page_is_as_the_program_writes_it() -> None:
    """Who changes an option runs `make reference`."""
    assert PAGE.read_text("utf-8") == render_commands_reference(load_translations("en"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_option_of_the_help_is_documented(
    command: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each option that `--help` lists stands in the command's section or under what is everywhere."""
    monkeypatch.setenv("COLUMNS", "200")
    assert main([command.name, "--help", "--language", "en"]) == 0
    options = set(re.findall(r"^  (--?[\w-]+)", capsys.readouterr().out, re.MULTILINE))
    sections = PAGE.read_text("utf-8").split("\n## ")
    told = [part for part in sections if part.startswith(("Everywhere\n", f"tablee {command.name}\n"))]
    assert len(told) == 2
    assert {"-C", "--now", "--language", "--version"} <= options
    assert sorted(one for one in options - {"-h"} if f"`{one}" not in "".join(told)) == []


def test_a_bar_in_an_option_breaks_no_table() -> None:
    """Every row of a table has two cells."""
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    assert [row for row in rows if len(re.findall(r"(?<!\\)\|", row)) != 3] == []
