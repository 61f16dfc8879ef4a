"""One run's own view of the host: what it reads, what comes of what it asks, and the faults that strike it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from fake_tracker import mentions
from simulation.faults import Crashed, Fault, Weather
from simulation.host import NOTE, SUBJECT, Host, Opened
from tablee.files.load import Loaded
from tablee.i18n.translations import LazyText
from tablee.steward.pull_requests import Proposals
from tablee.steward.tracker import (
    Draft,
    Issue,
    Moved,
    ReactionContent,
    Truncated,
    Unreadable,
    Unwritten,
    Workflow,
)

T = TypeVar("T")
EXCUSES = frozenset({Fault.DOUBLED, Fault.STALE, Fault.LAGGING})
"""Where a run may say or open a thing twice: it cannot know."""
PAGE = 5
"""Issues on one page of the list: few, so that a page can be lost."""


class Session:
    """A `steward.tracker.Tracker` for one run; `read` is told which issues it could hear, each time that it reads.

    `struck` says whether a fault came, `writes` how much was asked, `before` what the files said at the first commit.
    """

    def __init__(self, host: Host, weather: Weather, read: Callable[[frozenset[int]], None]) -> None:
        self.host, self.weather, self._read = host, weather, read
        self.excused = weather.kind in EXCUSES
        self.read_at = len(host.log)
        self.writes = 0
        self.struck = False
        self.before: Loaded | None = None
        self.proposing = b"writes: pull-requests" in host.files["group.yml"]

    def read_issues(self) -> tuple[Issue, ...]:
        """Return every issue; nothing may be concluded from a part of them."""
        pages: list[Issue] = []
        self.read_pages(pages)
        return tuple(pages)

    def read_pages(self, found: list[Issue]) -> None:
        """Read page after page of the list into `found`; the newest issues may be missing from it."""
        shown = self.host.shown()
        if self.weather.kind is Fault.LAGGING:
            late = {one.number for one in self.host.opened if self.host.now - one.at < self.weather.lag}
            shown = [issue for issue in shown if issue.number not in late]
            self.struck |= bool(late)
        for page in range(-(-len(shown) // PAGE) or 1):
            lost = self.weather.kind is Fault.PAGE_LOST and page == self.weather.at
            if lost or self.weather.kind is Fault.UNREADABLE:
                self.struck = True
                raise Unreadable(LazyText("the list cannot be read"))
            found += shown[page * PAGE : (page + 1) * PAGE]
        self._read(frozenset(issue.number for issue in shown if issue.is_open and issue.by_steward))

    def read_accounts(self, logins: Iterable[str]) -> Mapping[str, int | None]:
        """Return nothing: every member's file has its number."""
        del logins
        return {}

    def create_issue(self, draft: Draft) -> int:
        """Open an issue."""
        return self._write("create_issue", lambda: self._create(draft))

    def _create(self, draft: Draft) -> int:
        host = self.host
        number = host.create_issue(draft)
        found = SUBJECT.search(draft.body)
        subject = found[1] if found else ""
        host.opened.append(Opened(subject, number, host.now, self.excused))
        excused = self.excused or subject in host.lost
        host.call(mentions(draft.body), number, "opened", excused=excused)
        host.written += [draft.title, draft.body]
        return number

    def update_issue(self, number: int, draft: Draft) -> None:
        """Rewrite an issue; GitHub calls nobody for an edited body."""
        self._write("update_issue", lambda: self._update(number, draft))

    def _update(self, number: int, draft: Draft) -> None:
        self.host.update_issue(number, draft)
        self.host.written += [draft.title, draft.body]

    def set_open(self, number: int, *, is_open: bool) -> None:
        """Open or close an issue."""
        self._write("set_open", lambda: self.host.set_open(number, is_open=is_open))

    def add_comment(self, number: int, body: str) -> None:
        """Write a comment."""
        self._write("add_comment", lambda: self._comment(number, body))

    def _comment(self, number: int, body: str) -> None:
        self.host.add_comment(number, body)
        note = NOTE.search(body)
        self.host.call(mentions(body), number, note[1] if note else "mentioned", excused=self.excused)
        self.host.written.append(body)

    def add_reaction(self, comment: int, reply: ReactionContent) -> None:
        """React to a comment."""
        self._write("add_reaction", lambda: self.host.add_reaction(comment, reply))

    def read_body(self, number: int) -> str:
        """Return a body as it is now."""
        return self.host.read_body(number)

    def commit_files(self, files: Mapping[str, bytes | None], message: str, subject: str) -> str:
        """Write files to the branch, or into the proposal of a subject."""
        data = {path: content for path, content in files.items() if content is not None}
        self.before = self.before or self.host.said()
        return self._write("commit_files", lambda: self._commit(data, message, subject))

    def _commit(self, data: dict[str, bytes], message: str, subject: str) -> str:
        host = self.host
        if len(host.log) != self.read_at:
            self.before = None
            raise Moved(LazyText("the branch moved"))
        host.written.append(message)
        if self.proposing:
            host.propose(subject, data)
            return f"proposal {subject}"
        if all(host.files.get(path) == content for path, content in data.items()):
            return ""
        host.log.append(dict(data))
        host.commit_files(data, message, subject)
        self.read_at = len(host.log)
        return f"commit {self.read_at}"

    def read_changes(self) -> Mapping[str, bytes | None]:
        """Return what changed on the branch since it was read."""
        changes: dict[str, bytes | None] = {}
        for one in self.host.log[self.read_at :]:
            changes |= one
        self.read_at = len(self.host.log)
        return changes

    def dispatch(self, workflow: Workflow) -> None:
        """Have the site published."""
        self._write("dispatch", lambda: self.host.dispatch(workflow))

    def read_proposals(self) -> Proposals | None:
        """Return what waits to be merged; None for a group that commits."""
        if not self.proposing:
            return None
        return Proposals(self.host.pending(), lambda subject: f"https://git.test/{subject}")

    def keep_schedules(self) -> None:
        """Do nothing but be there."""

    def _write(self, deed: str, act: Callable[[], T]) -> T:
        self.writes += 1
        self._before(deed)
        done = act()
        self._after()
        return done

    def _before(self, deed: str) -> None:
        weather, write = self.weather, self.writes
        if weather.meanwhile and write >= weather.at:
            meanwhile, weather.meanwhile = weather.meanwhile, None
            meanwhile()
        if weather.kind is Fault.TRUNCATED and write > weather.at:
            self.struck = True
            raise Truncated(LazyText("no more for now"))
        if weather.is_at(Fault.CRASHED_BEFORE, write):
            self.struck = True
            raise Crashed
        if weather.forbidden == deed or weather.is_at(Fault.REFUSED, write):
            self.struck = True
            raise Unwritten(LazyText("403"))

    def _after(self) -> None:
        if self.weather.is_at(Fault.CRASHED_AFTER, self.writes):
            self.struck = True
            raise Crashed
        if self.weather.is_at(Fault.LOST_ANSWER, self.writes):
            self.struck = True
            raise Unwritten(LazyText("502"))
