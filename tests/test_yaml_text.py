"""Bytes become nodes, or one clear refusal with its place."""

from __future__ import annotations

import pytest
import yaml

from tablee.files.yaml_text import MOST_KIB, Refused, load_nodes

FILE = "members/ana.yml"


def refusal(content: bytes | str) -> tuple[str, int, int]:
    """Return the code and place by which a content is refused."""
    with pytest.raises(Refused) as refused:
        load_nodes(FILE, content.encode() if isinstance(content, str) else content)
    found = refused.value.problem
    return found.code.name, found.line, found.column


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: b\nc: \xe9t\xe9\n", ("not-utf-8", 2, 4)),
        (b"\xef\xbb\xbfa: \xff\n", ("not-utf-8", 1, 4)),
        (b"a: \x00\n", ("nul", 1, 4)),
        (b"a: b\r\nc: \x1b[0m\n", ("nul", 2, 4)),
        ("a: b\nc: d\u2028e\n", ("control-character", 2, 5)),
        ("a: b\x85\n", ("control-character", 1, 5)),
        ("a: \ufeffb\n", ("control-character", 1, 4)),
        (b"", ("empty-file", 1, 1)),
        (b"\xef\xbb\xbf", ("empty-file", 1, 1)),
        (b"# rien\n", ("empty-file", 1, 1)),
        (b"a: b\n---\na: c\n", ("several-documents", 2, 1)),
        (b"a: *b\n", ("alias", 1, 4)),
        (b"a: &b c\n", ("alias", 1, 4)),
        (b"a:\n  &b\n  c: d\n", ("alias", 2, 3)),
        (b"a: !!python/object:os.system x\n", ("tag", 1, 4)),
        (b"- ! x\n", ("tag", 1, 3)),
        (b"- - - - - - - - - - - - - - a\n", ("too-deep", 1, 25)),
        (b"a: " + b"[" * 60_000, ("too-deep", 1, 15)),
        (b'a: "b\nc: d\n', ("syntax", 1, 4)),
        (b"a: 'l'eau'\n", ("quote-in-text", 1, 4)),
        (b"a: b\nc", ("syntax", 2, 1)),
        (b"a: [b\n\n\n", ("syntax", 1, 1)),
        (b"a:\n\tb: c\n", ("tab", 2, 1)),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_is(
    content: bytes | str, expected: tuple[str, int, int]
) -> None:
    """Each refusal names its code, line and column; a byte order mark is no column."""
    assert refusal(content) == expected


def test_an_alias_bomb_is_refused_before_it_is_built() -> None:
    """Nine levels of nine aliases would be 3 GB."""
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    assert refusal("\n".join(lines)) == ("alias", 1, 5)


def test_closed_brackets_in_quotes_do_not_hide_a_depth_that_hurts() -> None:
    """Ten thousand nested lists are read without exhausting the machine."""
    text, root = load_nodes(FILE, b'["]",' * 10_000 + b"]" * 10_000)
    assert len(text) == 60_000
    assert isinstance(root, yaml.SequenceNode)


def test_the_size_is_counted_in_bytes() -> None:
    """A file of the greatest size is read, one byte more is not."""
    content = b"a: |\n" + b" b\n" * 30_000
    assert load_nodes(FILE, content[: MOST_KIB * 1024 - 1] + b"\n")[0].startswith("a: |")
    assert refusal(content[: MOST_KIB * 1024] + b"\n") == ("too-large", 1, 1)


@pytest.mark.parametrize(
    "content",
    [
        "a: b & c",
        "a: 5 * 3",
        "a: Bravo ! Encore",
        "a: b&c",
        "---\na: b\n",
        "%YAML 1.2\n---\na: b\n",
        "a: 50 %",
    ],
)
def test_signs_within_a_text_are_no_yaml(content: str) -> None:
    """Ampersands, stars and exclamation marks within a text need no quotes, nor does a leading `---`."""
    _text, root = load_nodes(FILE, content.encode())
    assert root.value[0][1].value == content.rpartition("a: ")[2].strip()


def test_scalars_stay_as_typed() -> None:
    """YAML 1.1's guesses are not made."""
    _text, root = load_nodes(FILE, b"[12:30, no, 007, 2026-12-10, on, 1_000, ~, .inf]")
    assert [node.value for node in root.value] == [
        "12:30",
        "no",
        "007",
        "2026-12-10",
        "on",
        "1_000",
        "~",
        ".inf",
    ]
