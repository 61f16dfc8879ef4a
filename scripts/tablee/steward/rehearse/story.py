"""A day of a rehearsal in words: what people said, what the steward did, what the files say since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tablee.i18n.words import Words, _
from tablee.model import Answer, CallAnswer, Group, Meeting
from tablee.rules.names import split_named
from tablee.rules.timeline import Timeline
from tablee.rules.turns import Turns
from tablee.rules.why import render_why
from tablee.steward.desired.bodies.facilitator import CHECKLIST
from tablee.steward.diff import Action, Create, Say, SetOpen
from tablee.steward.interpret.checkboxes import CARD
from tablee.steward.rehearse.notifications import called
from tablee.steward.rehearse.people import Deed, Reacts, Ticks, Writes
from tablee.steward.state import Subject, without_marker
from tablee.steward.texts import plain_line
from tablee.steward.tracker import Reply

PEOPLE, STEWARD, FILES = "·", "→", "✎"
SIGNS: Mapping[Reply, str] = {
    Reply.PLUS_ONE: "👍", Reply.MINUS_ONE: "👎", Reply.CONFUSED: "😕", Reply.HOORAY: "🎉", Reply.HEART: "❤️",
    Reply.ROCKET: "🚀", Reply.EYES: "👀", Reply.LAUGH: "😄",
}  # fmt: skip
LEGEND = _("{people} what people do   {steward} what the steward does   {files} what the files say then")
OPENS = _("opens “{title}”")
OPENS_FOR = _("opens “{title}” for {names}")
CALLS = _("asks {names}: “{text}”")
ANSWERS = _("answers: “{text}”")


@dataclass(frozen=True, slots=True)
class Naming:
    """A group at a moment, with the words to name its members and days."""

    group: Group
    line: Timeline
    words: Words

    def names(self, members: Iterable[str]) -> str:
        """Name members; those who are not public are counted."""
        named, others = split_named(self.group, members)
        return self.words.listing([self.group.members[member].name for member in named], others)

    def day(self, meeting: Meeting) -> str:
        """Say the day of a meeting, with its circle."""
        event = self.line.event(str(meeting.key))
        said = self.words.day(event.on if event else meeting.day, year=False)
        circle = self.group.name_of_circle(meeting.circle) if meeting.circle else ""
        return f"{circle}, {said}" if circle else said


@dataclass(frozen=True, slots=True)
class Narrator:
    """Tells a rehearsal; `titles` are those of the issues so far."""

    naming: Naming
    titles: Mapping[Subject, str]

    def tell_deeds(self, deeds: Iterable[Deed]) -> Iterator[str]:
        """Yield what people did, reactions to one issue in one line."""
        reactions: dict[tuple[Subject, Reply], list[str]] = {}
        for deed in deeds:
            if isinstance(deed, Reacts):
                reactions.setdefault((deed.subject, deed.reply), []).append(deed.member)
        for (subject, reply), members in reactions.items():
            said = _("{names}: {sign} to “{title}”")
            names = self.naming.names(members)
            yield self._line(PEOPLE, said, names=names, sign=SIGNS[reply], title=self._title(subject))
        for deed in deeds:
            match deed:
                case Writes(member, subject, body):
                    text = " ".join(f"`{line}`" for line in body.split("\n"))
                    said = _("{name} writes {text} in “{title}”")
                    values = {"name": self._name(member), "text": text, "title": self._title(subject)}
                    yield self._line(PEOPLE, said, **values)
                case Ticks(member, _subject, box):
                    said = _("{name} ticks “{text}”")
                    yield self._line(PEOPLE, said, name=self._name(member), text=self._box(box))
                case _:
                    pass

    def tell_actions(self, actions: Iterable[Action]) -> Iterator[str]:
        """Yield what the steward did that people notice: edits and reactions are silent."""
        for action in actions:
            match action:
                case Create(_subject, draft):
                    names = self.naming.names(sorted(called(self.naming.group, draft.body, draft.assignees)))
                    title = plain_line(draft.title)
                    yield self._line(STEWARD, OPENS_FOR if names else OPENS, title=title, names=names)
                case Say(_subject, _number, body):
                    names = self.naming.names(sorted(called(self.naming.group, body, ())))
                    text = plain_line(_without_greeting(without_marker(body), names))
                    yield self._line(STEWARD, CALLS if names else ANSWERS, names=names, text=text)
                case SetOpen(Subject() as subject, _number, False):
                    yield self._line(STEWARD, _("closes “{title}”"), title=self._title(subject))
                case _:
                    pass

    def tell_files(self, before: Group) -> Iterator[str]:
        """Yield what the meetings' files say that they did not say before."""
        for line in tell_changes(before, self.naming):
            yield f"{FILES} {line}"

    def _line(self, mark: str, message: str, /, **values: object) -> str:
        return f"{mark} {self.naming.words.say(message, **values)}"

    def _title(self, subject: Subject) -> str:
        return plain_line(self.titles.get(subject, str(subject)))

    def _box(self, name: str) -> str:
        """Return the text of a box: of a mission its title."""
        if text := dict(CHECKLIST).get(name):
            return self.naming.words.say(text)
        card = name.removeprefix(CARD)
        known = self.naming.group.settings.deck.get(card)
        return known.title if known else card

    def _name(self, member: str) -> str:
        return self.naming.names([member])


def _without_greeting(text: str, names: str) -> str:
    """Return a comment without the accounts that it begins with, where the names are told anyway."""
    head, colon, rest = text.partition(":")
    return rest.strip() if names and colon and "@" in head else text


def tell_legend(words: Words) -> str:
    """Say what the signs mean."""
    return words.say(LEGEND, people=PEOPLE, steward=STEWARD, files=FILES)


def tell_day(naming: Naming, lines: list[str]) -> str:
    """Return a day with what happened on it; nothing for a quiet day."""
    if not lines:
        return ""
    today = naming.line.now.date()
    meet = (e for e in naming.line.events if e.on == today and e.meeting and not e.meeting.cancelled)
    circles = dict.fromkeys(naming.group.name_of_circle(event.circle) for event in meet)
    head = " · ".join([naming.words.day(today), *circles])
    return "".join(["\n", head, "\n", *(f"  {line}\n" for line in lines)])


def tell_changes(before: Group, after: Naming) -> Iterator[str]:
    """Yield what is new in each meeting's file, by slot key."""
    for key, new in after.group.meetings.items():
        old = before.meetings.get(key)
        if old is not new and old != new:
            yield from _Change(old or Meeting(new.key), new, after).tell(is_new=old is None)


@dataclass(frozen=True, slots=True)
class _Change:
    old: Meeting
    new: Meeting
    naming: Naming

    def tell(self, *, is_new: bool) -> Iterator[str]:
        if is_new and not self.new.cancelled:
            yield self._say(_("{day} is confirmed"))
        if self.new.cancelled and not self.old.cancelled:
            yield self._say(_("{day} is cancelled"))
        yield from self._poll()
        yield from self._turn()
        if self.new.topics != self.old.topics:
            yield self._say(_("{day}, topics: {topics}"), topics=" · ".join(self.new.topics))
        yield from self._people()
        yield from self._missions()

    def _poll(self) -> Iterator[str]:
        poll, old = self.new.poll, self.old.poll
        if poll and old is None:
            days = self.naming.words.listing([self._on(day) for day in poll.candidates])
            yield self._say(_("{day} is put to the vote: {days}"), days=days)
        if poll and poll.decided_on and not (old and old.decided_on):
            yield self._say(
                _("the vote moves the meeting to {day}") if self.new.moved_to else _("the vote keeps {day}")
            )
        elif self.new.moved_to != self.old.moved_to:
            yield self._say(_("the date is now {day}"))

    def _turn(self) -> Iterator[str]:
        passed = self._answered(CallAnswer.PASSED)
        if passed:
            yield self._say(_("{day}, passed on by {names}"), names=self.naming.names(passed))
        if self.new.facilitators and self.new.facilitators != self.old.facilitators:
            yield self._say(
                _("{day}, facilitated by {names}"), names=self.naming.names(self.new.facilitators)
            )
        fresh = [c for c in self.new.called if c.answer is None and c not in self.old.called]
        for call in fresh:
            said = _("{day}, called to facilitate: {names}. {why}")
            yield self._say(said, names=self.naming.names([call.member]), why=self._why())

    def _why(self) -> str:
        """Return the one reason that counts: what follows the sentence that somebody was called."""
        group, line, words = self.naming.group, self.naming.line, self.naming.words
        return "".join(render_why(Turns(group, line).explain(str(self.new.key)), group, words)[1:2])

    def _people(self) -> Iterator[str]:
        if self.new.answers != self.old.answers:
            yield self._say(_("{day}: {parts}"), parts=", ".join(self._head_count()))
        if self.new.present is not None and self.new.present != self.old.present:
            came = self.naming.words.count("{n} came", "{n} came", len(self.new.present))
            names = self.naming.names(self.new.present)
            yield self._say(_("{day}: {came} ({names})"), came=came, names=names)

    def _head_count(self) -> Iterator[str]:
        words, count = self.naming.words, Counter(self.new.answers.values())
        if n := count[Answer.YES]:
            yield words.count("{n} comes", "{n} come", n)
        if n := count[Answer.MAYBE]:
            yield words.count("{n} maybe", "{n} maybe", n)
        if n := count[Answer.NO]:
            yield words.count("{n} can’t come", "{n} can’t come", n)
        if not count:
            yield words.say(_("nobody has answered"))

    def _missions(self) -> Iterator[str]:
        deck = self.naming.group.settings.deck
        if self.new.missions and self.new.missions != self.old.missions:
            drawn = [
                f"{deck[card].title if card in deck else card} → {self.naming.names([who])}"
                for card, who in self.new.missions.items()
            ]
            yield self._say(_("{day}, missions drawn: {missions}"), missions=" · ".join(drawn))
        done = [card for card in self.new.done if card not in self.old.done]
        if done:
            titles = self.naming.words.listing([deck[card].title if card in deck else card for card in done])
            yield self._say(_("{day}, done: {titles}"), titles=titles)

    def _answered(self, answer: CallAnswer) -> list[str]:
        before = {(call.member, call.on) for call in self.old.called if call.answer is answer}
        return [c.member for c in self.new.called if c.answer is answer and (c.member, c.on) not in before]

    def _on(self, day: date) -> str:
        return self.naming.words.day(day, year=False)

    def _say(self, message: str, **values: object) -> str:
        return self.naming.words.say(message, day=self.naming.day(self.new), **values)
