"""A page of ours for MkDocs, which needs neither YAML nor Markdown to read it: JSON, a title, and one block of HTML.

Both would say the same and take longer than the page's template does (tests/test_our_page.py compares them).
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from markdown.extensions.toc import slugify, unique  # type: ignore[import-untyped]  # Markdown has no types
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

_HEAD = "---\n"
_TITLE = "# "


class OurPage(Page):
    """A page as `site/renderer.py` wrote it; under its key it is kept for the next build."""

    def __init__(self, title: str | None, source: str, key: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.key = key
        self._source = source

    def read_source(self, config: MkDocsConfig) -> None:
        """Part the page's head from the rest; each line of it is a key and JSON."""
        del config
        _, head, text = self._source.split(_HEAD, 2)
        lines = (line.split(": ", 1) for line in head.splitlines())
        self.meta = {key: json.loads(value) for key, value in lines}
        self.markdown = text.lstrip("\n")

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make HTML of the title, which is all that the hooks left; they put the block of HTML below."""
        title = (self.markdown or "").strip("\n")
        text = title.removeprefix(_TITLE).strip()
        if not text or "\n" in title:
            super().render(config, files)
            return
        name = " ".join(text.split())
        anchor = unique(slugify(html.unescape(name), "-"), set())
        self.content = f'<h1 id="{anchor}">{text}</h1>'
        self.toc = get_toc([{"level": 1, "id": anchor, "name": name, "children": []}])
        self.present_anchor_ids = {anchor}
        self._title_from_render = name
