"""Messages to members: what each was sent within three weeks, so that nobody is sent more than three in seven days.

Every message is a comment that mentions somebody: GitHub tells nobody of an edit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from tablee.steward.limits import LEFT_ALONE_FOR, MOST_A_WEEK
from tablee.steward.observe import ExistingIssue, ExistingIssues
from tablee.steward.state import CommentMarker, Notification
from tablee.steward.tracker import ORDER_ONLY, Comment
from tablee.steward.working_group import DesiredComment, WorkingGroup

WEEK = timedelta(days=7)
Notifications = Mapping[str, tuple[Notification, ...]]


class Messages:
    """How many messages each member got lately, those of this run included."""

    def __init__(self, working: WorkingGroup, existing: ExistingIssues) -> None:
        """Count what open issues show, and what closed ones remember: their comments are not read."""
        self._today = working.today
        self._sent_on: defaultdict[str, list[date]] = defaultdict(list)
        for seen in existing.everything:
            for who, sent in sent_lately(working, seen).items():
                self._sent_on[who] += [one.on for one in sent]
        self._written = {
            (one.subject, note.note) for one in existing.everything for _comment, note in one.notes
        }

    def left(self, member: str) -> int:
        """Return how many more messages a member may be sent."""
        return MOST_A_WEEK - sum(day >= self._today - WEEK for day in self._sent_on[member])

    def may_remind(self, member: str) -> bool:
        """Return whether a member was left alone for a while."""
        return not self._sent_on[member]

    def is_written(self, note: DesiredComment) -> bool:
        """Return whether a comment stands there already: it is never written twice."""
        return (note.subject, note.name) in self._written

    def send(self, note: DesiredComment) -> DesiredComment:
        """Count the mentions of a comment; whoever had enough is only named there."""
        if self.is_written(note):
            return note
        able = tuple(who for who in note.mentions if note.is_news or self.left(who) > 0)
        for who in able:
            self._sent_on[who].append(self._today)
        return replace(note, mentions=able, named=tuple(who for who in note.mentions if who not in able))


def sent_lately(working: WorkingGroup, seen: ExistingIssue) -> Notifications:
    """Return which messages of the last days an issue sent to which members.

    An open one shows its comments; of a closed one they are not read, and its state tells.
    """
    remembered = {} if seen.issue.is_open else seen.state.notifications
    found = {who: set(sent) for who, sent in remembered.items()}
    for comment, note in seen.notes:
        for who in note.mentions:
            found.setdefault(who, set()).add(_sent(working, seen, comment, note, who))
    since = working.today - LEFT_ALONE_FOR
    recent = {who: tuple(sorted(one for one in sent if one.on >= since)) for who, sent in found.items()}
    return {who: sent for who, sent in sorted(recent.items()) if sent}


def _sent(
    working: WorkingGroup, seen: ExistingIssue, comment: Comment, note: CommentMarker, who: str
) -> Notification:
    """Return a comment with its day; where a folder knows no time, with the day that was remembered."""
    if comment.created_at < ORDER_ONLY:
        known = (one for one in seen.state.notifications.get(who, ()) if one.name == note.note)
        return next(known, Notification(working.today, note.note))
    return Notification(working.day(comment.created_at), note.note)


def remember_notifications(
    working: WorkingGroup, seen: ExistingIssue | None, notes: Iterable[DesiredComment]
) -> Notifications:
    """Return what an issue has to remember of its messages, with these comments; old ones go when others come."""
    before = seen.state.notifications if seen else {}
    known = {who: set(sent) for who, sent in (sent_lately(working, seen) if seen else {}).items()}
    for note in notes:
        for who in note.mentions:
            sent = known.setdefault(who, set())
            if all(one.name != note.name for one in sent):
                sent.add(Notification(working.today, note.name))
    news = any(sent - set(before.get(who, ())) for who, sent in known.items())
    return {who: tuple(sorted(sent)) for who, sent in sorted(known.items())} if news else before
