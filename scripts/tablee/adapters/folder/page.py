"""One issue as a Markdown file: front matter, the body, and below it what people and the steward wrote.

A member reacts with a line in `reactions`, and comments below the line of dots:

    ### paul-meyer
    /yes

A form is a file that a member adds, with the next number, `author: paul-meyer` and `labels: ["tablee: form"]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from tablee.files.yaml_out import quote, render_in_flow, render_list, render_scalar

STEWARD = "steward"
DIVIDER = "<!-- ········ comments ········ -->"
_HEAD = re.compile(r"### (?P<who>[^\s·]+)(?: · (?P<reactions>[^·\n]*))?[ \t]*$", re.MULTILINE)


class Malformed(ValueError):
    """A file is no issue; the argument says why."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment of a file: who wrote it, its text, and the steward's reactions to it."""

    who: str
    body: str
    reactions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What one file holds; `reactions` are each person's, oldest first. A form has the `author` who sent it."""

    number: int
    title: str
    body: str
    is_open: bool = True
    labels: tuple[str, ...] = ()
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    author: str = ""


def render_page(page: Page) -> str:
    """Return the file of an issue."""
    lines = [
        "---",
        f"number: {page.number}",
        f"title: {render_scalar(page.title)}",
        *([f"author: {render_scalar(page.author)}"] if page.author else []),
        f"state: {'open' if page.is_open else 'closed'}",
        f"labels: {render_list(page.labels)}",
        "reactions:" if page.reactions else "reactions: {}",
        *(f"  {render_in_flow(who)}: [{', '.join(map(quote, r))}]" for who, r in page.reactions.items()),
        "---",
        "",
        page.body.strip("\n"),
        "",
        DIVIDER,
        "",
    ]
    return "\n".join([*lines, *_render_remarks(page.remarks)])


def parse_page(text: str) -> Page:
    """Read the file of an issue; raises Malformed."""
    parts = re.split(r"^---[ \t]*$", text.replace("\r\n", "\n"), maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():  # noqa: PLR2004 (before, between and after the two lines of dashes)
        raise Malformed("no front matter")
    try:
        head = yaml.load(parts[1], Loader=yaml.CBaseLoader)  # noqa: S506 (texts, lists and tables only)
    except yaml.YAMLError as fault:
        raise Malformed(str(fault).replace("\n", " ")) from fault
    body, divider, below = parts[2].partition(DIVIDER)
    author = str(head.get("author") or "").lstrip("@") if isinstance(head, dict) else ""
    if not isinstance(head, dict) or not (divider or author):
        raise Malformed("the front matter or the line of comments is broken")
    return Page(
        number=_number(head.get("number")),
        title=str(head.get("title", "")),
        body=body.strip("\n"),
        is_open=head.get("state", "open") == "open",
        labels=_texts(head.get("labels")),
        reactions=_reactions(head.get("reactions")),
        remarks=tuple(_parse_remarks(below)),
        author="" if author == STEWARD else author,
    )


def _render_remarks(remarks: tuple[Remark, ...]) -> Iterator[str]:
    for remark in remarks:
        given = f" · {' '.join(remark.reactions)}" if remark.reactions else ""
        yield f"### {remark.who}{given}\n\n{remark.body.strip(chr(10))}\n"


def _parse_remarks(text: str) -> Iterator[Remark]:
    heads = list(_HEAD.finditer(text))
    for index, head in enumerate(heads):
        end = heads[index + 1].start() if index + 1 < len(heads) else len(text)
        given = tuple((head["reactions"] or "").split())
        yield Remark(head["who"].lstrip("@"), text[head.end() : end].strip("\n"), given)


def _number(value: object) -> int:
    if not isinstance(value, str) or not value.isascii() or not value.isdigit():
        raise Malformed("`number` is no number")
    return int(value)


def _texts(value: object) -> tuple[str, ...]:
    if value in (None, ""):
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise Malformed("a list is expected")


def _reactions(value: object) -> Mapping[str, tuple[str, ...]]:
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise Malformed("`reactions` holds members and what they gave, as in `paul-meyer: +1`")
    return {str(who): _texts(given) for who, given in value.items()}
