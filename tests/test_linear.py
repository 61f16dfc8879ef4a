"""No text of people costs more than in proportion to its length: twice the text, about twice the time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tablee.adapters.hooks import folded
from tablee.checks.contact_data import contacts_of, is_suspect
from tablee.checks.content import find_file_problems, find_name_problems
from tablee.checks.drawings import unsafe_part
from tablee.checks.pictures import metadata_of
from tablee.files.escaping import escape_code, escape_markdown, escape_title
from tablee.model.folding import fold
from tablee.site.text import neutral, plain
from tablee.steward.interpret.checkboxes import ticked_cards
from tablee.steward.interpret.slash_commands import parse_commands
from tablee.steward.state import parse_comment_marker, parse_marker, without_marker

SHORT, LONG = 32 * 1024, 64 * 1024
SHAPES = (
    *(
        " ",
        "\t",
        "\n",
        "a",
        "é",
        "0",
        "<",
        ">",
        "`",
        "*",
        "[",
        "]",
        "(",
        "&",
        "@",
        "/",
        "#",
        "-",
        "_",
        ".",
        "\u00a0",
    ),
    *(
        "a ",
        "a\n",
        "0 ",
        "0.",
        "+0",
        "00 ",
        "a@",
        "a.",
        "a at ",
        "a@a.",
        " point ",
        "(at)",
        "[at] ",
        "%40",
        "https://",
    ),
    *(
        "<a",
        "</",
        "<!--",
        "<!---->",
        "<pre",
        "<script",
        "<script>",
        "<p>a ",
        "](",
        "![](",
        "[a]: ",
        "[a](b) ",
        "**a ",
    ),
    *(
        "```\n",
        "~~~\n",
        "> ",
        ">\n",
        "- [x] ",
        "- [ ] a <!-- box:",
        "<!-- tablee:v2 ",
        "<!-- tablee:v2 {",
        "/yes\n",
    ),
    *(
        "/tneserp\n",
        "/present a ",
        "/a",
        "url(",
        "url(#",
        "u(",
        "@import",
        "&#64;",
        "&commat;",
        "06 ",
        "06.12.",
        "+33 ",
    ),
    *(
        "---\n",
        "title: a\n",
        '=== "a"\n',
        "!!! a\n",
        "[^a]: ",
        "|a|\n",
        "\u200b",
        "\u2028",
        "$",
        "~a~ ",
        "://",
        "www.",
    ),
)


def a_drawing(text: str) -> str:
    """Name what is unsafe in a drawing that holds a text and a style of it."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    head = '<svg xmlns="http://www.w3.org/2000/svg">'
    return unsafe_part(f"{head}<text>{escaped}</text><style>{escaped}</style></svg>".encode())


READERS: dict[str, Callable[[str], object]] = {
    "commands of a comment": parse_commands,
    "a text in an issue": escape_markdown,
    "a title": escape_title,
    "code in an issue": escape_code,
    "the marker of a body": parse_marker,
    "the marker of a comment": parse_comment_marker,
    "a body without it": without_marker,
    "boxes": ticked_cards,
    "suspects": lambda text: is_suspect(text.encode()),
    "contact data": lambda text: contacts_of(text.encode()),
    "a page": lambda text: [*find_file_problems("a.md", text.encode())],
    "front matter": lambda text: [*find_file_problems("a.md", f"---\n{text}\n---\n".encode())],
    "a name": lambda text: [*find_name_problems([text])],
    "a drawing": a_drawing,
    "XML": lambda text: unsafe_part(text.encode()),
    "a JPEG": lambda text: metadata_of(b"\xff\xd8\xff\xe0" + text.encode()),
    "a folded word": fold,
    "words for search": folded,
    "a name on a page": neutral,
    "a title on a page": plain,
}


def seconds(reader: Callable[[str], object], text: str, end: str) -> float:
    """Time a reader on a text; the end differs each time, so that nothing is remembered."""
    began = time.process_time()
    reader(text + end)
    return time.process_time() - began


def is_steep(reader: Callable[[str], object], shape: str) -> bool:
    """Say whether twice the text takes more than 3.2 times as long; a busy machine alone never does that.

    Up to 0.1 s is quick enough. What seems steep is timed again: the shortest of five times of each length.
    """
    short, long = ((shape * (size // len(shape) + 1))[:size] for size in (SHORT, LONG))
    if seconds(reader, long, "\x04") <= 0.1:
        return False
    ends = "\x05\x06\x0e\x0f\x10"
    best_long = min(seconds(reader, long, end) for end in ends)
    return best_long > max(0.1, 3.2 * min(seconds(reader, short, end) for end in ends))


@pytest.mark.parametrize("reader", READERS)
def test_twice_the_text_takes_about_twice_the_time(reader: str) -> None:
    """Where it takes any time to speak of: 64 KiB of each hostile shape beside 32 KiB."""
    assert [shape for shape in SHAPES if is_steep(READERS[reader], shape)] == []


def test_a_reader_in_the_square_of_its_text_is_seen() -> None:
    """The test above can fail."""
    assert is_steep(lambda text: [text.count("é", start) for start in range(0, len(text), 4)], "a")
