"""A very large group has pages that a phone shows: what is many waits below what stands there at once."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from builders import a_group, a_member, an_instant
from tablee.files.history import NO_HISTORY
from tablee.i18n.translations import load_translations
from tablee.model import Offer
from tablee.rules.timeline import build_timeline
from tablee.site.context import SiteContext
from tablee.site.pages import render_pages
from tablee.site.pages.help import AT_ONCE
from tablee.site.pages.members import OPEN

MANY = 300


class _Shown(HTMLParser):
    """Counts the elements of a class that stand in no closed part of a page, and those in all."""

    def __init__(self, of: str) -> None:
        super().__init__()
        self.at_once = self.all = 0
        self._of = of
        self._folded: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "details":
            self._folded.append("open" not in found)
        if self._of in (found.get("class") or "").split():
            self.all += 1
            self.at_once += not any(self._folded)

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._folded.pop()


@pytest.mark.parametrize(
    ("page", "of", "at_once"),
    [
        ("members/index.md", "t-person", OPEN),
        ("help.md", "t-wants", AT_ONCE),
        ("help.md", "t-gives", AT_ONCE),
    ],
)
def test_what_is_many_waits_below(page: str, of: str, at_once: int) -> None:
    """Of 300 with one letter, one wish and one offer each, a few stand there; the others open when pressed."""
    needs, offers = (Offer("Relire"),), (Offer("Dessiner"),)
    members = [a_member(f"a{n}", name=f"Ana {n}", needs=needs, offers=offers) for n in range(MANY)]
    group = a_group(members=members)
    timeline = build_timeline(group, an_instant("2026-12-01 12:00"))
    pages = render_pages(SiteContext(group, timeline, load_translations("fr"), NO_HISTORY)).texts
    shown = _Shown(of)
    shown.feed(pages[page])
    assert (shown.at_once, shown.all) == (at_once, MANY)
