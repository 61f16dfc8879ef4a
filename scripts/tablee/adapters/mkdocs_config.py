"""What MkDocs is told: build/mkdocs.yml, which holds what the group's files say and nothing that anybody else wrote."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from tablee.checks.hand_written import parse_page
from tablee.i18n.languages import KNOWN
from tablee.i18n.translations import _
from tablee.site.text import plain, safe_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tablee.i18n.translations import Translations
    from tablee.model import Settings

DOCS = "docs"

_HOOKS = ("hooks.py", "page_safety.py")
_SECTIONS = {
    "index.md": _("Home"),
    "meetings/index.md": _("Meetings"),
    "subscribe.md": _("Subscribe"),
    "guides.md": _("Guides"),
    "members/index.md": _("Members"),
    "circles/index.md": _("Circles"),
    "help.md": _("Mutual help"),
    "turns.md": _("Turns"),
    "vitality.md": _("Vitality"),
}
"""The pages that navigation names: naming every page would make building quadratic and the site gigabytes."""

FIRST = 4
"""So many of them stand before the pages written by hand."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a site is made: the group's folder, the folder of sources, and the folder of the finished site."""

    root: Path
    build: Path
    out: Path


def render_config(
    folders: Folders,
    settings: Settings,
    tree: Mapping[str, str | bytes],
    words: Translations,
    edit_base: str,
    own: Mapping[tuple[str, ...], str],
) -> str:
    """Return build/mkdocs.yml; every path in it is relative to its own folder. `own` is what the group set."""
    hand_written = {path: title_of(path, text) for path, text in tree.items() if _is_hand_written(path, text)}
    look = _look(tree)
    config: dict[str, Any] = {
        "INHERIT": _relative(_packaged("adapters") / "mkdocs_default.yml", folders.build),
        "site_name": plain(settings.name),
        "site_url": settings.url.rstrip("/") + "/",
        "site_description": plain(settings.tagline),
        "copyright": _footer(settings, words),
        "docs_dir": DOCS,
        "site_dir": _relative(folders.out, folders.build),
        "theme": {
            "language": words.language,
            "custom_dir": _relative(_packaged("site") / "theme", folders.build),
        },
        "hooks": [_relative(_packaged("adapters") / name, folders.build) for name in _HOOKS],
        "nav": _nav(tree, hand_written, words),
        # Their addresses change with what they hold, so that nobody sees a new page in an old look.
        "extra_css": [f"assets/tablee.css?{look}"],
        "extra_javascript": [f"assets/tablee.js?{look}"],
        "not_in_nav": "".join(f"/{folder}/*\n" for folder in ("members", "meetings", "circles")),
        **({"edit_uri": f"{edit_base}content/"} if edit_base else {}),
        "extra": _extra(words, edit_base),
    }
    for key, value in own.items():
        _put(config, key, value)
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False)


def title_of(path: str, text: str | bytes) -> str:
    """Return what navigation calls a hand-written page: its title, else its first heading, else its name."""
    page = parse_page(text.decode("utf-8", "replace") if isinstance(text, bytes) else text)
    headings = (line.lstrip("#").strip() for line in page.body.splitlines() if line.startswith("# "))
    return plain(page.head.get("title") or next(headings, PurePosixPath(path).stem))


def _put(config: dict[str, Any], key: tuple[str, ...], value: str) -> None:
    *way, last = key
    for name in way:
        config = config.setdefault(name, {})
    config[last] = value


def _is_hand_written(path: str, text: str | bytes) -> bool:
    return path.endswith(".md") and isinstance(text, bytes)


def _nav(tree: Iterable[str], hand_written: Mapping[str, str], words: Translations) -> list[dict[str, str]]:
    """Return what navigation names: what a stranger looks for, then pages written by hand, then the inner life."""
    sections = [{words.gettext(label): path} for path, label in _SECTIONS.items() if path in tree]
    return [
        *sections[:FIRST],
        *({title: path} for path, title in sorted(hand_written.items())),
        *sections[FIRST:],
    ]


def _footer(settings: Settings, words: Translations) -> str:
    name = escape(plain(settings.name))
    contact = safe_address(settings.contact)
    if not contact:
        return name
    return f'{name} · <a href="{escape(contact)}">{escape(words.gettext(_("Write to the group")))}</a>'


def _extra(words: Translations, edit_base: str) -> dict[str, object]:
    return {
        "generator": False,
        "edit_base": edit_base,
        "card": "assets/cards/index.png",
        "menu": words.gettext(_("Menu")),
        "texts": {key: words.gettext(text) for key, text in _TEXTS.items()},
        "night": _night(words),
        "calendar": words.gettext(_("All dates")),
        "news": words.gettext(_("News of the meetings")),
        "locale": f"{words.language}_{KNOWN[words.language].region}",
        "not_found": {
            "title": words.gettext(_("This page does not exist")),
            "text": words.gettext(
                _("It may have moved, or somebody has left the group. These pages lead on:")
            ),
            "links": [
                {"title": words.gettext(_SECTIONS[path]), "address": _shown_at(path)} for path in _LEAD_ON
            ],
        },
    }


def _look(tree: Mapping[str, str | bytes]) -> str:
    """Return what changes with the style sheet and the script."""
    styles = tree.get("assets/tablee.css", "")
    script = (_packaged("site") / "theme/assets/tablee.js").read_bytes()
    return hashlib.sha256((styles.encode() if isinstance(styles, str) else styles) + script).hexdigest()[:8]


def _night(words: Translations) -> dict[str, str]:
    """Say what the button of day and night does next: by the device's choice, by day, by night."""
    return {
        "device": words.gettext(_("Always light")),
        "day": words.gettext(_("Always dark")),
        "night": words.gettext(_("As my device")),
    }


_TEXTS = {
    "action.edit": _("Edit this page"),
    "search.result.placeholder": _("Type to search"),
    "search.result.none": _("No page found"),
    "search.result.one": _("One page found"),
    "search.result.other": _("# pages found"),
}
"""What the theme says in other words, or with a slip (partials/language.html)."""

_LEAD_ON = ("index.md", "meetings/index.md", "members/index.md")


def _shown_at(path: str) -> str:
    return path.removesuffix("index.md") or "."


def _packaged(room: str) -> Path:
    return Path(str(files("tablee") / room))


def _relative(path: Path, start: Path) -> str:
    return Path(os.path.relpath(path.resolve(), start.resolve())).as_posix()
