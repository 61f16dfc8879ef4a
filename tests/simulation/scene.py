"""What people see and can do: the open issues, the files, and a hand that writes down all they do for the oracle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from simulation.activity_rule import THREE, empty_running, is_empty
from simulation.dates import Dates
from simulation.groups import DAY, Founded, Kind, Someone, Temper
from simulation.host import Host, subject_of
from simulation.oracle import Oracle
from simulation.presence import Presence
from simulation.story import Story
from simulation.turns import Turns
from simulation.voices import ZONE
from tablee.rules.event import Event, State
from tablee.steward.tracker import Issue

FADES_AFTER = timedelta(weeks=20)


@dataclass
class Scene:
    """One group's world."""

    rng: Random
    group: Founded
    host: Host
    oracle: Oracle
    story: Story
    remarks: dict[str, set[str]] = field(default_factory=dict)
    """The comments that people wrote in files, by path."""
    broken: dict[str, bytes] = field(default_factory=dict)
    """Files that somebody broke, as they were before."""
    mended: set[str] = field(default_factory=set)
    """Meetings whose files were repaired since the last quiet moment: what was said meanwhile is heard late."""
    returned: set[str] = field(default_factory=set)
    """Who has left and come back: what they had said as members is heard by then."""
    behind: dict[tuple[str, str], str] = field(default_factory=dict)
    """The remark behind an answer, which may go only with it."""
    turns: Turns = field(default_factory=Turns)
    presence: Presence = field(default_factory=Presence)
    texts: dict[int, set[str]] = field(default_factory=dict)
    """What each comment that was edited said before: whoever goes back to what was heard says nothing new."""
    topics: dict[str, set[str]] = field(default_factory=dict)
    calls_seen: int = 0
    """How many of the calls that were made have been looked at."""
    openings: int = 0
    """How many of the issues that were opened have been looked at."""
    _remark: int = 0

    @property
    def now(self) -> datetime:
        """The present."""
        return self.host.now

    @property
    def today(self) -> date:
        """The day in the group's zone."""
        return self.host.now.astimezone(ZONE).date()

    @property
    def dates(self) -> Dates:
        """What was said of dates, and which days changed."""
        return self.oracle.dates

    def here(self) -> list[Someone]:
        """Return who belongs today."""
        return [one for one in self.group.people.values() if one.belongs(self.today)]

    def anybody(self) -> Someone:
        """Return somebody who belongs today and takes part."""
        return self.rng.choice([one for one in self.here() if one.temper is not Temper.ABSENT])

    def is_silent(self) -> bool:
        """Say whether this is a group that never speaks, or does not any more."""
        faded = self.today - self.group.begins > FADES_AFTER
        return self.group.kind is Kind.DEAD or (self.group.kind is Kind.FADING and faded)

    def may_be_silent(self, circle: str) -> bool:
        """Say whether a circle may be taken for silent: three meetings running were empty, or left out."""
        timeline = self.oracle.look()[1]
        lived = [e.on for e in timeline.past(circle) if e.state is not State.CANCELLED and not is_empty(e)]
        last = max(lived, default=self.group.begins - DAY)
        return empty_running(timeline, circle) >= THREE or self.today - last >= 2 * self.group.cadence(circle)

    def read(self, heard: frozenset[int]) -> None:
        """Let a run read the issues whose numbers it could hear."""
        self.oracle.read(heard, {circle for circle in self.group.circles if self.may_be_silent(circle)})

    def voices(self) -> list[Someone]:
        """Return who belongs today, can be heard, and whose file nobody has broken."""
        return [one for one in self.here() if one.speaks and f"members/{one.id}.yml" not in self.broken]

    def keeper(self) -> Someone:
        """Return one of the keepers."""
        return self.group.people[self.rng.choice(self.group.keepers)]

    def events(self, *, over: bool = False) -> list[Event]:
        """Return the confirmed meetings with a file in order that are to end, or ended within three weeks."""
        since = self.now - timedelta(days=16)
        return [
            event
            for event in self.oracle.look()[1].events
            if event.meeting is not None
            and event.ends_at > since
            and event.state is not State.CANCELLED
            and event.is_over(self.now) is over
            and not self.is_broken(str(event.key))
        ]

    def is_broken(self, key: str) -> bool:
        """Say whether a meeting's file is broken."""
        return path_of(key) in self.broken

    def issue(self, subject: str) -> Issue | None:
        """Return the open issue that people find for a subject."""
        found = [issue for issue in self.host.all(subject) if issue.is_open]
        return found[0] if found else None

    def open_issues(self) -> list[Issue]:
        """Return the steward's open issues."""
        return [i for i in self.host.issues.values() if i.is_open and subject_of(i)]

    def text(self, key: str) -> str:
        """Return a meeting's file."""
        return self.host.files[path_of(key)].decode()

    def edit(self, key: str, change: Callable[[str], str]) -> None:
        """Edit a meeting's file by hand."""
        self.commit({path_of(key): change(self.text(key)).encode()})

    def commit(self, changes: dict[str, bytes | None]) -> None:
        """Let somebody commit; the oracle compares before and after."""
        self.host.tick_clock()
        before, counted = self.oracle.look()[0], self.oracle.said()[0]
        self.host.edit_by_hand(changes)
        keys = [key_of(path) for path in changes if path.startswith("meetings/")]
        self.oracle.edited(keys, before, counted)
        self.forget_remarks()

    def remark(self, path: str) -> str:
        """Return a new remark for a file, which is never to be lost."""
        self._remark += 1
        said = f"remark {self._remark}"
        self.remarks.setdefault(path, set()).add(said)
        return said

    def forget_remarks(self) -> None:
        """Stop asking for remarks that went with the answers in front of them, merged or about to be."""
        counted = self.oracle.said()[0].meetings
        for (key, member), remark in list(self.behind.items()):
            both = (self.oracle.meeting(key), counted.get(key))
            if any(meeting and member not in meeting.answers for meeting in both):
                del self.behind[key, member]
                self.remarks[path_of(key)].discard(remark)

    def tell(self, kind: str, text: str) -> bool:
        """Note a deed."""
        self.story.deed(self.now, kind, text)
        return True


def path_of(key: str) -> str:
    """Return the file of a slot key."""
    return f"meetings/{key}.yml"


def key_of(path: str) -> str:
    """Return the slot key of a file."""
    return path.removeprefix("meetings/").removesuffix(".yml")


def circle_of(key: str) -> str:
    """Return the circle of a slot key; empty for the group's own."""
    return key.partition(".")[0] if "." in key else ""
