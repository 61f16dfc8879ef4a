"""Pages that MkDocs need not make again: an earlier build made them of the same source, theme and settings.

Only pages of ours: what navigation says of them stands in the settings, and none of them depends on another page.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from tablee.adapters.build_cache import key_of
from tablee.adapters.hooks import add_folded
from tablee.adapters.program import digest_of_program
from tablee.adapters.search_entries import add_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]  # the theme has no types
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

    from tablee.adapters.build_cache import BuildCache

_LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions", "pyyaml", "markupsafe")
_TEMPLATE = "made.html"
_FIRST, _LAST = 100, -100
"""Before search asks for a page's words, and after the hooks, which write the policy into it."""


class Made(NamedTuple):
    """What MkDocs made of a page: its HTML, its entries of the search index, the anchors to which others may link."""

    html: str
    entries: list[dict[str, Any]]
    anchors: list[str]
    meta: dict[str, Any]

    def pack(self) -> bytes:
        """Return it as bytes."""
        return zlib.compress(json.dumps(self, ensure_ascii=False).encode(), 1)

    @classmethod
    def unpack(cls, packed: bytes) -> Made:
        """Return what `pack` was given."""
        return cls(*json.loads(zlib.decompress(packed)))


class MadePage(Page):
    """A page that is not read: it is there already."""

    def __init__(self, title: str | None, made: Made, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.made = made

    def read_source(self, config: MkDocsConfig) -> None:
        """Take what the head of the source said, and no text."""
        del config
        self.markdown, self.meta = "", {**self.made.meta, "template": _TEMPLATE}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the anchors."""
        del config, files
        self.content, self.toc = "", TableOfContents([])
        self.present_anchor_ids = set(self.made.anchors)


class MadePages(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # it has no settings
    """Puts pages that an earlier build made in their places, and keeps those that this one makes."""

    def __init__(self, cache: BuildCache, sources: Mapping[str, str | bytes], settings: bytes) -> None:
        self._cache = cache
        self._sources = sources
        self._made_by = digest_of_program(["site/theme", "adapters"], _LIBRARIES) + settings

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Find the pages that are there already, before navigation asks for them."""
        titles = {path: title for entry in config.nav or () for title, path in entry.items()}
        for path in self._sources:
            found = self._cache.find(key) if (key := self._key(path)) else None
            if found and (file := files.get_file_from_path(path)):
                MadePage(titles.get(path), Made.unpack(found), file, config)
        return files

    @event_priority(_FIRST)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the search index the entries of a page of ours."""
        del nav
        if isinstance(page, MadePage):
            _search_index(config).entries.extend(page.made.entries)
        elif self._key(page.file.src_uri):
            add_entries(_search_index(config), page)
        return context

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put a page in its place as it was when all was done to it, or keep it so for the next build."""
        if isinstance(page, MadePage):
            return page.made.html
        if key := self._key(page.file.src_uri):
            entries = list(_of_page(_search_index(config).entries, page.url))
            for entry in entries:
                add_folded(entry)
            made = Made(output, entries, sorted(page.present_anchor_ids or ()), dict(page.meta))
            self._cache.store(key, made.pack())
        return output

    def _key(self, path: str) -> str:
        """Return the key of a page of ours; nothing for any other file."""
        source = self._sources.get(path)
        if not isinstance(source, str) or not path.endswith(".md"):
            return ""
        return key_of(self._made_by, path.encode(), source.encode())


def _search_index(config: MkDocsConfig) -> SearchIndex:
    """Return what the theme's search has gathered so far."""
    search: Any = config.plugins["material/search"]
    return search.search_index


def _of_page(entries: list[dict[str, Any]], url: str) -> Iterator[dict[str, Any]]:
    """Yield the entries of a page, which were gathered last."""
    start = len(entries)
    while start and entries[start - 1]["location"].partition("#")[0] == url:
        start -= 1
    yield from entries[start:]
