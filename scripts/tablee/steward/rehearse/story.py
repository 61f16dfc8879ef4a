"""A day of a rehearsal in words: what people said, what the steward did, what the files say since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tablee.i18n.words import Words, _
from tablee.model import Group
from tablee.steward.actions import Action, Create, Say, SetOpen
from tablee.steward.bodies.facilitator import CHECKLIST
from tablee.steward.boxes import CARD
from tablee.steward.inert import plain_line
from tablee.steward.marker import without_marker
from tablee.steward.rehearse.deeds import Deed, Reacts, Ticks, Writes
from tablee.steward.rehearse.mailbox import called
from tablee.steward.rehearse.record_story import Naming, tell_changes
from tablee.steward.subjects import Subject
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
