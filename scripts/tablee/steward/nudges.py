"""Comments that call people, few of them: at most one a meeting mentions a given member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tablee.data.model import Meeting
from tablee.data.words import Phrase, _
from tablee.decide.event import Event
from tablee.decide.poll import ANSWER_WITHIN
from tablee.decide.turns import explain
from tablee.decide.turns.vacancy import current_call, holders
from tablee.steward.marker import NoteMarker, parse_note
from tablee.steward.observed import Observed
from tablee.steward.record import Note, Record
from tablee.steward.restart import find_restarts, steps
from tablee.steward.subjects import Kind, Subject

MOST_MENTIONS = 50
"""In one comment (facts: beyond fifty GitHub calls nobody)."""

REMINDER = _("{mentions}: do you come on {day}? 👍, 👎 or 😕 on this issue is enough.")
STAND_INS = _("{mentions}: the turn of {day} has no answer yet. `/take` takes it on.")
RESTARTS: Mapping[str, str] = {
    "first": _("{mentions}: would you call the next date? 👍 in its issue says that you come."),
    "last": _("{mentions}: you were there last time. Who calls the next date?"),
    "everyone": _("{mentions}: we have not met for a while. Who comes to the next date?"),
}


def nudge(record: Record, observed: Observed) -> None:
    """Add to the record's notes what people have to be called for today."""
    written = {subject: _notes_on(observed, subject) for subject in observed.seen}
    for event in record.line.coming():
        if event.meeting and event.on - record.group.settings.poll.closes <= record.today:
            record.notes += list(_of_meeting(record, event, event.meeting, written))
    for restart in find_restarts(record):
        opened = _opened_on(observed, restart.subject, record.today)
        for name, members in steps(record, restart, opened):
            able = _with_account(record, members)[:MOST_MENTIONS]
            if able and name not in {note.note for note in written.get(restart.subject, ())}:
                record.notes.append(Note(restart.subject, name, Phrase(RESTARTS[name]), able))


def _of_meeting(
    record: Record, event: Event, meeting: Meeting, written: Mapping[Subject, tuple[NoteMarker, ...]]
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
        stand_ins = tuple(who for who in _with_account(record, next_ones) if who not in called)
        if stand_ins and not any(note.note == "stand-ins" for note in known):
            called.update(stand_ins)
            yield Note(on_turn, "stand-ins", Phrase(STAND_INS, day), stand_ins)
    if meeting.poll and not meeting.poll.decided_on:
        return
    first = sum(note.note.startswith("remind:") for note in known)
    silent = [who for who in _with_account(record, _silent(record, event, meeting)) if who not in called]
    for batch in range(0, len(silent), MOST_MENTIONS):
        mentions = tuple(silent[batch : batch + MOST_MENTIONS])
        yield Note(on_meeting, f"remind:{first + batch // MOST_MENTIONS}", Phrase(REMINDER, day), mentions)


def _silent(record: Record, event: Event, meeting: Meeting) -> list[str]:
    members = record.group.members_of(event.circle)
    there = (m for m in members if m.public and m.belongs(event.on) and not m.is_away(event.on))
    return [m.id for m in there if m.id not in meeting.answers and m.id not in holders(meeting)]


def _with_account(record: Record, members: Iterable[str]) -> tuple[str, ...]:
    known = record.group.members
    return tuple(who for who in members if known[who].public and known[who].github)


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
