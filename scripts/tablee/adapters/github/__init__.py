"""GitHub as the tracker: issues, reactions and comments read whole, and each change asked for once."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from tablee.adapters.github.client import MOST_WRITES, Budget, Client, Refused
from tablee.adapters.github.commits import Branch
from tablee.adapters.github.environment import Access, read_access
from tablee.adapters.github.proposals import branch_of, compare_address, read_proposals
from tablee.adapters.github.pull_requests import propose
from tablee.adapters.github.replies import (
    Reader,
    has_comments,
    has_reactions,
    is_pull_request,
    read_number,
    read_text,
)
from tablee.files.forms.fields import FORM_LABEL
from tablee.steward.observe import LABEL
from tablee.steward.pull_requests import Proposals
from tablee.steward.state import Kind
from tablee.steward.tracker import Workflow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tablee.steward.tracker import Draft, Issue, ReactionContent

__all__ = ["Access", "GitHubTracker", "read_access"]

SCHEDULED = (Workflow.STEWARD, Workflow.SITE)
"""The workflows that run by the clock."""
STOPPED = "disabled_inactivity"
"""The state of a workflow that the steward may enable; the others are somebody's will."""

COLOUR = "5b7f61"
BEFORE_FORMS = frozenset(f"{LABEL}: {kind}" for kind in (Kind.DASHBOARD, Kind.FOUNDING))
"""The labels of issues with which forms begin to be read."""
ALREADY_THERE = 422
MOST_FORMS, MOST_FORMS_OF_ONE = 30, 3
"""Open forms that one run reads: of all, and of one account."""
MOST_PAGES = 9
"""Pages of comments that one run reads beyond the first of each issue: 100 each, the newest; a flood costs no more."""


class GitHubTracker:
    """A `tablee.steward.tracker.Tracker` on GitHub's REST interface; a `with` closes its connections at its end.

    `read_at` is the commit whose files the steward has read; `pull_requests` has files proposed rather than committed.
    """

    def __init__(
        self,
        access: Access,
        read_at: str,
        *,
        pull_requests: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        most_writes: int = MOST_WRITES,
        timeout: float = 30,
    ) -> None:
        self._access = access
        self._client = Client(access, sleep, most_writes=most_writes, timeout=timeout)
        self._reader = Reader(access.steward)
        self._branch = Branch(self._client, access.branch, read_at)
        self._pull_requests = pull_requests
        self._labels: set[str] | None = None
        self._locked: set[int] = set()
        self._silent: set[int] = set()
        """The forms below which nothing was said."""
        self._comments: dict[int, int] = {}
        self._pages_left = Budget(MOST_PAGES)

    def __enter__(self) -> Self:
        """Begin a run; nothing is asked yet."""
        return self

    def __exit__(self, *_fault: object) -> None:
        """End the conversation with GitHub."""
        self._client.close()

    def read_issues(self) -> tuple[Issue, ...]:
        """Return the steward's issues, oldest first, and open forms, with what people said below the open ones.

        Oldest first: an issue that is opened meanwhile moves none to another page.
        """
        # That there is none at all is worth a second question, which trusts the filter less.
        raws = [
            *(self._list_issues(creator=self._access.steward) or self._list_issues()),
            *self._list_forms(),
        ]
        issues = {
            issue.number: issue
            for raw in raws
            if not is_pull_request(raw)
            for issue in [self._reader.issue(raw)]
        }
        self._locked = {issue.number for issue in issues.values() if issue.locked}
        return tuple(map(self._with_voices, issues.values()))

    def _list_issues(self, **filters: str) -> list[object]:
        return self._client.read_pages("/issues", state="all", sort="created", direction="asc", **filters)

    def _list_forms(self) -> list[object]:
        """Return the newest open forms, few of each account, so that nobody sends more than a run can read."""
        raws = self._client.read_page(
            "/issues", state="open", labels=FORM_LABEL, sort="created", direction="desc"
        )
        found: list[object] = []
        sent: Counter[int] = Counter()
        for raw, author in reversed([(raw, self._reader.issue(raw).author.id) for raw in raws]):
            sent[author] += 1
            found += [raw] if sent[author] <= MOST_FORMS_OF_ONE else []
        self._silent |= {
            read_number(raw, "number") for raw in found if not (has_comments(raw) or has_reactions(raw))
        }
        return found[-MOST_FORMS:]

    def _with_voices(self, issue: Issue) -> Issue:
        if not issue.is_open or issue.number in self._silent:
            return issue
        if not (issue.by_steward or FORM_LABEL in issue.labels):
            return issue
        below = f"/issues/{issue.number}"
        reactions = self._reader.reactions(self._client.read_pages(f"{below}/reactions"))
        raws, newest = self._client.read_newest(f"{below}/comments", self._pages_left)
        comments = tuple(map(self._reader.comment, raws))
        unread_before = comments[newest].id if newest else 0
        self._comments |= {comment.id: issue.number for comment in comments}
        return replace(issue, reactions=reactions, comments=comments, unread_before=unread_before)

    def read_accounts(self, logins: Iterable[str]) -> Mapping[str, int | None]:
        """Return the numbers of accounts, None for one that GitHub does not know."""
        return {login: self._read_account(login) for login in logins}

    def _read_account(self, login: str) -> int | None:
        found = self._client.read_account(quote(login, safe=""))
        return None if found is None else read_number(found, "id")

    def create_issue(self, draft: Draft) -> int:
        """Open an issue and return its number."""
        made = self._client.write("POST", "/issues", self._body(draft))
        return self._reader.issue(made).number

    def update_issue(self, number: int, draft: Draft) -> None:
        """Set an issue's title, body and labels."""
        self._client.write("PATCH", f"/issues/{number}", self._body(draft))

    def _body(self, draft: Draft) -> dict[str, object]:
        # GitHub puts a form's label on what people send only where there is such a label.
        self._make_labels((*draft.labels, *([FORM_LABEL] if BEFORE_FORMS & set(draft.labels) else [])))
        return {"title": draft.title, "body": draft.body, "labels": list(draft.labels)}

    def _make_labels(self, names: Iterable[str]) -> None:
        """Make the labels that a repository lacks: a copy of the template brings none."""
        if self._labels is None:
            self._labels = {read_text(raw, "name").casefold() for raw in self._client.read_pages("/labels")}
        for name in names:
            if name.casefold() not in self._labels:
                self._make_label(name)
                self._labels.add(name.casefold())

    def _make_label(self, name: str) -> None:
        try:
            self._client.write("POST", "/labels", {"name": name, "color": COLOUR})
        except Refused as refused:
            if refused.status != ALREADY_THERE:
                raise

    def set_open(self, number: int, *, is_open: bool) -> None:
        """Open or close an issue."""
        self._client.write("PATCH", f"/issues/{number}", {"state": "open" if is_open else "closed"})

    def add_comment(self, number: int, body: str) -> None:
        """Write a comment; a locked issue takes none of the steward's, and needs none."""
        if number in self._locked:
            return
        self._client.write("POST", f"/issues/{number}/comments", {"body": body})

    def add_reaction(self, comment: int, reply: ReactionContent) -> None:
        """React to a comment; the same again changes nothing, and a locked issue takes none."""
        if self._comments.get(comment) in self._locked:
            return
        self._client.write("POST", f"/issues/comments/{comment}/reactions", {"content": reply.value})

    def read_body(self, number: int) -> str:
        """Return an issue's body as it is now."""
        return self._reader.issue(self._client.read(f"/issues/{number}")).body

    def commit_files(self, files: Mapping[str, bytes | None], message: str, subject: str) -> str:
        """Write files as one commit, or as the pull request of a subject; return its address, empty for nothing new."""
        if self._pull_requests:
            return propose(self._client, self._access, self._branch, files, message, subject)
        made = self._branch.commit(files, message)
        return f"{self._access.server_url}/{self._access.repository}/commit/{made}" if made else ""

    def read_proposals(self) -> Proposals | None:
        """Return what waits in pull requests; None where the group has files committed."""
        if not self._pull_requests:
            return None
        found = read_proposals(self._client, self._access, self._branch.read_at)
        return Proposals(found, lambda key: compare_address(self._access, branch_of(key)))

    def read_changes(self) -> Mapping[str, bytes | None]:
        """Return the YAML files that changed on the branch since it was read."""
        return self._branch.read_changes()

    def dispatch(self, workflow: Workflow) -> None:
        """Start a workflow."""
        self._client.write("POST", f"/actions/workflows/{workflow}/dispatches", {"ref": self._access.branch})

    def keep_schedules(self) -> None:
        """Enable the scheduled workflows that GitHub stopped after 60 days of silence.

        One that somebody switched off by hand stays so, and one that the group took out is not missed.
        """
        for workflow in SCHEDULED:
            known = self._client.read_or_none(f"/actions/workflows/{workflow}")
            if known is not None and read_text(known, "state") == STOPPED:
                self._client.write("PUT", f"/actions/workflows/{workflow}/enable")
