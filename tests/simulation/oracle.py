"""What the oracle remembers: every word of every member, and how the files stood when it last looked.

It hears people when they speak, not through the steward; it is told when a run reads, and when a run is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from simulation.host import Host, subject_of
from simulation.newest import Ballots, Reacted, newest_answer, newest_answer_of_private, newest_votes
from simulation.story import Story
from simulation.worlds import COMMENT, HAND, MERGE, Claim, Registered, Said, World
from tablee.data.load import load_group
from tablee.data.model import Group, Meeting, Poll
from tablee.data.problem import Problem, Severity
from tablee.decide.event import Event, State
from tablee.decide.timeline import Timeline, timeline
from tablee.steward.tracker import Issue, Reaction, Reply
from tablee.steward.who import local_id

ANSWERS = {Reply.PLUS_ONE: "yes", Reply.MINUS_ONE: "no", Reply.CONFUSED: "maybe"}
BALLOTS = (Reply.HOORAY, Reply.HEART, Reply.ROCKET, Reply.EYES, Reply.LAUGH)
ZONE = ZoneInfo("Europe/Paris")
FRESH = timedelta(minutes=30)
"""So long a look at the time is good for people."""
SETTLED_AFTER = timedelta(days=13)
"""How long after a meeting its answers are still followed word by word."""


@dataclass
class Oracle:
    """The memory of one year."""

    host: Host
    story: Story
    answers: dict[tuple[str, str], Claim[str, Reacted]] = field(default_factory=dict)
    votes: dict[tuple[str, str], Claim[frozenset[date], Ballots]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    """Meetings whose day or state somebody changed since the last quiet moment."""
    _problems: tuple[Problem, ...] = ()
    _group: Group | None = None
    _line: Timeline | None = None
    _seen_at: tuple[int, datetime] | None = None

    # --- what is there ----------------------------------------------------------------------------------------------

    def look(self) -> tuple[Group, Timeline]:
        """Return the group as the branch is now, and its time."""
        now = (len(self.host.log), self.host.now)
        if self._group is None or self._seen_at is None or self._seen_at[0] != now[0]:
            loaded = load_group(self.host.files)
            if loaded.group is None:
                message = "group.yml is broken"
                raise AssertionError(message)
            self._group, self._line, self._problems = loaded.group, None, loaded.problems
        if self._line is None or self.host.now - self._line.now > FRESH:
            self._line = timeline(self._group, self.host.now)
        self._seen_at = now
        return self._group, self._line

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

    def live(self) -> Iterator[Event]:
        """Yield the meetings of which words may still count, or have lately counted."""
        group, line = self.look()
        for event in line.events:
            recent = event.ends_at.astimezone(UTC) + SETTLED_AFTER > self.host.now.astimezone(UTC)
            if event.meeting is not None and recent:
                yield event
        del group

    # --- what people say --------------------------------------------------------------------------------------------

    def answer_by_word(self, key: str, member: str, value: str, comment: int, *, sure: bool = True) -> None:
        """Remember an answer in a comment; of what is over nothing counts."""
        event = self.look()[1].event(key)
        over = event is None or event.ends_at.astimezone(UTC) <= self.host.now.astimezone(UTC)
        if event is None or event.meeting is None:
            sure = False
        elif over:
            return
        sure = sure and event is not None and event.state is not State.CANCELLED
        self._answer(key, member).say(Said(self.host.now, COMMENT, value, comment, sure=sure))

    def vote_by_word(self, key: str, member: str, days: frozenset[date], comment: int) -> None:
        """Remember `/vote`; after the deadline it does not count."""
        poll = _poll(self.meeting(key))
        if poll and poll.decided_on is None and self.today() <= poll.closes_on:
            self._vote(key, member).say(Said(self.host.now, COMMENT, days, comment))

    def edited(self, way: str, keys: Iterable[str], before: Group) -> None:
        """Compare the files with what they were: people changed them, by hand or by merging what was proposed."""
        after = self.look()[0]
        for key in keys:
            old, new = before.meetings.get(key), after.meetings.get(key)
            if new is None:
                continue
            if old is not None and (old.moved_to, old.cancelled) != (new.moved_to, new.cancelled):
                self.moved.add(key)
            for member in self._known(after):
                said, was = _said(new, member), _said(old, member)
                if said != was:
                    self._answer(key, member, was).say(Said(self.host.now, way, said))
                days, were = _days(new, member), _days(old, member)
                if days != were:
                    self._vote(key, member, were).say(Said(self.host.now, way, days))

    # --- what runs do -----------------------------------------------------------------------------------------------

    def read(self, heard: frozenset[int]) -> None:
        """Let a run read the issues whose numbers it could hear."""
        group, _line = self.look()
        for event in self.live():
            key = str(event.key)
            issue = self.host.first(f"meeting:{key}")
            if issue and issue.number not in heard:
                continue
            over, doubtful = event.is_over(self.host.now), event.state is State.CANCELLED or key in self.moved
            for member in self._known(group):
                claim, other = self._answer(key, member), self._vote(key, member)
                broken = member not in group.members
                gone = broken or not group.members[member].belongs(self.today())
                reacted = claim.read_last or () if broken else self._reacted(event, issue, member)
                ballots = other.read_last or frozenset() if broken else self._ballots(event, issue, member)
                claim.read(reacted, late=over, doubtful=doubtful or gone)
                poll = _poll(event.meeting)
                late = poll is not None and self.today() > poll.closes_on
                decided = poll is not None and poll.decided_on is not None
                other.read(ballots, late=late, doubtful=doubtful or gone or decided)

    def settle(self, outcomes: set[Registered], frozen: Iterable[str] = ()) -> None:
        """End a run; `frozen` are meetings that it has only proposed to change."""
        group, _line = self.look()
        waiting = set(frozen)
        for event in self.live():
            key, meeting = str(event.key), event.meeting
            if meeting is None:
                continue
            result = {Registered.NOTHING} if key in waiting else outcomes
            for member in self._known(group):
                if member in group.members and not group.members[member].belongs(self.today()):
                    self._answer(key, member).start_anew(_said(meeting, member), ())
                    self._vote(key, member).start_anew(_days(meeting, member), frozenset())
                    continue
                self._judge("answer", self._answer(key, member), result, _said(meeting, member), key, member)
                self._judge("vote", self._vote(key, member), result, _days(meeting, member), key, member)

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

    def settled(self) -> None:
        """Take what stands for what is known: after a quiet moment nothing waits to be read."""
        self.moved.clear()

    # --- claims -----------------------------------------------------------------------------------------------------

    def _answer(self, key: str, member: str, was: str | None = None) -> Claim[str, Reacted]:
        known = self.answers.get((key, member))
        if known is None:
            value = _said(self.meeting(key), member) if was is None else was
            known = self.answers[key, member] = Claim(
                frozenset({World(value, (), value)}), self._rule(member)
            )
        return known

    def _rule(
        self, member: str
    ) -> Callable[[World[str, Reacted], Reacted, bool], Iterator[tuple[str, bool]]]:
        known = self.look()[0].members.get(member)
        return newest_answer if known is None or known.public else newest_answer_of_private

    def _vote(
        self, key: str, member: str, were: frozenset[date] | None = None
    ) -> Claim[frozenset[date], Ballots]:
        known = self.votes.get((key, member))
        if known is None:
            value = _days(self.meeting(key), member) if were is None else were
            none: Ballots = frozenset()
            known = self.votes[key, member] = Claim(frozenset({World(value, none, value)}), newest_votes)
        return known

    def _reacted(self, event: Event, issue: Issue | None, member: str) -> Reacted:
        """Return a member's answers by reaction that were given before the meeting's end."""
        found = [
            (ANSWERS[r.reply], r.at)
            for r in self._reactions(issue, member)
            if r.reply in ANSWERS and r.at < event.ends_at
        ]
        return tuple(sorted(found, key=lambda one: one[1]))

    def _ballots(self, event: Event, issue: Issue | None, member: str) -> Ballots:
        """Return a member's votes by reaction that were given before the deadline."""
        poll = _poll(event.meeting)
        if poll is None:
            return frozenset()
        signs = dict(zip(BALLOTS, poll.candidates, strict=False))
        return frozenset(
            (signs[r.reply], r.at)
            for r in self._reactions(issue, member)
            if r.reply in signs and r.at.astimezone(ZONE).date() <= poll.closes_on
        )

    def _reactions(self, issue: Issue | None, member: str) -> Iterator[Reaction]:
        known = self.look()[0].members.get(member)
        if issue and known and known.public and known.github and known.belongs(self.today()):
            yield from (r for r in issue.reactions if r.person.id == local_id(member))


def _said(meeting: Meeting | None, member: str) -> str:
    answer = meeting.answers.get(member) if meeting else None
    return answer.value if answer else ""


def _days(meeting: Meeting | None, member: str) -> frozenset[date]:
    poll = _poll(meeting)
    return frozenset(poll.votes.get(member, ())) if poll else frozenset()


def _poll(meeting: Meeting | None) -> Poll | None:
    return meeting.poll if meeting else None


__all__ = ["HAND", "MERGE", "Oracle", "subject_of"]
