"""Cosmetic MkDocs hooks: edit links to YAML, the lit tab, true dates in the sitemap, search that forgives accents.

Without them the site is whole; MkDocs loads this file by its path, so it imports nothing of the package.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"(?<![ \t])[ \t]*\n\s*")
_CUT_INTO_WORDS = {"hi", "ja", "th"}
"""Languages written without spaces, which search cuts into words by files of half a megabyte."""

_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
_ANCHOR = re.compile(r'\sid="([^"]+)"')
_BODY = "tablee_body"
"""Where the block of HTML of the page in hand waits until Markdown has made its title."""

_THEME_SCRIPT = re.compile(r'<script src="([^"]*/bundle\.\w+\.min\.js)"></script>')
_AS_IT_STANDS = re.compile(r"(<(?:pre|script|textarea)\b.*?</(?:pre|script|textarea)>)", re.DOTALL)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what no reader of this site loads: the theme's source maps, and search for other languages."""
    search = config.plugins.get("material/search")
    languages = search.config["lang"] if search else ()
    for file in list(files):
        if is_idle(file.src_uri, languages):
            files.remove(file)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Remember the pages that navigation names, for `on_page_markdown`."""
    del files
    config.extra["sections"] = {page.file.src_uri: page for page in nav.pages}
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Date a page by its sources, point its edit link at the file behind it, and put it under its section."""
    del files
    page.update_date = page.meta.get("date", page.update_date)
    page.edit_url = edit_address(page.meta, page.file.src_uri, config.extra.get("edit_base", ""))
    section = config.extra["sections"].get(page.meta.get("section"))
    if section is not None and page.parent is None:
        page.parent = section
    if not is_ours(page.meta):
        return markdown
    title, config.extra[_BODY] = part(markdown)
    return title


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put what is HTML already under the title that Markdown made; other pages may link to its anchors."""
    del files
    body: str = config.extra.pop(_BODY, "")
    if body and page.present_anchor_ids is not None:
        page.present_anchor_ids.update(_ANCHOR.findall(body))
    return f"{html}\n{body}" if body else html


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:  # noqa: ANN401 (Jinja belongs to publish)
    """Write linked data without the blanks and escapes that only a reader of source would want."""
    del config, files
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Leave out the blank space between the elements of a page, and the theme's script where only search needs it."""
    del config
    return slim(put_off(output) if is_ours(page.meta) else output)


def on_post_build(config: MkDocsConfig) -> None:
    """Give each entry of the search index its words without accents: who types `reunion` finds `réunion`.

    They stand in a field of their own, which is searched and never shown.
    """
    path = Path(config.site_dir) / "search" / "search_index.json"
    if path.is_file():
        index: dict[str, Any] = json.loads(path.read_text("utf-8"))
        index["config"].get("fields", {})["folded"] = {"boost": 1.0}
        for entry in index["docs"]:
            entry["folded"] = folded(f"{entry['title']} {entry['text']}")
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def is_ours(meta: Mapping[str, Any]) -> bool:
    """Say whether the program wrote a page: nobody's own page names the file behind it or its section."""
    return "edit" in meta or "section" in meta


def part(markdown: str) -> tuple[str, str]:
    """Part a page of ours into its title and its one block of HTML.

    Markdown leaves such a block as it stands, but reads it three times over to find that out: half of the time that a
    site takes.
    """
    title, start, body = markdown.partition("\n<div ")
    return title, f"<div {body}" if start else ""


def is_idle(path: str, languages: Collection[str]) -> bool:
    """Say whether a file of the theme serves nobody on a site that is searched in these languages."""
    if path.startswith("assets/javascripts/lunr/min/"):
        return path.split(".")[1] not in {"stemmer", "multi", *languages}
    if path.startswith("assets/javascripts/lunr/"):
        return _CUT_INTO_WORDS.isdisjoint(languages)
    return path.startswith(("assets/javascripts/", "assets/stylesheets/")) and path.endswith(
        (".min.js.map", ".min.css.map")
    )


def edit_address(meta: Mapping[str, Any], source: str, base: str) -> str | None:
    """Return where a page's source is edited: its YAML file, or for a hand-written page itself."""
    if not base:
        return None
    if "edit" in meta:
        return f"{base}{meta['edit']}"
    return None if "section" in meta else f"{base}content/{source}"


def put_off(html: str) -> str:
    """Return a page with the address of the theme's script in place of that script.

    A page of ours needs it for search alone, which with its index weighs more than the page: assets/tablee.js fetches
    it for whoever reaches for search. A page written by hand may use anything of the theme's, and keeps it.
    """
    return _THEME_SCRIPT.sub(r'<script id="t-theme" type="application/json">"\1"</script>', html, count=1)


def slim(html: str) -> str:
    """Return a page without blanks and names that no reader needs, except where text is read as it stands.

    A line's end may part two words, so it stays; in the frame around the article it stands between boxes, and goes.
    """
    parts = _AS_IT_STANDS.split(html)
    parts[::2] = [_BLANKS.sub("\n", part).replace(_NAMESPACE, "") for part in parts[::2]]
    before, opening, article = "".join(parts).partition("<article")
    article, closing, after = article.rpartition("</article>")
    return "".join((before.replace(">\n<", "><"), opening, article, closing, after.replace(">\n<", "><")))


def folded(text: str) -> str:
    """Return those words of an HTML text that lose an accent, without it, each once."""
    words = _WORD.findall(_TAG.sub(" ", text))
    return " ".join(dict.fromkeys(bare for word in words if (bare := _fold(word)) != word))


def _fold(word: str) -> str:
    if word.isascii():
        return word
    marks = unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae"))
    return "".join(c for c in marks if not unicodedata.combining(c))
