"""A tracker in memory, with people who react and comment, and with faults that can be planted.

`FakeTracker(now, files)` is the repository and its issues in one: `files` are the branch's, commits change them.
People are named by their members' identities; `stranger-…` is nobody's. A fault is planted with `fail(deed, …)`: it
strikes before the deed is done, or after (as a 502 on the way back).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tablee.i18n.translations import LazyText
from tablee.steward.interpret.speakers import local_id
from tablee.steward.pull_requests import Proposals
from tablee.steward.tracker import (
    Comment,
    Draft,
    Issue,
    Moved,
    Person,
    Reaction,
    ReactionContent,
    Truncated,
    Unreadable,
    Unwritten,
    Workflow,
)

STEWARD = Person(41898282, "github-actions[bot]")
LOST = LazyText("the connection was lost")


@dataclass
class Fault:
    """One planted fault: it strikes `times` times, after `skip` good deeds; `after`: the deed is done all the same."""

    deed: str
    error: type[Exception] = Unwritten
    after: bool = False
    skip: int = 0
    times: int = 1


@dataclass
class FakeTracker:
    """Issues, people and the files of a branch."""

    now: datetime
    files: dict[str, bytes] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    """Every call, in order, as `create_issue 3`; for counting writes and notifications."""
    commits: list[tuple[str, Mapping[str, bytes | None], str]] = field(default_factory=list)
    notified: list[tuple[str, int, str]] = field(default_factory=list)
    """Who was called where: login, issue, the text that calls."""
    dispatched: int = 0
    moved: dict[str, bytes | None] = field(default_factory=dict)
    """What somebody else wrote to the branch since it was read."""
    proposals: Proposals | None = None
    _comments: int = 0
    _issue_of: dict[int, int] = field(default_factory=dict)
    """The issue of each comment."""

    # --- what the steward may ask --------------------------------------------------------------------------------

    def read_issues(self) -> tuple[Issue, ...]:
        """Return every issue; what people said in closed ones stays unread."""
        self._begin("read_issues", 0)
        shown = [i if i.is_open else replace(i, reactions=(), comments=()) for i in self.issues.values()]
        self._end("read_issues")
        return tuple(shown)

    def read_accounts(self, logins: Iterable[str]) -> Mapping[str, int | None]:
        """Return the numbers that a test has given to accounts."""
        asked = list(logins)
        self.deeds += [f"read_account {login}" for login in asked]
        return {login: self.accounts.get(login) for login in asked}

    def create_issue(self, draft: Draft) -> int:
        """Open an issue."""
        number = max(self.issues, default=0) + 1
        self._begin("create_issue", number)
        made = Issue(number, draft.title, draft.body, is_open=True, by_steward=True, labels=draft.labels)
        self.issues[number] = made
        self._notify(mentions(draft.body), number, draft.title)
        self._end("create_issue")
        return number

    def update_issue(self, number: int, draft: Draft) -> None:
        """Rewrite an issue."""
        self._begin("update_issue", number)
        issue = self.issues[number]
        self._notify(mentions(draft.body) - mentions(issue.body), number, draft.title)
        self.issues[number] = replace(issue, title=draft.title, body=draft.body, labels=draft.labels)
        self._end("update_issue")

    def set_open(self, number: int, *, is_open: bool) -> None:
        """Open or close an issue."""
        self._begin("set_open", number)
        self.issues[number] = replace(self.issues[number], is_open=is_open)
        self._end("set_open")

    def add_comment(self, number: int, body: str) -> None:
        """Write a comment of the steward."""
        self._begin("add_comment", number)
        self._add(number, STEWARD, body, by_steward=True)
        self._end("add_comment")

    def add_reaction(self, comment: int, reply: ReactionContent) -> None:
        """React to a comment."""
        self._begin("add_reaction", comment)
        number = self._issue_of[comment]
        issue = self.issues[number]
        those = tuple(replace(c, answered=True) if c.id == comment else c for c in issue.comments)
        self.issues[number] = replace(issue, comments=those)
        del reply
        self._end("add_reaction")

    def read_body(self, number: int) -> str:
        """Return a body as it is now."""
        return self.issues[number].body

    def commit_files(self, files: Mapping[str, bytes | None], message: str, subject: str) -> str:
        """Write files to the branch, unless it moved."""
        self._begin("commit_files", len(files))
        if self.moved:
            raise Moved(LazyText("the branch moved"))
        self.commits.append((message, dict(files), subject))
        self._write(files)
        self._end("commit_files")
        return f"commit {len(self.commits)}"

    def read_proposals(self) -> Proposals | None:
        """Return the proposals that a test has put there; None where files are committed."""
        return self.proposals

    def read_changes(self) -> Mapping[str, bytes | None]:
        """Return what somebody else wrote meanwhile."""
        changes, self.moved = self.moved, {}
        self._write(changes)
        return changes

    def dispatch(self, workflow: Workflow) -> None:
        """Count."""
        self._begin("dispatch", 0)
        self.dispatched += workflow is Workflow.SITE
        self._end("dispatch")

    def keep_schedules(self) -> None:
        """Do nothing but be there."""
        self._begin("keep_schedules", 0)

    # --- what people do --------------------------------------------------------------------------------------------

    def person_of(self, who: str) -> Person:
        """Return the account with which somebody speaks."""
        return person(who)

    def react(self, number: int, who: str, reply: ReactionContent) -> None:
        """Let somebody react to an issue, now."""
        self.tick_clock()
        issue = self.issues[number]
        mine = Reaction(self.person_of(who), reply, self.now)
        others = tuple(r for r in issue.reactions if (r.person, r.reply) != (mine.person, reply))
        self.issues[number] = replace(issue, reactions=(*others, mine))

    def unreact(self, number: int, who: str, reply: ReactionContent) -> None:
        """Let somebody take a reaction away."""
        issue, mine = self.issues[number], self.person_of(who).id
        left = tuple(r for r in issue.reactions if (r.person.id, r.reply) != (mine, reply))
        self.issues[number] = replace(issue, reactions=left)

    def comment(self, number: int, who: str, body: str) -> int:
        """Let somebody comment, now; return the comment's number."""
        self.tick_clock()
        return self._add(number, self.person_of(who), body, by_steward=False)

    def edit_comment(self, comment: int, body: str) -> None:
        """Let somebody edit a comment, now."""
        self.tick_clock()
        for number, issue in self.issues.items():
            comments = tuple(
                replace(c, body=body, edited_at=self.now) if c.id == comment else c for c in issue.comments
            )
            self.issues[number] = replace(issue, comments=comments)

    def tick(self, number: int, box: str, *, ticked: bool = True) -> None:
        """Let somebody tick a box of a body, or clear it."""
        issue = self.issues[number]
        lines = issue.body.split("\n")
        for at, line in enumerate(lines):
            if line.endswith(f"<!-- box:{box} -->"):
                lines[at] = f"- [{'x' if ticked else ' '}]{line[5:]}"
        self.issues[number] = replace(issue, body="\n".join(lines))

    def open_by_hand(self, who: str, title: str, body: str, labels: tuple[str, ...] = ()) -> int:
        """Let somebody open an issue of their own, now; one with a form bears its label."""
        number = max(self.issues, default=0) + 1
        made = Issue(number, title, body, is_open=True, by_steward=who == "steward", labels=labels)
        self.issues[number] = replace(made, author=self.person_of(who), created_at=self.now)
        return number

    def edit_issue(self, number: int, body: str) -> None:
        """Let somebody edit the text of their issue."""
        self.tick_clock()
        self.issues[number] = replace(self.issues[number], body=body)

    def close_by_hand(self, number: int) -> None:
        """Let somebody close an issue."""
        self.issues[number] = replace(self.issues[number], is_open=False)

    def tick_clock(self, by: timedelta = timedelta(minutes=1)) -> None:
        """Let time go by."""
        self.now += by

    # --- faults ------------------------------------------------------------------------------------------------------

    def fail(
        self,
        deed: str,
        error: type[Exception] = Unwritten,
        *,
        after: bool = False,
        skip: int = 0,
        times: int = 1,
    ) -> None:
        """Plant a fault: see Fault."""
        self.faults.append(Fault(deed, error, after, skip, times))

    def count(self, deed: str) -> int:
        """Return how often something was asked."""
        return sum(one.split()[0] == deed for one in self.deeds)

    @property
    def writes(self) -> int:
        """How often anything was written."""
        return sum(one.split()[0] != "read_issues" for one in self.deeds)

    def _begin(self, deed: str, number: int) -> None:
        self.deeds.append(f"{deed} {number}")
        self._strike(deed, after=False)

    def _end(self, deed: str) -> None:
        self._strike(deed, after=True)

    def _strike(self, deed: str, *, after: bool) -> None:
        for fault in self.faults:
            if fault.deed == deed and fault.after is after and fault.times:
                if fault.skip:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                raise fault.error(LOST)

    def _add(self, number: int, who: Person, body: str, *, by_steward: bool) -> int:
        self._comments += 1
        self._issue_of[self._comments] = number
        made = Comment(self._comments, who, body, self.now, self.now, by_steward)
        issue = self.issues[number]
        self.issues[number] = replace(issue, comments=(*issue.comments, made))
        if by_steward:
            self._notify(mentions(body), number, body)
        return self._comments

    def _notify(self, logins: set[str], number: int, text: str) -> None:
        self.notified += [(login, number, text) for login in sorted(logins)]

    def _write(self, files: Mapping[str, bytes | None]) -> None:
        for path, data in files.items():
            if data is None:
                self.files.pop(path, None)
            else:
                self.files[path] = data


def mentions(body: str) -> set[str]:
    """Return the accounts that GitHub would call."""
    return set(re.findall(r"(?<!\w)@([A-Za-z0-9-]+)", re.sub(r"`[^`]*`|<!--.*?-->", "", body)))


def person(who: str) -> Person:
    """Return somebody by a member's identity, or a stranger, of whom no file knows the number."""
    known = int.from_bytes(who.encode(), "big") % 10**12 if who.startswith("stranger") else local_id(who)
    return Person(known, who)


__all__ = ["FakeTracker", "Fault", "Moved", "Truncated", "Unreadable", "Unwritten", "mentions", "person"]
