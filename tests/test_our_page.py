"""A page of ours is read as MkDocs reads any page, whatever stands in its head and its title."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from tablee.adapters.our_page import OurPage
from tablee.adapters.page_safety import Inert
from tablee.site.page import Page
from tablee.site.renderer import plain_line, render_front_matter
from tablee.site.text import neutral, plain

DEFAULTS = Path(__file__).parent.parent / "scripts/tablee/adapters/mkdocs_default.yml"


class Read(NamedTuple):
    """What a page tells the theme."""

    title: str | None
    content: str | None
    toc: list[tuple[str, str, int]]
    anchors: set[str] | None
    meta: dict[str, Any]


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    """Return MkDocs' settings, the group's apart."""
    root = tmp_path_factory.mktemp("group")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(
        f"INHERIT: {DEFAULTS}\nsite_name: x\nsite_url: https://x.example/\n", "utf-8"
    )
    config = load_config(str(root / "mkdocs.yml"))
    config.markdown_extensions.append(Inert())
    return config


def read(page: MkDocsPage, config: MkDocsConfig) -> Read:
    """Have MkDocs read a page."""
    page.read_source(config)
    page.render(config, Files([page.file]))
    toc = [(link.title, link.id, link.level) for link in page.toc]
    return Read(page.title, page.content, toc, page.present_anchor_ids, dict(page.meta))


@given(title=st.text(min_size=1), told=st.text())
@example(title="La réunion : « tarifs » & *devis* <b>", told="---\n")
@example(title="東京", told="a: b # c")
@example(title="12\u202fh\u00a0: 1 -- 2", told="\u2028\x85")
@example(title="\u200b", told="")
@example(title="# ## !!! x {: #y} [^1] https://x.example a@x.example _1", told='"\\n"')
def test_a_page_is_read_as_any_other(config: MkDocsConfig, title: str, told: str) -> None:
    """JSON instead of YAML, and no Markdown: the same head, heading, anchor and entry of the table of contents."""
    page = Page("members/ana.md", "member", title, told, heading=title)
    head = render_front_matter(page, {"linked_data": {"name": plain(told), "all": [plain(title)]}})
    source = f"{head}\n# {neutral(plain_line(title))}\n"
    file = File("members/ana.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    file.content_string = source
    ours, theirs = OurPage(None, source, "key", file, config), MkDocsPage(None, file, config)
    assert read(ours, config) == read(theirs, config)
