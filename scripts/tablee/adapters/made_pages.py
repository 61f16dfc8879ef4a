"""Pages that MkDocs need not make again: an earlier build made them of the same source, theme and settings.

Only pages of ours that navigation does not name, which are all but a dozen: none of them depends on another page.
"""

from __future__ import annotations

import json
import zlib
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from tablee.adapters.build_cache import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

    from tablee.adapters.build_cache import BuildCache

_LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions", "pyyaml", "markupsafe")
_TEMPLATE = "made.html"
_FIRST = 100
"""Before the hooks, which write the policy into a page."""


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

    def __init__(self, made: Made, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
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
        self._made_with = made_with(settings).encode()
        self._named: frozenset[str] = frozenset()

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Find the pages that are there already."""
        self._named = frozenset(page.file.src_uri for page in nav.pages)
        for file in files.documentation_pages():
            if found := self._cache.find(self._key(file.src_uri)):
                MadePage(Made.unpack(found), file, config)
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # noqa: ANN401 (Jinja belongs to the site)
        """No template changes during a build, so none is looked at twice."""
        del config, files
        env.auto_reload = False
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the search index the entries of a page that is there already."""
        del nav
        if isinstance(page, MadePage):
            _search_entries(config).extend(page.made.entries)
        return context

    @event_priority(_FIRST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep what was made for the next build."""
        path = page.file.src_uri
        if (key := self._key(path)) and not isinstance(page, MadePage):
            entries = list(_of_page(_search_entries(config), page.url))
            made = Made(output, entries, sorted(page.present_anchor_ids or ()), dict(page.meta))
            self._cache.store(key, made.pack())
        return output

    def _key(self, path: str) -> str:
        """Return the key of a page; nothing for one that another program or navigation may know of."""
        source = self._sources.get(path)
        if not isinstance(source, str) or path in self._named:
            return ""
        return key_of(self._made_with, path.encode(), source.encode())


def made_with(settings: bytes) -> str:
    """Return what changes with the settings, the theme, and whatever program takes part in making a page."""
    libraries = (version(name).encode() for name in _LIBRARIES)
    return key_of(settings, *libraries, *_own_files())


def _own_files() -> Iterator[bytes]:
    """Yield what our theme and our adapters hold."""
    for folder in (files("tablee.site") / "theme", files("tablee.adapters")):
        for path in sorted(Path(str(folder)).rglob("*")):
            if path.is_file() and path.suffix in {".html", ".xml", ".js", ".py", ".yml"}:
                yield path.read_bytes()


def _search_entries(config: MkDocsConfig) -> list[dict[str, Any]]:
    """Return the entries that the theme's search has gathered so far."""
    search: Any = config.plugins["material/search"]
    entries: list[dict[str, Any]] = search.search_index.entries
    return entries


def _of_page(entries: list[dict[str, Any]], url: str) -> Iterator[dict[str, Any]]:
    """Yield the entries of a page, which were gathered last."""
    start = len(entries)
    while start and entries[start - 1]["location"].partition("#")[0] == url:
        start -= 1
    yield from entries[start:]
