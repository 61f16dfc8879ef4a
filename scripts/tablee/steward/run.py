"""What should exist by now: every issue with its words, every file with its changes, every comment that is owed.

Level-triggered: it is computed from the files, the issues and the present alone, so that a run that came late, twice
or half through leaves nothing behind that the next one does not mend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tablee.checks.repository import Repository
from tablee.checks.rules import check_group
from tablee.checks.surroundings import Surroundings
from tablee.files.load import Loaded, load_changed
from tablee.files.paths import name_of
from tablee.files.problem import Problem
from tablee.i18n.translations import LazyText, _
from tablee.model import Group
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.accounts import write_numbers
from tablee.steward.decide.dates import fix_dates
from tablee.steward.decide.facilitation import call_facilitators
from tablee.steward.decide.missions import draw_missions
from tablee.steward.decide.moves import ask_whether_off, debts, settle_moves
from tablee.steward.decide.statements import (
    React,
    Verdict,
    apply_statements,
    reactions_to,
    tell_unwritten,
    with_verdicts,
)
from tablee.steward.desired.bodies.founding import is_publishable
from tablee.steward.desired.issues import DesiredIssue, DesiredIssues
from tablee.steward.desired.reminders import calls, reminders, restart_calls
from tablee.steward.file_writes import FileWrites, plan_file_writes
from tablee.steward.forms.answers import FormAnswer
from tablee.steward.forms.meetings import obey_forms, settle_forms
from tablee.steward.forms.reading import read_forms
from tablee.steward.interpret.inbox import Inbox, read_inbox
from tablee.steward.mail import Mail, with_mail_keys_of, with_mails, write_mail_keys
from tablee.steward.messages import Messages
from tablee.steward.observe import ExistingIssue, ExistingIssues
from tablee.steward.pull_requests import Proposals, pending_files
from tablee.steward.state import IssueState, Subject
from tablee.steward.texts import UserText, people
from tablee.steward.tracker import Workflow
from tablee.steward.working_group import DesiredComment, WorkingGroup

NOBODY = _("Nobody leads the meeting of {day}: `/take` takes it on.")
UNREACHED = _(
    "{who}: no account and no mail, so nobody is reminded or asked for them. `tablee post link` with a name makes the "
    "link by which they give an address."
)
NO_DATE = _("{circle} has no next date.")
FORGETS = _("Forget a member")


@dataclass(frozen=True, slots=True)
class DesiredState:
    """Everything that should exist: issues, files, comments, reactions. `unreadable_meetings`: subjects to leave alone.

    `files` are those to write, `gone` those to delete; `by_proposals`, each in a pull request of its own. `message`
    tells what is written where that is more than what was said; `starts` are the workflows to start afterwards.
    `debts` are what issues have to remember before any file is written.
    """

    group: Group
    issues: tuple[DesiredIssue, ...]
    comments: tuple[DesiredComment, ...] = ()
    reactions: tuple[React, ...] = ()
    troubles: tuple[LazyText, ...] = ()
    unreadable_meetings: frozenset[Subject] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict)
    by_proposals: bool = False
    forms: tuple[FormAnswer, ...] = ()
    looked_up: frozenset[str] = frozenset()
    message: str = ""
    gone: tuple[str, ...] = ()
    starts: tuple[Workflow, ...] = ()
    debts: tuple[tuple[ExistingIssue, IssueState], ...] = ()


@dataclass(frozen=True, slots=True)
class RunInput:
    """What a run begins with: the group, its files as read and their problems, the present, and what surrounds them.

    Of broken files the group holds what they last said, where Git knows it. `proposals` are there where the group
    reviews what the steward writes. `accounts` are the numbers that were looked up for logins, None for an account
    that nobody has. `prose` reads the group's other texts, which only forgetting a member needs; None where they may
    be older than the branch. `repository` is what can be seen of the repository itself. `mail` is what the
    group's mailbox holds, None where a run did not look.
    """

    group: Group
    loaded: Loaded
    problems: tuple[Problem, ...]
    now: datetime
    surroundings: Surroundings
    proposals: Proposals | None = None
    accounts: Mapping[str, int | None] = field(default_factory=dict)
    prose: Callable[[], Mapping[str, bytes]] | None = None
    repository: Repository | None = None
    mail: Mail | None = None

    def read_again(self, loaded: Loaded) -> RunInput:
        """Return what a run begins with once its files are others."""
        problems = tuple(check_group(loaded, self.now, self.surroundings))
        return replace(self, loaded=loaded, group=loaded.group or self.group, problems=problems)


def desired_state(given: RunInput, existing: ExistingIssues) -> DesiredState:
    """Return what should exist by now, step by step: nothing of it is done yet."""
    given, accounts = write_numbers(given)
    merged, mailed = write_mail_keys(with_pending(given))
    told = with_mail_keys_of(given, merged) if given.proposals else merged
    told, forms = read_forms(told, existing)
    if given.proposals:
        given = replace(given, group=told.group)
    else:
        given = merged = told
    working = working_group(merged, existing)
    messages = Messages(working, existing)
    inbox = with_mails(read_inbox(working, existing), given.mail)
    about_meetings = obey_forms(working, forms.about_meetings)
    verdicts = decide(working, existing, inbox, messages)
    writes = plan_file_writes(working, merged.loaded, merged.problems, merged.surroundings)
    # What waits in pull requests is decided on, and not yet shown.
    shown = working_group(given, existing) if given.proposals else working
    news = [*working.comments, *inbox.thanks, *tell_unwritten(verdicts, writes.refused)]
    comments = [*map(messages.send, news), *calls(shown, existing, messages)]
    comments += reminders(working, existing, messages)
    comments += restart_calls(working, existing, messages)
    files = {**accounts.files, **mailed, **forms.files, **_files_to_write(given, writes)}
    files = {path: data for path, data in files.items() if path not in forms.gone}
    waiting = _waiting(given, files)
    heard = with_verdicts(inbox.heard, verdicts)
    issues = DesiredIssues(
        working=shown,
        decided=working,
        existing=existing,
        heard=heard,
        refused=writes.refused.keys(),
        waiting=waiting,
        comments=comments,
        looked_up=accounts.members,
        unread_mails=given.mail.unread if given.mail else None,
    )
    troubles = [*writes.troubles, *accounts.troubles, *_troubles(working)]
    return DesiredState(
        group=working.group,
        files=files,
        issues=tuple(issues.all(given.problems, troubles, given.repository)),
        comments=tuple(comments),
        reactions=tuple(reactions_to(verdicts, writes.refused, waiting)),
        troubles=writes.troubles,
        unreadable_meetings=frozenset(s for s in existing.by_subject if s.key in working.unreadable_meetings),
        by_proposals=given.proposals is not None,
        looked_up=frozenset(accounts.members),
        message=working.words.gettext(FORGETS) if forms.forgets else "",
        starts=tuple(_starts(given, existing, files)),
        debts=tuple(debts(working, existing, files)),
        gone=forms.gone,
        forms=(*forms.answers, *settle_forms(about_meetings, writes.refused, waiting)),
    )


def _starts(given: RunInput, existing: ExistingIssues, files: Mapping[str, bytes]) -> Iterator[Workflow]:
    """Yield what is to be started: the site, where files are written, or where it can be published from now on.

    While Pages are off there is nothing to publish to, and the run would be red.
    """
    has_place = given.repository is None or given.repository.has_pages is not False
    if (files and has_place and not given.proposals) or is_publishable(existing, given.repository):
        yield Workflow.SITE


def working_group(given: RunInput, existing: ExistingIssues) -> WorkingGroup:
    """Return the copy of a group that rules and people's words change; what cannot be read is left as it is."""
    group, loaded = given.group, given.loaded
    files = (path for path in loaded.files if path.startswith("meetings/"))
    meetings = {
        name_of(path) for path in files if path in loaded.aside or name_of(path) not in group.meetings
    }
    members = loaded.member_ids - set(group.members)
    unreadable = frozenset(meetings), frozenset(members)
    return WorkingGroup(group, given.now, *unreadable, existing.began_on, existing.unheard)


def decide(
    working: WorkingGroup, existing: ExistingIssues, inbox: Inbox, messages: Messages
) -> tuple[Verdict, ...]:
    """Let the working group become what it should be: by what people said, then by the rules."""
    start = working.timeline
    verdicts = apply_statements(working, inbox.statements)
    fix_dates(working)
    settle_moves(working, existing, start)
    draw_missions(working)
    call_facilitators(working, messages)
    ask_whether_off(working)
    return verdicts


def with_pending(given: RunInput) -> RunInput:
    """Return what a run begins with as it will be once all that waits in pull requests is merged."""
    pending = pending_files(given.loaded, given.proposals.standing) if given.proposals else {}
    loaded = load_changed(given.loaded, pending) if pending else given.loaded
    if not pending or loaded.group is None:
        return given
    return given.read_again(loaded)


def _files_to_write(given: RunInput, writes: FileWrites) -> Mapping[str, bytes]:
    """Return the files that changed, and what was to be proposed and no pull request holds as it is by now."""
    proposals = given.proposals
    return {**(proposals.propose_again(given.loaded) if proposals else {}), **writes.files}


def _waiting(given: RunInput, files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return where what waits to be merged can be found, by slot key."""
    proposals = given.proposals
    if proposals is None:
        return {}
    return {
        key: proposals.address(key)
        for key in sorted(map(name_of, {*proposals.waiting(given.loaded), *files}))
    }


def _troubles(working: WorkingGroup) -> Iterator[LazyText]:
    """Say what the rules could not settle."""
    for circle in working.group.circle_ids[working.timeline.lives_in_circles :]:
        if working.timeline.next(circle) is None:
            yield LazyText(NO_DATE, {"circle": UserText(working.group.name_of_circle(circle))})
        for event in working.timeline.coming(circle):
            soon = working.notice_has_come(event)
            lacks = (
                event.meeting and not current_facilitators(event.meeting) and event.meeting.present is None
            )
            if soon and lacks and not working.silent_since(circle):
                yield LazyText(NOBODY, {"day": event.on})
    yield from _unreached(working)


def _unreached(working: WorkingGroup) -> Iterator[LazyText]:
    """Say, where the group has a mailbox, whom neither a comment nor a mail can reach."""
    members = working.group.members
    if not any(member.mail for member in members.values()):
        return
    events = (working.timeline.next(circle) for circle in working.group.circle_ids)
    active = {one.id: one for event in events if event for one in working.turns.active(event)}
    silent = sorted(who for who, member in active.items() if not member.mail and not member.github)
    if silent:
        yield LazyText(UNREACHED, {"who": people(*silent)})
