"""From a page's values to its file: front matter, a title, and one block of HTML that Markdown leaves alone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Macro

from tablee.model.folding import fold
from tablee.site.cards.of_pages import address_of_card, card_of
from tablee.site.links import Links, root_of
from tablee.site.made_of import MadeOf
from tablee.site.page import PageMetadata
from tablee.site.template_globals import template_globals
from tablee.site.text import neutral, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import BytecodeCache

    from tablee.site.context import SiteContext
    from tablee.site.page import Page
    from tablee.site.reuse import Reuse

_SHARED = ("parts.jinja", "month.jinja", "draw.jinja")
_JSON = json.JSONEncoder(ensure_ascii=False)
_BREAKS = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")


class PageRenderer:
    """Renders the pages of one group."""

    def __init__(self, context: SiteContext, reuse: Reuse) -> None:
        self._context = context
        self._reuse = reuse
        self._made_of = MadeOf(context)
        self._metadata = PageMetadata(context)
        self._links: dict[str, Links] = {}
        self._environment = _make_environment(reuse.templates)
        self._environment.globals |= template_globals(context)
        self._environment.globals |= _macros(self._environment)

    def render(self, page: Page) -> str:
        """Return a page: Markdown with front matter."""
        links = self._links_of(page.path)
        body = self._reuse.text(self._made_of.of(page, links.root), lambda: self._render_body(page, links))
        address, card = address_of_card(page), card_of(page, self._context.settings.name)
        picture, metadata = f"{address}?{card.version}", self._metadata.of(page.path, address)
        head = render_front_matter(page, {"card": picture, "card_alt": plain(card.alt), **metadata})
        return f"{head}\n# {neutral(plain_line(page.heading or page.title))}\n\n{body}\n"

    def _render_body(self, page: Page, links: Links) -> str:
        template = self._environment.get_template(f"{page.template}.md.jinja")
        return template.render(page.values, links=links, title=page.title).strip()

    def _links_of(self, path: str) -> Links:
        root = root_of(path, self._context.host.engine)
        if root not in self._links:
            self._links[root] = Links(self._context, root)
        return self._links[root]


def render_front_matter(page: Page, metadata: Mapping[str, object]) -> str:
    """Return the head of a page; JSON's strings are YAML's (YAML 1.2, 1.3)."""
    head = {
        "title": plain(page.title),
        "description": plain(page.description),
        "edit": page.edit,
        "section": page.section.removesuffix("index.md"),
        "hide": ["navigation", "toc"],
        "search": {"boost": page.boost} if page.boost > 1 else None,
        "calendar": page.calendar,
        **metadata,
    }
    lines = (f"{key}: {_JSON.encode(value)}\n" for key, value in head.items() if value)
    return f"---\n{''.join(lines)}---\n"


def plain_line(text: str) -> str:
    """Return a text in one line; the spaces that French puts before signs stay narrow and unbroken."""
    return _BREAKS.sub(" ", text).strip()


def _make_environment(compiled: BytecodeCache | None) -> Environment:
    environment = Environment(
        loader=PackageLoader("tablee.site"),
        autoescape=True,
        auto_reload=False,  # a renderer lives for one build
        bytecode_cache=compiled,
        finalize=lambda value: neutral(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # what it would work out beforehand costs more than a site ever saves by it
    )
    environment.filters["spelt_and_folded"] = lambda text: (fold(text), text)
    environment.filters["id_and_name"] = lambda circle: (circle.id, circle.name)
    return environment


def _macros(environment: Environment) -> dict[str, object]:
    """Return what the templates share, by name: imported page by page, it would be looked up thousands of times."""
    modules = (vars(environment.get_template(name).module) for name in _SHARED)
    return {name: macro for module in modules for name, macro in module.items() if isinstance(macro, Macro)}
