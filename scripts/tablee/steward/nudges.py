"""Comments that call people, few of them: at most one a meeting mentions a given member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from tablee.data.model import Meeting
from tablee.data.words import Phrase, _
from tablee.decide.event import Event
from tablee.decide.poll import ANSWER_WITHIN
from tablee.decide.turns import explain
from tablee.decide.turns.vacancy import current_call, holders
from tablee.steward.marker import NoteMarker, parse_note
from tablee.steward.observed import Observed
from tablee.steward.record import Note, Record
from tablee.steward.restart import find_restarts, resting, steps
from tablee.steward.subjects import Kind, Subject

MOST_A_WEEK = 3
"""Messages to one member; reminders leave one for a call, which cannot wait."""
WEEK = timedelta(days=7)
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


def nudge(record: Record, observed: Observed) -> None:
    """Add to the record's notes what people have to be called for today."""
    written = {subject: _notes_on(observed, subject) for subject in observed.seen}
    lately, quiet = _called_lately(record, observed), resting(record)
    for event in record.line.coming():
        if event.meeting:
            record.notes += list(_of_turn(record, event, event.meeting, observed))
        soon = event.on - record.group.settings.poll.closes <= record.today
        if event.meeting and soon and event.circle not in quiet:
            record.notes += list(_of_meeting(record, event, event.meeting, written, lately))
    for restart in find_restarts(record):
        opened = _opened_on(observed, restart.subject, record.today)
        for name, members in steps(record, restart, opened):
            known = [note for note in written.get(restart.subject, ()) if note.note.startswith(f"{name}:")]
            asked = {who for note in known for who in note.mentions}
            able = [w for w in _with_account(record, members) if w not in asked and lately[w] < MOST_A_WEEK]
            if able:
                lately.update(able[:MOST_MENTIONS])
                note = f"{name}:{len(known)}"
                record.notes.append(
                    Note(restart.subject, note, Phrase(RESTARTS[name]), tuple(able[:MOST_MENTIONS]))
                )


def _of_turn(record: Record, event: Event, meeting: Meeting, observed: Observed) -> Iterator[Note]:
    """Call who has the turn of an issue that was opened for somebody else, and cannot be assigned to it.

    An edited body calls nobody, and GitHub drops whom it does not let be assigned.
    """
    subject, call = Subject(Kind.FACILITATOR, str(event.key)), current_call(meeting)
    known = observed.seen.get(subject)
    if known is None or call is None or call.answer is not None or meeting.facilitators:
        return
    login = "".join(record.group.members[who].github for who in _with_account(record, [call.member]))
    if login and known.memory.asked == (login,) and login not in {*known.issue.assignees, *known.memory.told}:
        yield Note(subject, f"call:{call.member}", Phrase(CALL, {"day": event.on}), (call.member,))


def _called_lately(record: Record, observed: Observed) -> Counter[str]:
    """Count the messages of the last seven days to each member: comments that name them, and turns."""
    since = record.now - WEEK
    everything = [*observed.seen.values(), *observed.duplicates]
    comments = [c for one in everything for c in one.issue.comments if c.by_steward and c.created_at > since]
    found = (parse_note(comment.body) for comment in comments)
    mentions = [*(note.mentions for note in found if note), *(note.mentions for note in record.notes)]
    calls = [call for meeting in record.group.meetings.values() for call in meeting.called]
    return Counter(
        [
            *(who for those in mentions for who in those),
            *(call.member for call in calls if call.on > record.today - WEEK),
        ]
    )


def _of_meeting(
    record: Record,
    event: Event,
    meeting: Meeting,
    written: Mapping[Subject, tuple[NoteMarker, ...]],
    lately: Counter[str],
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
        free = [who for who in _with_account(record, next_ones) if who not in called]
        stand_ins = tuple(who for who in free if lately[who] < MOST_A_WEEK)
        if stand_ins and not any(note.note == "stand-ins" for note in known):
            called.update(stand_ins)
            lately.update(stand_ins)
            yield Note(on_turn, "stand-ins", Phrase(STAND_INS, day), stand_ins)
    if meeting.poll and not meeting.poll.decided_on:
        return
    first = sum(note.note.startswith("remind:") for note in known)
    able = _with_account(record, _silent(record, event, meeting))
    silent = [who for who in able if who not in called and lately[who] < MOST_A_WEEK - 1]
    lately.update(silent)
    for batch in range(0, len(silent), MOST_MENTIONS):
        mentions = tuple(silent[batch : batch + MOST_MENTIONS])
        yield Note(on_meeting, f"remind:{first + batch // MOST_MENTIONS}", Phrase(REMINDER, day), mentions)


def _silent(record: Record, event: Event, meeting: Meeting) -> list[str]:
    members = record.group.members_of(event.circle)
    there = (m for m in members if m.public and m.belongs(event.on) and not m.is_away(event.on))
    return [m.id for m in there if m.id not in meeting.answers and m.id not in holders(meeting)]


def _with_account(record: Record, members: Iterable[str]) -> tuple[str, ...]:
    known = record.group.members
    return tuple(who for who in members if who in known and known[who].public and known[who].github)


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
