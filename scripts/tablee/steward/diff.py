"""The difference between the desired and the existing state, as actions in the order in which they are to be done.

Files come first, then what brings people a message, then the bodies that remember it: whatever is cut off in between,
the next run sees that it is missing. Before the files comes only what nobody could read there any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tablee.files.forms.fields import FORM_LABEL
from tablee.files.paths import is_of_member, name_of
from tablee.i18n.translations import LazyText, Translations, _
from tablee.steward.decide.statements import React
from tablee.steward.desired.bodies.page import LINK
from tablee.steward.desired.issues import DesiredIssue
from tablee.steward.limits import MOST_CLOSED
from tablee.steward.observe import LABEL, ExistingIssue, ExistingIssues, comments_of
from tablee.steward.run import DesiredState
from tablee.steward.state import (
    FOUNDING,
    CommentMarker,
    Kind,
    Marker,
    Subject,
    parse_subject,
    render_marker,
    with_marker,
)
from tablee.steward.texts import mention, name_each, say
from tablee.steward.tracker import Draft, Issue, Workflow
from tablee.steward.working_group import DesiredComment

OVER_LIMIT = _(
    "This plan closes {n} issues at once, which is more than {most}: nothing is done. If that is right, run "
    "`tablee apply --close-many`, or on GitHub: Actions, Steward, Run workflow, with “close-many” ticked."
)
DUPLICATE = _("This is the same as {link}, where it goes on.")
DAMAGED = _(
    "The hidden mark of this issue is gone, so that I cannot go on with it. The dashboard shows what goes on."
)
UNKNOWN = 0
"""Stands for the number of an issue that this plan opens: a body that links to it has to be written."""

_LINK = re.compile(LINK.format(subject="([^\N{OBJECT REPLACEMENT CHARACTER}]+)"))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in this order; `safety_limit` says why nothing of it is. `numbers`: those of known issues."""

    actions: tuple[Action, ...]
    numbers: Mapping[Subject, int]
    safety_limit: LazyText | None = None
    troubles: tuple[LazyText, ...] = ()


def plan(
    desired_state: DesiredState, existing: ExistingIssues, words: Translations, *, close_many: bool = False
) -> Plan:
    """Compare what should exist with what does."""
    numbers = {subject: seen.issue.number for subject, seen in existing.by_subject.items()}
    diff = _Diff(desired_state, existing, words, numbers)
    actions = tuple(diff.actions())
    closing = sum(isinstance(action, SetOpen) and not action.is_open for action in actions)
    closing -= len(existing.duplicates) + sum(answer.closes for answer in desired_state.forms)
    safety_limit = None
    if closing > MOST_CLOSED and not close_many:
        safety_limit = LazyText(OVER_LIMIT, {"n": closing, "most": MOST_CLOSED})
    return Plan(actions, numbers, safety_limit, desired_state.troubles)


def resolve_links(text: str, numbers: Mapping[Subject, int]) -> str:
    """Put the numbers of issues where a text has their subjects; one that is not known yet is left out."""

    def number(found: re.Match[str]) -> str:
        subject = parse_subject(found[1])
        return f"#{numbers[subject]}" if subject and subject in numbers else ""

    return _LINK.sub(number, text)


class _Diff:
    """What separates the wanted from the existing."""

    def __init__(
        self,
        desired_state: DesiredState,
        existing: ExistingIssues,
        words: Translations,
        numbers: Mapping[Subject, int],
    ) -> None:
        self.desired_state, self.existing, self.words, self.numbers = desired_state, existing, words, numbers
        self.known = numbers
        self.bodies: dict[Subject, str] = {}
        """The bodies that this plan has rewritten before it writes the files."""

    def actions(self) -> Iterator[Action]:
        """Yield what is to be done, in order."""
        yield from self._debts()
        yield from self._commits()
        wants = [
            want
            for want in self.desired_state.issues
            if want.subject not in self.desired_state.unreadable_meetings
        ]
        missing = [want for want in wants if want.subject not in self.existing.by_subject and want.is_open]
        self.known = {**self.numbers, **dict.fromkeys((want.subject for want in missing), UNKNOWN)}
        yield from (Create(want.subject, self._draft(want, None)) for want in missing)
        yield from self.desired_state.reactions
        yield from self._comments()
        for want in wants:
            if want.subject in self.existing.by_subject:
                yield from self._existing(want, self.existing.by_subject[want.subject])
        yield from self._answers_to_forms()
        yield from self._healed()
        yield from map(DispatchWorkflow, self.desired_state.starts)

    def _debts(self) -> Iterator[Update]:
        for seen, state in self.desired_state.debts:
            issue = seen.issue
            body = self.bodies[seen.subject] = with_marker(issue.body, Marker(seen.subject, state))
            draft = Draft(issue.title, body, issue.labels)
            yield Update(seen.subject, issue.number, draft, issue.body, is_early=True)

    def _commits(self) -> Iterator[Commit]:
        files = self.desired_state.files
        if not files:
            return
        if not self.desired_state.by_proposals:
            yield Commit(files, self._message(files), "", self.desired_state.gone)
            return
        if self.desired_state.message:
            yield Commit(files, self.desired_state.message, str(FOUNDING), self.desired_state.gone)
            return
        for path, data in files.items():
            key = name_of(path)
            told = tuple(one.request.issue.number for one in self.desired_state.forms if one.key == key)
            yield Commit({path: data}, self._message({path: data}), key, forms=told)

    def _message(self, files: Mapping[str, bytes]) -> str:
        """Return a commit's message: slot keys and members' identities alone, nothing that people wrote.

        What has a message of its own names nobody.
        """
        if self.desired_state.message:
            return self.desired_state.message
        members = sorted(name_of(path) for path in files if is_of_member(path))
        keys = sorted(name_of(path) for path in files if not is_of_member(path))
        if not keys and set(members) <= self.desired_state.looked_up:
            return self.words.gettext("Write the account numbers of {members}", members=", ".join(members))
        return self.words.gettext("Record what was said for {keys}", keys=", ".join([*keys, *members]))

    def _draft(self, want: DesiredIssue, issue: Issue | None) -> Draft:
        """Return an issue as it should stand; labels that people gave it stay."""
        body = f"{want.text}\n\n{render_marker(Marker(want.subject, want.state))}"
        labels = (LABEL, f"{LABEL}: {want.subject.kind}")
        more = (label for label in issue.labels if label not in labels) if issue else ()
        return Draft(want.title, body, (*labels, *more))

    def _existing(self, want: DesiredIssue, seen: ExistingIssue) -> Iterator[Action]:
        issue = seen.issue
        if want.is_open and not issue.is_open:
            yield SetOpen(want.subject, issue.number, is_open=True)
        if issue.is_open and not want.is_open:
            # First closed, then remembered: the other way round, what a person says and closes would not be read.
            yield SetOpen(want.subject, issue.number, is_open=False)
        if (want.is_open or issue.is_open) and want.text:
            draft = self._draft(want, issue)
            if _differs(draft, issue, self.known):
                yield Update(want.subject, issue.number, draft, self.bodies.get(want.subject, issue.body))

    def _comments(self) -> Iterator[Action]:
        open_now = {want.subject for want in self.desired_state.issues if want.is_open}
        # Comments of closed issues are not read: whoever cannot see what was said would say it again.
        unread = {seen.issue.number for seen in self.existing.by_subject.values() if not seen.issue.is_open}
        for note in self.desired_state.comments:
            number = note.number or self.numbers.get(note.subject)
            has_place = note.number is not None or note.subject in open_now
            if has_place and number not in unread and not self._is_written(note, number):
                yield CreateComment(note.subject, number, self._note(note))

    def _note(self, note: DesiredComment) -> str:
        group, words = self.desired_state.group, self.words
        called = words.listing(
            [*(mention(group, who, words) for who in note.mentions), *name_each(note.named, group, words)]
        )
        text = LazyText(note.text.message, {**note.text.values, "mentions": called})
        return f"{say(text, group, words)}\n\n{render_marker(CommentMarker(note.name, note.mentions))}"

    def _is_written(self, note: DesiredComment, number: int | None) -> bool:
        there = (one for one in self.existing.everything if one.issue.number == number)
        return any(known.note == note.name for one in there for _comment, known in one.notes)

    def _answers_to_forms(self) -> Iterator[Action]:
        """Say to each form what became of it, and close what is done with."""
        for answer in self.desired_state.forms:
            number = answer.request.issue.number
            subject = Subject(Kind.FORM, str(number))
            if FORM_LABEL not in answer.request.issue.labels:
                yield _labelled(subject, answer.request.issue)
            if not answer.is_told:
                body = answer.render(self.desired_state.group, self.words)
                yield CreateComment(subject, number, body)
            if answer.closes:
                yield SetOpen(subject, number, is_open=False)

    def _healed(self) -> Iterator[Action]:
        """Close what stands there twice, and what cannot be known again."""
        for seen in self.existing.duplicates:
            link = f"#{self.numbers[seen.subject]}"
            yield from self._farewell(seen.subject, seen.issue, DUPLICATE, link)
            yield SetOpen(seen.subject, seen.issue.number, is_open=False)
        for issue in self.existing.damaged:
            yield from self._farewell(None, issue, DAMAGED, "")
            yield SetOpen(None, issue.number, is_open=False)

    def _farewell(self, subject: Subject | None, issue: Issue, message: str, link: str) -> Iterator[Action]:
        if any(known.note == "farewell" for _comment, known in comments_of(issue)):
            return
        said = self.words.gettext(message, link=link)
        body = f"{said}\n\n{render_marker(CommentMarker('farewell'))}"
        yield CreateComment(subject or Subject(Kind.DASHBOARD), issue.number, body)


def _labelled(subject: Subject, issue: Issue) -> Update:
    """Return how a form gets the label by which it is read again: it was sent before there was such a label."""
    draft = Draft(issue.title, issue.body, (*issue.labels, FORM_LABEL))
    return Update(subject, issue.number, draft, issue.body)


def _differs(draft: Draft, issue: Issue, numbers: Mapping[Subject, int]) -> bool:
    body = resolve_links(draft.body, numbers)
    same = draft.title == issue.title and (body == issue.body or _plain(body) == _plain(issue.body))
    return not (same and set(draft.labels) <= set(issue.labels))


def _plain(body: str) -> str:
    """Return a body without what a tracker may change in it by itself."""
    return "\n".join(line.rstrip() for line in body.replace("\r\n", "\n").strip().split("\n"))


@dataclass(frozen=True, slots=True)
class Commit:
    """Write files at once, and delete others; `subject` names the pull request where there is one.

    `forms` are the issues of the forms that are answered with it.
    """

    files: Mapping[str, bytes]
    message: str
    subject: str
    gone: tuple[str, ...] = ()
    forms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Create:
    """Open an issue."""

    subject: Subject
    draft: Draft


@dataclass(frozen=True, slots=True)
class CreateComment:
    """Write a comment on an issue; `number` is None for one that this plan opens."""

    subject: Subject
    number: int | None
    body: str


@dataclass(frozen=True, slots=True)
class Update:
    """Rewrite an issue, if its body still is the one that was read; where an early one fails, the rest goes on."""

    subject: Subject
    number: int
    draft: Draft
    read: str
    is_early: bool = False


@dataclass(frozen=True, slots=True)
class SetOpen:
    """Close or reopen an issue."""

    subject: Subject | None
    number: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class DispatchWorkflow:
    """Start a workflow."""

    workflow: Workflow


Action: TypeAlias = Commit | Create | CreateComment | React | Update | SetOpen | DispatchWorkflow
