"""The issues as they should be by now: which of each kind are open, with their words and what they remember."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from tablee.checks.repository import Repository
from tablee.files.problem import Problem
from tablee.i18n.translations import LazyText, Translations, _
from tablee.model import Meeting
from tablee.rules.event import Event, State
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.decide import answers, missions, moves, votes
from tablee.steward.decide.facilitation import standing_swap
from tablee.steward.decide.restart import find_restarts
from tablee.steward.desired.bodies.dashboard import render_dashboard
from tablee.steward.desired.bodies.facilitator import render_facilitator
from tablee.steward.desired.bodies.founding import Founded, render_founded
from tablee.steward.desired.bodies.meeting import render_meeting
from tablee.steward.desired.bodies.page import Body, Scene, join_parts
from tablee.steward.desired.bodies.restart import render_restart
from tablee.steward.interpret import checkboxes
from tablee.steward.interpret.inbox import Heard
from tablee.steward.interpret.reactions import ANSWER_OF
from tablee.steward.messages import remember_notifications
from tablee.steward.observe import ExistingIssues
from tablee.steward.state import DASHBOARD, FOUNDING, NOTHING, IssueState, Kind, Subject
from tablee.steward.texts import say
from tablee.steward.working_group import DesiredComment, WorkingGroup

T = TypeVar("T")
WAITS = _("More was said than stands here: it waits for somebody to merge {link}.")
LOCKED = _("{number} is locked: I read it and keep it up to date, and can neither comment nor react there.")
UNREAD_MAIL = _(
    "{n} mail could not be read as an answer: it waits in the group’s mailbox, in `Tablee-Refused`."
)
UNREAD_MAILS = (
    "{n} mails could not be read as answers: they wait in the group’s mailbox, in `Tablee-Refused`."
)
TOLD_FOR = timedelta(days=14)
"""So long the dashboard says whose account's number was written."""
UNRECORDED_FOR = timedelta(days=21)
"""So long after a meeting its issue waits for what never comes."""


@dataclass(frozen=True, slots=True)
class DesiredIssue:
    """One issue as it should be."""

    subject: Subject
    title: str
    text: str
    state: IssueState
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class DesiredIssues:
    """The issues that should be, one after another.

    They show `working`; what was said, and is remembered, is what was `decided`, which may still wait to be merged.
    `refused` are the slot keys of what could not be written, `waiting` tells where that is which waits to be merged.
    `comments` are those that are owed; `looked_up` whose accounts' numbers are written in this run.
    """

    working: WorkingGroup
    decided: WorkingGroup
    existing: ExistingIssues
    heard: Mapping[int, Heard]
    refused: Collection[str]
    waiting: Mapping[str, str]
    comments: Sequence[DesiredComment]
    looked_up: tuple[str, ...]
    unread_mails: int | None

    @property
    def words(self) -> Translations:
        """The translations of the group's language."""
        return self.working.words

    @property
    def scene(self) -> Scene:
        """What bodies are written from; only the dashboard asks which other issues there are."""
        return Scene(self.working.group, self.working.timeline, self.words, self.working)

    def all(
        self, problems: tuple[Problem, ...], troubles: list[LazyText], repository: Repository | None = None
    ) -> Iterator[DesiredIssue]:
        """Yield all issues; the dashboard comes last, since it links to the others."""
        found = [*self._meetings(), *self._turns(), *self._restarts()]
        yield from found
        yield from self._founding(repository)
        scene = replace(self.scene, issues=frozenset(one.subject for one in found if one.is_open))
        said = [say(phrase, self.working.group, self.words) for phrase in troubles]
        locked = (one.issue.number for one in self.existing.open_issues if one.issue.locked)
        said += [self.words.gettext(LOCKED, number=f"#{number}") for number in locked]
        waiting = [f"[{key}]({address})" for key, address in self.waiting.items()]
        state = self._state(DASHBOARD)
        if state.unread_mails:
            said.append(self.words.ngettext(UNREAD_MAIL, UNREAD_MAILS, state.unread_mails))
        body = render_dashboard(scene, problems, said, waiting, state.looked_up, repository)
        yield self._want(DASHBOARD, body, state)

    def _founding(self, repository: Repository | None) -> Iterator[DesiredIssue]:
        """Yield the issue of the founding, as long as it is open: then the site is not there yet."""
        seen = self.existing.by_subject.get(FOUNDING)
        if seen is None or not seen.issue.is_open or repository is None:
            return
        ticked = frozenset(checkboxes.ticked_boxes(seen.issue.body))
        founded = Founded(self.working.group, self.working.timeline, repository, ticked, has_dashboard=True)
        body = render_founded(founded)
        state = replace(seen.state, ticks=founded.done())
        yield DesiredIssue(FOUNDING, body.title, body.text, state, is_open=not body.closed)

    def _meetings(self) -> Iterator[DesiredIssue]:
        for event in self.working.timeline.events:
            subject = Subject(Kind.MEETING, str(event.key))
            meeting = event.meeting
            if meeting is None or not self._is_due(event, subject):
                continue
            finished = self._is_finished(event, meeting)
            if finished and not self._is_open(subject):
                continue
            # The boxes that are ticked are those of the missions that are shown, also where that waits.
            shown = replace(meeting, done=missions.in_order(meeting, self.decided.meeting(subject.key).done))
            body = render_meeting(self.scene, event, shown, finished=finished)
            yield self._want(subject, body, self._state(subject))

    def _turns(self) -> Iterator[DesiredIssue]:
        for event in self.working.timeline.events:
            meeting = event.meeting
            if meeting is None or not self._is_turn_due(event):
                continue
            subject = Subject(Kind.FACILITATOR, str(event.key))
            state = self._state(subject)
            why = self.working.turns.explain(subject.key)
            body = render_facilitator(self.scene, event, meeting, why, state)
            closed = body.closed or event.state is State.ASSUMED
            yield self._want(subject, replace(body, closed=closed), state)

    def _is_turn_due(self, event: Event) -> bool:
        """Say whether a turn's issue is there or has to be: none is opened for what is over already."""
        if self._is_open(Subject(Kind.FACILITATOR, str(event.key))):
            return True
        soon = self.working.notice_has_come(event)
        new = soon and not event.is_over(self.working.now) and event.state is State.CONFIRMED
        return new and bool(current_facilitators(event.meeting))

    def _restarts(self) -> Iterator[DesiredIssue]:
        found = {restart.subject: restart for restart in find_restarts(self.working)}
        for subject, restart in found.items():
            known = self.existing.by_subject.get(subject)
            if known is None or known.issue.is_open:  # whoever closed it has heard it
                yield self._want(subject, render_restart(self.scene, restart), self._state(subject))
        for subject, seen in self.existing.by_subject.items():
            if subject.kind is Kind.RESTART and subject not in found and seen.issue.is_open:
                yield DesiredIssue(subject, seen.issue.title, "", seen.state, is_open=False)

    def _is_due(self, event: Event, subject: Subject) -> bool:
        """Return whether a meeting's issue may be there: none is opened for what is over, or while all is silent."""
        if subject in self.existing.by_subject:
            return True
        opens = event.on - self.working.group.settings.poll.opens
        ahead = event.state is State.CONFIRMED and not event.is_over(self.working.now)
        return ahead and opens <= self.working.today and not self.working.silent_since(event.circle)

    def _is_finished(self, event: Event, meeting: Meeting) -> bool:
        if meeting.cancelled or event.last_on + UNRECORDED_FOR < self.working.today:
            return True
        if meeting.missions and set(meeting.done) >= set(meeting.missions):
            return True
        after = [e for e in self.working.timeline.of(event.circle) if e.on > event.on and e.meeting]
        return any(e.state is State.HELD and (e.meeting and e.meeting.missions) for e in after)

    def _is_open(self, subject: Subject) -> bool:
        known = self.existing.by_subject.get(subject)
        return known is not None and (known.issue.is_open or subject in self.working.unheard)

    def _waits(self, subject: Subject) -> bool:
        """Say whether somebody has said something that cannot be heard before a member's file is mended."""
        known = self.existing.by_subject.get(subject)
        heard = self.heard.get(known.issue.number) if known and subject.kind is not Kind.DASHBOARD else None
        return bool(heard and heard.waiting)

    def _want(self, subject: Subject, body: Body, state: IssueState) -> DesiredIssue:
        waits = self._waits(subject) or bool(state.untold)
        is_open = not body.closed or subject in self.working.unheard or waits
        kept = replace(state, closed_by_steward=not is_open)
        text = join_parts([self._say_waiting(subject), body.text])
        return DesiredIssue(subject, body.title, text, kept, is_open=is_open)

    def _say_waiting(self, subject: Subject) -> str:
        """Say that more was said than stands below; the dashboard has a list of its own."""
        address = self.waiting.get(subject.key)
        return self.words.gettext(WAITS, link=f"[{subject.key}]({address})") if address else ""

    def _state(self, subject: Subject) -> IssueState:
        """Return what to remember of an issue from this run on, with whom it calls."""
        seen, notes = self.existing.by_subject.get(subject), []
        if seen is None or seen.issue.is_open:  # to a closed one nothing is said before it is open again
            notes = [note for note in self.comments if note.subject == subject]
        sent = remember_notifications(self.decided, seen, notes)
        return replace(self._heard_in(subject), notifications=sent)

    def _heard_in(self, subject: Subject) -> IssueState:
        """Return what was heard in an issue; nothing new where its file was not written."""
        seen, group, key = self.existing.by_subject.get(subject), self.decided.group, subject.key
        before = seen.state if seen else NOTHING
        if seen and key in self.refused:
            return before
        if subject in self.working.unheard:
            return self._still_untold(subject, before)
        heard = self.heard.get(seen.issue.number) if seen else None
        after = before
        if heard:
            replies = {who: tuple(one.reply for one in those) for who, those in heard.reactions.items()}
            comments, mark = heard.comments, heard.settled_up_to
            after = replace(before, reactions=replies, processed_comments=comments, settled_up_to=mark)
        if subject.kind is Kind.MEETING:
            unreadable_members = self.working.unreadable_members
            after = self._since_move(subject, after, heard)
            return replace(
                self._still_untold(subject, after),
                answers={**answers.known_answers(group, key), **_of(before.answers, unreadable_members)},
                votes={**votes.known_votes(group, key), **_of(before.votes, unreadable_members)},
                done=missions.in_order(self.working.meeting(key), self.decided.meeting(key).done),
                attendance_hash=missions.attendance_to_keep(self.decided, key, before),
            )
        if subject.kind is Kind.FACILITATOR:
            ticks = sorted({*(_kept_ticks(seen.issue.body) if seen else ()), *self.decided.ticked[key]})
            came = missions.attendance_to_keep(self.decided, key, before)
            swap = standing_swap(self.decided, key, before)
            return replace(after, ticks=tuple(ticks), swap=swap, attendance_hash=came)
        today = self.working.today
        lately = {who: on for who, on in before.looked_up.items() if on >= today - TOLD_FOR}
        looked_up = {**lately, **dict.fromkeys(self.looked_up, today)}
        unread = before.unread_mails if self.unread_mails is None else self.unread_mails
        return replace(after, opened_on=before.opened_on or today, looked_up=looked_up, unread_mails=unread)

    def _still_untold(self, subject: Subject, state: IssueState) -> IssueState:
        """Return a state with who is still to hear that the meeting moved."""
        if subject.kind is not Kind.MEETING:
            return state
        return replace(state, untold=moves.still_untold(self.decided, self.existing, subject.key, state))

    def _since_move(self, subject: Subject, after: IssueState, heard: Heard | None) -> IssueState:
        """Return a state with the day for which answers stand; reactions from before it moved count for nothing."""
        seen, key = self.existing.by_subject.get(subject), subject.key
        if seen and not seen.issue.is_open:
            return after  # who had answered can be told only once it is open again
        day, lapsed = moves.standing(self.decided.event(key)), heard.lapsed if heard else {}
        if heard is None or key not in self.decided.moved:
            return replace(after, day=day, lapsed=lapsed)
        now = {who: tuple(g for g in those if g.reply in ANSWER_OF) for who, those in heard.reactions.items()}
        lapsed = {who: (*lapsed.get(who, ()), *now.get(who, ())) for who in sorted({*lapsed, *now})}
        votes = {who: tuple(r for r in those if r not in ANSWER_OF) for who, those in after.reactions.items()}
        after = replace(after, day=day, moved_at=self.working.now)
        return replace(after, lapsed=_without_empty(lapsed), reactions=_without_empty(votes))


def _of(table: Mapping[str, T], members: frozenset[str]) -> Mapping[str, T]:
    """Return what was remembered of members whose own files cannot be read now."""
    return {who: value for who, value in table.items() if who in members}


def _without_empty(table: Mapping[str, tuple[T, ...]]) -> Mapping[str, tuple[T, ...]]:
    return {who: those for who, those in table.items() if those}


def _kept_ticks(body: str) -> tuple[str, ...]:
    from_files = {"topics", "next", "came", "words"}
    return tuple(name for name in checkboxes.ticked_boxes(body) if name not in from_files)
