"""What MkDocs is told: build/mkdocs.yml, which holds what the group's files say and nothing that anybody else wrote."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from html import escape
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from tablee.checks.hand_written import parse_page, render_page
from tablee.i18n.languages import KNOWN
from tablee.i18n.translations import _
from tablee.site.text import plain, safe_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tablee.i18n.translations import Translations
    from tablee.model import Settings

DOCS = "docs"

_HOOKS = ("hooks.py", "page_safety.py")
_TITLES = {
    "index.md": _("Home"),
    "meetings/index.md": _("Meetings"),
    "guides.md": _("Guides"),
    "subscribe.md": _("Subscribe"),
    "members/index.md": _("Members"),
    "circles/index.md": _("Circles"),
    "help.md": _("Mutual help"),
    "turns.md": _("Turns"),
    "vitality.md": _("Vitality"),
}
"""The pages that navigation names: naming every page would make building quadratic and the site gigabytes."""

_FOR_STRANGERS = {
    _("Home"): ("index.md",),
    _("Meetings"): ("meetings/index.md",),
    _("Take part"): ("guides.md", "subscribe.md"),
}
_FOR_MEMBERS = {
    _("Members"): ("members/index.md", "circles/index.md", "help.md"),
    _("How we run"): ("turns.md", "vitality.md"),
}
"""The tabs before and after the pages written by hand, and the pages below each."""

_MOST_APART = 3
"""So many pages written by hand have tabs of their own; more of them share one."""

_Nav = list[dict[str, Any]]


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


def put_in_order(path: str, text: str) -> str:
    """Return a hand-written page with front matter of ours: its title is there, and the theme may print what it says.

    Where there is none, MkDocs would look for some at the head of the text.
    """
    page = parse_page(text)
    said = {key: plain(value) for key, value in page.head.items()}
    return render_page(replace(page, head={**said, "title": title_of(path, text)}))


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


def _nav(tree: Iterable[str], hand_written: Mapping[str, str], words: Translations) -> _Nav:
    """Return the tabs: what a stranger looks for, then the pages written by hand, then the inner life."""
    titles = {path: words.gettext(title) for path, title in _TITLES.items() if path in tree}
    by_hand = dict(sorted(hand_written.items()))
    apart = [{title: path} for path, title in by_hand.items()]
    return [
        *_tabs(_FOR_STRANGERS, titles, words),
        *(apart if len(apart) <= _MOST_APART else _tabs({_("To read"): by_hand}, by_hand, words)),
        *_tabs(_FOR_MEMBERS, titles, words),
    ]


def _tabs(
    sections: Mapping[str, Iterable[str]], titles: Mapping[str, str], words: Translations
) -> Iterator[dict[str, Any]]:
    """Yield a tab for each section that has a page; a page that is alone in its section is the tab itself."""
    for section, paths in sections.items():
        pages = [{titles[path]: path} for path in paths if path in titles]
        if pages:
            yield {words.gettext(section): pages} if len(pages) > 1 else pages[0]


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
                {"title": words.gettext(_TITLES[path]), "address": _shown_at(path)} for path in _LEAD_ON
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
