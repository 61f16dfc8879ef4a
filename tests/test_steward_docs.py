"""docs/steward.md: its commands are those that are understood, its words those that the program says."""

from __future__ import annotations

import re

import pytest

from group_folder import ROOT
from tablee.cli.steward_run import AT_REST, UNREAD
from tablee.i18n.translations import load_translations
from tablee.model.folding import fold
from tablee.steward.apply import TRUNCATED
from tablee.steward.diff import OVER_LIMIT
from tablee.steward.interpret.slash_commands import WORDS, parse_commands

PAGE = (ROOT / "docs/steward.md").read_text("utf-8")
ROWS = re.findall(r"^\| `/([\w-]+)[^`]*` \| ((?:`/[\w-]+` ?)+) \|", PAGE, re.MULTILINE)
FRENCH = (ROOT / "docs/fr/steward.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\| `(/[^`]+)` \|", PAGE, re.MULTILINE)
FRENCH_EXAMPLES = re.findall(r"^\| `(/[^`]+)` \|", FRENCH, re.MULTILINE)


def test_the_table_has_every_command_and_every_spelling() -> None:
    """In the program's order; the page writes accents, which nobody has to."""
    told = {
        name: (name, *(fold(word) for word in re.findall(r"`/([\w-]+)`", others))) for name, others in ROWS
    }
    assert told == {name: tuple(words) for name, words in WORDS.items()}
    assert list(told) == list(WORDS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_is_understood(example: str) -> None:
    """What one copies from the page is the command of its row."""
    (command,) = parse_commands(example)
    assert command.name == re.split(r"[ /]", example)[1]


def test_the_french_table_begins_with_the_french_word() -> None:
    """Row by row it has the same command and the same spellings, and its example is understood."""
    rows = re.findall(r"^\| `/([\w-]+)[^`]*` \| ((?:`/[\w-]+` ?)+) \|", FRENCH, re.MULTILINE)
    told = [
        {fold(name), *(fold(word) for word in re.findall(r"`/([\w-]+)`", others))} for name, others in rows
    ]
    assert told == [set(words) for words in WORDS.values()]
    assert [command.name for text in FRENCH_EXAMPLES for command in parse_commands(text)] == list(WORDS)
    assert {fold(name) for name, _others in rows} & set(WORDS) == {"propose", "vote"}


def test_the_french_page_quotes_what_a_red_run_says() -> None:
    """The table of what to do has the French sentences."""
    for said in (OVER_LIMIT, TRUNCATED, UNREAD):
        start = re.split(r"\{\w+\}|,|:", load_translations("fr").template(said))
        assert [part for part in start[:2] if part.strip().lower() not in FRENCH.lower()] == []


def test_the_page_quotes_what_a_red_run_says() -> None:
    """The first words of each sentence stand in the table of what to do."""
    quoted = {
        OVER_LIMIT: "this plan closes … issues at once",
        TRUNCATED: "… changes are left for the next run",
        UNREAD: "the issues could not be read, so nothing was done",
    }
    for said, told in quoted.items():
        assert told in PAGE
        parts = [part.strip().lower() for part in told.split("…")]
        assert all(part in said.lower() for part in parts), told
    assert "`runs: yes`" in AT_REST
    assert "runs: yes" in PAGE


def test_the_page_names_the_buttons_of_the_workflow() -> None:
    """Both choices of a run by hand, and the keys of group.yml that switch it."""
    workflow = (ROOT / ".github/workflows/steward.yml").read_text("utf-8")
    for name in ("dry-run", "close-many"):
        assert f"      {name}:\n" in workflow
        assert f"**{name}**" in PAGE
    assert "writes: pull-requests" in PAGE
