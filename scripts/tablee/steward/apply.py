"""The plan, done: one action after another, through the tracker alone; nothing is repeated where nobody knows.

Whatever fails is left to the next run, and so is all that depends on it: an issue whose comment could not be written
does not remember that it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tablee.i18n.translations import LazyText, _
from tablee.steward.decide.statements import React
from tablee.steward.diff import (
    Action,
    Commit,
    Create,
    CreateComment,
    DispatchWorkflow,
    Plan,
    SetOpen,
    Update,
    resolve_links,
)
from tablee.steward.limits import MOST_WRITES
from tablee.steward.state import Kind, Subject
from tablee.steward.tracker import Draft, Moved, Tracker, Truncated, Unopened, Unwritten

CHANGED = _("somebody changed the issue meanwhile: the next run looks at it again")
EARLIER = _("an earlier change of the same issue failed")
TRUNCATED = _("{n} changes are left for the next run: a run makes at most {most}.")


@dataclass(frozen=True, slots=True)
class Skipped:
    """An action that was not done, and why; a `failure` is one that should have worked. `link`: to do it by hand."""

    action: Action
    why: LazyText
    failure: bool = True
    link: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan; `left` counts the actions that did not fit into one run."""

    done: tuple[Action, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    left: int = 0
    places: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all was done that could be: a truncated or failed run is a red one."""
        return not self.left and not any(one.failure for one in self.skipped)


def apply(plan: Plan, tracker: Tracker, most: int = MOST_WRITES) -> Outcome:
    """Do what a plan says. A plan beyond the safety limit is not for applying.

    Raises:
        Moved: the branch moved before anybody was told anything: read again, plan again.
        Unwritten: the files could not be written, so nothing else was tried. Of proposals only the subject is left.
    """
    if plan.safety_limit:
        message = "the plan is beyond the safety limit"
        raise ValueError(message)
    executor = _Executor(tracker, dict(plan.numbers))
    for position, action in enumerate(plan.actions):
        left = len(plan.actions) - position
        if executor.writes >= most:
            return executor.outcome(left)
        try:
            executor.do(action)
        except Truncated:
            return executor.outcome(left)
    return executor.outcome()


class _Executor:
    """One run of a plan."""

    def __init__(self, tracker: Tracker, numbers: dict[Subject, int]) -> None:
        self.tracker, self.numbers = tracker, numbers
        self.writes = 0
        self.done: list[Action] = []
        self.skipped: list[Skipped] = []
        self.places: list[str] = []
        self.broken: set[int | Subject] = set()

    def outcome(self, left: int = 0) -> Outcome:
        """Return what became of it."""
        return Outcome(tuple(self.done), tuple(self.skipped), left, tuple(self.places))

    def do(self, action: Action) -> None:
        """Do one action; a failure stops everything only where it is the files that were not written."""
        names = self._names(action)
        if names & self.broken:
            self.skipped.append(Skipped(action, LazyText(EARLIER), failure=False))
            return
        try:
            done = self._do(action)
        except Unwritten as fault:
            if isinstance(fault, Truncated | Moved) or (isinstance(action, Commit) and not action.subject):
                raise
            link = fault.link if isinstance(fault, Unopened) else ""
            self.broken |= set() if link else names
            self.skipped.append(Skipped(action, fault.phrase, link=link))
            return
        self.writes += 1
        if done:
            self.done.append(action)
        else:
            self.broken |= names
            self.skipped.append(Skipped(action, LazyText(CHANGED), failure=False))

    def _do(self, action: Action) -> bool:
        match action:
            case Commit(files, message, subject, gone):
                changes = {**files, **dict.fromkeys(gone)}
                self.places.append(self.tracker.commit_files(changes, message, subject))
            case Create(subject, draft):
                self.numbers[subject] = self.tracker.create_issue(self._ready(draft))
            case React(_, comment, reply):
                self.tracker.add_reaction(comment, reply)
            case CreateComment():
                return self._say(action)
            case Update():
                return self._update(action)
            case SetOpen(_, number, is_open):
                self.tracker.set_open(number, is_open=is_open)
            case DispatchWorkflow(workflow):
                self.tracker.dispatch(workflow)
        return True

    def _say(self, action: CreateComment) -> bool:
        number = action.number or self.numbers.get(action.subject)
        if number is None:
            return False
        self.tracker.add_comment(number, resolve_links(action.body, self.numbers))
        return True

    def _update(self, action: Update) -> bool:
        if self.tracker.read_body(action.number) != action.read:
            return False
        self.tracker.update_issue(action.number, self._ready(action.draft))
        return True

    def _ready(self, draft: Draft) -> Draft:
        """Put in the issues' numbers."""
        return replace(draft, body=resolve_links(draft.body, self.numbers))

    def _names(self, action: Action) -> set[int | Subject]:
        """Return the issues that an action is about: where it fails, nothing may be remembered there."""
        match action:
            case Commit(_, _, key, _, forms) if key:
                subjects = {Subject(kind, key) for kind in (Kind.MEETING, Kind.FACILITATOR)}
                return {*subjects, *forms, *(self.numbers[one] for one in subjects if one in self.numbers)}
            case Create(subject, _) | CreateComment(subject, None, _):
                return {subject}
            case Update(is_early=True):
                return set()
            case (
                CreateComment(_, int(number), _)
                | React(number, _, _)
                | Update(_, number, _, _)
                | SetOpen(_, number, _)
            ):
                return {number}
            case _:
                return set()
