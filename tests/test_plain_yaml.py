"""The quick way through a plain file says what the careful way says, or leaves the file to it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.dates import size_of
from bench.groups import make_group
from tablee.adapters.disk import write_tree
from tablee.files.composites import Record
from tablee.files.plain_yaml import Doubt, Plain, load_plain
from tablee.files.problem import Problem
from tablee.files.reading import Reading
from tablee.files.shapes.group import GROUP
from tablee.files.shapes.holidays import HOLIDAYS
from tablee.files.shapes.meeting import MEETING
from tablee.files.shapes.member import MEMBER
from tablee.files.yaml_text import load_nodes

HERE = Path(__file__).parent
SHAPES = (GROUP, HOLIDAYS, MEETING, MEMBER)
KEYS = sorted(
    {key for shape in SHAPES for key in shape.keys} | {"ana", "bo-li", "member", "on", "what", "nope"}
)

# What a line is made of, right and wrong: each sign of YAML's, with and without the space that makes it one.
PIECES = (
    *(
        ": ",
        ":",
        " ",
        "  ",
        "\n",
        "\n",
        "\n  ",
        "\n  - ",
        "\n- ",
        "\n    ",
        "\n\n",
        ", ",
        ",",
        ",\n  ",
        "\n  ]",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "|",
        "|\n  ",
        ">",
        "-",
        "- ",
        "?",
        "? ",
        "#",
        " # ",
        " #",
        "\n# ",
        "\n  # ",
    ),
    *(
        "&a ",
        "*a",
        "!a ",
        "%",
        "@",
        "`",
        "~",
        "\\",
        "\t",
        "\r",
        "\r\n",
        "\xa0",
        "\x85",
        "\u2028",
        "\ufeff",
        "\0",
    ),
    *(
        "ana",
        "bo-li",
        "yes",
        "no",
        "1",
        "1/2",
        "12:30",
        "1h45",
        "2026-12-10",
        "2026-02-30",
        "https://example.org/a",
    ),
    *(
        "[ana, bo-li]",
        "[ana, ana]",
        "{ana: yes}",
        "{member: ana, on: 2026-12-10, answer: passed}",
        '"a, b: c"',
    ),
    *(
        "l’été",
        "l'été",
        "é",
        "Tarifs : combien ?",
        "[]",
        "{}",
        "...",
        "---",
        "<<",
        "x" * 1100,
        "x y " * 300,
        "cancelled",
    ),
    *("\n  ana: ", "\n  ana:\n    on: ", "\n    on: 2026-12-10", "\n  - what: ", "\n    until: ", "\n  - - "),
)
STARTS = (
    ": ",
    ":",
    ":\n  - ",
    ":\n- ",
    ":\n  ",
    ": |\n  ",
    ":\n  ana: ",
    ":\n  ana:\n    - ",
    ":\n  - what: ",
    ":\n    ",
)
pieces = st.sampled_from(PIECES)
values = st.lists(pieces | st.text(max_size=3), max_size=6).map("".join)
entries = st.tuples(st.sampled_from(KEYS), st.sampled_from(STARTS), values)
texts = st.lists(entries.map("".join), max_size=5).map("\n".join) | values


def plain_of(node: yaml.Node) -> Plain:
    """Return what a node of libyaml's holds, as `load_plain` does."""
    if isinstance(node, yaml.SequenceNode):
        return [plain_of(entry) for entry in node.value]
    if isinstance(node, yaml.MappingNode):
        table = {str(plain_of(key)): plain_of(value) for key, value in node.value}
        assert len(table) == len(node.value)
        return table
    assert isinstance(node, yaml.ScalarNode)
    assert node.style or node.value != "~"
    return str(node.value).strip()


def read_with_care(content: bytes, shape: Record[Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read a text by its nodes."""
    problems: list[Problem] = []
    found, node = load_nodes("f.yml", content)
    assert isinstance(node, yaml.MappingNode)
    read, _sound = shape.read_values(node, Reading("f.yml", found, problems))
    return read, problems


def check_alike(content: bytes) -> None:
    """Hold the quick way against the careful one: first as YAML, then by each shape of file."""
    with suppress(Doubt):
        plain = load_plain(content)
        assert plain == plain_of(load_nodes("f.yml", content)[1])
        for shape in SHAPES:
            with suppress(Doubt):
                assert (shape.take_values(plain), []) == read_with_care(content, shape)


@settings(max_examples=800)
@given(texts)
@example("title: a\n b\n")
@example("topics: [\n  ]\n")
@example("present:\n- ana\ntopics:\n  - b\n   - c\n")
@example("notes: |\n  a\n\n   b\n \n  c\n")
@example("places:\n  a:\n    access: |\n   b\n")
@example("offers:\n  - what: a\n    - b\n")
@example("offers:\n  - what:\n    - b\n")
@example("answers: {ana: yes, ana: no}\n")
@example("left: 2026-01-01\njoined: 2026-01-02\npublic: yes\n")
def test_both_ways_say_the_same(text: str) -> None:
    """Whatever the text: the quick way gives the values that the careful way gives without a problem, or none."""
    check_alike(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "text",
    [
        "title: Fixer ses tarifs\n",
        "title: \"Tarifs : combien ?\"  # à voir\nwhy: 'non'\n",
        "# d'abord\n\npresent: [ana, bo-li]\n",
        "present: [ana,\n  bo-li]\n",
        'topics: ["a, b", c]\n',
        "topics:\n  - a\n  - b  # en vrai\n",
        "topics:\n- a\n- b\n",
        "answers:\n  ana: yes\n  bo-li: no\n",
        "missions: {restaurant: ana}\n",
        "called:\n  - {member: ana, on: 2026-12-10}\n",
        "notes: |\n  # Un titre\n\n  - une liste\ntitle: a\n",
        "links: {website: https://example.org/a}\nleft:\n",
        "offers:\n  - what: a\n    until: 2026-12-10\n  - what: b\n",
        "places:\n  bistrot:\n    name: a\n    access: |\n      b\n\n      c\n    geo: [48.8, 2.1]\ndeck:\n",
        "rhythm:\n- every: week on thursday\n  from: 2026-01-08\n",
        "title: a\r\npresent:\r\n  - ana\r\n",
    ],
)
def test_what_people_usually_write_is_plain(text: str) -> None:
    """The usual forms go the quick way, so the other tests are about something."""
    assert load_plain(text.encode()) == plain_of(load_nodes("f.yml", text.encode())[1])


@pytest.mark.parametrize("folder", ["groups", "faults", "contradictions"])
def test_files_that_stand_here_for_other_reasons_are_read_alike(folder: str) -> None:
    """Living groups and broken ones hold both ways against each other, too."""
    for file in sorted((HERE / folder).rglob("*.yml")):
        check_alike(file.read_bytes())


def test_made_groups_are_plain() -> None:
    """All files of a group, written as people and the program write them, go the quick way."""
    shapes: dict[str, Record[Any]] = {
        "group.yml": GROUP,
        "holidays.yml": HOLIDAYS,
        "members": MEMBER,
        "meetings": MEETING,
    }
    for path, text in make_group(size_of(40, 300)).items():
        shape, content = shapes[path.partition("/")[0]], text.encode()
        assert (shape.take_values(load_plain(content)), []) == read_with_care(content, shape)


def test_a_plain_group_does_not_wait_for_pyyaml(tmp_path: Path) -> None:
    """Its import takes longer than reading a small group."""
    write_tree(tmp_path, tmp_path, make_group(size_of(20, 60)))
    told = "import sys; from tablee.cli import main; main(sys.argv[1:]); print('yaml' in sys.modules)"
    command: list[str | Path] = [
        sys.executable,
        "-c",
        told,
        "feeds",
        "-C",
        tmp_path,
        "--out",
        tmp_path / "out",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    "text",
    [
        *("title: a" + " " * 60_000, "title: [a" + " " * 60_000, "title: [" + "a, " * 20_000),
        *("title: {" + "a: b, " * 10_000, "title:" + " " * 60_000 + "\n", "a" * 60_000, "a-b " * 15_000),
        *(
            "a" * 60_000 + ": b\n",
            "a b " * 300 + "c: d\n",
            "a: {" + "b" * 2000 + ": c}\n",
            "a:\n  - " + "b c " * 500,
        ),
        *("title: a" + ":b" * 30_000, "notes: |\n" + "  \n" * 20_000, "notes: |\n  a\n" + "  " * 30_000),
        *(
            "".join(f"{' ' * depth}a:\n" for depth in range(300)),
            "".join(f"{' ' * d * 2}- a:\n" for d in range(180)),
        ),
        *("\n" * 60_000 + "]", "#\n" * 30_000 + "]", "present: [" + ",\n  a" * 10_000, " " * 60_000),
    ],
)
def test_a_hostile_text_takes_no_time(text: str) -> None:
    """No pattern goes back and forth over a long line."""
    began = perf_counter()
    check_alike(text.encode())
    assert perf_counter() - began < 2
