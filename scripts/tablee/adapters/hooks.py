"""MkDocs hooks for speed, weight and search without accents; without them the site is whole.

MkDocs loads this file by its path, so it imports nothing of the package.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"<[^<>]*>")
_LETTERS = str.maketrans(
    {
        "œ": "oe",
        "Œ": "Oe",
        "æ": "ae",
        "Æ": "Ae",
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ə": "e",
        "Ə": "E",
        "þ": "th",
        "Þ": "Th",
        "ð": "d",
        "Ð": "D",
        "ħ": "h",
        "Ħ": "H",
        "ŧ": "t",
        "Ŧ": "T",
        "ŋ": "n",
        "Ŋ": "N",
        "ĸ": "k",
    }
)
"""Letters that Unicode does not take apart."""
_ANCHOR = re.compile(r'\sid="([^"]+)"')
_CUT_INTO_WORDS = {"hi", "ja", "th"}
"""Languages written without spaces, which search cuts into words by files of half a megabyte."""

_IDLE = re.compile(r'(?<=\n) +(?=<)|<meta name="generator"[^>]*>\n')
_READ = ("location", "title", "text", "boost")
SCRIPT = 500_000
"""So many characters of texts at most are searched from the disk: a second whole index would weigh megabytes."""
_BODY = "tablee_body"
"""Where the block of HTML of the page in hand waits until Markdown has made its title."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what no reader of this site loads: the theme's source maps, and search for other languages."""
    search = config.plugins.get("material/search")
    languages = search.config["lang"] if search else ()
    for file in list(files):
        if is_idle(file.src_uri, languages):
            files.remove(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the block of HTML of a page of ours from Markdown, which would read it three times to leave it alone."""
    del files
    if "edit" not in page.meta and "section" not in page.meta:
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


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:  # noqa: ANN401 (Jinja belongs to the site)
    """Write pages without the blank lines and the indents of the theme's templates."""
    del config, files
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Take from a page of ours the indents and the theme's mark: in a large group they weigh megabytes."""
    del config
    return _IDLE.sub("", output) if "edit" in page.meta or "section" in page.meta else output


def on_post_build(config: MkDocsConfig) -> None:
    """Give each entry of the search index its words without accents: who types `reunion` finds `réunion`.

    They stand in a field of their own, which is searched and never shown. From the disk a page may fetch no JSON:
    the index lies there as a script too (assets/tablee.js).
    """
    path = Path(config.site_dir) / "search" / "search_index.json"
    if path.is_file():
        index: dict[str, Any] = json.loads(path.read_text("utf-8"))
        index["config"].get("fields", {})["folded"] = {"boost": 1.0}
        for entry in index["docs"]:
            add_folded(entry)
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
        path.with_suffix(".js").write_text(script_of(index["docs"]), "utf-8")


def add_folded(entry: dict[str, Any]) -> None:
    """Give an entry of the search index its words without accents, unless an earlier build gave them."""
    if "folded" not in entry:
        entry["folded"] = folded(f"{entry['title']} {entry['text']}")


def part(markdown: str) -> tuple[str, str]:
    """Part a page of ours into its title and its one block of HTML."""
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


def script_of(entries: Collection[dict[str, Any]]) -> str:
    """Return the entries of the index as a script: whole, or on a large site the beginning of each."""
    most = SCRIPT // max(len(entries), 1)
    kept = ({key: entry[key] for key in _READ if key in entry} for entry in entries)
    short = [{**entry, "text": entry["text"][:most]} for entry in kept]
    return f"window.tableeIndex={json.dumps(short, ensure_ascii=False, separators=(',', ':'))}"


def folded(text: str) -> str:
    """Return those words of an HTML text that lose an accent, without it, each once."""
    words = _WORD.findall(_TAG.sub(" ", text))
    return " ".join(dict.fromkeys(bare for word in words if (bare := _fold(word)) != word))


def _fold(word: str) -> str:
    if word.isascii():
        return word
    marks = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in marks if not unicodedata.combining(c))
