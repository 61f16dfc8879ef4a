"""Messages to members: what each was sent within seven days, so that nobody is sent more than three."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from tablee.rules.event import Event, State
from tablee.rules.turns.vacancy import current_call, holders
from tablee.steward.decide.permissions import contact_for
from tablee.steward.limits import MOST_A_WEEK
from tablee.steward.observe import ExistingIssue, ExistingIssues
from tablee.steward.state import Kind, NoteMarker, Notification, Subject, parse_note
from tablee.steward.tracker import ORDER_ONLY, Comment
from tablee.steward.working_group import Note, WorkingGroup

WEEK = timedelta(days=7)
Notifications = Mapping[str, tuple[Notification, ...]]
TURN = "turn"
"""How the message is remembered that somebody has a turn: in the issue itself, not in a comment."""


class Messages:
    """How many messages each member got lately, those of this run included: mentions in comments, and turns."""

    def __init__(self, working: WorkingGroup, existing: ExistingIssues) -> None:
        """Count what open issues show, and what closed ones remember: their comments are not read."""
        everything = [*existing.by_subject.values(), *existing.duplicates]
        self._lately = Counter(
            who for one in everything for who, sent in sent_lately(working, one).items() for _one in sent
        )
        self._written = {(one.subject, note.note) for one in everything for _comment, note in _notes(one)}

    def left(self, member: str) -> int:
        """Return how many more messages a member may be sent."""
        return MOST_A_WEEK - self._lately[member]

    def is_written(self, note: Note) -> bool:
        """Return whether a comment stands there already: it is never written twice."""
        return (note.subject, note.name) in self._written

    def send(self, members: Iterable[str]) -> None:
        """Count a message to each of some members."""
        self._lately.update(members)

    def send_notes(self, notes: Iterable[Note]) -> list[Note]:
        """Count the mentions of comments; whoever had enough is only named there."""
        return [self._send_note(note) for note in notes]

    def _send_note(self, note: Note) -> Note:
        if self.is_written(note):
            return note
        able = tuple(who for who in note.mentions if note.is_news or self.left(who) > 0)
        self.send(able)
        return replace(note, mentions=able, named=tuple(who for who in note.mentions if who not in able))


def sent_lately(working: WorkingGroup, seen: ExistingIssue) -> Notifications:
    """Return which messages of the last days an issue sent to which members.

    An open one shows its comments; of a closed one they are not read, and its state tells.
    """
    found: dict[str, set[Notification]] = {}
    for who, sent in seen.state.notifications.items():
        found[who] = {one for one in sent if not seen.issue.is_open or one.name == TURN}
    for comment, note in _notes(seen):
        for who in note.mentions:
            found.setdefault(who, set()).add(_sent(working, seen, comment, note, who))
    since = working.today - WEEK
    recent = {who: tuple(sorted(one for one in sent if one.on >= since)) for who, sent in found.items()}
    return {who: sent for who, sent in sorted(recent.items()) if sent}


def _sent(
    working: WorkingGroup, seen: ExistingIssue, comment: Comment, note: NoteMarker, who: str
) -> Notification:
    """Return a comment with its day; where a folder knows no time, with the day that was remembered."""
    if comment.created_at < ORDER_ONLY:
        known = (one for one in seen.state.notifications.get(who, ()) if one.name == note.note)
        return next(known, Notification(working.today, note.note))
    return Notification(working.day(comment.created_at), note.note)


def _notes(seen: ExistingIssue) -> Iterator[tuple[Comment, NoteMarker]]:
    for comment in seen.issue.comments:
        note = parse_note(comment.body) if comment.by_steward else None
        if note:
            yield comment, note


def remember_notifications(
    working: WorkingGroup, seen: ExistingIssue | None, turns: Iterable[str], notes: Iterable[Note]
) -> Notifications:
    """Return what an issue has to remember of its messages: a turn to some members today, and some comments.

    Old ones go when others come.
    """
    before = seen.state.notifications if seen else {}
    known = {who: set(sent) for who, sent in (sent_lately(working, seen) if seen else {}).items()}
    for who, name in [(who, TURN) for who in turns] + [
        (who, note.name) for note in notes for who in note.mentions
    ]:
        sent = known.setdefault(who, set())
        if name == TURN or all(one.name != name for one in sent):
            sent.add(Notification(working.today, name))
    news = any(sent - set(before.get(who, ())) for who, sent in known.items())
    return {who: tuple(sorted(sent)) for who, sent in sorted(known.items())} if news else before


def tell_turns(
    working: WorkingGroup, existing: ExistingIssues, messages: Messages
) -> Mapping[Subject, tuple[str, ...]]:
    """Return whom the facilitators' issues tell in this run of a turn, who were not told yet.

    A new issue tells it by being opened, an old one by a comment. Who had enough messages waits some days.
    """
    found = {}
    for event in working.line.coming():
        subject = Subject(Kind.FACILITATOR, str(event.key))
        known = existing.by_subject.get(subject)
        unasked = [
            who for who in _to_tell(working, event, known) if not (known and who in known.state.assigned)
        ]
        contacts = dict.fromkeys(contact_for(working, event, who) for who in unasked)
        found[subject] = tuple(who for who in contacts if who and messages.left(who) > 0)
        messages.send(found[subject])
    return found


def _to_tell(working: WorkingGroup, event: Event, known: ExistingIssue | None) -> tuple[str, ...]:
    """Return who has a turn that is told by now; whoever took it on, where its issue is open, knows."""
    meeting, soon = event.meeting, working.notice_has_come(event)
    if (
        not soon
        or event.state is not State.CONFIRMED
        or meeting is None
        or working.silent_since(event.circle)
    ):
        return ()
    if known and not known.issue.is_open:
        return ()  # nothing is said in a closed issue; once it is open again, they are told
    call = current_call(meeting)
    waits = call is not None and call.answer is None and not meeting.facilitators
    return holders(meeting) if waits or known is None else ()
