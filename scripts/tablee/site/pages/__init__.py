"""The pages of the site: Markdown with front matter, one module a kind of page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tablee.site.cards.of_pages import address_of_card, card_of
from tablee.site.pages.circles import circle_pages
from tablee.site.pages.guides import guide_pages
from tablee.site.pages.help import help_pages
from tablee.site.pages.home import home_pages
from tablee.site.pages.meetings import meeting_pages
from tablee.site.pages.members import member_pages
from tablee.site.pages.subscribe import subscribe_pages
from tablee.site.pages.turns import turns_pages
from tablee.site.pages.vitality import vitality_pages
from tablee.site.renderer import PageRenderer
from tablee.site.reuse import NOTHING

if TYPE_CHECKING:
    from tablee.site.cards.card import Card
    from tablee.site.context import SiteContext
    from tablee.site.reuse import Reuse

_KINDS = (
    *(home_pages, meeting_pages, member_pages, help_pages),
    *(turns_pages, vitality_pages, circle_pages, subscribe_pages, guide_pages),
)


class RenderedPages(NamedTuple):
    """The pages of a group, and what their pictures say, each by its path in the docs folder."""

    texts: dict[str, str]
    cards: dict[str, Card]


def render_pages(context: SiteContext, reuse: Reuse = NOTHING) -> RenderedPages:
    """Return every page of a group with its card."""
    renderer = PageRenderer(context, reuse)
    rendered = RenderedPages({}, {})
    for page in (page for pages in _KINDS for page in pages(context)):
        rendered.texts[page.path] = renderer.render(page)
        rendered.cards[address_of_card(page)] = card_of(page, context.settings.name)
    return rendered
