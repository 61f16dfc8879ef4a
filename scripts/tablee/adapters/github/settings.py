"""What GitHub says of the repository itself: template, switches, workflows; as far as a token may know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tablee.adapters.github.client import Client, Refused
from tablee.checks.repository import Repository
from tablee.steward.tracker import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tablee.adapters.github.environment import Access

PAGE = "100"


def read_template(access: Access, sleep: Callable[[float], None]) -> str:
    """Return the address of the template from which a repository was made; empty where GitHub does not say."""
    client = Client(access, sleep)
    try:
        template = _table(client, "").get("template_repository")
    finally:
        client.close()
    return str(template.get("html_url") or "") if isinstance(template, dict) else ""


def read_repository(access: Access, sleep: Callable[[float], None]) -> Repository:
    """Read all that a token may know of a repository.

    Raises:
        Unreadable: not even the repository itself can be read.
    """
    client = Client(access, sleep)
    try:
        return _read(client, access, client.read(""))
    finally:
        client.close()


def read_some(access: Access, sleep: Callable[[float], None]) -> Repository:
    """Read what the token of a run may know, by two questions; nothing where GitHub does not answer."""
    client = Client(access, sleep)
    try:
        said, workflows = _table(client, ""), _workflows(client)
    finally:
        client.close()
    return Repository(
        address=f"{access.server_url}/{access.repository}",
        is_private=said.get("private"),
        is_template=said.get("is_template"),
        has_issues=said.get("has_issues"),
        branch=said.get("default_branch"),
        pages="" if said.get("has_pages") is False else None,
        workflows=workflows,
    )


def _read(client: Client, access: Access, said: Any) -> Repository:  # noqa: ANN401 (JSON)
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


def _table(client: Client, path: str) -> dict[str, Any]:
    """Return what stands at a path; nothing where there is none, or where the token may not look."""
    try:
        found = client.read_or_none(path)
    except (Unreadable, Refused):
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
