"""What of the state an answer shows; the rest of each answer is filled in by its schema."""

from __future__ import annotations

import base64
from datetime import datetime

from fake_github.description import Json
from fake_github.git_store import Commit
from fake_github.world import Account, GivenReaction, OpenedIssue, World, WrittenComment

CONTENTS = ("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes")


HERE = 501
"""The id of the repository."""


def show_instant(at: datetime) -> str:
    """Return an instant as GitHub writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def show_account(account: Account | None) -> Json | None:
    """Return an account; a deleted one is null."""
    return None if account is None else {"id": account.id, "login": account.login, "type": account.type}


def show_issue(world: World, issue: OpenedIssue) -> Json:
    """Return an issue, or the issue that a pull request also is."""
    kind = "pull" if issue.head else "issues"
    shown: Json = {
        "id": 9000 + issue.number,
        "number": issue.number,
        "title": issue.title,
        "body": issue.body,
        "state": "open" if issue.is_open else "closed",
        "user": show_account(issue.account),
        "labels": [{"name": name} for name in issue.labels],
        "locked": issue.locked,
        "comments": sum(comment.issue == issue.number for comment in world.comments.values()),
        "reactions": show_counts(issue.reactions),
        "created_at": show_instant(issue.at),
        "html_url": f"https://github.test/{world.repository}/{kind}/{issue.number}",
    }
    pull = {
        "url": "https://api.github.test/x",
        "html_url": shown["html_url"],
        "diff_url": None,
        "patch_url": None,
    }
    return {**shown, "pull_request": pull} if issue.head else shown


def show_pull(world: World, pull: OpenedIssue) -> Json:
    """Return a pull request."""
    shown = show_issue(world, pull)
    kept = ("id", "number", "title", "body", "state", "user", "html_url", "created_at")
    owner = (pull.fork_of or world.repository).partition("/")[0]
    is_gone = pull.gone == "fork"
    label = None if is_gone else f"{owner}:{pull.head}"
    repository = None if is_gone else {"id": HERE + 1 if pull.fork_of else HERE}
    head = {"ref": pull.head, "label": label, "sha": world.head_of(pull), "repo": repository}
    base = {"ref": "main", "repo": {"id": HERE}}
    merged = show_instant(pull.merged_at) if pull.merged_at else None
    return {key: shown[key] for key in kept} | {"head": head, "base": base, "merged_at": merged}


def show_file(path: str, content: bytes) -> Json:
    """Return a file of a commit."""
    address = f"https://api.github.test/{path}"
    addresses = dict.fromkeys(("url", "git_url", "html_url", "download_url"), address)
    links = {"self": address, "git": address, "html": address}
    told = {"type": "file", "encoding": "base64", "size": len(content), "name": path.rpartition("/")[2]}
    text = base64.encodebytes(content).decode()
    return {**told, **addresses, "path": path, "content": text, "sha": "0" * 40, "_links": links}


def show_comment(comment: WrittenComment) -> Json:
    """Return a comment."""
    return {
        "id": comment.id,
        "body": comment.body,
        "user": show_account(comment.account),
        "reactions": show_counts(comment.reactions),
        "created_at": show_instant(comment.at),
        "updated_at": show_instant(comment.edited_at),
    }


def show_reaction(reaction: GivenReaction) -> Json:
    """Return a reaction."""
    return {
        "id": reaction.id,
        "content": reaction.content,
        "user": show_account(reaction.account),
        "created_at": show_instant(reaction.at),
    }


def show_counts(reactions: list[GivenReaction]) -> Json:
    """Return how often each reaction was given, without saying by whom."""
    counts = {content: sum(one.content == content for one in reactions) for content in CONTENTS}
    return {"total_count": len(reactions), **counts}


def show_ref(branch: str, sha: str) -> Json:
    """Return a branch."""
    return {"ref": f"refs/heads/{branch}", "object": {"type": "commit", "sha": sha}}


def show_tree(world: World, sha: str) -> Json:
    """Return a tree of Git with all that is below it."""
    modes = world.git.modes_of(sha)
    kinds = {"160000": "commit"}
    entries = [
        {"path": path, "mode": mode, "type": kinds.get(mode, "blob"), "sha": blob}
        for path, blob in sorted(world.git.trees[sha].items())
        for mode in [modes.get(path, "100644")]
    ]
    return {"sha": sha, "truncated": False, "tree": entries}


def show_commit(commit: Commit) -> Json:
    """Return a commit of Git."""
    parents = [{"sha": sha} for sha in commit.parents]
    return {"sha": commit.sha, "message": commit.message, "tree": {"sha": commit.tree}, "parents": parents}
