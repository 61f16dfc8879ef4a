"""What people see and can do: the open issues, the files, and a hand that writes down all they do for the oracle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from simulation.groups import Founded, Someone
from simulation.host import Host, subject_of
from simulation.oracle import ZONE, Oracle
from simulation.story import Story
from simulation.turns import Turns
from simulation.worlds import HAND
from tablee.decide.event import Event, State
from tablee.steward.tracker import Issue


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
    behind: dict[tuple[str, str], str] = field(default_factory=dict)
    """The remark behind an answer, which may go only with it."""
    turns: Turns = field(default_factory=Turns)
    present: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """Who may have come to a meeting: as it was said last, or written by hand in the same window."""
    topics: dict[str, set[str]] = field(default_factory=dict)
    written_lately: set[str] = field(default_factory=set)
    """Meetings whose presence was written by hand since the last quiet moment."""
    told_lately: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
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

    def here(self) -> list[Someone]:
        """Return who belongs today."""
        return [one for one in self.group.people.values() if one.belongs(self.today)]

    def voices(self) -> list[Someone]:
        """Return who belongs today, can be heard, and whose file nobody has broken."""
        return [one for one in self.here() if one.speaks and f"members/{one.id}.yml" not in self.broken]

    def keeper(self) -> Someone:
        """Return one of the keepers."""
        return self.group.people[self.rng.choice(self.group.keepers)]

    def events(self, *, over: bool = False) -> list[Event]:
        """Return the confirmed meetings with a file in order that are to end, or ended within three weeks."""
        _group, line = self.oracle.look()
        now = self.now.astimezone(UTC)
        found = []
        for event in line.events:
            if event.meeting is None or event.state is State.CANCELLED or self.is_broken(str(event.key)):
                continue
            if over:
                if event.is_over(self.now) and event.ends_at.astimezone(UTC) + timedelta(days=16) > now:
                    found.append(event)
            elif not event.is_over(self.now):
                found.append(event)
        return found

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
        before = self.oracle.look()[0]
        self.host.edit_by_hand(changes)
        self.oracle.edited(HAND, [key_of(path) for path in changes if path.startswith("meetings/")], before)
        self.forget_remarks()

    def remark(self, path: str) -> str:
        """Return a new remark for a file, which is never to be lost."""
        self._remark += 1
        said = f"remark {self._remark}"
        self.remarks.setdefault(path, set()).add(said)
        return said

    def forget_remarks(self) -> None:
        """Stop asking for remarks that went with the answers in front of them."""
        for (key, member), remark in list(self.behind.items()):
            meeting = self.oracle.meeting(key)
            if meeting and member not in meeting.answers:
                del self.behind[key, member]
                self.remarks[path_of(key)].discard(remark)

    def tell_presence(self, key: str, came: tuple[str, ...], *, by_hand: bool) -> None:
        """Remember who came: where the file was edited in the same window, it wins, and who commented is told so.

        Where the file says what a comment said as well, it may only have been recorded: then the newest may count.
        """
        if by_hand:
            said = self.present.get(key, [])
            self.present[key] = [came, *(said if came in self.told_lately.get(key, ()) else ())]
            self.written_lately.add(key)
        else:
            self.told_lately.setdefault(key, []).append(came)
            self.present[key] = [came, *(self.present.get(key, ()) if key in self.written_lately else ())]

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
