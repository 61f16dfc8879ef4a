"""From what a page says to the page: front matter, a title, and one block of HTML that Markdown leaves alone."""

from __future__ import annotations

import json
import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Macro

from tablee.files.folding import fold
from tablee.site.pages.links import Links
from tablee.site.pages.vocabulary import vocabulary
from tablee.site.text import neutral, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.site.heads import Heads
    from tablee.site.pages.book import Book
    from tablee.site.pages.sheet import Sheet

_SHARED = ("parts.jinja", "month.jinja", "draw.jinja")
_BREAKS = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")


class Press:
    """Renders the sheets of one book; the templates are compiled once."""

    def __init__(self, book: Book, heads: Heads | None = None) -> None:
        self._heads = heads
        self._links = lru_cache(maxsize=None)(partial(Links, book))
        self._environment = _make_environment()
        self._environment.globals.update(vocabulary(book))
        self._environment.globals.update(_macros(self._environment))
        self._template = lru_cache(maxsize=None)(self._environment.get_template)

    def render(self, sheet: Sheet) -> str:
        """Return a page: Markdown with front matter."""
        body = self._template(f"{sheet.template}.md.jinja").render(
            sheet.values, links=self._links(root_of(sheet.path)), title=sheet.title
        )
        head = self._heads.of(sheet.path) if self._heads else {}
        return f"{render_front_matter(sheet, head)}\n# {neutral(plain_line(sheet.title))}\n\n{body.strip()}\n"


def root_of(path: str) -> str:
    """Return the link from a page to the site's root: `members/x.md` is shown at `members/x/`."""
    address = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
    return "../" * address.count("/")


def render_front_matter(sheet: Sheet, more: Mapping[str, object]) -> str:
    """Return the head of a page; JSON's strings are YAML's (YAML 1.2, 1.3)."""
    head = {
        "title": plain(sheet.title),
        "description": plain(sheet.description),
        "edit": sheet.edit,
        "section": sheet.section,
        "hide": ["navigation", "toc"],
        **more,
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items() if value)
    return f"---\n{''.join(lines)}---\n"


def plain_line(text: str) -> str:
    """Return a text in one line; the spaces that French puts before signs stay narrow and unbroken."""
    return _BREAKS.sub(" ", text).strip()


def _make_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tablee.site"),
        autoescape=True,
        auto_reload=False,  # a press lives for one build
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["spelt_and_folded"] = lambda text: (fold(text), text)
    environment.filters["id_and_name"] = lambda circle: (circle.id, circle.name)
    return environment


def _macros(environment: Environment) -> dict[str, object]:
    """Return what the templates share, by name: imported page by page, it would be looked up thousands of times.

    What a place looks like is the same on all pages of its meetings.
    """
    modules = (vars(environment.get_template(name).module) for name in _SHARED)
    found = {name: macro for module in modules for name, macro in module.items() if isinstance(macro, Macro)}
    return {**found, "where": lru_cache(maxsize=None)(found["where"])}


def _finalize(value: object) -> object:
    return neutral(value) if type(value) is str else value
