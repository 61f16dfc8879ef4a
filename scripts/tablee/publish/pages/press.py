"""From what a page says to the page: front matter, a title, and one block of HTML that Markdown leaves alone."""

from __future__ import annotations

import json
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from tablee.publish.pages.links import Links
from tablee.publish.pages.vocabulary import vocabulary
from tablee.publish.text import neutral, plain

if TYPE_CHECKING:
    from tablee.publish.pages.book import Book
    from tablee.publish.pages.sheet import Sheet


class Press:
    """Renders the sheets of one book; the templates are compiled once."""

    def __init__(self, book: Book) -> None:
        self._links = lru_cache(maxsize=None)(partial(Links, book))
        self._environment = _make_environment()
        self._environment.globals.update(vocabulary(book))

    def render(self, sheet: Sheet) -> str:
        """Return a page: Markdown with front matter."""
        body = self._environment.get_template(f"{sheet.template}.md.jinja").render(
            sheet.values, links=self._links(root_of(sheet.path)), title=sheet.title
        )
        return f"{render_front_matter(sheet)}\n# {neutral(plain_line(sheet.title))}\n\n{body.strip()}\n"


def root_of(path: str) -> str:
    """Return the link from a page to the site's root: `members/x.md` is shown at `members/x/`."""
    address = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
    return "../" * address.count("/")


def render_front_matter(sheet: Sheet) -> str:
    """Return the head of a page; JSON's strings are YAML's (YAML 1.2, 1.3)."""
    head = {
        "title": plain(sheet.title),
        "description": plain(sheet.description),
        "edit": sheet.edit,
        "section": sheet.section,
        "hide": ["navigation", "toc"],
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items() if value)
    return f"---\n{''.join(lines)}---\n"


def plain_line(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())


def _make_environment() -> Environment:
    return Environment(
        loader=PackageLoader("tablee.publish"),
        autoescape=True,
        auto_reload=False,  # a press lives for one build
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalize(value: object) -> object:
    return neutral(value) if type(value) is str else value
