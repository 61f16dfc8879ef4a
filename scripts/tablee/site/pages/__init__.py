"""The pages of the site: Markdown with front matter, one module a kind of page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.site.pages.circles import circle_pages
from tablee.site.pages.help import help_pages
from tablee.site.pages.home import home_pages
from tablee.site.pages.meetings import meeting_pages
from tablee.site.pages.members import member_pages
from tablee.site.pages.subscribe import subscribe_pages
from tablee.site.pages.turns import turns_pages
from tablee.site.pages.vitality import vitality_pages
from tablee.site.renderer import PageRenderer

if TYPE_CHECKING:
    from tablee.site.context import SiteContext

_KINDS = (
    *(home_pages, meeting_pages, member_pages, help_pages),
    *(turns_pages, vitality_pages, circle_pages, subscribe_pages),
)


def render_pages(context: SiteContext) -> dict[str, str]:
    """Return every page of a group by its path in the docs folder."""
    renderer = PageRenderer(context)
    return {page.path: renderer.render(page) for pages in _KINDS for page in pages(context)}
