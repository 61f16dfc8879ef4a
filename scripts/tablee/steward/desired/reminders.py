"""Comments that call people, few of them: one call for a turn, one reminder a meeting, two of a silent group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from tablee.i18n.translations import LazyText, _
from tablee.rules.event import State
from tablee.rules.open_matters import silent
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.decide.permissions import contact_for, mentionable
from tablee.steward.decide.restart import find_restarts, steps
from tablee.steward.limits import MOST_MENTIONS
from tablee.steward.messages import Messages
from tablee.steward.observe import ExistingIssue, ExistingIssues
from tablee.steward.state import Kind, Subject
from tablee.steward.texts import people
from tablee.steward.working_group import DesiredComment, WorkingGroup

REMIND_BEFORE = timedelta(days=3)

CALL = _(
    "{mentions}: will you facilitate on {day}? 👍 on this issue accepts; 👎 or `/pass` gives it on, no reason needed."
)
CALL_THROUGH = _(
    "{mentions}: it is {who}’s turn to facilitate on {day}, without an account here. Could you ask? "
    "`/yes` accepts for them, `/pass` gives it on."
)
LEADS = _("{mentions}: {who} facilitates on {day}. What to prepare stands above; `/pass` gives the turn on.")
REMINDER = _("{mentions}: do you come on {day}? 👍, 👎 or 😕 on this issue is enough.")
RESTARTS: Mapping[str, str] = {
    "first": _(
        "{mentions}: would you call the next date? 👍 here says that you come, `/next` with a day fixes another."
    ),
    "everyone": _("{mentions}: we have not met for a while. Who comes to the next date? 👍 here says so."),
    "silence": _(
        "{mentions}: do we go on? 👍 here says that you come to the next date; `/next` with a day fixes another one."
    ),
    "silence-again": _(
        "{mentions}: I ask a last time. 👍 here, or `/next` with a day, and we go on; without a word I keep still."
    ),
}


def calls(working: WorkingGroup, existing: ExistingIssues, messages: Messages) -> Iterator[DesiredComment]:
    """Yield what tells who has a turn, once: who is called, and who had taken it on before its issue was there.

    Who had enough messages waits some days; where somebody closed the issue, until it is open again. Whose own file
    was broken, so that somebody else was asked, is told by name once it is mended.
    """
    for event in working.timeline.coming():
        subject = Subject(Kind.FACILITATOR, str(event.key))
        seen, meeting = existing.by_subject.get(subject), event.meeting
        is_due = event.state is State.CONFIRMED and working.notice_has_come(event)
        if meeting is None or not is_due or working.silent_since(event.circle):
            continue
        if seen and (meeting.facilitators or not seen.issue.is_open):
            continue
        for who in current_facilitators(meeting):
            contact = contact_for(working, event, who)
            text = LEADS if meeting.facilitators else CALL if contact == who else CALL_THROUGH
            values = {"day": event.on, "who": people(who)}
            by_name = DesiredComment(subject, f"call:{who}", LazyText(text, values), (contact,))
            note = by_name if contact == who else replace(by_name, name=f"call:{who}:through")
            is_told = messages.is_written(by_name) or messages.is_written(note)
            if contact and messages.left(contact) > 0 and not is_told:
                yield messages.send(note)


def reminders(
    working: WorkingGroup, existing: ExistingIssues, messages: Messages
) -> Iterator[DesiredComment]:
    """Remind, once, the active members who have said nothing, and who were sent nothing lately."""
    for event in working.timeline.coming():
        is_due = event.meeting is not None and event.on - REMIND_BEFORE <= working.today
        if event.meeting is None or not is_due or working.silent_since(event.circle):
            continue
        subject = Subject(Kind.MEETING, str(event.key))
        seen = existing.by_subject.get(subject)
        if seen and any(note.note.startswith("remind:") for _comment, note in seen.notes):
            continue
        leads = current_facilitators(event.meeting)
        awaited = [who for who in silent(event, working.turns.active(event)) if who not in leads]
        asked = [who for who in mentionable(working.group, awaited) if messages.may_remind(who)]
        for first in range(0, len(asked), MOST_MENTIONS):
            mentions, name = tuple(asked[first : first + MOST_MENTIONS]), f"remind:{first // MOST_MENTIONS}"
            yield messages.send(
                DesiredComment(subject, name, LazyText(REMINDER, {"day": event.on}), mentions)
            )


def restart_calls(
    working: WorkingGroup, existing: ExistingIssues, messages: Messages
) -> Iterator[DesiredComment]:
    """Yield what asks people to start again, each at most once a step."""
    for restart in find_restarts(working):
        seen = existing.by_subject.get(restart.subject)
        for name, members in steps(working, restart, partial(_sent_on, seen)):
            notes = (
                [note for _comment, note in seen.notes if note.note.startswith(f"{name}:")] if seen else []
            )
            asked = {who for note in notes for who in note.mentions}
            able = [w for w in mentionable(working.group, members) if w not in asked and messages.left(w) > 0]
            mentions, text = tuple(able[:MOST_MENTIONS]), LazyText(RESTARTS[name])
            if mentions:
                yield messages.send(DesiredComment(restart.subject, f"{name}:{len(notes)}", text, mentions))


def _sent_on(seen: ExistingIssue | None, name: str) -> date | None:
    """Return the day of the first comment of a restart's step, as its issue remembers it; None before."""
    if seen is None:
        return None
    sent = (one for those in seen.state.notifications.values() for one in those)
    days = [one.on for one in sent if one.name.startswith(f"{name}:")]
    if not days and any(note.note.startswith(f"{name}:") for _comment, note in seen.notes):
        return seen.state.opened_on  # it has forgotten: long ago
    return min(days, default=None)
