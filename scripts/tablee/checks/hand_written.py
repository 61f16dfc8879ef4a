"""Pages written by hand: front matter of two keys, the theme's Markdown, and neither HTML nor an address that acts."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tablee.checks import codes
from tablee.files.codes import NOT_UTF_8
from tablee.files.problem import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.files.problem import Code, Problem

KEYS = ("title", "description")
"""What the front matter of a page may say."""

MOST_PROBLEMS = 20
_FENCE = re.compile(r" {0,3}(?:>\s?)*(`{3,}|~{3,})")
_LINE_OF_HEAD = re.compile(r"([A-Za-z_-]{1,40})[ \t]*:[ \t]*(.*)")
_QUOTED = re.compile(r"""^(["'])(.*)\1$""")
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|[\w.+-]+@)[^<>\s]*>)")
_TARGET = re.compile(r"\]\(\s*<?([^\s<>]*)|^\s*\[[^\[\]]+\]:\s*<?([^\s<>]*)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):|//", re.IGNORECASE)
_SAFE = ("http", "https", "mailto")
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0]+")


class Finding(NamedTuple):
    """What is refused on a page: its kind, the line, and the text itself."""

    code: Code
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what its front matter says, its Markdown, and the lines of the front matter that say nothing known."""

    head: dict[str, str]
    body: str
    first_line: int = 1
    odd_lines: tuple[tuple[int, str], ...] = field(default=())


def parse_page(text: str) -> Page:
    """Take a page apart; only a first line `---` begins front matter, and only `---` or `...` ends it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ends = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), 0)
    if lines[0].rstrip() != "---" or not ends:
        return Page({}, "\n".join(lines))
    head: dict[str, str] = {}
    odd = []
    for number, line in enumerate(lines[1:ends], 2):
        found = _LINE_OF_HEAD.fullmatch(line)
        if found and found[1] in KEYS:
            head[found[1]] = _QUOTED.sub(r"\2", found[2].strip())
        elif line.strip() and not line.lstrip().startswith("#"):
            odd.append((number, line))
    return Page(head, "\n".join(lines[ends + 1 :]), ends + 2, tuple(odd))


def render_page(page: Page) -> str:
    """Return a page with front matter that any reader of YAML takes for what it is."""
    head = "".join(f"{key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in page.head.items())
    return f"---\n{head}---\n{page.body}"


def find_page_problems(file: str, data: bytes) -> Iterator[Problem]:
    """A page is UTF-8, its front matter says what we know, and its Markdown holds no HTML and no address that acts."""
    try:
        page = parse_page(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        place = (len(data[: fault.start].split(b"\n")), 1)
        values = {"byte": f"0x{data[fault.start]:02X}", "position": fault.start + 1}
        yield problem(NOT_UTF_8, file, place, values)
        return
    for number, line in page.odd_lines[:MOST_PROBLEMS]:
        listed = ", ".join(f"`{key}: …`" for key in KEYS)
        yield problem(codes.FRONT_MATTER, file, (number, 1), {"text": line, "keys": listed})
    for finding in _find_active(page)[:MOST_PROBLEMS]:
        yield problem(finding.code, file, (finding.line, 1), {"text": finding.text})


def _find_active(page: Page) -> list[Finding]:
    """List what a browser would take for more than text, line by line; code is text."""
    found = []
    for number, line in _lines_of_text(page):
        if tag := _TAG.search(line):
            found.append(Finding(codes.RAW_HTML, number, line[tag.start() :].partition(">")[0] + ">"))
        for target in _TARGET.finditer(line):
            address = (target[1] or target[2] or "").removesuffix(")")
            scheme = _SCHEME.match(_BLANK.sub("", html.unescape(address)))  # as a browser reads it
            if scheme and _is_picture(line, target.start()):
                found.append(Finding(codes.FOREIGN_PICTURE, number, address))
            elif scheme and scheme[1] and scheme[1].lower() not in _SAFE:
                found.append(Finding(codes.ACTIVE_ADDRESS, number, address))
    return found


def _is_picture(line: str, closes: int) -> bool:
    """Return whether the bracket that closes here was opened by a picture's `![`."""
    return line.rfind("![", 0, closes) > line.rfind("](", 0, closes)


def _lines_of_text(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the lines that are no code, with their numbers, and without what stands in backticks."""
    fence = ""
    for number, line in enumerate(page.body.split("\n"), page.first_line):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line.strip("`~> \t"):
                fence = ""
        elif found:
            fence = found[1]
        else:
            yield number, _without_code(line)


def _without_code(line: str) -> str:
    """Return a line without its code spans: a run of backticks to the next run that is as long."""
    parts = re.split(r"(`+)", line)
    ends: dict[str, list[int]] = defaultdict(list)
    for at in range(len(parts) - 2, 0, -2):
        ends[parts[at]].append(at)
    kept, at = [parts[0]], 1
    while at < len(parts):
        same = ends[parts[at]]
        while same and same[-1] <= at:
            same.pop()
        at = same[-1] if same else at
        kept.append(parts[at + 1])
        at += 2
    return "".join(kept)
