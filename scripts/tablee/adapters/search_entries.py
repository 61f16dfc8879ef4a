"""What search knows of a page of ours, found by the theme's parser in what a reader searches for, and no more.

The parser costs more than making the page does, and forgets within an element left out of search that it is in one
when another of its name ends (docs/upstream.md). So it gets neither those elements nor tags that tell it nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]  # the theme has no types

if TYPE_CHECKING:
    from material.plugins.search.plugin import SearchIndex
    from mkdocs.structure.pages import Page

_LEFT_OUT = re.compile(r"<([a-z]+)\b[^<>]*\bdata-search-exclude\b[^<>]*>")
_IDLE = re.compile(r"</?(?!(?:h[1-6]|p|li|ol|ul|code|pre|sub|sup)\b)[a-z][^<>]*>")
"""Tags that the parser neither keeps nor takes for a heading."""


def add_entries(index: SearchIndex, page: Page) -> None:
    """Add the entries of a page to the index; the theme, which would do so next, is told not to."""
    parser: Any = Parser()
    parser.feed(_IDLE.sub("", _without_what_is_left_out(page.content or "")))
    parser.close()
    for section in parser.data:
        index.create_entry_for_section(section, page.toc, page.url, page)
    page.meta["search"] = {**(page.meta.get("search") or {}), "exclude": True}


def _without_what_is_left_out(html: str) -> str:
    parts, at = [], 0
    while opening := _LEFT_OUT.search(html, at):
        parts.append(html[at : opening.start()])
        at = _end_of(html, opening)
    return "".join([*parts, html[at:]])


def _end_of(html: str, opening: re.Match[str]) -> int:
    """Return where an element ends that an opening tag begins."""
    depth = 0
    for tag in re.finditer(rf"<(/?){opening[1]}\b[^<>]*>", html[opening.start() :]):
        depth += -1 if tag[1] else 1
        if not depth:
            return opening.start() + tag.end()
    return len(html)
