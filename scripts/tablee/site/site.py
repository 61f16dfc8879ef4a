"""What the group shows on its site, as one tree: pages, their styles, Atom and group.json."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from tablee.files.addresses import GROUP_JSON, absolute
from tablee.site.atom import ATOM, render_atom
from tablee.site.context import SiteContext
from tablee.site.group_json import render_group_json
from tablee.site.host import NO_HOST, Host
from tablee.site.pages import render_pages
from tablee.site.reuse import NOTHING

if TYPE_CHECKING:
    from tablee.files.history import History
    from tablee.i18n.translations import Translations
    from tablee.model import Group, Settings
    from tablee.rules.timeline import Timeline
    from tablee.site.reuse import Reuse

STYLES = "assets/tablee.css"
PICTURES = "assets/guides/"
ROBOTS = "robots.txt"
"""Where it lies; programs look for it at the root of a host, so it counts where the site is a host's only one."""

_ICONS = {"touch": 180, "large": 512}
MANIFEST = "manifest.webmanifest"

_SHEETS = (
    *("tokens", "frame", "text", "meetings", "actions", "months", "people", "more", "figures"),
    "print",
)
"""The files of site/styles; a later one wins."""


def render_site(
    group: Group,
    timeline: Timeline,
    words: Translations,
    history: History,
    host: Host = NO_HOST,
    reuse: Reuse = NOTHING,
) -> dict[str, str | bytes]:
    """Return the site's tree by path in the docs folder, without its calendars; `reuse` is what need not be made."""
    pages = render_pages(SiteContext(group, timeline, words, history, host), reuse)
    return {
        **pages.texts,
        **reuse.draw(pages.cards),
        GROUP_JSON: render_group_json(group, timeline),
        ATOM: render_atom(group, timeline, words, history),
        **load_pictures(words.language),
        STYLES: render_styles(),
        ROBOTS: render_robots(group.settings.url),
        MANIFEST: render_manifest(group.settings),
    }


def render_styles() -> str:
    """Return the style sheet: one file for readers, several for whoever works on it, joined in a fixed order."""
    folder = files("tablee.site") / "styles"
    return "\n".join((folder / f"{name}.css").read_text("utf-8") for name in _SHEETS)


def load_pictures(language: str) -> dict[str, bytes]:
    """Return the pictures of the guides in a language, by path: an example group's pages, as a phone shows them."""
    pictures = (files("tablee.site") / "pictures" / language).iterdir()
    return {f"{PICTURES}{one.name}": one.read_bytes() for one in sorted(pictures, key=lambda one: one.name)}


def render_manifest(settings: Settings) -> str:
    """Return what a phone reads that puts the site beside its programs (W3C, Web Application Manifest)."""
    icons = [{"src": f"assets/icons/{name}.png", "sizes": f"{size}x{size}"} for name, size in _ICONS.items()]
    manifest = {
        "name": settings.name,
        "description": settings.tagline,
        "lang": settings.language,
        "start_url": ".",
        "display": "minimal-ui",
        "background_color": "#fdf8f1",
        "theme_color": "#fdf8f1",
        "icons": [*icons, {"src": "assets/icons/table.svg", "sizes": "any"}],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def render_robots(site: str) -> str:
    """Return what programs that walk through the site read (RFC 9309): everything may be read, and here is the list."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site, 'sitemap.xml')}\n"
