"""The forms that people sent: each open issue with the label, read as fields, with whom it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tablee.files.forms.founding import FOUNDING_FORM
from tablee.files.forms.kinds import forms_of
from tablee.files.forms.parse import Filled, parse_form
from tablee.model import Group
from tablee.steward.interpret.speakers import accounts, speaker_of
from tablee.steward.state import CommentMarker, parse_comment_marker
from tablee.steward.tracker import Comment, Issue

NOTE = "form:"
"""Begins the name of every answer to a form."""


@dataclass(frozen=True, slots=True)
class Request:
    """A form that somebody sent; `filled` is None where its text is no form any more.

    `member` is who sent it, empty for a stranger; `account` is the member whom the account's number names, also one
    who has left. `on` is the day on which it was sent.
    """

    issue: Issue
    filled: Filled | None
    member: str
    account: str
    on: date

    @property
    def kind(self) -> str:
        """The name of the form; empty where it is none any more."""
        return self.filled.form.name if self.filled else ""

    @property
    def digest(self) -> str:
        """What tells this text of the form from another one."""
        return hashlib.sha256(self.issue.body.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def answers(self) -> tuple[tuple[Comment, CommentMarker], ...]:
        """The steward's answers so far."""
        found = ((one, parse_comment_marker(one.body)) for one in self.issue.comments if one.by_steward)
        return tuple((one, note) for one, note in found if note and note.note.startswith(NOTE))


def read_requests(
    group: Group, issues: Iterable[Issue], day_of: Callable[[datetime], date]
) -> tuple[Request, ...]:
    """Return the forms that are open, members' first; of each stranger the first one alone."""
    known, forms = accounts(group), (*forms_of(group.settings), FOUNDING_FORM)
    found = [
        Request(
            issue=issue,
            filled=parse_form(issue.body, forms),
            member=speaker_of(group, known, issue.author, day_of(issue.created_at)),
            account=known.get(issue.author.id, ""),
            on=day_of(issue.created_at),
        )
        for issue in sorted(issues, key=lambda one: one.number)
        if issue.author.id
    ]
    return (*(one for one in found if one.member), *_first_of_each(found))


def _first_of_each(found: Iterable[Request]) -> Iterator[Request]:
    strangers: Mapping[int, Request] = {
        one.issue.author.id: one for one in reversed(list(found)) if not one.member
    }
    return iter(sorted(strangers.values(), key=lambda one: one.issue.number))
