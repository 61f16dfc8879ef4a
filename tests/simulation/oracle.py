"""What the oracle remembers: every word of every member, and how the files stood when it last looked.

It hears people when they speak, not through the steward; it is told when a run reads, and when a run is over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from simulation.dates import Dates
from simulation.host import Host, subject_of
from simulation.newest import (
    MOMENT,
    Ballots,
    Reacted,
    newest_answer,
    newest_answer_of_private,
    newest_votes,
    votes_before,
)
from simulation.story import Story
from simulation.voices import ZONE, find_ballots, find_reacted, reactions_of
from simulation.worlds import COMMENT, GONE, HAND, Claim, Registered, Said, Waiting, World
from tablee.files.load import load_changed
from tablee.files.problem import Problem, Severity
from tablee.model import Group, Meeting, Poll
from tablee.rules.event import Event, State
from tablee.rules.timeline import Timeline, build_timeline, with_meeting
from tablee.steward.tracker import Reaction

FRESH = timedelta(hours=20)
"""So long a look at the time is good for people; runs look again."""
SETTLED_AFTER = timedelta(days=15)
"""How long after a meeting its answers are still followed word by word."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Next(NamedTuple):
    """A `/next` for a circle, in which issue it stands, and the yes that it means where the circle is silent.

    With a day it ends the vote on the date that it moves.
    """

    circle: str
    issue: int
    said: Said[str]
    has_day: bool


@dataclass
class Oracle:
    """The memory of one year."""

    host: Host
    story: Story
    answers: dict[tuple[str, str], Claim[str, Reacted]] = field(default_factory=dict)
    votes: dict[tuple[str, str], Claim[frozenset[date], Ballots]] = field(default_factory=dict)
    dates: Dates = field(default_factory=Dates)
    moved: set[str] = field(default_factory=set)
    """Meetings whose day or state changed since the last quiet moment."""
    lapsed_at: dict[str, datetime] = field(default_factory=dict)
    """Until when what was said of a meeting is surely of a day from which it has moved."""
    took_turns: set[tuple[str, str]] = field(default_factory=set)
    """Who said to lead which meeting: then a no is a yes, whatever else was said."""
    last_word: dict[tuple[str, str], datetime] = field(default_factory=dict)
    """When each member has last said anything of a meeting, in whatever way."""
    nexts: list[Next] = field(default_factory=list)
    """Each `/next` that no run has read yet that did everything."""
    nexts_read: list[Next] = field(default_factory=list)
    """Those that this run reads: one in an issue that somebody closed waits until it is open again."""
    last_no: dict[tuple[str, str], datetime] = field(default_factory=dict)
    """When each member has last said no: that gives a turn back, whatever comes after it."""
    doubled: set[str] = field(default_factory=set)
    """Meetings of which this run reads several issues."""
    whole_at: datetime = _LONG_AGO
    """When a run has last read and done everything."""
    _problems: tuple[Problem, ...] = ()
    _group: Group | None = None
    _timeline: Timeline | None = None
    _seen_at: tuple[int, datetime] | None = None
    _later: tuple[Group, Timeline] | None = None
    _compared: Group | None = None

    # --- what is there ----------------------------------------------------------------------------------------------

    def look(self) -> tuple[Group, Timeline]:
        """Return the group as the branch is now, and its time."""
        now = (len(self.host.log), self.host.now)
        if self._group is None or self._seen_at is None or self._seen_at[0] != now[0]:
            loaded = self.host.loaded()
            if loaded.group is None:
                message = "group.yml is broken"
                raise AssertionError(message)
            self._timeline = self._line_of(loaded.group)
            self._group, self._problems = loaded.group, loaded.problems
        if self._timeline is None or self.host.now - self._timeline.now > FRESH:
            self._timeline = build_timeline(self._group, self.host.now)
        self._seen_at = now
        return self._group, self._timeline

    def _note_moves(self, at: datetime) -> None:
        """Compare the days of all meetings, as they count, with those when it last looked."""
        before, after = self._compared, self.said()[0]
        if before and before.meetings.keys() - after.meetings.keys():  # a broken file is as it was
            after = replace(after, meetings={**before.meetings, **after.meetings})
        self._compared = after
        changed = self.dates.note(at, self.whole_at, before, after) if before else set()
        self.moved |= changed

    def note_word(self, key: str, who: str, value: str = "") -> None:
        """Remember that a member said something of a meeting."""
        self.last_word[key, who] = self.host.now
        if value == "no":
            self.last_no[key, who] = self.host.now

    def look_again(self) -> None:
        """Let the next look see the present itself, as a run does."""
        self._timeline = None

    def _line_of(self, group: Group) -> Timeline | None:
        """Return the time of a group of which only meetings have changed since the last look."""
        timeline, before = self._timeline, self._group
        if timeline is None or before is None or before.settings is not group.settings:
            return None
        if before.meetings.keys() - group.meetings.keys():
            return None
        return _brought_up_to_date(timeline, before, group)

    def said(self) -> tuple[Group, Timeline]:
        """Return the same with what waits to be merged: that counts as said."""
        group, timeline = self.look()
        loaded = self.host.said()
        if loaded.group is None or loaded.group is group:
            return group, timeline
        if self._later is None or self._later[0] is not loaded.group or self._later[1].now != timeline.now:
            self._later = (loaded.group, _brought_up_to_date(timeline, group, loaded.group))
        return self._later

    def problems(self) -> tuple[Problem, ...]:
        """Return what cannot be read in the files as they are now."""
        self.look()
        return tuple(one for one in self._problems if one.severity is Severity.ERROR)

    def today(self) -> date:
        """Return the day in the group's zone."""
        return self.host.now.astimezone(ZONE).date()

    def meeting(self, key: str) -> Meeting | None:
        """Return a meeting as its file is; None without a file that can be read."""
        return self.look()[0].meetings.get(key)

    def _counted(self, key: str) -> Meeting | None:
        """Return a meeting as it counts, with what waits to be merged."""
        return self.said()[0].meetings.get(key)

    def live(self) -> Iterator[Event]:
        """Yield the meetings of which words may still count, or have lately counted."""
        since = self.host.now - SETTLED_AFTER
        for event in self.said()[1].events:
            if event.meeting is not None and event.ends_at > since:
                yield event

    # --- what people say --------------------------------------------------------------------------------------------

    def answer_by_word(
        self, key: str, member: str, value: str, comment: int, speaker: str = "", *, sure: bool = True
    ) -> None:
        """Remember an answer in a comment, of the member or of a keeper; of what is over nothing counts."""
        event = self.said()[1].event(key)
        over = event is None or event.is_over(self.host.now)
        known = event is not None and event.meeting is not None and event.state is not State.CANCELLED
        way = GONE if known and over else COMMENT
        self.note_word(key, member, value)
        said = Said(self.host.now, way, value, comment, sure=known and sure, speaker=speaker or member)
        self._answer(key, member).say(said)

    def next_by_word(self, circle: str, member: str, issue: int, comment: int, *, has_day: bool) -> None:
        """Remember `/next` in an issue: who says so in a silent circle comes to that date."""
        said = Said(self.host.now, COMMENT, "yes", comment, sure=False, speaker=member)
        self.nexts.append(Next(circle, issue, said, has_day))

    def vote_by_word(self, key: str, member: str, days: frozenset[date], comment: int) -> None:
        """Remember `/vote`; after the deadline it does not count."""
        poll = _poll(self._counted(key))
        if poll and poll.decided_on is None and self.today() <= poll.closes_on:
            self._vote(key, member).say(Said(self.host.now, COMMENT, days, comment, speaker=member))

    def edited(self, keys: Iterable[str], before: Group, said_before: Group) -> None:
        """Compare the files with what they were: somebody has changed them by hand.

        `said_before` is what counted then, with what waits to be merged.
        """
        after = self.look()[0]
        self._note_moves(self.host.now - MOMENT)  # a run at the same minute comes after it
        for key in keys:
            old, new = before.meetings.get(key), after.meetings.get(key)
            if new is None:
                continue
            counted, below = said_before.meetings.get(key), self._below_proposal(key)
            waits = key in self.host.waiting
            for member in self._known(after):
                said, days = _said(new, member), _days(new, member)
                if said != _said(old, member):
                    sure = not waits or _said(below, member) != said
                    word = Said(self.host.now, HAND, said, sure=sure)
                    self.note_word(key, member, said)
                    self._answer(key, member, _said(counted, member)).say(word)
                if days != _days(old, member):
                    sure = not waits or _days(below, member) != days
                    vote = Said(self.host.now, HAND, days, sure=sure)
                    self._vote(key, member, _days(counted, member)).say(vote)

    def _below_proposal(self, key: str) -> Meeting | None:
        """Return a meeting as it was where what waits began: who goes back to that by hand has changed nothing."""
        path, one = f"meetings/{key}.yml", self.host.waiting.get(key)
        base = one.base[path] if one else None
        group = load_changed(self.host.loaded(), {path: base}).group if base else None
        return group.meetings.get(key) if group else None

    # --- what runs do -----------------------------------------------------------------------------------------------

    def read(self, heard: frozenset[int], silent: Collection[str]) -> None:
        """Let a run read the issues whose numbers it could hear; circles that may be `silent` are woken by `/next`."""
        self.nexts_read = [one for one in self.nexts if one.issue in heard]
        woken: dict[str, Event] = {}  # dates that nobody confirmed while the circle was silent
        for one in self.nexts_read:
            for event in self.said()[1].coming(one.circle) if one.circle in silent else ():
                self._answer(str(event.key), one.said.speaker).say(one.said)
                woken |= {} if event.meeting else {str(event.key): event}
        group, _line = self.look()
        members = self._known(group)
        broken = frozenset(members) - set(group.members)
        for event in (*self.live(), *woken.values()):
            key = str(event.key)
            issues = self.host.all(f"meeting:{key}")
            first = not issues or issues[0].number in heard
            if any(one.number in heard for one in issues[1:]):
                self.doubled.add(key)
            elif not first:
                continue
            voices = reactions_of(issues[0] if issues else None)
            for member in members:
                waits = Waiting(broken, everybody=member in broken)
                self._read_member(event, member, voices.get(member, ()), waits, heard=first)

    def _read_member(
        self, event: Event, member: str, voice: Iterable[Reaction], waits: Waiting, *, heard: bool
    ) -> None:
        """Let a run read what one member has said of a meeting; of whom nobody knows the account, what was known."""
        known, poll = self.look()[0].members.get(member), _poll(event.meeting)
        answer, vote = self._answer(str(event.key), member), self._vote(str(event.key), member)
        answer.newest = newest_answer if known and known.public else newest_answer_of_private
        here = known is not None and heard and known.belongs(self.today())
        doubtful = event.state is State.CANCELLED or str(event.key) in self.moved or not here
        if not here or not known or not (known.public and known.github):
            voice = ()
        unheard = known is None or not heard
        reacted = answer.read_last or () if unheard else find_reacted(event, voice)
        ballots = vote.read_last or frozenset() if unheard else find_ballots(event, voice)
        answer.read(reacted, late=event.is_over(self.host.now), doubtful=doubtful, waiting=waits)
        late = poll is not None and self.today() > poll.closes_on
        decided = poll is not None and poll.decided_on is not None
        ends = [one.said.at for one in self.nexts_read if one.has_day and one.circle == event.circle]
        ended_at = min(ends, default=None)
        vote.read(ballots, late=late, doubtful=doubtful or decided, waiting=waits, ended_at=ended_at)

    def settle(self, outcomes: set[Registered], frozen: Iterable[str] = ()) -> None:
        """End a run; `frozen` are meetings that it could not change."""
        self._note_moves(self.host.now)
        group, _line = self.look()
        waiting, members, today = set(frozen), self._known(group), self.today()
        for event in self.live():
            key, meeting = str(event.key), event.meeting
            if meeting is None:
                continue
            result = {Registered.NOTHING} if key in waiting else outcomes
            for member in members:
                gone = member in group.members and not group.members[member].belongs(today)
                if key in self.doubled or gone:
                    self._answer(key, member).start_over(_said(meeting, member))
                    self._vote(key, member).start_over(_days(meeting, member))
                    continue
                if key in self.moved:
                    answer, vote = self._answer(key, member), self._vote(key, member)
                    answer.start_anew(_said(meeting, member), answer.read_last or ())
                    vote.start_anew(_days(meeting, member), vote.read_last or frozenset())
                    continue
                said = _said(meeting, member)
                if (key, member) in self.took_turns:
                    answer = self._answer(key, member)
                    answer.start_anew(said, answer.read_last or ())
                else:
                    self._judge("answer", self._answer(key, member), result, said, key, member)
                self._judge("vote", self._vote(key, member), result, _days(meeting, member), key, member)
        self.doubled.clear()
        if outcomes == {Registered.ALL}:
            self.nexts = [one for one in self.nexts if one not in self.nexts_read]

    def _known(self, group: Group) -> list[str]:
        """Return all members, those whose files somebody has broken too."""
        paths = (path for path in self.host.files if path.startswith("members/"))
        return sorted({*group.members, *(path[8:-4] for path in paths)})

    def _judge(
        self,
        what: str,
        claim: Claim[Any, Any],
        outcomes: set[Registered],
        actual: object,
        key: str,
        member: str,
    ) -> None:
        worlds = claim.worlds
        if not claim.settle(outcomes, actual):
            may = sorted({str(world.value) for world in claim.worlds})
            text = f"{what} of {member} for {key} is {actual!r}; it may be {may} (before: {list(worlds)})"
            self.story.accuse(f"nothing is lost or resurrected ({what})", self.host.now, text)
            claim.start_anew(actual, claim.read_last)

    def settled(self, broken: Iterable[str]) -> None:
        """Take what stands for what is known: after a quiet moment nothing waits to be read but in broken files."""
        group, _line = self.look()
        for key in sorted(self.moved.difference(broken)):
            for member in self._known(group):
                self._settle_move(key, member)
        self.moved.intersection_update(broken)

    def _settle_move(self, key: str, member: str) -> None:
        """Let what was read before a move be of another day; of what came until now it may be, up to some moment."""
        answer, vote = self._answer(key, member), self._vote(key, member)
        meeting, reacted = self.meeting(key), answer.read_last or ()
        # A cancellation lets nothing lapse.
        if meeting and not meeting.cancelled and key in self.dates.read_at:
            self.lapsed_at[key] = self.dates.read_at[key]
        sure = [one for one in reacted if one[1] <= self.lapsed_at.get(key, _LONG_AGO)]
        lapsed = {frozenset({*sure, *reacted[:count]}) for count in range(len(reacted) + 1)}
        answer.start_after_move(_said(meeting, member), reacted, lapsed)
        ballots = vote.read_last or frozenset()
        vote.start_after_move(_days(self.meeting(key), member), ballots, [frozenset()])

    # --- claims -----------------------------------------------------------------------------------------------------

    def _answer(self, key: str, member: str, was: str | None = None) -> Claim[str, Reacted]:
        known = self.answers.get((key, member))
        if known is None:
            value = _said(self._counted(key), member) if was is None else was
            known = Claim(frozenset({World(value, (), value)}), newest_answer)
            self.answers[key, member] = known
        return known

    def _vote(
        self, key: str, member: str, were: frozenset[date] | None = None
    ) -> Claim[frozenset[date], Ballots]:
        known = self.votes.get((key, member))
        if known is None:
            value = _days(self._counted(key), member) if were is None else were
            none: Ballots = frozenset()
            worlds = frozenset({World(value, none, value)})
            known = self.votes[key, member] = Claim(worlds, newest_votes, votes_before)
        return known


def _brought_up_to_date(timeline: Timeline, before: Group, group: Group) -> Timeline:
    """Return the time of a group, from that of a group of which it differs in some meetings."""
    for key, meeting in group.meetings.items():
        if before.meetings.get(key) is not meeting:
            timeline = with_meeting(timeline, group, meeting)
    return timeline


def _said(meeting: Meeting | None, member: str) -> str:
    answer = meeting.answers.get(member) if meeting else None
    return answer.value if answer else ""


def _days(meeting: Meeting | None, member: str) -> frozenset[date]:
    poll = _poll(meeting)
    return frozenset(poll.votes.get(member, ())) if poll else frozenset()


def _poll(meeting: Meeting | None) -> Poll | None:
    return meeting.poll if meeting else None


__all__ = ["Oracle", "subject_of"]
