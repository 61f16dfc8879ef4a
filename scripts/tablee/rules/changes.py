"""What a change of the files changes for those who read the site: dates, turns, people, in a sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from tablee.i18n.translations import Translations, _
from tablee.model import Answer, Group, Meeting, Member
from tablee.model.spans import Span
from tablee.rules.event import Event, State
from tablee.rules.names import name_of_member
from tablee.rules.timeline import Timeline, build_timeline
from tablee.rules.turns import Turn, Turns

AHEAD = 8
"""How many meetings of a circle ahead turns are compared."""
MOST_DATES = 3
PROPOSED = "proposed"
PROFILE = ("trade", "tagline", "photo", "skills", "city", "about", "links", "offers", "needs", "recommends")
TOLD_APART = frozenset(
    {"id", "public", "name", "spans", "left_on", "away", "facilitates", "circles", *PROFILE}
)
_SAID = {Answer.YES: _("{name} comes on {day}."), Answer.NO: _("{name} does not come on {day}."),
         Answer.MAYBE: _("{name} may come on {day}.")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """A group with its time and its turns to come, by slot key."""

    group: Group
    timeline: Timeline
    turns: Mapping[str, Turn]


def tell_changes(before: Group, after: Group, now: datetime, words: Translations) -> list[str]:
    """Return what becomes otherwise for readers between two states of a group, most important first."""
    old, new = _state(before, now), _state(after, now)
    teller = _Teller(old, new, words)
    return [*teller.dates(), *teller.people(), *teller.turns(), *teller.answers(), *teller.settings()]


def _state(group: Group, now: datetime) -> _State:
    group = _give_back(group, build_timeline(group, now))
    timeline = build_timeline(group, now)
    turns = Turns(group, timeline)
    ahead = (turn for circle in group.circle_ids for turn in turns.ahead(circle, AHEAD))
    return _State(group, timeline, {turn.key: turn for turn in ahead})


def _give_back(group: Group, timeline: Timeline) -> Group:
    """Return a group in which nobody has a turn who cannot come: that is what the steward will do."""
    changed: dict[str, Meeting] = {}
    for event in timeline.coming(None):
        if event.meeting:
            away = {who for who, member in group.members.items() if _cannot_come(member, event)}
            if away.intersection(
                (*event.meeting.facilitators, *(call.member for call in event.meeting.called))
            ):
                changed[str(event.key)] = event.meeting.turned_down(away)
    return replace(group, meetings={**group.meetings, **changed}) if changed else group


def _cannot_come(member: Member, event: Event) -> bool:
    return (
        event.answers.get(member.id) is Answer.NO or member.is_away(event.on) or not member.belongs(event.on)
    )


class _Teller:
    """Tells the difference of two states of a group in one language."""

    def __init__(self, old: _State, new: _State, words: Translations) -> None:
        self.old, self.new, self.words = old, new, words

    def _say(self, message: str, **values: object) -> str:
        return self.words.gettext(message, **values)

    def _day(self, day: date, circle: str = "") -> str:
        said = self.words.day(day, year=day.year != self.new.timeline.now.year, weekday=False)
        return f"{said} ({self.new.group.name_of_circle(circle)})" if circle else said

    def _on(self, event: Event) -> str:
        return self._day(event.on, event.circle)

    def _name(self, member: str) -> str:
        group = self.new.group if member in self.new.group.members else self.old.group
        return name_of_member(group, member, self.words)

    def dates(self) -> Iterator[str]:
        """Yield which meetings come, go, move or are called off."""
        was = {str(event.key): event for event in self.old.timeline.events}
        now = {str(event.key): event for event in self.new.timeline.events}
        both = (self.old.timeline, self.new.timeline)
        ahead = {str(event.key) for timeline in both for event in timeline.coming(None)}
        come, go = [], []
        for key in sorted(ahead | {key for key in {*was, *now} if was.get(key) != now.get(key)}):
            old, new = was.get(key), now.get(key)
            if new and (old is None or (old.state is State.TENTATIVE and new.state is State.CONFIRMED)):
                if new.meeting:
                    yield self._say(_("The meeting of {day} is confirmed."), day=self._on(new))
                else:
                    come.append(new)
            elif old and new is None:
                go.append(old)
            if old and new:
                yield from self._moved(old, new)
        yield from self._many(_("New dates: {days}."), come)
        yield from self._many(_("Dates that go: {days}."), go)

    def _many(self, message: str, events: Sequence[Event]) -> Iterator[str]:
        if events:
            days = ", ".join(self._on(event) for event in events[:MOST_DATES])
            rest = f" … (+{len(events) - MOST_DATES})" if len(events) > MOST_DATES else ""
            yield self._say(message, days=f"{days}{rest}")

    def _moved(self, old: Event, new: Event) -> Iterator[str]:
        day = self._on(new)
        if new.state is State.CANCELLED and old.state is not State.CANCELLED:
            yield self._say(_("The meeting of {day} is called off."), day=day)
        if old.state is State.CANCELLED and new.state is not State.CANCELLED:
            yield self._say(_("The meeting of {day} takes place after all."), day=day)
        if old.on != new.on:
            yield self._say(_("The meeting of {old} moves to {day}."), old=self._on(old), day=day)
        if (old.all_day, old.starts_at.time()) != (new.all_day, new.starts_at.time()) and not new.all_day:
            at = self.words.time(new.starts_at.time())
            yield self._say(_("The meeting of {day} begins at {time}."), day=day, time=at)
        if old.place != new.place and new.place:
            yield self._say(_("The meeting of {day} is at {place}."), day=day, place=new.place.name)
        if old.title != new.title and new.title:
            yield self._say(_("The meeting of {day} is called “{title}”."), day=day, title=new.title)

    def people(self) -> Iterator[str]:
        """Yield who joins, leaves, is away, comes back, and whose page changes."""
        old, new = self.old.group.members, self.new.group.members
        for member in sorted({*old, *new}):
            before, after = old.get(member), new.get(member)
            if before is None and after:
                told = _("{name} joins.") if after.public else _("A member joins who is not named.")
                yield self._say(told, name=after.name)
            elif before and after is None:
                told = (
                    _("{name} is in no file any more.")
                    if before.public
                    else _("A member who is not named goes.")
                )
                yield self._say(told, name=before.name)
            elif before and after and before != after:
                yield from self._member(before, after)

    def _member(self, before: Member, after: Member) -> Iterator[str]:
        if not (before.public and after.public):
            if before.public != after.public:
                told = (
                    _("{name} is named from now on.") if after.public else _("{name} is not named any more.")
                )
                yield self._say(told, name=after.name or before.name)
            return
        name = after.name
        if before.name != after.name:
            yield self._say(_("{old} is called {name} now."), old=before.name, name=name)
        ends = [member.spans[-1].to_on for member in (before, after)]
        if ends[0] != ends[1]:
            told = (
                _("{name} leaves: the last day is {day}.")
                if ends[1]
                else _("{name} belongs to the group again.")
            )
            yield self._say(told, name=name, day=self._day(ends[1]) if ends[1] else "")
        yield from self._spans(name, _("{name} is away {span}."), after.away, before.away)
        yield from self._spans(name, _("{name} is not away any more {span}."), before.away, after.away)
        if before.facilitates != after.facilitates:
            yield self._say(_("{name} facilitates more or less often than before."), name=name)
        circles = {
            one
            for one in (*before.circles, *after.circles)
            if (one in before.circles) != (one in after.circles)
        }
        for circle in sorted(circles):
            told = _("{name} joins {circle}.") if circle in after.circles else _("{name} leaves {circle}.")
            yield self._say(told, name=name, circle=self.new.group.name_of_circle(circle))
        keys = [key for key in _changed(before, after) if key not in TOLD_APART or key in PROFILE]
        if keys:
            yield self._say(_("The page of {name} changes: {keys}."), name=name, keys=_code(keys))

    def _spans(self, name: str, message: str, here: Iterable[Span], there: Iterable[Span]) -> Iterator[str]:
        for span in here:
            if span not in set(there):
                yield self._say(message, name=name, span=self._span(span))

    def _span(self, span: Span) -> str:
        start = self._day(span.from_on)
        if span.to_on is None:
            return self._say(_("from {start} on"), start=start)
        return self._say(_("from {start} to {end}"), start=start, end=self._day(span.to_on))

    def turns(self) -> Iterator[str]:
        """Yield which turns go to somebody else; guesses beyond each circle's next meeting are no promise."""
        for circle in self.new.group.circle_ids:
            for number, event in enumerate(self.new.timeline.coming(circle)):
                was, now = (state.turns.get(str(event.key)) for state in (self.old, self.new))
                if was and now and (number == 0 or {was.status, now.status} != {PROPOSED}):
                    names = self._names(was.facilitators), self._names(now.facilitators)
                    if names[0] != names[1]:
                        yield self._turn(self._on(event), *names)

    def _turn(self, day: str, was: str, now: str) -> str:
        if not now:
            return self._say(_("Nobody has the turn of {day} any more."), day=day)
        if not was:
            return self._say(_("The turn of {day} goes to {now}."), day=day, now=now)
        return self._say(_("The turn of {day} goes from {was} to {now}."), day=day, was=was, now=now)

    def _names(self, members: Sequence[str]) -> str:
        return self.words.listing([self._name(member) for member in members])

    def answers(self) -> Iterator[str]:
        """Yield who answers, who came and what else the meetings' files say otherwise."""
        for event in self.new.timeline.events:
            old, new = (
                self.old.group.meetings.get(str(event.key)),
                self.new.group.meetings.get(str(event.key)),
            )
            if new is None or old == new:
                continue
            before = old or Meeting(new.key)
            for who, said in new.answers.items():
                if before.answers.get(who) is not said:
                    yield self._say(_SAID[said], name=self._name(who), day=self._on(event))
            if before.present != new.present and new.present is not None:
                told = _("Who came on {day} is written down: {n}.")
                yield self._say(told, day=self._on(event), n=len(new.present))
            keys = [
                key
                for key in ("topics", "notes", "missions", "done", "poll", "guests")
                if key in _changed(before, new)
            ]
            if keys:
                yield self._say(
                    _("The page of {day} changes: {keys}."), day=self._on(event), keys=_code(keys)
                )

    def settings(self) -> Iterator[str]:
        """Yield breaks, and which keys of group.yml say something else."""
        old, new = self.old.group.settings, self.new.group.settings
        for one in new.closures:
            if one not in old.closures:
                yield self._say(
                    _("The group takes a break {span}."), span=self._span(Span(one.from_on, one.to_on))
                )
        if keys := _changed(old, new):
            yield self._say(_("Settings of the group change: {keys}."), keys=_code(keys))


def _changed(before: object, after: object) -> list[str]:
    names = [one.name for one in fields(before)]  # type: ignore[arg-type]  # a declared model
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _code(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)
