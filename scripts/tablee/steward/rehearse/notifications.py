"""Who would be notified, and how often: as GitHub does it, counted for one rehearsal.

A mention calls somebody, and subscribes them to that issue; so does writing there. Whoever is subscribed hears of every
later comment and of its end, but not of edits and reactions (GitHub docs, "About notifications").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from tablee.model import Group
from tablee.model.folding import fold
from tablee.steward.diff import Action, Create, CreateComment, SetOpen, Update
from tablee.steward.rehearse.people import Deed, Writes
from tablee.steward.state import Subject, without_marker

_MENTION = re.compile(r"(?<![\w`])@([A-Za-z0-9-]+)")
_CODE = re.compile(r"`[^`]*`")


class Mailbox:
    """The notifications of all members, by day."""

    def __init__(self) -> None:
        self.received: defaultdict[str, Counter[date]] = defaultdict(Counter)
        self._subscribed: defaultdict[Subject, set[str]] = defaultdict(set)

    def note_actions(self, group: Group, actions: Iterable[Action], on: date) -> None:
        """Count what the steward's actions of a day bring to whom."""
        for action in actions:
            match action:
                case Create(subject, draft):
                    self._call(subject, called(group, draft.body), on)
                case Update(subject, _, draft, read):
                    fresh = called(group, draft.body) - self._subscribed[subject]
                    self._call(subject, fresh - called(group, read), on)
                case CreateComment(subject, _, body):
                    self._call(subject, self._subscribed[subject] | called(group, body), on)
                case SetOpen(Subject() as subject, _, _):
                    self._call(subject, self._subscribed[subject], on)
                case _:
                    pass

    def note_deed(self, group: Group, deed: Deed, on: date) -> None:
        """Count what a member's comment brings to the others; it subscribes its author."""
        if isinstance(deed, Writes):
            self._call(deed.subject, self._subscribed[deed.subject] - {deed.member}, on)
            if group.members[deed.member].github:
                self._subscribed[deed.subject].add(deed.member)

    def total(self, member: str) -> int:
        """Return how many notifications a member had."""
        return self.received[member].total()

    def most_in_a_week(self, member: str) -> int:
        """Return how many the busiest week brought, from Monday to Sunday."""
        weeks: Counter[tuple[int, int]] = Counter()
        for on, times in self.received[member].items():
            weeks[on.isocalendar()[:2]] += times
        return max(weeks.values(), default=0)

    def _call(self, subject: Subject, members: Iterable[str], on: date) -> None:
        for member in list(members):
            self.received[member][on] += 1
            self._subscribed[subject].add(member)


def called(group: Group, body: str) -> set[str]:
    """Return the members whose accounts a text mentions."""
    text = _CODE.sub("", without_marker(body))
    logins = {fold(login) for login in _MENTION.findall(text)}
    return {m.id for m in group.members.values() if m.public and m.github and fold(m.github) in logins}
