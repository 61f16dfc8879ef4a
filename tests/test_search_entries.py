"""What search knows of a page: what a reader looks for, as the theme itself finds it, and nothing that is left out."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]  # the theme has no types
from mkdocs.structure.toc import TableOfContents

from tablee.adapters import hooks
from tablee.adapters.search_entries import add_entries

TITLE = '<h1 id="tarifs">Fixer ses tarifs</h1>\n'


def a_page(html: str) -> Any:  # noqa: ANN401 (as much of a page as search asks for)
    """Make a page of some HTML below a title."""
    meta = {"title": "Fixer ses tarifs", "search": {"boost": 2}}
    return SimpleNamespace(content=TITLE + html, meta=meta, toc=TableOfContents([]), url="tarifs/")


def ours(html: str) -> list[dict[str, Any]]:
    """Return the entries that we make of a page."""
    index = SearchIndex()
    add_entries(index, a_page(html))
    entries: list[dict[str, Any]] = index.entries
    return entries


def the_themes(html: str) -> list[dict[str, Any]]:
    """Return the entries that the theme makes of a page."""
    index = SearchIndex()
    index.add_entry_from_context(a_page(html))
    entries: list[dict[str, Any]] = index.entries
    return entries


@pytest.mark.parametrize(
    "html",
    [
        '<div class="t"><p>Combien &amp; <b>comment</b>&#58; <a href="x?a=1">ici</a></p><ul><li>un</li></ul></div>',
        "<div><p></p><ol><li>un <sup>er</sup></li></ol>fin<br>suite <code>a &lt; b</code></div>",
        '<div><h2>Sujets</h2><p>Prix</p><h2 id="notes">Notes</h2><p>Suite</p></div>',
        '<div><svg viewBox="0 0 1 1"><title>Douze</title><path d="M0 0"/></svg><img src="a.jpg" alt="">reste</div>',
    ],
)
def test_entries_are_those_of_the_theme(html: str) -> None:
    """Titles, texts, places, weights."""
    assert ours(html) == the_themes(html) != []


def test_what_is_left_out_is_left_out_to_its_end() -> None:
    """Also where an element of the same name ends within, after which the theme reads on."""
    leaf = '<span class="t-leaf" data-search-exclude="1"><span>jeu.</span> <b>10</b> <span>déc.</span></span>'
    section = "<section data-search-exclude><h2>Qui</h2><section>Inès</section> Paul</section>"
    assert [entry["text"] for entry in ours(f"<div>{leaf}le 10 décembre{section}</div>")] == [
        "le 10 décembre"
    ]
    assert "déc." in the_themes(f"<div>{leaf}le 10 décembre</div>")[0]["text"]


def test_the_theme_adds_nothing_more() -> None:
    """Whoever asks it next gets no second entry of the page."""
    index, page = SearchIndex(), a_page("<div>un</div>")
    add_entries(index, page)
    index.add_entry_from_context(page)
    assert [entry["location"] for entry in index.entries] == ["tarifs/"]


def test_a_large_site_is_searched_from_the_disk_by_how_its_pages_begin() -> None:
    """The script that stands in for the index keeps every entry, and no more of their texts than is said."""
    entry = {"location": "", "title": "Tarifs", "text": "x" * 600, "folded": "tarifs", "boost": 4}
    small, large = ([entry] * number for number in (3, 1000))
    assert read(hooks.script_of(small)) == [{key: entry[key] for key in entry if key != "folded"}] * 3
    assert {len(one["text"]) for one in read(hooks.script_of(large))} == {hooks.SCRIPT // 1000}
    assert len(read(hooks.script_of(large))) == 1000


def read(script: str) -> list[dict[str, Any]]:
    """Read a script as a browser does."""
    entries: list[dict[str, Any]] = json.loads(script.removeprefix("window.tableeIndex="))
    return entries
