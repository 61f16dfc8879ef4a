"""The traps of YAML: what was meant is found, and the line proposed mends it."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tablee.files.line_traps import quoted
from tablee.files.load import load_group
from tablee.files.problem import Problem
from tablee.files.read import read_file
from tablee.files.schema import MEETING, MEMBER, Kind
from tablee.files.yaml_text import load_nodes
from tablee.files.yaml_traps import explain_root
from tablee.model import Group
from tablee.model.identity import SlotKey

FILE = "meetings/2026-12-10.yml"
TRAPS = {"colon-in-text", "hash-in-text", "comma-in-braces", "missing-space"}


def read(text: str, kind: Kind = MEETING) -> tuple[Any, list[Problem]]:
    """Read a text as a kind of file."""
    problems: list[Problem] = []
    told = {"key": SlotKey("", date(2026, 12, 10))} if kind is MEETING else {"id": "ana"}
    return read_file(kind, FILE, text.encode(), problems, **told), problems


def paste(text: str, found: Problem) -> str:
    """Replace the line of a problem by the one that it proposes, at the same indentation."""
    lines = text.split("\n")
    line = lines[found.line - 1]
    lines[found.line - 1] = line[: len(line) - len(line.lstrip())] + str(found.fix.values["line"])
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("title: Tarifs : combien ?\n", "colon-in-text", 'title: "Tarifs : combien ?"'),
        ("title: Tarifs: combien ?  # à voir\n", "colon-in-text", 'title: "Tarifs: combien ?"  # à voir'),
        ("title: Les tarifs :\n", "colon-in-text", 'title: "Les tarifs :"'),
        ("topics:\n  - Tarifs : combien ?\n", "colon-in-text", '- "Tarifs : combien ?"'),
        ("topics:\n  - Tarifs : avant : après\n", "colon-in-text", '- "Tarifs : avant : après"'),
        ("topics: [Tarifs : combien ?, Devis]\n", "colon-in-text", 'topics: ["Tarifs : combien ?", Devis]'),
        ("title: Rencontre #12\n", "hash-in-text", 'title: "Rencontre #12"'),
        ("title: Rencontre #12 # la bonne\n", "hash-in-text", 'title: "Rencontre #12" # la bonne'),
        ("topics:\n  - Rencontre #12\n", "hash-in-text", '- "Rencontre #12"'),
        ("topics: [Rencontre #12, Devis]\n", "hash-in-text", 'topics: ["Rencontre #12", Devis]'),
        ('title: L"as #1\n', "hash-in-text", 'title: "L\\"as #1"'),
        ("answers: {paul-meyer:yes}\n", "missing-space", "answers: {paul-meyer: yes}"),
        ("answers: {a: no, b:yes, c:no}\n", "missing-space", "answers: {a: no, b: yes, c: no}"),
        ("title:Rencontre\nat: 12:30\n", "missing-space", "title: Rencontre"),
        ("at:12:30\ntitle: Rencontre\n", "missing-space", "at: 12:30"),
        ("title:Rencontre\n", "missing-space", "title: Rencontre"),
        ("answers:\n  paul-meyer:yes\n", "missing-space", "paul-meyer: yes"),
        ("called: [{member: a, on: 2026-12-01, answer: x, y, z}]\n", "comma-in-braces",
         'called: [{member: a, on: 2026-12-01, answer: "x, y, z"}]'),
    ],
)  # fmt: skip
def test_the_line_to_paste_is_the_whole_line_as_meant(text: str, code: str, line: str) -> None:
    """Each habit is named once, with the line that mends it."""
    found = [p for p in read(text)[1] if p.code.name in TRAPS]
    assert [(p.code.name, p.fix.values["line"]) for p in found] == [(code, line)]


WORD = st.text("abcéè'?!()1", min_size=1, max_size=8).filter(lambda word: word[0] not in "'?!()")


@given(
    words=st.lists(WORD, min_size=2, max_size=4),
    separator=st.sampled_from([" : ", ": ", " #"]),
    listed=st.booleans(),
)
def test_pasting_mends_a_title(words: list[str], separator: str, *, listed: bool) -> None:
    """A text with colons or hashes is what was typed once the proposed line is pasted."""
    text = separator.join(words)
    before = f"topics:\n  - {text}\nat: 12:30\n" if listed else f"title: {text}\nat: 12:30\n"
    after = before
    for _ in range(
        2
    ):  # `- b: 1: 1` may have been meant as a key and its text: quoting all of it is the second step
        values, problems = read(after)
        after = paste(after, problems[0]) if problems else after
    values, problems = read(after)
    assert problems == []
    assert after != before
    assert (values.topics[0] if listed else values.title) == text


@given(words=st.lists(WORD, min_size=2, max_size=5), until=st.booleans(), quote=st.booleans())
def test_pasting_mends_commas_in_braces(words: list[str], *, until: bool, quote: bool) -> None:
    """A text with commas inside braces is whole again, and the keys after it are kept."""
    rest = ", until: 2027-01-31" if until else ""
    first = quoted(words[0]) if quote else words[0]
    before = (
        f"public: yes\njoined: 2026-01-08\noffers:\n  - {{what: {', '.join([first, *words[1:]])}{rest}}}\n"
    )
    assume("until" not in words)
    (found,) = read(before, MEMBER)[1]
    values, problems = read(paste(before, found), MEMBER)
    assert problems == []
    assert values.offers[0].what == ", ".join(words)
    assert (values.offers[0].until_on is not None) == until


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,5}", fullmatch=True), st.sampled_from(["yes", "no"]), min_size=1, max_size=20
    )
)
def test_pasting_mends_missing_spaces(answers: dict[str, str]) -> None:
    """All answers of a line typed without spaces are read once it is pasted."""
    before = "answers: {" + ", ".join(f"{name}:{answer}" for name, answer in answers.items()) + "}\n"
    (found,) = read(before)[1]
    values, problems = read(paste(before, found))
    assert problems == []
    assert {name: str(answer) for name, answer in values.answers.items()} == answers


@pytest.mark.parametrize(
    "text",
    [
        "title: Rencontre  # à confirmer\n",
        "title: Sujet 12#3\n",
        "title: 'Rencontre #12'\n",
        "notes: |\n  Tarifs : combien ? #12\n",
        "title: https://example.org/#haut\n",
        "answers:  #\n  paul-meyer: yes\n",
        "# Tarifs : combien ?\ntitle: Prix\n",
    ],
)
def test_what_is_meant_so_is_no_trap(text: str) -> None:
    """Comments, quotes, prose and addresses are left alone."""
    assert read(text)[1] == []


def test_prose_is_not_blamed_for_a_fault_after_it() -> None:
    """A line that only looks like a trap is not proposed when mending it mends nothing."""
    (found,) = read("notes: |\n  Note: ceci : cela\n at: 12\n")[1]
    assert (found.code.name, found.line) == ("indented", 3)


def test_a_file_without_keys_is_explained() -> None:
    """A lone text is no file of ours."""
    text, root = load_nodes(FILE, b"Rencontre")
    assert explain_root(FILE, text, root).code.name == "syntax"


def test_a_trap_does_not_hide_the_group() -> None:
    """A file with a trap is set aside; the others are read."""
    loaded = load_group({FILE: b"title: a : b\n", "meetings/2026-12-17.yml": b"title: a\n"})
    assert not isinstance(loaded.group, Group)
    assert {p.file for p in loaded.problems} == {"group.yml", FILE}


@pytest.mark.parametrize(
    "text", ["title: a" + " " * 60_000 + ": b", "a: {" + "b: c: " * 10_000, "a:" + " " * 60_000 + "b: c"]
)
def test_a_hostile_line_takes_no_time(text: str) -> None:
    """A line that no person types is refused without trying what it could mean."""
    start = perf_counter()
    assert len(read(text)[1]) == 1
    assert perf_counter() - start < 5
