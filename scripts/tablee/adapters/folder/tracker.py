"""The folder as a tracker: the same questions and the same deeds as GitHub's, on files beside the group's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from tablee.adapters.folder.page import STEWARD, Malformed, Page, Remark, parse_page, render_page
from tablee.adapters.plain_files import (
    NotPlain,
    check_folder,
    delete_plain,
    list_files,
    read_plain,
    write_plain,
)
from tablee.i18n.translations import LazyText, _
from tablee.steward.interpret.speakers import local_id
from tablee.steward.state import parse_marker
from tablee.steward.tracker import (
    NOBODY,
    Comment,
    Draft,
    Issue,
    Person,
    Reaction,
    ReactionContent,
    Unreadable,
    Unwritten,
    Workflow,
)

SPAN = 10_000
"""Comment n of issue i has the number i × SPAN + n."""

MOST_BYTES = 1024 * 1024
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Files tell no times: reactions count in their order, and a comment's text tells whether it was edited."""

_NAMES = {
    "👍": "+1", "oui": "+1", "yes": "+1", "1": "+1",
    "👎": "-1", "non": "-1", "no": "-1",
    "😕": "confused", "maybe": "confused", "peut-être": "confused",
    "🎉": "hooray", "❤️": "heart", "❤": "heart", "🚀": "rocket", "👀": "eyes", "😄": "laugh",
}  # fmt: skip


class FolderTracker:
    """Issues as files `issues/0001-….md` in the group's folder."""

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        """Take the group's folder, and that of its issues."""
        self._root = root
        self._folder = folder or root / "issues"

    def read_issues(self) -> tuple[Issue, ...]:
        """Return every issue; raises Unreadable for a file that is none, since its number would be given again."""
        issues = [_issue(self._read(path)) for path in self._paths()]
        numbers = [issue.number for issue in issues]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if twice:
            raise Unreadable(
                LazyText(
                    _("two files of `{folder}` have the number {number}"),
                    {"folder": self._folder.name, "number": twice[0]},
                )
            )
        return tuple(sorted(issues, key=lambda issue: issue.number))

    def read_accounts(self, logins: Iterable[str]) -> Mapping[str, int | None]:
        """Return nothing: a folder has no accounts, and knows members by their files' names."""
        del logins
        return {}

    def create_issue(self, draft: Draft) -> int:
        """Write a new file, numbered after the last one."""
        number = max((issue.number for issue in self.read_issues()), default=0) + 1
        page = Page(number, draft.title, draft.body, labels=draft.labels)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._write(self._folder / f"{number:04}-{_name_of(draft)}.md", page)
        return number

    def update_issue(self, number: int, draft: Draft) -> None:
        """Rewrite title, body and labels; what people wrote below stays."""
        path, page = self._find(number)
        self._write(path, replace(page, title=draft.title, body=draft.body, labels=draft.labels))

    def set_open(self, number: int, *, is_open: bool) -> None:
        """Write the issue's state."""
        path, page = self._find(number)
        self._write(path, replace(page, is_open=is_open))

    def add_comment(self, number: int, body: str) -> None:
        """Write a comment at the end."""
        path, page = self._find(number)
        self._write(path, replace(page, remarks=(*page.remarks, Remark(STEWARD, body))))

    def add_reaction(self, comment: int, reply: ReactionContent) -> None:
        """Write a reaction behind the name of who commented."""
        path, page = self._find(comment // SPAN)
        at = comment % SPAN - 1
        if not 0 <= at < len(page.remarks):
            raise Unwritten(LazyText(_("there is no comment {number}"), {"number": comment}))
        remark = page.remarks[at]
        given = tuple(dict.fromkeys([*remark.reactions, reply.value]))
        remarks = (*page.remarks[:at], replace(remark, reactions=given), *page.remarks[at + 1 :])
        self._write(path, replace(page, remarks=remarks))

    def read_body(self, number: int) -> str:
        """Return the body as the file has it now."""
        return self._find(number)[1].body

    def commit_files(self, files: Mapping[str, bytes | None], message: str, subject: str) -> str:
        """Write the group's files; the group's own Git remembers what they were."""
        del message, subject
        for path, data in files.items():
            if data is None:
                delete_plain(self._root, path)
            else:
                write_plain(self._root, path, data)
        return ", ".join(files)

    def read_proposals(self) -> None:
        """Say that nothing is proposed: a folder is written at once."""

    def read_changes(self) -> Mapping[str, bytes | None]:
        """Return nothing: a folder is read and written in one go."""
        return {}

    def keep_schedules(self) -> None:
        """Do nothing: here no clock runs but people's own."""

    def dispatch(self, workflow: Workflow) -> None:
        """Do nothing: here nobody publishes but `tablee build`."""

    def _paths(self) -> list[Path]:
        """Return the files of issues, by name; a link is one that cannot be read."""
        check_folder(self._root, self._folder)
        entries = list_files(self._folder, "", deep=False)
        return [self._folder / entry.path for entry in entries if entry.path.endswith(".md")]

    def _read(self, path: Path) -> Page:
        try:
            return parse_page((read_plain(self._folder, path.name, MOST_BYTES) or b"").decode("utf-8"))
        except (Malformed, UnicodeDecodeError, OSError, NotPlain) as fault:
            values = {"path": f"{self._folder.name}/{path.name}", "why": str(fault)}
            raise Unreadable(LazyText(_("`{path}` is no issue: {why}"), values)) from fault

    def _find(self, number: int) -> tuple[Path, Page]:
        for path in sorted(self._paths(), key=lambda path: not path.name.startswith(f"{number:04}-")):
            page = self._read(path)
            if page.number == number:
                return path, page
        raise Unwritten(LazyText(_("there is no issue {number}"), {"number": number}))

    def _write(self, path: Path, page: Page) -> None:
        try:
            write_plain(self._folder, path.name, render_page(page).encode())
        except OSError as fault:
            values = {"path": path.name, "why": fault.strerror}
            raise Unwritten(LazyText(_("`{path}` cannot be written: {why}"), values)) from fault


def _issue(page: Page) -> Issue:
    """Return a file as the steward sees it: every body in the folder is its own, but where the file names an author."""
    return Issue(
        number=page.number,
        title=page.title,
        body=page.body,
        is_open=page.is_open,
        by_steward=not page.author,
        author=_person(page.author) if page.author else NOBODY,
        labels=page.labels,
        reactions=tuple(_reactions(page)) if page.is_open else (),
        comments=tuple(_comments(page)) if page.is_open else (),
    )


def _reactions(page: Page) -> Iterator[Reaction]:
    for who, given in page.reactions.items():
        for order, text in enumerate(given):
            reply = _reply(text)
            if reply is None:
                values = {"number": page.number, "text": text}
                raise Unreadable(
                    LazyText(
                        _("issue {number}: `{text}` is no reaction: write `+1`, `-1` or `confused`"), values
                    )
                )
            yield Reaction(_person(who), reply, _EPOCH + timedelta(seconds=order))


def _comments(page: Page) -> Iterator[Comment]:
    for order, remark in enumerate(page.remarks, 1):
        edited = _EPOCH + timedelta(seconds=order, microseconds=crc32(remark.body.encode()) % 1_000_000)
        yield Comment(
            id=page.number * SPAN + order,
            person=_person(remark.who),
            body=remark.body,
            created_at=edited,
            edited_at=edited,
            by_steward=remark.who == STEWARD,
            answered=bool(remark.reactions),
        )


def _person(who: str) -> Person:
    login = who.lstrip("@").casefold()
    return Person(local_id(login), login)


def _reply(text: str) -> ReactionContent | None:
    name = _NAMES.get(text.strip().casefold(), text.strip().casefold())
    return ReactionContent(name) if name in set(ReactionContent) else None


def _name_of(draft: Draft) -> str:
    """Return what a file is called after its number: the subject, which is made of safe letters only."""
    marker = parse_marker(draft.body)
    name = str(marker.subject).replace(":", "-") if marker else unicodedata.normalize("NFKD", draft.title)
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip(".-")[:60] or "issue"
