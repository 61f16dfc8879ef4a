"""What each operation does to the state and what it answers, by its id in GitHub's description."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fake_github.description import Json
from fake_github.shown import (
    show_account,
    show_comment,
    show_commit,
    show_file,
    show_issue,
    show_pull,
    show_reaction,
    show_ref,
    show_tree,
)
from fake_github.world import BOT, Deed, OpenedIssue, World


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the parts of its path, its parameters and its body."""

    parts: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None

    def part(self, name: str) -> int:
        """Return a number in the path; none is 0, which nothing has."""
        return int(self.parts[name]) if self.parts[name].isdigit() else 0


Answer = tuple[int, Any]
Route = Callable[[World, Asked], Answer]
NOT_FOUND: Answer = (404, {"message": "Not Found"})


def refuse(message: str, status: int = 422, **error: str) -> Answer:
    """Answer that something cannot be done; of an invalid request with the part that is wrong."""
    said: Json = {"message": message, "documentation_url": "https://docs.github.test", "status": str(status)}
    if status == INVALID:
        said["errors"] = [{"resource": "Issue", **(error or {"field": "base", "code": "custom"})}]
    return status, said


INVALID = 422
MOST_LETTERS, MOST_IN_TITLE, MOST_IN_LABEL = 65_536, 256, 50
ISSUES_OFF = ("Issues has been disabled in this repository.", 410)
LOCKED = ("Unable to create comment because issue is locked.", 403)


def _invalid(body: Json) -> Answer | None:
    """Return what GitHub says of a body that is too long."""
    for field, most in (("body", MOST_LETTERS), ("title", MOST_IN_TITLE)):
        if len(body.get(field) or "") > most:
            return refuse("Validation Failed", field=field, code="too_long")
    return _invalid_labels(body.get("labels", ()))


def _invalid_labels(names: Iterable[str]) -> Answer | None:
    """Return what GitHub says of a label whose name is too long."""
    too_long = any(len(name) > MOST_IN_LABEL for name in names)
    return refuse("Validation Failed", field="name", code="invalid") if too_long else None


def _unless_there(world: World, number: int) -> Answer | None:
    """Return what GitHub says of an issue that cannot be asked for; None where it can."""
    issue = world.issues.get(number)
    if issue is None:
        return NOT_FOUND
    if not world.has_issues and not issue.head:
        return refuse(*ISSUES_OFF)
    if issue.gone == "deleted":
        return refuse("This issue was deleted", 410)
    if issue.gone:
        return 301, {"message": "Moved Permanently", "url": issue.gone}
    return None


def login_of(issue: OpenedIssue) -> str:
    """Return who opened an issue."""
    return issue.account.login if issue.account else ""


def _list_issues(world: World, asked: Asked) -> Answer:
    state = asked.query.get("state", "open")
    shown = [
        show_issue(world, one)
        for one in world.listed()
        if state in {"all", "open" if one.is_open else "closed"}
        and not one.gone.replace("fork", "")
        and (world.has_issues or one.head)
        and asked.query.get("creator", login_of(one)) == login_of(one)
        and set(filter(None, asked.query.get("labels", "").split(","))) <= set(one.labels)
    ]
    return 200, shown if asked.query.get("direction") == "asc" else shown[::-1]


def _create_issue(world: World, asked: Asked) -> Answer:
    if not world.has_issues:
        return refuse(*ISSUES_OFF)
    if wrong := _invalid(asked.body):
        return wrong
    issue = world.open_issue(BOT, asked.body["title"], asked.body.get("body", ""))
    return 201, _apply(world, issue, asked.body)


def _get_issue(world: World, asked: Asked) -> Answer:
    number = asked.part("issue_number")
    return _unless_there(world, number) or (200, show_issue(world, world.issues[number]))


def _update_issue(world: World, asked: Asked) -> Answer:
    number = asked.part("issue_number")
    wrong = _unless_there(world, number) or _invalid(asked.body)
    return wrong or (200, _apply(world, world.issues[number], asked.body))


def _apply(world: World, issue: OpenedIssue, body: Json) -> Json:
    """Set what a body names; GitHub makes unknown labels."""
    issue.title, issue.body = body.get("title", issue.title), body.get("body", issue.body)
    issue.is_open = body.get("state", "open" if issue.is_open else "closed") == "open"
    if "labels" in body:
        issue.labels = list(body["labels"])
        known = {name.casefold() for name in world.labels}
        world.labels += [name for name in issue.labels if name.casefold() not in known]
    return show_issue(world, issue)


def _list_comments(world: World, asked: Asked) -> Answer:
    number = asked.part("issue_number")
    return 200, [show_comment(comment) for comment in world.comments.values() if comment.issue == number]


def _create_comment(world: World, asked: Asked) -> Answer:
    number = asked.part("issue_number")
    if wrong := _unless_there(world, number) or _invalid(asked.body):
        return wrong
    if world.issues[number].locked:
        return refuse(*LOCKED)
    return 201, show_comment(world.add_comment(BOT, number, asked.body["body"]))


def _list_reactions(world: World, asked: Asked) -> Answer:
    issue = world.issues.get(asked.part("issue_number"))
    return (200, list(map(show_reaction, issue.reactions))) if issue else NOT_FOUND


def _react_to_comment(world: World, asked: Asked) -> Answer:
    comment = world.comments.get(asked.part("comment_id"))
    if not comment:
        return NOT_FOUND
    if world.issues[comment.issue].locked:
        return refuse(*LOCKED)
    made, is_new = world.react_at(comment.reactions, BOT, asked.body["content"])
    return 201 if is_new else 200, show_reaction(made)


def _get_account(world: World, asked: Asked) -> Answer:
    account = world.accounts.get(asked.parts["username"])
    return (200, show_account(account)) if account else NOT_FOUND


def _list_labels(world: World, _asked: Asked) -> Answer:
    return 200, [{"name": name} for name in world.labels]


def _create_label(world: World, asked: Asked) -> Answer:
    name = asked.body["name"]
    if wrong := _invalid_labels([name]):
        return wrong
    if name.casefold() in {label.casefold() for label in world.labels}:
        return refuse("Validation Failed", field="name", code="already_exists")
    world.labels.append(name)
    return 201, {"name": name, "color": asked.body.get("color", "ededed")}


def _branch(asked: Asked) -> str:
    return asked.parts["ref"].removeprefix("heads/")


def _get_ref(world: World, asked: Asked) -> Answer:
    sha = world.read_ref(_branch(asked))
    return (200, show_ref(_branch(asked), sha)) if sha else NOT_FOUND


def _list_refs(world: World, asked: Asked) -> Answer:
    branches = [(name, world.read_ref(name)) for name in sorted(world.git.branches)]
    return 200, [show_ref(name, sha) for name, sha in branches if sha and name.startswith(_branch(asked))]


def _get_content(world: World, asked: Asked) -> Answer:
    files = world.git.files(asked.query["ref"]) if asked.query["ref"] in world.git.commits else {}
    if asked.parts["path"] not in files:
        return NOT_FOUND
    return 200, show_file(asked.parts["path"], files[asked.parts["path"]])


def _create_ref(world: World, asked: Asked) -> Answer:
    branch, sha = asked.body["ref"].removeprefix("refs/heads/"), asked.body["sha"]
    if not asked.body["ref"].startswith("refs/heads/") or branch in world.git.branches:
        return refuse("Reference already exists")
    if sha not in world.git.commits:
        return refuse("Object does not exist")
    world.git.branches[branch] = sha
    return 201, show_ref(branch, sha)


def _update_ref(world: World, asked: Asked) -> Answer:
    branch, sha = _branch(asked), asked.body["sha"]
    head = world.git.branches.get(branch)
    if not head or sha not in world.git.commits:
        return refuse("Reference does not exist")
    if world.is_protected and branch == "main":
        if world.classic:
            return refuse("Changes must be made through a pull request.", 409)
        return refuse("Repository rule violations found: changes must be made through a pull request.")
    if world.requires_signatures and branch == "main" and not world.git.commits[sha].is_signed:
        return refuse("Repository rule violations found: Commits must have verified signatures.")
    if not asked.body.get("force") and not world.git.is_ancestor(head, sha):
        return refuse("Update is not a fast forward")
    world.write_ref(branch, sha)
    return 200, show_ref(branch, sha)


def _get_commit(world: World, asked: Asked) -> Answer:
    commit = world.git.commits.get(asked.parts["commit_sha"])
    return (200, show_commit(commit)) if commit else NOT_FOUND


def _create_commit(world: World, asked: Asked) -> Answer:
    body = asked.body
    if body["tree"] not in world.git.trees or not set(body.get("parents", ())) <= set(world.git.commits):
        return refuse("Tree or parent does not exist")
    is_signed = not {"author", "committer", "signature"} & set(body)
    parents = tuple(body.get("parents", ()))
    sha = world.git.add_commit(body["tree"], parents, body["message"], is_signed=is_signed)
    return 201, show_commit(world.git.commits[sha])


def _create_tree(world: World, asked: Asked) -> Answer:
    base = asked.body.get("base_tree")
    if base is not None and base not in world.git.trees:
        return NOT_FOUND
    files = dict(world.git.trees[base]) if base else {}
    modes = world.git.modes_of(base) if base else {}
    if any(entry["path"].startswith(".github/workflows/") for entry in asked.body["tree"]):
        return NOT_FOUND  # what GitHub says where the token lacks the right `workflows`
    modes |= {entry["path"]: entry["mode"] for entry in asked.body["tree"] if "mode" in entry}
    for entry in asked.body["tree"]:
        if "content" in entry:
            files[entry["path"]] = world.git.add_blob(entry["content"].encode())
        elif entry.get("sha") in world.git.blobs:
            files[entry["path"]] = entry["sha"]
        elif entry.get("sha") is None and entry["path"] in files:
            del files[entry["path"]]
        else:
            return refuse("GitRPC::BadObjectState")
    return 201, {"sha": world.git.add_tree(files, modes)}


def _get_tree(world: World, asked: Asked) -> Answer:
    sha = asked.parts["tree_sha"]
    return (200, show_tree(world, sha)) if sha in world.git.trees else NOT_FOUND


def _get_blob(world: World, asked: Asked) -> Answer:
    content = world.git.blobs.get(asked.parts["file_sha"])
    if content is None:
        return NOT_FOUND
    return 200, {"content": base64.encodebytes(content).decode(), "encoding": "base64", "size": len(content)}


def _compare(world: World, asked: Asked) -> Answer:
    base, head = asked.parts["basehead"].split("...")
    start = world.git.merge_base(base, head) if {base, head} <= set(world.git.commits) else None
    if start is None:
        return NOT_FOUND
    status = {base: "ahead", head: "behind"}.get(start, "diverged")
    old, new = (world.git.trees[world.git.commits[sha].tree] for sha in (start, head))
    changed = sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    files = _diffs(old, new, changed)[:MOST_CHANGES]
    status = "identical" if base == head else status
    return 200, {"status": status, "files": files, "merge_base_commit": {"sha": start}}


MOST_CHANGES = 300


def _diffs(old: Mapping[str, str], new: Mapping[str, str], changed: list[str]) -> list[Json]:
    """Return what changed; a file that went and one that came with the same bytes are one that was renamed."""
    gone = {old[path]: path for path in changed if path not in new}
    came = {new[path] for path in changed if path not in old}
    entries = [_diff(old, new, gone, path) for path in changed if path in new or old[path] not in came]
    return sorted(entries, key=lambda entry: str(entry["filename"]))


def _diff(old: Mapping[str, str], new: Mapping[str, str], gone: Mapping[str, str], path: str) -> Json:
    if path not in old and new[path] in gone:
        before = gone[new[path]]
        return {"filename": path, "status": "renamed", "sha": new[path], "previous_filename": before}
    status = "removed" if path not in new else "modified" if path in old else "added"
    return {"filename": path, "status": status, "sha": new.get(path, old.get(path))}


def _list_pulls(world: World, asked: Asked) -> Answer:
    state, branch = asked.query.get("state", "open"), asked.query.get("head", "")
    shown = [show_pull(world, one) for one in world.issues.values() if one.head]
    shown = [one for one in shown if state in {"all", one["state"]} and branch in {"", one["head"]["label"]}]
    return 200, shown[::-1] if asked.query.get("direction", "desc") == "desc" else shown


def _create_pull(world: World, asked: Asked) -> Answer:
    head = asked.body["head"]
    if not world.may_open_pulls:
        return refuse("GitHub Actions is not permitted to create or approve pull requests.", 403)
    if head not in world.git.branches or any(
        one.head == head and one.is_open and not one.fork_of for one in world.issues.values()
    ):
        return refuse("Validation Failed")
    return 201, show_pull(world, world.open_pull(BOT, asked.body["title"], asked.body.get("body", ""), head))


def _get_workflow(world: World, asked: Asked) -> Answer:
    name = asked.parts["workflow_id"]
    state = world.workflows.get(name)
    return (200, {"name": name, "path": f".github/workflows/{name}", "state": state}) if state else NOT_FOUND


def _dispatch(world: World, asked: Asked) -> Answer:
    state = world.workflows.get(asked.parts["workflow_id"])
    if state is None:
        return NOT_FOUND
    if state != "active":
        return refuse("Cannot trigger a 'workflow_dispatch' on a disabled workflow")
    world.deeds.append(Deed("workflow_dispatch", BOT, workflow=asked.parts["workflow_id"]))
    if asked.body["ref"] not in world.git.branches:
        return refuse(f"No ref found for: {asked.body['ref']}")
    world.dispatched.append((asked.parts["workflow_id"], asked.body["ref"]))
    return 204, None


def _enable(world: World, asked: Asked) -> Answer:
    world.enabled.append(asked.parts["workflow_id"])
    world.workflows[asked.parts["workflow_id"]] = "active"
    return 204, None


def _get_repository(world: World, _asked: Asked) -> Answer:
    shown: Json = {
        "full_name": world.repository,
        "default_branch": "main",
        "private": False,
        "is_template": False,
        "fork": False,
        "has_pages": True,
        "has_issues": world.has_issues,
        "archived": world.is_archived,
        "template_repository": {"html_url": "https://github.test/seed/tablee"},
    }
    return 200, {name: world.switches.get(name, value) for name, value in shown.items()}


def _get_pages(world: World, _asked: Asked) -> Answer:
    if not world.switches.get("has_pages", True):
        return NOT_FOUND
    shown = {"build_type": "workflow", "html_url": "https://la-tablee.github.test/vallee/"}
    return 200, {name: world.switches.get(name, value) for name, value in shown.items()}


def _get_permission(world: World, asked: Asked) -> Answer:
    account = world.accounts.get(asked.parts["username"])
    if account is None:
        return NOT_FOUND
    permission = "write" if account.login in world.writers else "read"
    return 200, {"permission": permission, "role_name": permission, "user": show_account(account)}


DEPLOYMENT = 77


def _list_deployments(world: World, _asked: Asked) -> Answer:
    return 200, [{"id": DEPLOYMENT, "environment": "github-pages"}] if world.is_deployed else []


def _list_deployment_statuses(_world: World, _asked: Asked) -> Answer:
    return 200, [{"id": 1, "state": "success"}]


def _get_branch(world: World, asked: Asked) -> Answer:
    return 200, {"name": asked.parts["branch"], "protected": world.is_protected}


def _get_switches(**usual: object) -> Route:
    """Answer with what only an administrator may see."""

    def answer(world: World, _asked: Asked) -> Answer:
        if not world.switches.get("may_administer", True):
            return refuse("Resource not accessible by integration", 403)
        return 200, {name: world.switches.get(name, value) for name, value in usual.items()}

    return answer


def _list_workflows(world: World, _asked: Asked) -> Answer:
    listed = [
        {"name": name, "path": f".github/workflows/{name}", "state": state}
        for name, state in {"check.yml": "active", **world.workflows}.items()
        if state
    ]
    return 200, {"total_count": len(listed), "workflows": listed}


ROUTES: Mapping[str, Route] = {
    "repos/get": _get_repository,
    "repos/get-pages": _get_pages,
    "repos/get-branch": _get_branch,
    "repos/get-collaborator-permission-level": _get_permission,
    "repos/list-deployments": _list_deployments,
    "repos/list-deployment-statuses": _list_deployment_statuses,
    "actions/get-github-actions-permissions-repository": _get_switches(enabled=True, allowed_actions="all"),
    "actions/get-github-actions-default-workflow-permissions-repository": _get_switches(
        can_approve_pull_request_reviews=True
    ),
    "actions/get-fork-pr-contributor-approval-permissions-repository": _get_switches(
        approval_policy="first_time_contributors"
    ),
    "actions/list-repo-workflows": _list_workflows,
    "issues/list-for-repo": _list_issues,
    "issues/create": _create_issue,
    "issues/get": _get_issue,
    "issues/update": _update_issue,
    "issues/list-comments": _list_comments,
    "issues/create-comment": _create_comment,
    "reactions/list-for-issue": _list_reactions,
    "reactions/create-for-issue-comment": _react_to_comment,
    "users/get-by-username": _get_account,
    "issues/list-labels-for-repo": _list_labels,
    "issues/create-label": _create_label,
    "git/get-ref": _get_ref,
    "git/list-matching-refs": _list_refs,
    "repos/get-content": _get_content,
    "git/create-ref": _create_ref,
    "git/update-ref": _update_ref,
    "git/get-commit": _get_commit,
    "git/create-commit": _create_commit,
    "git/get-tree": _get_tree,
    "git/create-tree": _create_tree,
    "git/get-blob": _get_blob,
    "repos/compare-commits-with-basehead": _compare,
    "pulls/list": _list_pulls,
    "pulls/create": _create_pull,
    "actions/get-workflow": _get_workflow,
    "actions/create-workflow-dispatch": _dispatch,
    "actions/enable-workflow": _enable,
}
