"""Comments that call people, few of them: one reminder a meeting, and one call for a turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from tablee.i18n.translations import LazyText, _
from tablee.model import Meeting
from tablee.rules.event import Event
from tablee.rules.turns.vacancy import current_call, holders
from tablee.steward.decide.permissions import contact_for, reachable
from tablee.steward.decide.restart import find_restarts, steps
from tablee.steward.desired.notifications import Messages
from tablee.steward.limits import MOST_MENTIONS
from tablee.steward.observe import ExistingIssues
from tablee.steward.state import Kind, NoteMarker, Subject, parse_note
from tablee.steward.texts import people
from tablee.steward.working_group import Note, WorkingGroup

REMIND_BEFORE = timedelta(days=3)
KEPT_FOR_A_CALL = 1
"""So many messages of a week are left by reminders: a turn can wait less."""

CALL = _(
    "{mentions}: will you facilitate on {day}? 👍 on this issue accepts; 👎 or `/pass` gives it on, no reason needed."
)
CALL_THROUGH = _(
    "{mentions}: it is {who}’s turn to facilitate on {day}, without an account here. Could you ask? "
    "`/yes` accepts for them, `/pass` gives it on."
)
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


def add_reminders(
    working: WorkingGroup,
    existing: ExistingIssues,
    messages: Messages,
    told: Mapping[Subject, tuple[str, ...]],
) -> None:
    """Add to the working group's notes what people have to be called for today; `told` are those who get a turn."""
    written = {subject: _notes_on(existing, subject) for subject in existing.by_subject}
    working.notes = messages.send_notes(working.notes)
    for event in working.line.coming():
        if event.meeting and not working.silent_since(event.circle):
            working.notes += list(_call(working, event, event.meeting, existing, told))
            called = _called(working, event, written)
            working.notes += list(_remind(working, event, event.meeting, written, messages, called))
    for restart in find_restarts(working):
        known = written.get(restart.subject, ())
        for name, members in steps(working, restart, partial(_sent_on, existing, restart.subject)):
            notes = [note for note in known if note.note.startswith(f"{name}:")]
            asked = {who for note in notes for who in note.mentions}
            able = [w for w in reachable(working.group, members) if w not in asked and messages.left(w) > 0]
            able = able[:MOST_MENTIONS]
            messages.send(able)
            note = Note(restart.subject, f"{name}:{len(notes)}", LazyText(RESTARTS[name]), tuple(able))
            working.notes += [note] if able else []


def _call(
    working: WorkingGroup,
    event: Event,
    meeting: Meeting,
    existing: ExistingIssues,
    told: Mapping[Subject, tuple[str, ...]],
) -> Iterator[Note]:
    """Call who has the turn of an issue that was opened for somebody else: an edited body calls nobody.

    So is who was reminded of this meeting before: GitHub lets few members be assigned, and a name tells nobody.
    """
    subject, call = Subject(Kind.FACILITATOR, str(event.key)), current_call(meeting)
    if subject not in existing.by_subject or call is None or call.answer is not None or meeting.facilitators:
        return
    contact = contact_for(working, event, call.member)
    if contact in told.get(subject, ()):
        text = CALL if contact == call.member else CALL_THROUGH
        phrase = LazyText(text, {"day": event.on, "who": people(call.member)})
        yield Note(subject, f"call:{call.member}", phrase, (contact,))


def _remind(
    working: WorkingGroup,
    event: Event,
    meeting: Meeting,
    written: Mapping[Subject, tuple[NoteMarker, ...]],
    messages: Messages,
    called: set[str],
) -> Iterator[Note]:
    """Remind, once, the active members who have said nothing, and whom no comment of this meeting has called."""
    on_meeting = Subject(Kind.MEETING, str(event.key))
    reminded = any(note.note.startswith("remind:") for note in written.get(on_meeting, ()))
    if event.on - REMIND_BEFORE > working.today or reminded:
        return
    silent = [m.id for m in working.turns.active(event) if m.id not in meeting.answers]
    able = reachable(working.group, [who for who in silent if who not in holders(meeting)])
    asked = [who for who in able if who not in called and messages.left(who) > KEPT_FOR_A_CALL]
    messages.send(asked)
    for first in range(0, len(asked), MOST_MENTIONS):
        mentions, name = tuple(asked[first : first + MOST_MENTIONS]), f"remind:{first // MOST_MENTIONS}"
        yield Note(on_meeting, name, LazyText(REMINDER, {"day": event.on}), mentions)


def _called(
    working: WorkingGroup, event: Event, written: Mapping[Subject, tuple[NoteMarker, ...]]
) -> set[str]:
    """Return whom comments on a meeting have called, or are about to."""
    subjects = [Subject(kind, str(event.key)) for kind in (Kind.MEETING, Kind.FACILITATOR)]
    known = {who for subject in subjects for note in written.get(subject, ()) for who in note.mentions}
    return known | {who for note in working.notes if note.subject in subjects for who in note.mentions}


def _notes_on(existing: ExistingIssues, subject: Subject) -> tuple[NoteMarker, ...]:
    comments = existing.by_subject[subject].issue.comments
    found = (parse_note(comment.body) for comment in comments if comment.by_steward)
    return tuple(note for note in found if note)


def _sent_on(existing: ExistingIssues, subject: Subject, name: str) -> date | None:
    """Return the day of the first comment of a restart's step, as its issue remembers it; None before."""
    seen = existing.by_subject.get(subject)
    if seen is None:
        return None
    sent = (one for those in seen.state.notifications.values() for one in those)
    days = [one.on for one in sent if one.name.startswith(f"{name}:")]
    if not days and any(note.note.startswith(f"{name}:") for note in _notes_on(existing, subject)):
        return seen.state.opened_on  # it has forgotten: long ago
    return min(days, default=None)
