"""What should exist by now: every issue with its words, every file with its changes, every comment that is owed.

Level-triggered: it is computed from the files, the issues and the present alone, so that a run that came late, twice
or half through leaves nothing behind that the next one does not mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tablee.checks.rules import check_group
from tablee.checks.surroundings import Surroundings
from tablee.files.load import Loaded, load_changed
from tablee.files.paths import name_of
from tablee.files.problem import Problem
from tablee.i18n.translations import LazyText, _
from tablee.model import Group
from tablee.rules.turns.vacancy import holders
from tablee.steward.accounts import write_numbers
from tablee.steward.decide.dates import fix_dates
from tablee.steward.decide.facilitation import call_facilitators
from tablee.steward.decide.missions import draw_missions
from tablee.steward.decide.moves import ask_whether_off, settle_moves
from tablee.steward.decide.statements import (
    CommentReaction,
    apply_statements,
    reactions_to,
    tell_unwritten,
    with_verdicts,
)
from tablee.steward.desired.issues import DesiredIssue, DesiredIssues, Withheld
from tablee.steward.desired.notifications import Messages, tell_turns
from tablee.steward.desired.reminders import add_reminders
from tablee.steward.file_writes import FileWrites, plan_file_writes
from tablee.steward.interpret.inbox import read_inbox
from tablee.steward.observe import ExistingIssues, began_on
from tablee.steward.pull_requests import Proposals, pending_files
from tablee.steward.state import Subject
from tablee.steward.texts import UserText
from tablee.steward.working_group import Note, WorkingGroup

NOBODY = _("Nobody leads the meeting of {day}: `/take` takes it on.")
NO_DATE = _("{circle} has no next date.")


@dataclass(frozen=True, slots=True)
class DesiredState:
    """Everything that should exist: issues, files, comments, reactions. `unreadable_meetings`: subjects to leave alone.

    `files` are those to write; `by_proposals`, each in a pull request of its own.
    """

    group: Group
    issues: tuple[DesiredIssue, ...]
    recording: FileWrites
    notes: tuple[Note, ...] = ()
    reactions: tuple[CommentReaction, ...] = ()
    unreadable_meetings: frozenset[Subject] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict)
    by_proposals: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What a run begins with: the group, its files as read and their problems, the present, and what surrounds them.

    Of broken files the group holds nothing. `proposals` are there where the group reviews what the steward writes.
    `accounts` are the numbers that were looked up for logins, None for an account that nobody has.
    """

    group: Group
    loaded: Loaded
    problems: tuple[Problem, ...]
    now: datetime
    surroundings: Surroundings
    proposals: Proposals | None = None
    accounts: Mapping[str, int | None] = field(default_factory=dict)


def desired_state(situation: Situation, existing: ExistingIssues) -> DesiredState:
    """Return what should exist by now."""
    situation, accounts = write_numbers(situation)
    said = with_pending(situation)
    unreadable_members = frozenset(said.loaded.member_ids - set(said.group.members))
    working = WorkingGroup(said.group, said.now, set_aside(said.loaded, said.group), unreadable_members)
    start = working.line
    working.looked_up = accounts.members
    working.began_on = began_on(existing, working.today)
    inbox = read_inbox(working, existing)
    verdicts = apply_statements(working, inbox.statements)
    working.notes.extend(inbox.thanks)
    fix_dates(working)
    settle_moves(working, existing, start)
    draw_missions(working)
    messages = Messages(working, existing)
    call_facilitators(working, messages)
    ask_whether_off(working)
    recording = plan_file_writes(working, said.loaded, said.problems, said.surroundings)
    tell_unwritten(working, verdicts, recording.refused)
    shown = working
    if situation.proposals:  # what waits in pull requests is decided on, and not yet shown
        unreadable = working.unreadable_meetings, working.unreadable_members
        shown = WorkingGroup(situation.group, situation.now, *unreadable)
        shown.began_on = working.began_on
    told = tell_turns(shown, existing, messages)
    add_reminders(working, existing, messages, told)
    files = {**accounts.files, **_files_to_write(situation, recording)}
    waiting = _waiting(situation, files)
    withheld = Withheld(frozenset(recording.refused), waiting)
    wants = DesiredIssues(shown, working, existing, with_verdicts(inbox.heard, verdicts), withheld, told)
    return DesiredState(
        group=working.group,
        issues=tuple(
            wants.all(situation.problems, [*recording.troubles, *accounts.troubles, *_troubles(working)])
        ),
        recording=recording,
        notes=tuple(working.notes),
        reactions=tuple(reactions_to(verdicts, frozenset(recording.refused), frozenset(waiting))),
        unreadable_meetings=frozenset(s for s in existing.by_subject if s.key in working.unreadable_meetings),
        files=files,
        by_proposals=situation.proposals is not None,
    )


def with_pending(situation: Situation) -> Situation:
    """Return the situation as it will be once all that waits in pull requests is merged."""
    pending = _pending(situation)
    loaded = load_changed(situation.loaded, pending) if pending else situation.loaded
    if not pending or loaded.group is None:
        return situation
    found = check_group(loaded, situation.now, situation.surroundings)
    return replace(situation, group=loaded.group, loaded=loaded, problems=(*loaded.problems, *found))


def _pending(situation: Situation) -> Mapping[str, bytes]:
    known = situation.proposals
    return pending_files(situation.loaded, known.standing) if known else {}


def _files_to_write(situation: Situation, recording: FileWrites) -> Mapping[str, bytes]:
    """Return the files that changed, and what was to be proposed and no pull request holds as it is by now."""
    proposals = situation.proposals
    return {**(proposals.propose_again(situation.loaded) if proposals else {}), **recording.files}


def _waiting(situation: Situation, files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return where what waits to be merged can be found, by slot key."""
    proposals = situation.proposals
    if proposals is None:
        return {}
    return {
        key: proposals.address(key)
        for key in sorted(map(name_of, {*proposals.waiting(situation.loaded), *files}))
    }


def set_aside(loaded: Loaded, group: Group) -> frozenset[str]:
    """Return the slot keys of the meetings whose files cannot be read: nothing of them is touched."""
    names = {name_of(path) for path in loaded.files if path.startswith("meetings/")}
    return frozenset(names - set(group.meetings))


def _troubles(working: WorkingGroup) -> Iterator[LazyText]:
    """Say what the rules could not settle."""
    for circle in working.group.circle_ids:
        if working.line.next(circle) is None:
            yield LazyText(NO_DATE, {"circle": UserText(working.group.name_of_circle(circle))})
        for event in working.line.coming(circle):
            soon = working.notice_has_come(event)
            lacks = event.meeting and not holders(event.meeting) and event.meeting.present is None
            if soon and lacks and not working.silent_since(circle):
                yield LazyText(NOBODY, {"day": event.on})
