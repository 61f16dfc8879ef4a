"""The state behind the fake: accounts, issues, what people said, pull requests, workflows that were started."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from fake_github.git_store import GitStore

BOT = "github-actions[bot]"
GHOST = 10137
"""The account that stands for deleted ones."""
QUIET, STOPPED = timedelta(days=60), "disabled_inactivity"
"""After so long without activity GitHub brings scheduled workflows into this state."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that happened: GitHub's event with who did it. A push has its branch, and its paths where known."""

    event: str
    actor: str
    action: str = ""
    branch: str = "main"
    paths: tuple[str, ...] = ()
    workflow: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """An account."""

    id: int
    login: str

    @property
    def type(self) -> str:
        """`Bot` or `User`."""
        return "Bot" if self.login.endswith("[bot]") else "User"


@dataclass
class GivenReaction:
    """A reaction, on an issue or on a comment."""

    id: int
    account: Account | None
    content: str
    at: datetime


@dataclass
class WrittenComment:
    """A comment below an issue."""

    id: int
    issue: int
    account: Account | None
    body: str
    at: datetime
    edited_at: datetime
    reactions: list[GivenReaction] = field(default_factory=list)


@dataclass
class OpenedIssue:
    """An issue, or a pull request where `head` names its branch (of another repository where `fork_of` names it).

    `last_head` is where the branch was when the pull request was closed.
    """

    number: int
    account: Account | None
    title: str
    body: str
    at: datetime
    is_open: bool = True
    labels: list[str] = field(default_factory=list)
    reactions: list[GivenReaction] = field(default_factory=list)
    head: str = ""
    last_head: str = ""
    merged_at: datetime | None = None
    fork_of: str = ""
    locked: bool = False
    gone: str = ""
    """`deleted`, or where it was transferred to."""


class World:
    """A repository on GitHub and the people around it; every method that people call is what they do in the browser."""

    def __init__(self, repository: str) -> None:
        self.repository = repository
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        self.git = GitStore()
        self.accounts: dict[str, Account] = {BOT: Account(41898282, BOT)}
        self.issues: dict[int, OpenedIssue] = {}
        self.comments: dict[int, WrittenComment] = {}
        self.labels: list[str] = ["bug"]
        self.dispatched: list[tuple[str, str]] = []
        self.enabled: list[str] = []
        self.workflows = dict.fromkeys(("steward.yml", "commands.yml", "site.yml"), "active")
        self.may_open_pulls = True
        self.is_protected = False
        self.classic = False
        """Protected by the older rules, whose refusals read otherwise."""
        self.requires_signatures = False
        """Whether a rule takes only signed commits on main."""
        self.deeds: list[Deed] = []
        """What happened that a workflow may start by, the oldest first."""
        self.active_at = self.now
        """When somebody last changed the code: GitHub counts 60 days from then."""
        self.switches: dict[str, object] = {}
        """What the settings say otherwise than in a healthy repository, by the names of GitHub's answers."""
        self.has_issues = True
        self.is_archived = False
        self.list_lag = 0
        self.ref_lag = 0
        """How many readings of a branch show its head before the last write."""
        self.skew = timedelta()
        """How much later than its creation a new comment says that it was updated."""
        self.writers = {"bruno-f"}
        """Who may write to the repository."""
        self.is_deployed = True
        """Whether the site was once deployed."""
        self.stale_refs: dict[str, list[str]] = {}
        self._hidden: dict[int, int] = {}
        self._ids = count(1000)

    def account(self, login: str, number: int = 0) -> Account:
        """Return an account, made where there is none."""
        if login not in self.accounts:
            self.accounts[login] = Account(number or next(self._ids), login)
        return self.accounts[login]

    def open_issue(self, login: str, title: str, body: str = "", labels: tuple[str, ...] = ()) -> OpenedIssue:
        """Open an issue as somebody."""
        issue = OpenedIssue(
            len(self.issues) + 1, self.account(login), title, body, self.now, labels=list(labels)
        )
        self.issues[issue.number] = issue
        self.deeds.append(Deed("issues", login, "opened"))
        if self.list_lag:
            self._hidden[issue.number] = self.list_lag
        return issue

    def send_form(self, login: str, title: str, body: str, label: str = "tablee: form") -> OpenedIssue:
        """Send one of the repository's forms as somebody; its label is put on only where there is such a label."""
        return self.open_issue(login, title, body, tuple(name for name in self.labels if name == label))

    def open_pull(self, login: str, title: str, body: str, head: str) -> OpenedIssue:
        """Open a pull request as somebody; numbers are shared with the issues."""
        pull = self.open_issue(login, title, body)
        pull.head = head
        self.deeds[-1] = Deed("pull_request", login, "opened")
        return pull

    def head_of(self, pull: OpenedIssue) -> str:
        """Return the commit that a pull request proposes."""
        return pull.last_head if not pull.is_open or pull.fork_of else self.git.branches[pull.head]

    def close_pull(self, number: int, *, delete_branch: bool = False) -> None:
        """Close a pull request without merging it, as somebody who does not want it."""
        pull = self.issues[number]
        pull.last_head, pull.is_open = self.head_of(pull), False
        if delete_branch:
            del self.git.branches[pull.head]

    def merge_pull(self, number: int, *, squash: bool = False) -> None:
        """Merge a pull request, as somebody who agrees: what was changed on its branch is put on main."""
        pull, main = self.issues[number], self.git.branches["main"]
        head = self.head_of(pull)
        start = self.git.merge_base(main, head)
        assert start
        old, new, tree = (dict(self.git.trees[self.git.commits[sha].tree]) for sha in (start, head, main))
        for path in (path for path in old.keys() | new.keys() if old.get(path) != new.get(path)):
            assert tree.get(path) == old.get(path), f"a conflict in {path}"
            tree.pop(path, None)
            tree |= {path: new[path]} if path in new else {}
        parents = (main,) if squash else (main, head)
        self.git.branches["main"] = self.git.add_commit(self.git.add_tree(tree), parents, pull.title)
        pull.last_head, pull.merged_at, pull.is_open = head, self.now, False
        self.deeds.append(Deed("push", "bruno-f", branch="main"))

    def add_comment(self, login: str, number: int, body: str) -> WrittenComment:
        """Write a comment as somebody."""
        updated = self.now + self.skew
        made = WrittenComment(next(self._ids), number, self.account(login), body, self.now, updated)
        self.comments[made.id] = made
        self.deeds.append(Deed("issue_comment", login, "created"))
        return made

    def edit_comment(self, comment: int, body: str) -> None:
        """Edit a comment."""
        self.comments[comment].body = body
        self._touch(comment)

    def edit_body(self, login: str, number: int, body: str) -> None:
        """Edit a body that somebody else wrote, as ticking a box does: that takes the right to write."""
        if login not in self.writers:
            raise PermissionError(login)
        self.issues[number].body = body

    def mentioned(self, text: str) -> list[str]:
        """Return whom GitHub would mail for a text: accounts that exist, at most fifty."""
        found = re.findall(r"(?<![\w`&;])@([A-Za-z0-9-]+)", text)
        known = {login.casefold() for login in self.accounts}
        return [login for login in found if login.casefold() in known][:50]

    def closed_by_commits(self) -> list[str]:
        """Return what the messages of the commits on main would close."""
        seen, todo = [], [self.git.branches["main"]]
        while todo:
            commit = self.git.commits[todo.pop()]
            seen.append(commit.message)
            todo += commit.parents
        return [text for text in seen if re.search(r"(?i)\b(?:close|fix|resolve)[sd]?\b[^\n]*#\d", text)]

    def hide_comment(self, comment: int) -> None:
        """Hide a comment, or show it again: its text stays, and it counts as updated now, often as edited."""
        self._touch(comment)

    def _touch(self, comment: int) -> None:
        by = self.comments[comment].account
        self.comments[comment].edited_at = self.now
        self.deeds.append(Deed("issue_comment", by.login if by else "ghost", "edited"))

    def let_days_pass(self, days: int, scheduled: Iterable[str]) -> None:
        """Let time pass; after 60 days without activity GitHub stops the schedules of a public repository."""
        self.now += timedelta(days=days)
        if self.now - self.active_at > QUIET:
            self.workflows |= {
                name: STOPPED for name in scheduled if self.workflows.get(name, "active") == "active"
            }

    def delete_account(self, login: str) -> None:
        """Delete an account: what it wrote stays, by nobody."""
        gone = self.accounts.pop(login)
        for comment in self.comments.values():
            comment.account = None if comment.account == gone else comment.account
        for issue in self.issues.values():
            issue.account = self.account("ghost", GHOST) if issue.account == gone else issue.account
            for reaction in issue.reactions:
                reaction.account = None if reaction.account == gone else reaction.account

    def write_ref(self, branch: str, sha: str) -> None:
        """Put a branch at a commit; some readings still show where it was."""
        before = self.git.branches.get(branch)
        self.git.branches[branch] = sha
        if self.ref_lag and before:
            self.stale_refs[branch] = [before] * self.ref_lag

    def read_ref(self, branch: str) -> str | None:
        """Return the head of a branch as a reading shows it."""
        stale = self.stale_refs.get(branch)
        return stale.pop() if stale else self.git.branches.get(branch)

    def react(self, login: str, number: int, content: str) -> None:
        """React to an issue as somebody."""
        self.react_at(self.issues[number].reactions, login, content)

    def unreact(self, login: str, number: int, content: str) -> None:
        """Take a reaction back."""
        given = self.issues[number].reactions
        given[:] = [
            one for one in given if (one.account and one.account.login, one.content) != (login, content)
        ]

    def react_at(self, given: list[GivenReaction], login: str, content: str) -> tuple[GivenReaction, bool]:
        """Add a reaction, and say whether it is new."""
        for one in given:
            if (one.account and one.account.login, one.content) == (login, content):
                return one, False
        made = GivenReaction(next(self._ids), self.account(login), content, self.now)
        given.append(made)
        return made, True

    def listed(self) -> list[OpenedIssue]:
        """Return the issues that a list shows: not those that it does not know yet."""
        hidden = {number for number, lists in self._hidden.items() if lists}
        self._hidden = {number: lists - 1 for number, lists in self._hidden.items() if lists > 1}
        return [issue for number, issue in sorted(self.issues.items()) if number not in hidden]

    def push(
        self,
        files: dict[str, bytes | None],
        message: str = "By hand",
        branch: str = "main",
        modes: dict[str, str] | None = None,
    ) -> str:
        """Commit files as somebody in the browser, and return the commit's id."""
        self.active_at = self.now
        self.deeds.append(Deed("push", "bruno-f", branch=branch, paths=tuple(files)))
        return self.git.push(branch, files, message, modes)

    def files(self, branch: str = "main") -> dict[str, bytes]:
        """Return the files at the head of a branch."""
        return self.git.files(self.git.branches[branch])
