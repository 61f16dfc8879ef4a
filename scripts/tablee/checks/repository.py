"""What is missing or wrong where the group's repository lives, each with the address where it is put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from tablee.files.forms.fields import FORM_LABEL
from tablee.files.paths import file_of_member
from tablee.i18n.translations import LazyText, _

if TYPE_CHECKING:
    from tablee.model import Group, Settings

NEEDED = ("check.yml", "commands.yml", "site.yml", "steward.yml")
"""The workflows that a group lives by."""
ACTIVE = "active"
PROPOSES = "pull-requests"


class Finding(NamedTuple):
    """Something to put right, and where: an address, a file or a command."""

    what: LazyText
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """What GitHub says of a repository; None is what a token may not know.

    `address` is that of its page. `pages` is how its site is published: empty for not at all, `legacy` out of a
    branch. `approval` says whose first proposals wait for somebody. `template` is the address of what it was made
    from; `is_published` is whether a site of the group's was deployed.
    """

    address: str
    is_archived: bool | None = None
    is_private: bool | None = None
    is_template: bool | None = None
    is_fork: bool | None = None
    template: str = ""
    is_published: bool | None = None
    has_pages: bool | None = None
    has_issues: bool | None = None
    branch: str | None = None
    is_protected: bool | None = None
    pages: str | None = None
    pages_url: str | None = None
    runs_actions: bool | None = None
    allowed_actions: str | None = None
    may_propose: bool | None = None
    approval: str | None = None
    workflows: Mapping[str, str] | None = None
    labels: frozenset[str] | None = None

    def page(self, path: str) -> str:
        """Return the address of one of its pages."""
        return f"{self.address}/{path}"

    def file(self, path: str, view: str = "blob") -> str:
        """Return the address of one of its files, to be read or, by the view `edit`, written."""
        return self.page(f"{view}/{self.branch or 'main'}/{quote(path)}")


def diagnose(there: Repository, group: Group) -> tuple[Finding, ...]:
    """Return what stands in the group's way; nothing where all is well, or unknown."""
    return *diagnose_settings(there, group.settings), *_people(there, group)


def diagnose_settings(there: Repository, settings: Settings) -> tuple[Finding, ...]:
    """Return what is wrong with the repository's own settings."""
    return (
        *_switches(there, settings),
        *_pages(there, settings),
        *_workflows(there),
        *_branch(there, settings),
    )


def _switches(there: Repository, settings: Settings) -> Iterator[Finding]:
    if there.is_archived:
        yield _found(
            _("The repository is archived, so nothing can be written."), there.page("settings#danger-zone")
        )
    if there.has_issues is False:
        said = _("Issues are off: the steward has nowhere to write. Tick “Issues” under “Features”.")
        yield _found(said, there.page("settings#features"))
    if there.runs_actions is False:
        said = _("Actions are off: no site, no steward. Allow them.")
        yield _found(said, there.page("settings/actions"))
    if there.allowed_actions == "local_only":
        said = _(
            "Actions of GitHub’s own are forbidden, and every workflow here begins with one. Allow them."
        )
        yield _found(said, there.page("settings/actions"))
    if there.approval == "all_external_contributors":
        said = _(
            "Every proposal by somebody who may not write waits until somebody presses “Approve and run”. Choose "
            "“first-time contributors”, or look often."
        )
        yield _found(said, there.page("settings/actions"))
    if settings.is_sample and there.is_template is False:
        yield _found(_("This is still the sample: found your own group."), "tablee init")
    elif not settings.steward.runs and there.is_template is False:
        yield _found(_("The steward rests: write `runs: yes` under `steward`."), "group.yml")


def _pages(there: Repository, settings: Settings) -> Iterator[Finding]:
    pages = there.page("settings/pages")
    if there.is_private and not there.pages:
        said = _(
            "A private repository has Pages on a paid plan only: make it public, or publish the site elsewhere."
        )
        yield _found(said, there.page("settings#danger-zone"))
    elif there.pages == "":
        yield _found(_("Pages are off: choose “GitHub Actions” as the source."), pages)
    elif there.pages == "legacy":
        yield _found(_("Pages publish a branch: choose “GitHub Actions” as the source."), pages)
    elif there.pages and there.pages_url and _place(there.pages_url) != _place(settings.url):
        said = _(
            "The site is at {there}, and group.yml says {here}: correct `url`, or the custom domain there."
        )
        yield _found(said, pages, there=there.pages_url, here=settings.url)


def _place(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.hostname}{parts.path}".rstrip("/").casefold()


def _workflows(there: Repository) -> Iterator[Finding]:
    if there.workflows is None or there.runs_actions is False:
        return
    for name in NEEDED:
        state, page = there.workflows.get(name), there.page(f"actions/workflows/{name}")
        if state is None:
            said = _("The workflow {name} is missing: take it from the template.")
            yield _found(said, "tablee upgrade", name=name)
        elif state == "disabled_inactivity":
            said = _("GitHub stopped {name} after 60 quiet days: press “Enable workflow”.")
            yield _found(said, page, name=name)
        elif state != ACTIVE:
            yield _found(_("The workflow {name} is switched off: press “Enable workflow”."), page, name=name)


def _branch(there: Repository, settings: Settings) -> Iterator[Finding]:
    if there.branch not in {None, "main"}:
        said = _("The default branch is `{branch}`, and the workflows look at `main`: rename it.")
        yield _found(said, there.page("branches"), branch=there.branch)
    proposes = settings.steward.writes == PROPOSES
    if there.is_protected and not proposes:
        said = _(
            "main is protected, so the steward cannot write: say `writes: pull-requests` under `steward`."
        )
        yield _found(said, "group.yml")
    if proposes and there.may_propose is False:
        said = _(
            "The steward may open no pull request: tick “Allow GitHub Actions to create and approve pull requests”."
        )
        yield _found(said, there.page("settings/actions"))


def _people(there: Repository, group: Group) -> Iterator[Finding]:
    if there.labels is not None and FORM_LABEL not in there.labels and there.has_issues:
        said = _("The label `{label}` is missing, so filled-in forms carry no mark: create it.")
        yield _found(said, there.page("labels"), label=FORM_LABEL)
    for member in group.members.values():
        if member.public and member.github and member.github_id is None:
            said = _("`{login}` is not heard yet: `github_id` is missing.")
            yield _found(said, file_of_member(member.id), login=member.github)


def _found(said: str, where: str, **values: object) -> Finding:
    return Finding(LazyText(said, values), where)
