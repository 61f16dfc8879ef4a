"""What was proposed and is not merged: read from the branches of this repository alone, never from a fork."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from tablee.adapters.github.answers import Json
from tablee.adapters.github.replies import read_content, read_text
from tablee.files.paths import name_of
from tablee.i18n.translations import LazyText, _
from tablee.model.folding import slug_of
from tablee.steward.pull_requests import Proposal, Standing
from tablee.steward.tracker import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.adapters.github.client import Client
    from tablee.adapters.github.environment import Access

PREFIX = "tablee/"
MOST_DECLINED = 10
"""So many pull requests that were turned down are looked at, the newest ones: older meetings are over."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of the steward's: its head, and how what stands there is to be taken."""

    name: str
    head: str
    standing: Standing


def branch_of(subject: str) -> str:
    """Return the branch of a subject's pull request."""
    return f"{PREFIX}{slug_of(subject) or 'files'}"


def compare_address(access: Access, branch: str) -> str:
    """Return the page that shows a branch's pull request, or the form to open it."""
    compared = f"{quote(access.branch)}...{quote(branch)}"
    return f"{access.server_url}/{access.repository}/compare/{compared}?expand=1"


def newest_pulls(client: Client, access: Access, branch: str = "") -> Mapping[str, Json]:
    """Return the newest pull request of each of the steward's branches, or of one."""
    asked = {"head": f"{access.owner}:{branch}"} if branch else {}
    raws = client.read_page(
        "/pulls", state="all", base=access.branch, sort="created", direction="desc", **asked
    )
    found: dict[str, Json] = {}
    for raw in raws:
        name = read_text(raw, "head", "ref")
        if name.startswith(PREFIX) and _is_of_here(raw):
            found.setdefault(name, raw)
    return found


def _is_of_here(pull: Json) -> bool:
    """Say whether a pull request comes from a branch of the repository itself; a fork may be gone by now."""
    here, there = (pull.get(side, {}).get("repo") or {} for side in ("base", "head"))
    return there.get("id") is not None and there.get("id") == here.get("id")


def is_declined(pull: Json) -> bool:
    """Say whether a pull request was closed and not merged."""
    return read_text(pull, "state") == "closed" and not pull.get("merged_at")


def read_proposals(client: Client, access: Access, read_at: str) -> tuple[Proposal, ...]:
    """Return what waits on the steward's branches, and what was turned down."""
    found = (_read(client, read_at, branch) for branch in _branches(client, access))
    return tuple(proposal for proposal in found if proposal)


def _branches(client: Client, access: Access) -> list[Branch]:
    refs = client.read(f"/git/matching-refs/heads/{PREFIX}")
    if not isinstance(refs, list):
        raise Unreadable(
            LazyText(_("GitHub's list {path} came in parts only"), {"path": "/git/matching-refs"})
        )
    heads = {
        read_text(ref, "ref").removeprefix("refs/heads/"): read_text(ref, "object", "sha") for ref in refs
    }
    pulls = newest_pulls(client, access)
    for name in heads.keys() - pulls.keys():
        pulls = {**pulls, **newest_pulls(client, access, name)}
    known = {
        name: _standing(pulls[name], head) if name in pulls else Standing.UNOPENED
        for name, head in heads.items()
    }
    waiting = [Branch(name, heads[name], standing) for name, standing in sorted(known.items()) if standing]
    declined = [(name, pull) for name, pull in pulls.items() if is_declined(pull) and not known.get(name)]
    for name, pull in declined[:MOST_DECLINED]:
        waiting.append(Branch(name, read_text(pull, "head", "sha"), Standing.DECLINED))
    return waiting


def _standing(pull: Json, head: str) -> Standing | None:
    """Return how a branch stands beside its newest pull request; None where that one has settled all that is there."""
    if read_text(pull, "state") == "open":
        return Standing.OPEN
    return None if read_text(pull, "head", "sha") == head else Standing.UNOPENED


def _read(client: Client, read_at: str, branch: Branch) -> Proposal | None:
    """Read the one file that a branch is about, and what it was where the branch began."""
    compared = client.read(f"/compare/{read_at}...{branch.head}")
    for entry in compared.get("files") or []:
        path = read_text(entry, "filename")
        own = (
            path.startswith(("meetings/", "members/"))
            and path.endswith(".yml")
            and branch_of(name_of(path)) == branch.name
        )
        if own and read_text(entry, "status") in {"added", "modified"}:
            start = read_text(compared, "merge_base_commit", "sha")
            is_known = start == read_at or read_text(entry, "status") == "added"
            base = None if is_known else read_content(client.read(f"/contents/{quote(path)}", ref=start))
            proposed = read_content(client.read(f"/git/blobs/{read_text(entry, 'sha')}"))
            return Proposal(path, base, proposed, branch.standing, current=start == read_at)
    return None
