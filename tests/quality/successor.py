"""Build the site with what may come after Material for MkDocs, and compare every page with Material's.

`make successor` sets up and runs it; it prints a table in Markdown, and on standard error each loss that is no named
limit of a program. Such a loss is a failure: Material serves until May 2027, and the way out is to stay open.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import yaml

# The folder above is where the tests' modules are found, whoever runs this file.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quality.links import find_broken
from quality.sites import NOW, build_rich, every_page
from tablee.site.host import Engine, Host

URL = "https://voisins.test/table/"


class Heir(NamedTuple):
    """A program that builds a MkDocs tree, how it reads links, what its configuration adds, and its named limits."""

    name: str
    engine: Engine
    settings: Mapping[str, Any]
    limits: frozenset[str] = frozenset()


HEIRS = (
    Heir("properdocs", Engine.MKDOCS, {}),
    Heir(
        "zensical",
        Engine.ZENSICAL,
        {
            "hooks": [],
            "theme": {"variant": "classic"},
            "markdown_extensions": [
                *("admonition", "footnotes", "pymdownx.details", "pymdownx.superfences"),
                {"pymdownx.tabbed": {"alternate_style": True}},
                {"toc": {"permalink": False}},
            ],
        },
        # Of a page written by hand it tells no day, and its edit link only beside a widget that asks GitHub.
        frozenset({"dates: charte/", "edits: charte/"}),
    ),
)


class Site(NamedTuple):
    """What a built site shows, by page: the article's text, the edit link, the lit tab; and what its sitemap dates."""

    texts: Mapping[str, str]
    edits: Mapping[str, str]
    tabs: Mapping[str, str]
    data: Mapping[str, str]
    dates: Mapping[str, str]
    broken: tuple[str, ...]


class _Article(HTMLParser):
    """Reads the text of a page's article, without the pencil and what is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._inside += tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words += data.split()


def read_site(site: Path) -> Site:
    """Read a built site."""
    pages = {
        page: (site / (page + "index.html" if page.endswith("/") or not page else page)).read_text("utf-8")
        for page in every_page(site)
    }
    sitemap = (site / "sitemap.xml").read_text("utf-8") if (site / "sitemap.xml").is_file() else ""
    return Site(
        texts={page: _text_of(html) for page, html in pages.items()},
        edits=_found(pages, r'<a href="([^"]*)"[^>]*rel="edit"'),
        tabs=_found(pages, r'md-tabs__item--active"><a href="[^"]*"[^>]*>([^<]*)<'),
        data={
            page: json.dumps(json.loads(data), sort_keys=True)
            for page, data in _found(pages, r'<script type="application/ld\+json">(.*?)</script>').items()
        },
        dates={
            unescape(address).removeprefix(URL): day
            for address, day in re.findall(r"<loc>([^<]+)</loc>\s*<lastmod>([^<]+)</lastmod>", sitemap)
        },
        broken=tuple(find_broken(site, URL)),
    )


def _text_of(html: str) -> str:
    reader = _Article()
    reader.feed(html)
    return " ".join(reader.words)


def _found(pages: Mapping[str, str], pattern: str) -> dict[str, str]:
    found = {page: re.search(pattern, html, re.DOTALL) for page, html in pages.items()}
    return {page: unescape(match[1]).strip() for page, match in found.items() if match}


def try_heir(heir: Heir, programs: Path, root: Path, ours: Site) -> tuple[str, list[str]]:
    """Build the site with a program; return its row of the table, and what it loses without a named limit."""
    program = programs / heir.name
    if not program.is_file():
        return f"| {heir.name} | not installed |" + " |" * 6, []
    build_rich("fr", root, Host(engine=heir.engine))
    config = _config_for(heir, root / "build")
    command = [str(program), "build", "--strict", "-f", str(config)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
    done = subprocess.run(
        command, cwd=config.parent, env=environment, capture_output=True, text=True, check=False
    )
    print(done.stdout + done.stderr, file=sys.stderr)
    if done.returncode:
        return f"| {heir.name} | status {done.returncode} |" + " |" * 6, [f"{heir.name}: does not build"]
    theirs = read_site(config.parent / heir.name)
    compared = {
        kind: (getattr(ours, kind), getattr(theirs, kind))
        for kind in ("texts", "edits", "tabs", "data", "dates")
    }
    losses = [
        f"{heir.name}: {kind}: {page}: {its.get(page, 'missing')[:200]!r} for {wanted[:200]!r}"
        for kind, (our, its) in compared.items()
        for page, wanted in our.items()
        if its.get(page) != wanted and f"{kind}: {page}" not in heir.limits
    ]
    losses += [f"{heir.name}: broken: {link}" for link in theirs.broken]
    equal = (
        f"{sum(its.get(page) == wanted for page, wanted in our.items())} of {len(our)}"
        for our, its in compared.values()
    )
    return f"| {heir.name} | built | {len(theirs.broken)} | {' | '.join(equal)} |", losses


def _config_for(heir: Heir, build: Path) -> Path:
    """Write a configuration beside ours that differs in the folder of the finished site, and in what the heir needs."""
    settings = yaml.safe_load((build / "mkdocs.yml").read_text("utf-8"))
    theme = {**settings["theme"], **heir.settings.get("theme", {})}
    config = build / f"{heir.name}.yml"
    told = {**settings, **heir.settings, "theme": theme, "site_dir": heir.name}
    config.write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    return config


def main() -> int:
    """Print how each program fares on the French group of the tests; return 1 where one loses something unnamed."""
    programs = Path(sys.argv[1]).absolute()
    losses: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        ours = read_site(build_rich("fr", Path(folder) / "group"))
        print("| program | outcome | broken links | texts | edit links | lit tabs | linked data | dates |")
        print("|---|---|---|---|---|---|---|---|")
        for heir in HEIRS:
            row, lost = try_heir(heir, programs, Path(folder) / heir.name, ours)
            print(row)
            losses += lost
    print("\n".join(losses), file=sys.stderr)
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
