"""The page of guides: what people who never saw Git do with a few taps, at the group's own addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tablee.files.addresses import CALENDAR, absolute
from tablee.files.forms.fields import FORM_LABEL
from tablee.files.forms.kinds import forms_of
from tablee.i18n.translations import _
from tablee.site.external_links import subscription_links
from tablee.site.page import Page
from tablee.site.pages.home import next_meeting
from tablee.site.text import safe_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tablee.site.context import SiteContext


class Place(NamedTuple):
    """Where a step is done: the words on what one presses, and its address."""

    words: str
    address: str


def guide_pages(context: SiteContext) -> Iterator[Page]:
    """Make the page of guides; where no steward reads issues, each thing is done by a word to the group."""
    settings, words = context.settings, context.words
    feed = absolute(settings.url, CALENDAR)
    yield Page(
        "guides.md",
        "guides",
        words.gettext(_("Guides")),
        words.gettext(_("Step by step: come, subscribe, join, facilitate.")),
        {
            **next_meeting(context, context.timeline.foremost),
            "contact": safe_address(settings.contact),
            "taps": subscription_links(feed, settings.name),
            "keepers": settings.keepers,
            "forms": _forms(context) if context.has_steward else {},
            "issues": _issues(context) if context.has_steward else {},
        },
    )


def _forms(context: SiteContext) -> Mapping[str, Place]:
    """Return the group's forms by their names."""
    return {
        form.name: Place(context.words.gettext(form.title), context.host.form(form.name))
        for form in forms_of(context.settings)
    }


def _issues(context: SiteContext) -> Mapping[str, Place]:
    """Return the issues that guides lead to: found by their titles, whatever their numbers."""
    say, search = context.words.gettext, context.host.search
    turns, dashboard = say(_("Facilitation")), say(_("Dashboard"))
    return {
        "turns": Place(say(_("the turns that wait")), search(f'is:issue is:open in:title "{turns}"')),
        "dashboard": Place(dashboard, search(f'is:issue is:open in:title "{dashboard}"')),
        "requests": Place(say(_("what people have sent")), search(f'is:issue is:open label:"{FORM_LABEL}"')),
        "all": Place(say(_("the group’s place on GitHub")), context.host.issues.removesuffix("/issues")),
    }
