"""The issue of a founding: in a fresh copy the way to the form, afterwards the buttons that are left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tablee.checks.repository import Repository
from tablee.files.addresses import CALENDAR, absolute
from tablee.files.escaping import escape_markdown
from tablee.files.forms.founding import FOUNDING_FILES
from tablee.files.forms.kinds import JOIN
from tablee.files.paths import CODE_OWNERS, GROUP_FILE
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import Translations, _, load_translations
from tablee.model import Group
from tablee.rules.timeline import Timeline
from tablee.steward.desired.bodies.page import Body, join_parts, link_to_issue, section
from tablee.steward.interpret.checkboxes import render_box, ticked_boxes
from tablee.steward.observe import ExistingIssues
from tablee.steward.state import DASHBOARD, FOUNDING

PAGES, SITE = "pages", "site"
"""The boxes on which something hangs: that Pages are on, and that the site is there."""
TITLE = _("Set up your group")
WELCOME = _(
    "**Welcome!** This repository is a copy of the template, with the example still in it. A form makes it your own:"
)
TO_FORM = _("➡️ **[Set up your group]({form})**")
TELLS = _(
    "It asks for a name, when and where you meet, and who begins. I then write the files, answer below your form what "
    "was written or what to mend, and list here which buttons are left. If an app shows an empty page instead of a "
    "form, open the link in a browser."
)
WHO = _(
    "Only who may write to this repository can found its group. Nothing is published before. With a terminal, "
    "`tablee init` does the same (README.md)."
)
DONE = _("**{name}** is founded. Each line leads to its button; on a phone, too.")
TICKED_BY_ME = _("I tick these, as I see them done")
TICKED_BY_YOU = _("I cannot see these: tick them yourself")
CLOSES = _(
    "I look a few times a day; ticking a box has me look at once. This page closes when your site is there, and "
    "stays to be read."
)
MANY = 2


@dataclass(frozen=True, slots=True)
class Founded:
    """A group that was founded: what of it can be seen; `ticked` are the boxes that stand ticked already.

    `has_dashboard` is whether there is one to be pinned.
    """

    group: Group
    timeline: Timeline
    repository: Repository
    ticked: frozenset[str] = frozenset()
    has_dashboard: bool = False

    def done(self) -> tuple[str, ...]:
        """Return the boxes to be ticked: what is seen to be done, and what somebody ticked who alone can see it."""
        steps = [*_seen(self), *_unseen(self)]
        ticked = (step.name for step in steps if step.is_done is None and step.name in self.ticked)
        return tuple(sorted((*ticked, *(step.name for step in steps if step.is_done))))


class Step(NamedTuple):
    """One button that is left: its box, what to do there, and where; `is_done` is None where nobody can tell."""

    name: str
    text: str
    where: str
    is_done: bool | None = None


def render_invitation(repository: Repository) -> Body:
    """Return the body in a fresh copy, in every language: nobody knows yet who reads it."""
    words = [load_translations(language) for language in LANGUAGES]
    title = " · ".join(one.gettext(TITLE) for one in words)
    return Body(title, "\n\n---\n\n".join(_invite(repository, one) for one in words))


def _invite(repository: Repository, words: Translations) -> str:
    name = FOUNDING_FILES[words.language].rpartition("/")[2]
    form = repository.page(f"issues/new?template={name}")
    return join_parts(
        [words.gettext(WELCOME), words.gettext(TO_FORM, form=form), words.gettext(TELLS), words.gettext(WHO)]
    )


def render_founded(founded: Founded) -> Body:
    """Return the body once the group is founded: the buttons that are left."""
    words, done = load_translations(founded.group.settings.language), founded.done()
    parts = [
        words.gettext(DONE, name=escape_markdown(founded.group.settings.name)),
        section(words.gettext(TICKED_BY_ME), _boxes(_seen(founded), done, words)),
        section(words.gettext(TICKED_BY_YOU), _boxes(_unseen(founded), done, words)),
        f"<sub>{words.gettext(CLOSES)}</sub>",
    ]
    return Body(words.gettext(TITLE), join_parts(parts), closed=SITE in done)


def is_publishable(existing: ExistingIssues, repository: Repository | None) -> bool:
    """Return whether the site may be published from now on: Pages are on, or somebody says so, as was not known yet."""
    seen = existing.by_subject.get(FOUNDING)
    if seen is None or not seen.issue.is_open or repository is None or repository.is_published:
        return False
    known = PAGES in seen.state.ticks
    return not known and (bool(repository.has_pages) or PAGES in ticked_boxes(seen.issue.body))


def _boxes(steps: Iterator[Step], done: tuple[str, ...], words: Translations) -> str:
    return "\n".join(
        render_box(one.name, f"{words.gettext(one.text)} {one.where}", ticked=one.name in done)
        for one in steps
    )


def _seen(founded: Founded) -> Iterator[Step]:
    """Yield what the steward can see."""
    there, settings = founded.repository, founded.group.settings
    files = f"[{GROUP_FILE}]({there.file(GROUP_FILE)})"
    written = _("The files of your group are written, and can be changed with the pencil:")
    yield Step("files", written, files, is_done=True)
    pages = _("Pages: choose “GitHub Actions” as the source, then tick this box, and I publish the site:")
    yield Step(PAGES, pages, f"<{there.page('settings/pages')}>", there.has_pages)
    site = f"<{settings.url}>, <{absolute(settings.url, CALENDAR)}>"
    yield Step(SITE, _("The site and the calendar are there:"), site, there.is_published)
    if not settings.rhythm:
        date = _("The first date is fixed, by a comment such as `/next 2026-12-17 12:30 The Inn` here:")
        has_date = founded.timeline.next("") is not None
        yield Step("date", date, link_to_issue(DASHBOARD) if founded.has_dashboard else "", has_date)
    join = _("A second member has joined; send them this form, and say yes to it with 👍:")
    accounts = sum(bool(member.github) for member in founded.group.members.values())
    yield Step("join", join, f"<{there.page(f'issues/new?template={JOIN}.yml')}>", accounts >= MANY)


def _unseen(founded: Founded) -> Iterator[Step]:
    """Yield what the token of a run may not see."""
    there = founded.repository
    dashboard = link_to_issue(DASHBOARD) if founded.has_dashboard else f"<{there.page('issues')}>"
    yield Step(
        "watch",
        _("Two of you at least watch the issues (*Watch*, *Custom*, *Issues*):"),
        f"<{there.address}>",
    )
    yield Step("pin", _("The dashboard is pinned (*Pin issue*):"), dashboard)
    yield Step(
        "second",
        _("A second person may write here, so that the group does not hang on one account:"),
        f"<{there.page('settings/access')}>",
    )
    owners = f"[{CODE_OWNERS}]({there.file(CODE_OWNERS)})"
    yield Step("owners", _("Whoever looks after the program is named beside you:"), owners)
    yield Step(
        "propose",
        _("*Allow GitHub Actions to create and approve pull requests* is ticked; upgrades come that way:"),
        f"<{there.page('settings/actions')}>",
    )
    mail = f"[docs/mail.md]({there.file('docs/mail.md')})"
    yield Step("mail", _("If members without an account are to get mails, a mailbox is set up:"), mail)
