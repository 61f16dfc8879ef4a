"""Pages and files that MkDocs need not write again: an earlier build made them of the same source, theme and settings.

Only pages of ours: what navigation says of them stands in the settings, and none of them depends on another page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page

from tablee.adapters.build_cache import key_of
from tablee.adapters.hooks import add_folded
from tablee.adapters.our_page import OurPage
from tablee.adapters.search_entries import add_entries
from tablee.adapters.standing_files import is_there, leave_only, stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]  # the theme has no types
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

    from tablee.adapters.build_cache import BuildCache

_FIRST, _LAST = 100, -100
"""Before search asks for a page's words, and after the hooks, which write the policy into it."""


class Made(NamedTuple):
    """What MkDocs made of a page: the hash of its HTML, its entries of the search index, its anchors and its head."""

    digest: str
    entries: list[dict[str, Any]]
    anchors: list[str]
    meta: dict[str, Any]

    def pack(self) -> bytes:
        """Return it as bytes."""
        return json.dumps(self, ensure_ascii=False).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> Made:
        """Return what `pack` was given."""
        return cls(*json.loads(packed))


class MadePage(Page):
    """A page that MkDocs neither reads nor writes: it is there already."""

    def __init__(self, title: str | None, made: Made, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.entries = made.entries
        self.markdown, self.content, self.meta = "", "", made.meta
        self.present_anchor_ids = set(made.anchors)


class MadePages(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # it has no settings
    """Leaves in the site's folder what an earlier build made and this one would make again; keeps what this one makes.

    For a build that MkDocs calls dirty: it empties no folder, and makes a page whose file is missing there or older.
    """

    def __init__(self, cache: BuildCache, sources: Mapping[str, str | bytes], settings: bytes) -> None:
        self._cache = cache
        self._sources = sources
        self._made_by = cache.program.digest("site/theme/", "adapters/").encode() + settings
        self._unsearched: Iterator[File] = iter(())

    @event_priority(_LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the pages that are there already in their places, before navigation asks for them; empty the rest."""
        titles = dict(_titles(config.nav or ()))
        copied = {file.dest_uri: file for file in files if _is_copied(file)}
        kept = {path for path, file in copied.items() if stands(file.abs_dest_path, self._bytes_of(file))}
        for path, source in self._sources.items():
            file = files.get_file_from_path(path)
            if not file or file.dest_uri in copied or not (key := self._key(path)):
                continue
            found = self._cache.find(key)
            if found and is_there(file, (made := Made.unpack(found)).digest):
                MadePage(titles.get(path), made, file, config)
                kept.add(file.dest_uri)
            else:
                OurPage(titles.get(path), str(source), key, file, config)
        leave_only(config.site_dir, kept)
        self._unsearched = iter(list(files))
        return files

    def _bytes_of(self, file: File) -> bytes:
        source = self._sources.get(file.src_uri)
        if source is None:
            return file.content_bytes
        return source.encode() if isinstance(source, str) else source

    @event_priority(_FIRST)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the search index the entries of a page of ours, after those of the pages before it."""
        del nav
        self._add_entries_before(page.file, config)
        if isinstance(page, OurPage):
            add_entries(_search_index(config), page)
        return context

    @event_priority(_FIRST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Give the search index the entries of the pages after the last that was made."""
        self._add_entries_before(None, config)

    def _add_entries_before(self, end: File | None, config: MkDocsConfig) -> None:
        for file in self._unsearched:
            if file is end:
                return
            if isinstance(file.page, MadePage):
                _search_index(config).entries.extend(file.page.entries)

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a page of ours, as it was when all was done to it, for the next build."""
        if isinstance(page, OurPage):
            entries = list(_of_page(_search_index(config).entries, page.url))
            for entry in entries:
                add_folded(entry)
            html = output.encode(errors="xmlcharrefreplace")  # as MkDocs writes it
            made = Made(key_of(html), entries, sorted(page.present_anchor_ids or ()), dict(page.meta))
            self._cache.store(page.key, made.pack())
        return output

    def _key(self, path: str) -> str:
        """Return the key of a page of ours; nothing for any other file."""
        source = self._sources.get(path)
        if not isinstance(source, str) or not path.endswith(".md"):
            return ""
        return key_of(self._made_by, path.encode(), source.encode())


def _titles(nav: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each page that navigation names with its title, those below a tab included."""
    for entry in nav:
        for title, below in entry.items():
            if isinstance(below, str):
                yield below, title
            else:
                yield from _titles(below)


def _is_copied(file: File) -> bool:
    return not file.is_documentation_page() and file.inclusion.is_included()  # type: ignore[no-untyped-call]  # MkDocs


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
