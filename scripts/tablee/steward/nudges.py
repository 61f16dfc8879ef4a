"""Comments that call people, few of them: at most one a meeting mentions a given member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tablee.i18n.words import Phrase, _
from tablee.model import Meeting
from tablee.rules.event import Event
from tablee.rules.poll import ANSWER_WITHIN
from tablee.rules.turns import explain
from tablee.rules.turns.vacancy import current_call, holders
from tablee.steward.marker import NoteMarker, parse_note
from tablee.steward.messages import Messages
from tablee.steward.observed import Observed
from tablee.steward.record import Note, Record
from tablee.steward.restart import find_restarts, resting, steps
from tablee.steward.subjects import Kind, Subject
from tablee.steward.who import reachable

KEPT_FOR_A_CALL = 1
"""So many messages of a week are left by reminders: a turn can wait less."""
MOST_MENTIONS = 50
"""In one comment (facts: beyond fifty GitHub calls nobody)."""

CALL = _("{mentions}: will you facilitate on {day}? 👍 to this issue accepts, `/pass` costs nothing.")
REMINDER = _("{mentions}: do you come on {day}? 👍, 👎 or 😕 on this issue is enough.")
STAND_INS = _("{mentions}: the turn of {day} has no answer yet. `/take` takes it on.")
RESTARTS: Mapping[str, str] = {
    "first": _("{mentions}: would you call the next date? 👍 in its issue says that you come."),
    "last": _("{mentions}: you were there last time. Who calls the next date?"),
    "everyone": _("{mentions}: we have not met for a while. Who comes to the next date?"),
}


def nudge(record: Record, observed: Observed, messages: Messages) -> None:
    """Add to the record's notes what people have to be called for today."""
    written = {subject: _notes_on(observed, subject) for subject in observed.seen}
    restarts = find_restarts(record)
    quiet = resting(restarts)
    record.notes = messages.send_notes(record.notes)
    for event in record.line.coming():
        if event.meeting:
            record.notes += _of_turn(record, event, event.meeting, observed, messages)
        soon = event.on - record.group.settings.poll.closes <= record.today
        if event.meeting and soon and event.circle not in quiet:
            record.notes += list(_of_meeting(record, event, event.meeting, written, messages))
    for restart in restarts:
        opened = _opened_on(observed, restart.subject, record.today)
        for name, members in steps(record, restart, opened):
            known = [note for note in written.get(restart.subject, ()) if note.note.startswith(f"{name}:")]
            asked = {who for note in known for who in note.mentions}
            able = [w for w in reachable(record.group, members) if w not in asked and messages.left(w) > 0]
            if able:
                messages.send(able[:MOST_MENTIONS])
                note = f"{name}:{len(known)}"
                record.notes.append(
                    Note(restart.subject, note, Phrase(RESTARTS[name]), tuple(able[:MOST_MENTIONS]))
                )


def _of_turn(
    record: Record, event: Event, meeting: Meeting, observed: Observed, messages: Messages
) -> Iterator[Note]:
    """Call who has the turn of an issue that was opened for somebody else, and cannot be assigned to it.

    An edited body calls nobody, and GitHub drops whom it does not let be assigned.
    """
    subject, call = Subject(Kind.FACILITATOR, str(event.key)), current_call(meeting)
    known = observed.seen.get(subject)
    if known is None or call is None or call.answer is not None or meeting.facilitators:
        return
    login = "".join(record.group.members[who].github for who in reachable(record.group, [call.member]))
    unseen = known.memory.asked == (login,) and login not in {*known.issue.assignees, *known.memory.told}
    note = Note(subject, f"call:{call.member}", Phrase(CALL, {"day": event.on}), (call.member,))
    if login and unseen and not messages.is_written(note) and messages.left(call.member) > 0:
        messages.send([call.member])
        yield note


def _of_meeting(
    record: Record,
    event: Event,
    meeting: Meeting,
    written: Mapping[Subject, tuple[NoteMarker, ...]],
    messages: Messages,
) -> Iterator[Note]:
    key = str(event.key)
    on_meeting, on_turn = Subject(Kind.MEETING, key), Subject(Kind.FACILITATOR, key)
    known = [*written.get(on_meeting, ()), *written.get(on_turn, ())]
    owed = [note.mentions for note in record.notes if note.subject in {on_meeting, on_turn}]
    called = {who for note in known for who in note.mentions} | {who for those in owed for who in those}
    day = {"day": event.on}
    call = current_call(meeting)
    if call and call.answer is None and not meeting.facilitators and call.on + ANSWER_WITHIN <= record.today:
        next_ones = explain(record.group, record.line, key).stand_ins((call.member,))
        free = [who for who in reachable(record.group, next_ones) if who not in called]
        stand_ins = tuple(who for who in free if messages.left(who) > 0)
        if stand_ins and not any(note.note == "stand-ins" for note in known):
            called.update(stand_ins)
            messages.send(stand_ins)
            yield Note(on_turn, "stand-ins", Phrase(STAND_INS, day), stand_ins)
    if meeting.poll and not meeting.poll.decided_on:
        return
    first = sum(note.note.startswith("remind:") for note in known)
    able = reachable(record.group, _silent(record, event, meeting))
    silent = [who for who in able if who not in called and messages.left(who) > KEPT_FOR_A_CALL]
    messages.send(silent)
    for batch in range(0, len(silent), MOST_MENTIONS):
        mentions = tuple(silent[batch : batch + MOST_MENTIONS])
        yield Note(on_meeting, f"remind:{first + batch // MOST_MENTIONS}", Phrase(REMINDER, day), mentions)


def _silent(record: Record, event: Event, meeting: Meeting) -> list[str]:
    members = record.group.members_of(event.circle)
    there = (m for m in members if m.public and m.belongs(event.on) and not m.is_away(event.on))
    return [m.id for m in there if m.id not in meeting.answers and m.id not in holders(meeting)]


def _notes_on(observed: Observed, subject: Subject) -> tuple[NoteMarker, ...]:
    comments = observed.seen[subject].issue.comments
    found = (parse_note(comment.body) for comment in comments if comment.by_steward)
    return tuple(note for note in found if note)


def _opened_on(observed: Observed, subject: Subject, today: date) -> date:
    known = observed.seen.get(subject)
    text = known.memory.since[0] if known and known.memory.since else ""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
