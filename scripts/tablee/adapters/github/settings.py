"""What GitHub says of the repository itself: template, switches, workflows; as far as a token may know."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

from tablee.adapters.github.answers import Json
from tablee.adapters.github.client import Client
from tablee.adapters.github.replies import read_number
from tablee.checks.repository import Repository
from tablee.steward.tracker import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tablee.adapters.github.environment import Access
    from tablee.steward.tracker import Person

PAGE = "100"
WRITING = frozenset({"admin", "write"})
"""What GitHub calls the permission of who may write."""
ENVIRONMENT = "github-pages"
"""Where site.yml deploys to."""


def read_template(access: Access, sleep: Callable[[float], None]) -> str:
    """Return the address of the template from which a repository was made; empty where GitHub does not say."""
    with closing(Client(access, sleep)) as client:
        return _template(_table(client, ""))


def _template(said: dict[str, Json]) -> str:
    template = said.get("template_repository")
    return str(template.get("html_url") or "") if isinstance(template, dict) else ""


def read_repository(access: Access, sleep: Callable[[float], None]) -> Repository:
    """Read all that a token may know of a repository.

    Raises:
        Unreadable: not even the repository itself can be read.
    """
    with closing(Client(access, sleep)) as client:
        return _read(client, access, client.read(""))


def read_some(
    access: Access,
    sleep: Callable[[float], None],
    *,
    with_site: bool = False,
    with_branch: bool = False,
) -> Repository:
    """Read what the token of a run may know, by two questions; nothing where GitHub does not answer.

    Whether a site was deployed takes two more, and whether the branch is protected takes one.
    """
    with closing(Client(access, sleep)) as client:
        said, workflows = _table(client, ""), _workflows(client)
        is_published = _is_published(client) if with_site else None
        branch = _table(client, f"/branches/{access.branch}") if with_branch else {}
    return Repository(
        address=f"{access.server_url}/{access.repository}",
        is_private=said.get("private"),
        is_template=said.get("is_template"),
        is_fork=said.get("fork"),
        template=_template(said),
        has_issues=said.get("has_issues"),
        branch=said.get("default_branch"),
        is_protected=branch.get("protected"),
        has_pages=said.get("has_pages"),
        is_published=is_published,
        pages="" if said.get("has_pages") is False else None,
        workflows=workflows,
    )


def read_writers(access: Access, sleep: Callable[[float], None], people: Iterable[Person]) -> frozenset[int]:
    """Return the numbers of those people who may write to the repository; raises Unreadable."""
    with closing(Client(access, sleep)) as client:
        return frozenset(person.id for person in people if _may_write(client, person))


def _may_write(client: Client, person: Person) -> bool:
    """Say whether an account may write; a login that somebody else has by now says nothing of the first one."""
    found = client.read_or_none(f"/collaborators/{quote(person.login, safe='')}/permission") or {}
    account = found.get("user") or {}
    return found.get("permission") in WRITING and account.get("id") == person.id


def _is_published(client: Client) -> bool | None:
    """Return whether a site was deployed; None where the token may not look."""
    try:
        made = client.read(f"/deployments?environment={ENVIRONMENT}&per_page=1")
        said = [client.read(f"/deployments/{read_number(one, 'id')}/statuses?per_page=1") for one in made]
    except Unreadable:
        return None
    return any(status.get("state") == "success" for states in said for status in states)


def _read(client: Client, access: Access, said: Json) -> Repository:
    branch, actions = str(said.get("default_branch") or access.branch), _table(client, "/actions/permissions")
    pages = _table(client, "/pages")
    approval = _table(client, "/actions/permissions/fork-pr-contributor-approval")
    return Repository(
        address=f"{access.server_url}/{access.repository}",
        is_archived=said.get("archived"),
        is_private=said.get("private"),
        is_template=said.get("is_template"),
        has_issues=said.get("has_issues"),
        branch=branch,
        is_protected=_table(client, f"/branches/{branch}").get("protected"),
        pages=pages.get("build_type") if pages else "" if said.get("has_pages") is False else None,
        pages_url=pages.get("html_url"),
        runs_actions=actions.get("enabled"),
        allowed_actions=actions.get("allowed_actions"),
        may_propose=_table(client, "/actions/permissions/workflow").get("can_approve_pull_request_reviews"),
        approval=approval.get("approval_policy"),
        workflows=_workflows(client),
        labels=_labels(client),
    )


def _table(client: Client, path: str) -> dict[str, Json]:
    """Return what stands at a path; nothing where there is none, or where the token may not look."""
    try:
        found = client.read_or_none(path)
    except Unreadable:
        return {}
    return found if isinstance(found, dict) else {}


def _workflows(client: Client) -> dict[str, str] | None:
    found = _table(client, f"/actions/workflows?per_page={PAGE}")
    listed = found.get("workflows")
    if not isinstance(listed, list):
        return None
    return {str(one["path"]).rpartition("/")[2]: str(one["state"]) for one in listed}


def _labels(client: Client) -> frozenset[str] | None:
    try:
        return frozenset(str(one["name"]) for one in client.read_page("/labels"))
    except Unreadable:
        return None
