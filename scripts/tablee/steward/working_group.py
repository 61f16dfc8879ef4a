"""The working group: the group as its files should be, with what a run has decided so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from tablee.i18n.translations import LazyText, load_translations
from tablee.model import Answer, Group, Meeting
from tablee.model.identity import SlotKey, parse_slot_key
from tablee.rules.silence import silent_since
from tablee.rules.timeline import Event, State, Timeline, build_timeline, with_meeting
from tablee.rules.turns import Past, Turns
from tablee.steward.tracker import ORDER_ONLY

if TYPE_CHECKING:
    from tablee.steward.state import IssueState, Standing, Subject, Swap


@dataclass(frozen=True, slots=True)
class DesiredComment:
    """A comment that the steward owes: `name` makes it the only one of its kind on its issue.

    `mentions` are members, whose accounts it calls; those in `named` had enough messages, and are only named. It is
    never written twice, whatever its words are by then.
    `number` is the issue that it answers where that is not the subject's own. `is_news` where everybody is mentioned,
    however many messages they had: who does not know that a meeting moved goes to the wrong day.
    """

    subject: Subject
    name: str
    text: LazyText
    mentions: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    number: int | None = None
    is_news: bool = False


class WorkingGroup:
    """A group in the making: rules and members' words change its meetings, one frozen copy after another."""

    def __init__(
        self,
        group: Group,
        now: datetime,
        unreadable_meetings: frozenset[str] = frozenset(),
        unreadable_members: frozenset[str] = frozenset(),
        began_on: date | None = None,
        unheard: frozenset[Subject] = frozenset(),
    ) -> None:
        """Begin with the group as its files are; the files of the unreadable ones cannot be read now.

        Nothing of them is touched. What was said in the issues of `unheard` subjects nobody has read: what falls due
        without an answer waits for them.
        """
        self.unheard = unheard
        self.unreadable_meetings, self.unreadable_members = unreadable_meetings, unreadable_members
        self.words = load_translations(group.settings.language)
        self.read = group
        self.group = group
        self.now = now
        self.today: date = self.day(now)
        self.comments: list[DesiredComment] = []
        self.moved: set[str] = set()
        """The meetings whose answers lapsed in this run, with their day."""
        self.untold: defaultdict[str, dict[str, Standing]] = defaultdict(dict)
        """Who cannot be told in this run that a meeting changed, each with the day that they know of."""
        self.ticked: defaultdict[str, set[str]] = defaultdict(set)
        """The boxes of turns' issues that were ticked by a comment."""
        self.swaps: dict[str, Swap] = {}
        self.new_answers: defaultdict[tuple[str, str], set[Answer | None]] = defaultdict(set)
        """What each member has newly said of coming to a meeting: a file that says the same was not edited by hand."""
        self.new_presence: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        """Who has newly been said to have come to a meeting, likewise."""
        self._timeline: Timeline | None = None
        self._turns: Turns | None = None
        self._past: dict[str, Past] = {}
        self._silent: dict[str, date | None] = {}
        self.began_on = began_on or self.today
        """The day on which the steward began its work: a founding cannot be told from the files."""

    @property
    def timeline(self) -> Timeline:
        """The timeline of the group as it is by now."""
        if self._timeline is None:
            self._timeline = build_timeline(self.group, self.now)
        return self._timeline

    @property
    def turns(self) -> Turns:
        """The turns of the group as it is by now."""
        if self._turns is None:
            self._turns = Turns(self.group, self.timeline, self._past)
        return self._turns

    def silent_since(self, circle: str) -> date | None:
        """Return since when a circle has been silent; nobody of it is called, and no date is confirmed meanwhile."""
        if circle not in self._silent:
            self._silent[circle] = silent_since(self.group, self.timeline, circle, self.began_on)
        return self._silent[circle]

    @property
    def changed(self) -> Mapping[str, Meeting]:
        """The meetings that differ from their files, by slot key."""
        before = self.read.meetings
        return {
            key: meeting for key, meeting in self.group.meetings.items() if before.get(key) is not meeting
        }

    def event(self, key: str) -> Event | None:
        """Return the event of a slot key."""
        return self.timeline.event(key)

    def meeting(self, key: str) -> Meeting:
        """Return a meeting as it is by now; one without a file yet is empty."""
        known = self.group.meetings.get(key)
        return known or Meeting(_key(key))

    def notice_has_come(self, event: Event) -> bool:
        """Return whether a meeting is so near that its turn is to be filled and told."""
        return event.on - self.group.settings.turns.notice <= self.today

    def file_before(self, key: str) -> Meeting | None:
        """Return a meeting as its file was when the run began."""
        return self.read.meetings.get(key)

    def put(self, meeting: Meeting) -> None:
        """Keep a meeting; one that says what its file said already changes nothing."""
        key = str(meeting.key)
        if key in self.unreadable_meetings or self.group.meetings.get(key) == meeting:
            return
        read = self.read.meetings.get(key)
        kept = read if read == meeting else meeting
        meetings = {**self.group.meetings, key: kept}
        is_new = len(meetings) > len(self.group.meetings)
        self.group = replace(self.group, meetings=dict(sorted(meetings.items())) if is_new else meetings)
        self._timeline = with_meeting(self._timeline, self.group, kept) if self._timeline else None
        self._forget(key)

    def take_back(self, key: str) -> None:
        """Let a meeting be as its file is: what was decided about it cannot be written."""
        meetings = {name: one for name, one in self.group.meetings.items() if name != key}
        if key in self.read.meetings:
            meetings[key] = self.read.meetings[key]
        self.group = replace(self.group, meetings=dict(sorted(meetings.items())))
        self._timeline = None
        self._forget(key)

    def _forget(self, key: str) -> None:
        """Forget what was decided by a meeting as it was: of one that is over, also what it moved."""
        self._turns, self._silent = None, {}
        event = self.timeline.event(key)
        if event is None or event.is_over(self.now) or event.state is State.HELD:
            self._past.pop(event.circle if event else _key(key).circle, None)

    def is_over(self, key: str, at: datetime | None = None) -> bool:
        """Say whether a meeting had ended when something was said (now, where no moment is given), or will not be."""
        event = self.event(key)
        if event is None or event.meeting is None or event.meeting.cancelled:
            return True
        return event.is_over(self.moment(at))

    def is_closed(self, key: str, at: datetime | None = None, state: IssueState | None = None) -> bool:
        """Say whether nothing counts any more that was said, at a moment, of coming to a meeting or of leading it.

        What this very run calls off, or first finds called off in the file, was still on for whoever spoke meanwhile in
        an issue of that `state`, and may be on again at its end.
        """
        shown = state.day if state else None
        event, before = self.event(key), self.file_before(key)
        known = before and not (before.cancelled and (shown is None or shown.is_cancelled))
        if event is None or event.meeting is None or not known:
            return self.is_over(key, at)
        return event.is_over(self.moment(at))

    def moment(self, at: datetime | None) -> datetime:
        """Return when something was said: now, where the tracker knows no time of it."""
        return self.now if at is None or at < ORDER_ONLY else at

    def day(self, at: datetime | None) -> date:
        """Return the day in the group's zone on which something was said."""
        return self.group.settings.day_of(self.moment(at))


def _key(text: str) -> SlotKey:
    key = parse_slot_key(text)
    if key is None:
        raise KeyError(text)
    return key
