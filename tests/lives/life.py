"""One group's life, day by day: the steward runs in the morning, people read and answer, it runs again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lives.github import GitHub
from lives.groups import WEEK, Life
from lives.people import REPORTS, TYPES, VOTES, Led, Someone, luck, up_to
from simulation.turn_rule import balances, candidates
from stewarded import make_plan
from tablee.files.load import Loaded, load_changed, load_group
from tablee.model import Call, Group, Meeting
from tablee.rules.event import Event, State
from tablee.rules.timeline import Timeline, build_timeline
from tablee.steward.apply import apply
from tablee.steward.interpret.reactions import BALLOTS
from tablee.steward.observe import ExistingIssues, observe
from tablee.steward.state import Kind, Subject
from tablee.steward.tracker import Person, ReactionContent

ZONE = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)
MORNING, NOON, EVENING = time(7), time(12), time(22)
GROUP = """\
name: The Table
url: https://table.test/
identity: table.test
contact: https://table.test/contact
language: en
timezone: Europe/Paris
deck: {table: {title: The table}, word: {title: The word}}
steward: {runs: yes, writes: commits}
"""


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting as it was in fact: who came, who led, and whom the file named when it began."""

    key: str
    circle: str
    on: date
    came: tuple[str, ...]
    led: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A date that a run changed, and whether a person had said a word of dates since the run before."""

    key: str
    on: date
    by_word: bool


@dataclass
class Lived:
    """A life, and the trace that it leaves."""

    life: Life
    github: GitHub
    gatherings: list[Gathering] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    polls: set[str] = field(default_factory=set)
    proposed: set[str] = field(default_factory=set)
    """Slot keys that a person put to the vote."""
    untold: list[tuple[str, str]] = field(default_factory=list)
    """Who had answered for a meeting that was moved or cancelled, and was not told."""
    wrong_calls: list[tuple[str, str]] = field(default_factory=list)
    """Calls of who cannot be called."""
    _loaded: Loaded | None = None
    _read: Mapping[str, bytes] = field(default_factory=dict)
    _spoken: bool = False
    _of_dates: bool = False
    _speakers: set[str] = field(default_factory=set)
    """Who has spoken of dates since the last run."""

    # --- what is there -------------------------------------------------------------------------------------

    @property
    def group(self) -> Group:
        """The group as its files are."""
        group = self.loaded().group
        assert group is not None
        return group

    def loaded(self) -> Loaded:
        """Return the files as read; only what changed is read again."""
        files = self.github.files
        if self._loaded is None:
            self._loaded = load_group(dict(files))
        elif changes := {path: data for path, data in files.items() if self._read.get(path) is not data}:
            self._loaded = load_changed(self._loaded, changes)
        self._read = dict(files)
        return self._loaded

    def line(self) -> Timeline:
        """Return the group's time."""
        return build_timeline(self.group, self.github.now)

    def here(self, circle: str = "") -> list[Someone]:
        """Return who belongs today, to a circle if one is named."""
        today = self.github.now.date()
        return [
            one for one in self.life.people if one.belongs(today) and (not circle or circle in one.circles)
        ]

    def _is_silent(self) -> bool:
        return self.github.now.date() >= self.life.falls_silent_on

    # --- a day ---------------------------------------------------------------------------------------------

    def live(self) -> None:
        """Let all the weeks go by."""
        days = (self.life.ends - self.life.begins).days
        for day in (self.life.begins + n * DAY for n in range(days)):
            self._set_clock(day, MORNING)
            self._run()
            self._set_clock(day, NOON)
            if not self._is_silent():
                self._answer(observe(self.github.issues.values()))
                self._meet(day)
            if self._spoken:
                self._set_clock(day, EVENING)
                self._run()

    def _set_clock(self, day: date, at: time) -> None:
        self.github.now = datetime.combine(day, at, tzinfo=ZONE)

    def _run(self) -> None:
        before, seen = self.group.meetings, len(self.github.notices)
        apply(make_plan(self.github, close_many=True, loaded=self.loaded()), self.github)
        told = {(one.subject, one.login) for one in self.github.notices[seen:]}
        for key, meeting in self.group.meetings.items():
            old = before.get(key) or Meeting(meeting.key)
            if (old.day, old.cancelled) != (meeting.day, meeting.cancelled):
                self._note_change(old, meeting, told)
            if meeting.poll:
                self.polls.add(key)
            self.wrong_calls += self._wrong_calls(old, meeting)
        self._spoken = self._of_dates = False
        self._speakers.clear()

    def _note_change(self, old: Meeting, new: Meeting, told: set[tuple[str, str]]) -> None:
        """Note that a date changed, and who had answered and was not told, but for those who said so themselves."""
        key, today = str(new.key), self.github.now.date()
        self.changed.append(Changed(key, today, self._of_dates or key in self.proposed))
        for one in self.here():
            if one.account and one.id in old.answers and one.id not in self._speakers and old.day >= today:
                self.untold += [] if (f"meeting:{key}", one.login) in told else [(key, one.id)]

    def _wrong_calls(self, old: Meeting, new: Meeting) -> Iterator[tuple[str, str]]:
        """Yield the new calls of who cannot be called: away, busy, not coming, asked already, or unseen."""
        if len(new.called) <= len(old.called) or new.called[-1].answer is not None:
            return
        who, key = new.called[-1].member, str(new.key)
        asked = replace(new, called=new.called[:-1])
        group = replace(self.group, meetings={**self.group.meetings, key: asked})
        able = candidates(group, build_timeline(group, self.github.now), key)
        if who not in {one.id for one in able}:
            yield key, who

    # --- before a meeting ----------------------------------------------------------------------------------

    def _answer(self, issues: ExistingIssues) -> None:
        for event in self.line().coming():
            meeting, subject = event.meeting, Subject(Kind.MEETING, str(event.key))
            if meeting is None or event.starts_at <= self.github.now or not _is_open(issues, subject):
                continue
            self._answer_call(event, meeting, issues)
            for one in self.here(event.circle):
                self._say_whether(event, meeting, one, issues)
        self._speak_of_dates(issues)

    def _say_whether(self, event: Event, meeting: Meeting, one: Someone, issues: ExistingIssues) -> None:
        """Answer on one's own day; most by a reaction, some in a comment; who proposed days is answered as well."""
        number, key = _number(issues, Subject(Kind.MEETING, str(event.key))), str(event.key)
        left = (event.on - self.github.now.date()).days
        if not one.account or number is None or luck("answers", key, one.id) >= one.answers:
            return
        if meeting.poll and not meeting.poll.decided_on and luck("votes", key, one.id) < VOTES:
            self._react(number, one, BALLOTS[0])
        if one.id in meeting.answers or left != up_to(9, "answers on", key, one.id):
            return
        comes = luck("comes", key, one.id) < one.comes
        if luck("types", key, one.id) < TYPES:
            self._comment(number, one, "/yes" if comes else "/no")
        else:
            self._react(number, one, ReactionContent.PLUS_ONE if comes else ReactionContent.MINUS_ONE)

    def _answer_call(self, event: Event, meeting: Meeting, issues: ExistingIssues) -> None:
        """Let who is called, or who passes the call on, answer within two days."""
        number, call = _number(issues, Subject(Kind.FACILITATOR, str(event.key))), _open_call(meeting)
        if number is None or call is None:
            return
        who = next((one for one in self.here() if one.id == call.member), None)
        waited = (self.github.now.date() - call.on).days
        if who is None or waited < up_to(2, "answers call", event.key, who.id):
            return
        if who.called is Led.SAYS_NOTHING:
            return
        word = (
            "/yes" if who.called is Led.ACCEPTS and luck("comes", event.key, who.id) < who.comes else "/pass"
        )
        if not who.account:
            messenger = next((one for one in self.here() if one.account), None)
            if messenger:
                self._comment(number, messenger, f"{word} {who.id}")
        elif word == "/yes":
            self._react(number, who, ReactionContent.PLUS_ONE)
        else:
            self._comment(number, who, word)

    def _speak_of_dates(self, issues: ExistingIssues) -> None:
        """Put a date to the vote, or call it off, now and then."""
        for event in self.line().coming(""):
            key, days = str(event.key), (event.on - self.github.now.date()).days
            number = _number(issues, Subject(Kind.MEETING, key))
            if number and days == 8 and self._is_due(event, self.life.proposes):
                self.proposed.add(key)
                self._say_of_dates(number, f"/propose {event.on - DAY}")
            if number and days == 2 and self._is_due(event, self.life.calls_off):
                self._say_of_dates(number, "/cancel The inn is closed")

    def _is_due(self, event: Event, every: int) -> bool:
        """Say whether it is one of every so many dates."""
        return bool(every) and (event.key.on - self.life.starts).days // 7 % every == every - 1

    def _say_of_dates(self, number: int, text: str) -> None:
        """Let the first member, who keeps the hub, speak of dates."""
        self._comment(number, self.life.people[0], text)
        self._of_dates = True
        self._speakers.add(self.life.people[0].id)

    # --- at the table, and after ---------------------------------------------------------------------------

    def _meet(self, day: date) -> None:
        """Let the meetings of a day take place; who led writes what there is to write."""
        for event in self.line().events:
            over = event.on == day and event.state is not State.CANCELLED and event.circle in self._circles()
            if over:
                self._gather(event)
        for event in self.line().events:
            if event.meeting and event.on == day - 2 * DAY:
                self._do_missions(event)

    def _circles(self) -> tuple[str, ...]:
        return self.group.circle_ids

    def _gather(self, event: Event) -> None:
        key, named = str(event.key), event.meeting.facilitators if event.meeting else ()
        came = [one for one in self.here(event.circle) if self._came(key, one)]
        if not came:
            return
        leaders = [one for one in came if one.id in named] or self._stand_ins(event, came)
        leader, ids = leaders[0], tuple(one.id for one in came)
        self.gatherings.append(Gathering(key, event.circle, event.on, ids, leader.id, named))
        self.github.now = event.ends_at.astimezone(ZONE) + timedelta(minutes=10)
        if self.life.by_hand:
            self._write_by_hand(key, ids, leader.id)
        else:
            self._tell(event, came, leader)

    def _stand_ins(self, event: Event, came: list[Someone]) -> list[Someone]:
        """Return who leads where the facilitator is not there: who owes most of those who came and are willing."""
        owed = balances(self.group, self.line(), event.circle)
        able = [one for one in came if one.called is Led.ACCEPTS and one.share != "no"] or came
        return sorted(able, key=lambda one: (-owed.get(one.id, 0), luck("leads", event.key, one.id)))

    def _came(self, key: str, one: Someone) -> bool:
        means_to = luck("comes", key, one.id) < one.comes
        return means_to and luck("keeps", key, one.id) < one.keeps

    def _tell(self, event: Event, came: list[Someone], leader: Someone) -> None:
        issues = observe(self.github.issues.values())
        able = [one for one in (leader, *came) if one.account]
        named = event.meeting.facilitators if event.meeting else ()
        keepers = [
            one for one in self.here() if one.account and one.id in self.group.settings.duties.get("hub", ())
        ]
        may = [one for one in able if one.id in named or one in keepers] or keepers or able
        kinds = (Kind.FACILITATOR, Kind.MEETING) if may and may[0].id in named else (Kind.MEETING,)
        numbers = [_number(issues, Subject(kind, str(event.key))) for kind in kinds]
        number = next((one for one in numbers if one is not None), None)
        if number is None or not may:
            return
        lines = [f"/present {', '.join(one.id for one in came)}", "/words olive umbrella"]
        lines = lines if self.life.records else []
        if self.life.records and leader.id not in named:
            lines.append(f"/led {leader.id}")
        if self.life.fixes and (not self.life.moves or self._is_due(event, self.life.moves)):
            lines.append(self.life.fixes.format(day=event.key.on + WEEK, before=event.key.on + WEEK - DAY))
            self._of_dates = True
            self._speakers.add(may[0].id)
        if lines:
            self._comment(number, may[0], "\n".join(lines))

    def _write_by_hand(self, key: str, came: tuple[str, ...], led: str) -> None:
        path = f"meetings/{key}.yml"
        before = self.github.files.get(path, b"").decode()
        kept = "".join(
            f"{line}\n"
            for line in before.split("\n")
            if line and not line.startswith(("present:", "facilitator:"))
        )
        text = f"{kept}facilitator: {led}\npresent: [{', '.join(came)}]\n"
        self.github.files[path] = text.encode()
        self._spoken = True

    def _do_missions(self, event: Event) -> None:
        issues = observe(self.github.issues.values())
        number = _number(issues, Subject(Kind.MEETING, str(event.key)))
        meeting = event.meeting
        for card, who in (meeting.missions if meeting else {}).items():
            holder = next((one for one in self.here() if one.id == who), None)
            if number and holder and holder.account and luck("does", event.key, card) < REPORTS:
                self._comment(number, holder, "/done")

    def _react(self, number: int, one: Someone, reply: ReactionContent) -> None:
        mine = self.github.issues[number].reactions
        if not any((r.person.login, r.reply) == (one.login, reply) for r in mine):
            self.github.react(number, one.id, reply)
            self._spoken = True

    def _comment(self, number: int, one: Someone, text: str) -> None:
        self.github.comment(number, one.id, text)
        self._spoken = True


def live(life: Life) -> Lived:
    """Live a whole life."""
    start = datetime.combine(life.begins, MORNING, tzinfo=ZONE)
    accounts = {one.id: Person(9000 + n, one.login) for n, one in enumerate(life.people) if one.account}
    files = {path: text.encode() for path, text in _files(life, accounts)}
    github = GitHub(start, files, people=accounts)
    lived = Lived(life, github)
    lived.live()
    return lived


def _files(life: Life, accounts: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    rule = f"rhythm: {{every: {life.every}, from: {life.starts}, at: 12:30, lasts: 1h45, place: The Inn}}\n"
    yield "group.yml", GROUP + life.settings + (rule if life.every else "")
    founded = life.begins if not life.before else life.starts - (life.before + 60) * WEEK
    for one in life.people:
        text = f"public: yes\nname: {one.id.capitalize()}\njoined: {one.joined or founded}\n"
        if one.account:
            text += f"github: {one.login}\ngithub_id: {accounts[one.id].id}\n"
        text += f"left: {one.left}\n" if one.left else ""
        text += f"circles: [{', '.join(one.circles)}]\n" if one.circles else ""
        text += f"facilitates: {_share(one, founded)}\n" if one.share else ""
        yield f"members/{one.id}.yml", text
    came = [one.id for one in life.people if one.comes]
    for week in range(life.before):
        led = came[week % len(came)]
        day = life.starts - (life.before - week) * WEEK
        yield f"meetings/{day}.yml", f"facilitator: {led}\npresent: [{', '.join(came)}]\n"
    if not life.every:
        yield f"meetings/{life.starts}.yml", "title: Lunch\nat: 12:30\nplace: The Inn\nanswers: {}\n"
    yield from life.files.items()


def _share(one: Someone, founded: date) -> str:
    return "no" if one.share == "no" else f"[{{from: {founded}, share: {one.share}}}]"


def _number(issues: ExistingIssues, subject: Subject) -> int | None:
    return issues.number(subject) if _is_open(issues, subject) else None


def _is_open(issues: ExistingIssues, subject: Subject) -> bool:
    known = issues.by_subject.get(subject)
    return known is not None and known.issue.is_open


def _open_call(meeting: Meeting) -> Call | None:
    waiting = [call for call in meeting.called if call.answer is None]
    return waiting[-1] if waiting and not meeting.facilitators else None
