"""Which issue stands for which subject, as the tracker shows them: found by markers, duplicates told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tablee.files.forms.fields import FORM_LABEL
from tablee.steward.state import (
    DASHBOARD,
    CommentMarker,
    IssueState,
    Kind,
    Subject,
    parse_comment_marker,
    parse_marker,
)
from tablee.steward.tracker import Comment, Issue

LABEL = "tablee"
"""Every issue of the steward bears it; nothing depends on it but the healing of a marker that was lost."""


@dataclass(frozen=True, slots=True)
class ExistingIssue:
    """An issue of the steward, with what its marker holds."""

    subject: Subject
    issue: Issue
    state: IssueState

    @property
    def notes(self) -> tuple[tuple[Comment, CommentMarker], ...]:
        """The comments of the steward, with what their markers hold."""
        return comments_of(self.issue)

    @property
    def is_unheard(self) -> bool:
        """Whether a person closed it: before it is open again nobody reads what was said there."""
        speaking = self.subject.kind in {Kind.MEETING, Kind.FACILITATOR}
        return speaking and not self.issue.is_open and not self.state.closed_by_steward


@dataclass(frozen=True, slots=True)
class ExistingIssues:
    """The steward's issues: one a subject, the lowest number where there are several.

    `duplicates` are the others that are still open; `damaged` are open ones whose marker was lost.
    `forms` are the open issues that people sent with one of the group's forms.
    """

    by_subject: Mapping[Subject, ExistingIssue]
    duplicates: tuple[ExistingIssue, ...] = ()
    damaged: tuple[Issue, ...] = ()
    forms: tuple[Issue, ...] = ()

    @property
    def open_issues(self) -> tuple[ExistingIssue, ...]:
        """All open issues in which members may have said something, duplicates too, lowest number first."""
        found = (one for one in self.everything if one.issue.is_open)
        return tuple(sorted(found, key=lambda one: one.issue.number))

    @property
    def everything(self) -> tuple[ExistingIssue, ...]:
        """All issues of the steward, also closed ones and those that stand there twice."""
        return (*self.by_subject.values(), *self.duplicates)

    @property
    def unheard(self) -> frozenset[Subject]:
        """The subjects of which something may have been said that nobody has read."""
        return frozenset(subject for subject, one in self.by_subject.items() if one.is_unheard)

    @property
    def began_on(self) -> date | None:
        """The day since when the dashboard has been there; None where there is none yet."""
        known = self.by_subject.get(DASHBOARD)
        return known.state.opened_on if known else None

    def number(self, subject: Subject) -> int | None:
        """Return the number of a subject's issue; None where there is none yet."""
        known = self.by_subject.get(subject)
        return known.issue.number if known else None


def comments_of(issue: Issue) -> tuple[tuple[Comment, CommentMarker], ...]:
    """Return the comments of the steward on an issue, with what their markers hold."""
    found = (
        (comment, parse_comment_marker(comment.body)) for comment in issue.comments if comment.by_steward
    )
    return tuple((comment, note) for comment, note in found if note)


def observe(issues: Iterable[Issue]) -> ExistingIssues:
    """Find the steward's issues; what somebody else wrote is no issue of ours, whatever marker it quotes."""
    seen: dict[Subject, ExistingIssue] = {}
    duplicates: list[ExistingIssue] = []
    damaged: list[Issue] = []
    issues = sorted(issues, key=lambda one: one.number)
    for issue in issues:
        marker = parse_marker(issue.body) if issue.by_steward else None
        if marker is None:
            damaged += [issue] if issue.by_steward and issue.is_open and LABEL in issue.labels else []
        elif marker.subject in seen:
            duplicates += [ExistingIssue(marker.subject, issue, marker.state)] if issue.is_open else []
        else:
            seen[marker.subject] = ExistingIssue(marker.subject, issue, marker.state)
    forms = tuple(one for one in issues if one.is_open and not one.by_steward and FORM_LABEL in one.labels)
    return ExistingIssues(seen, tuple(duplicates), tuple(damaged), forms)
