"""A day of a rehearsal in words: what people said, what the steward did, what the files say since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tablee.files.escaping import plain_line
from tablee.i18n.translations import Translations, _
from tablee.model import Answer, Group, Meeting
from tablee.rules.names import split_named
from tablee.rules.timeline import Timeline
from tablee.rules.turns import Turns
from tablee.rules.why import render_why
from tablee.steward.diff import Action, Create, CreateComment, SetOpen
from tablee.steward.interpret.checkboxes import CARD
from tablee.steward.rehearse.notifications import called
from tablee.steward.rehearse.people import Deed, Reacts, Ticks, Writes
from tablee.steward.state import Subject, without_marker
from tablee.steward.tracker import ReactionContent

PEOPLE, STEWARD, FILES, MAIL = "·", "→", "✎", "│"
SIGNS = dict(zip(ReactionContent, ("👍", "👎", "😄", "😕", "❤️", "🎉", "🚀", "👀"), strict=True))
LEGEND = _("{people} what people do   {steward} what the steward does   {files} what the files say then")
OPENS = _("opens “{title}”")
OPENS_FOR = _("opens “{title}” for {names}")
CALLS = _("asks {names}: “{text}”")
ANSWERS = _("answers: “{text}”")


@dataclass(frozen=True, slots=True)
class Narrator:
    """Tells a rehearsal: a group at a moment, with the words, and the titles of its issues so far."""

    group: Group
    timeline: Timeline
    words: Translations
    titles: Mapping[Subject, str]

    def names(self, members: Iterable[str]) -> str:
        """Name members; those who are not public are counted."""
        named, others = split_named(self.group, members)
        return self.words.listing([self.group.members[member].name for member in named], others)

    def day(self, meeting: Meeting) -> str:
        """Say the day of a meeting, with its circle."""
        event = self.timeline.event(str(meeting.key))
        said = self.words.day(event.on if event else meeting.day, year=False)
        circle = self.group.name_of_circle(meeting.circle) if meeting.circle else ""
        return f"{circle}, {said}" if circle else said

    def card(self, card: str) -> str:
        """Return the title of a mission's card."""
        known = self.group.settings.deck.get(card)
        return known.title if known else card

    def tell_deeds(self, deeds: Iterable[Deed]) -> Iterator[str]:
        """Yield what people did, reactions to one issue in one line."""
        reactions: dict[tuple[Subject, ReactionContent], list[str]] = {}
        for deed in deeds:
            if isinstance(deed, Reacts):
                reactions.setdefault((deed.subject, deed.reply), []).append(deed.member)
        for (subject, reply), members in reactions.items():
            said, title = _("{names}: {sign} to “{title}”"), self._title(subject)
            yield self._line(PEOPLE, said, names=self.names(members), sign=SIGNS[reply], title=title)
        for deed in deeds:
            match deed:
                case Writes(member, subject, body):
                    text = " ".join(f"`{line}`" for line in body.split("\n"))
                    said, title = _("{name} writes {text} in “{title}”"), self._title(subject)
                    yield self._line(PEOPLE, said, name=self.names([member]), text=text, title=title)
                case Ticks(member, _subject, box):
                    said = _("{name} ticks “{text}”")
                    yield self._line(
                        PEOPLE, said, name=self.names([member]), text=self.card(box.removeprefix(CARD))
                    )
                case _:
                    pass

    def tell_actions(self, actions: Iterable[Action]) -> Iterator[str]:
        """Yield what the steward did that people notice: edits and reactions are silent."""
        for action in actions:
            match action:
                case Create(_subject, draft):
                    names = self.names(sorted(called(self.group, draft.body)))
                    title = plain_line(draft.title)
                    yield self._line(STEWARD, OPENS_FOR if names else OPENS, title=title, names=names)
                case CreateComment(_subject, _number, body):
                    names = self.names(sorted(called(self.group, body)))
                    text = plain_line(_without_greeting(without_marker(body), names))
                    yield self._line(STEWARD, CALLS if names else ANSWERS, names=names, text=text)
                case SetOpen(Subject() as subject, _number, False):
                    yield self._line(STEWARD, _("closes “{title}”"), title=self._title(subject))
                case _:
                    pass

    def tell_mail(self, subject: str, text: str, members: Iterable[str]) -> Iterator[str]:
        """Yield a mail with those who get it, and its text where that is told; each has links of their own."""
        said = _("mails {names}: “{text}”")
        yield self._line(STEWARD, said, names=self.names(members), text=plain_line(subject))
        yield from (f"    {MAIL} {line}".rstrip() for line in text.splitlines())

    def tell_files(self, before: Group) -> Iterator[str]:
        """Yield what the meetings' files say that they did not say before."""
        for key, new in self.group.meetings.items():
            old = before.meetings.get(key) or Meeting(new.key, cancelled=True)
            for message, values in _tell(key, old, new, self) if old != new else ():
                yield self._line(FILES, message, day=self.day(new), **values)

    def _line(self, mark: str, message: str, /, **values: object) -> str:
        return f"{mark} {self.words.gettext(message, **values)}"

    def _title(self, subject: Subject) -> str:
        return plain_line(self.titles.get(subject, str(subject)))


def _without_greeting(text: str, names: str) -> str:
    """Return a comment without the accounts that it begins with, where the names are told anyway."""
    head, colon, rest = text.partition(":")
    return rest.strip() if names and colon and "@" in head else text


def tell_legend(words: Translations) -> str:
    """Say what the signs mean."""
    return words.gettext(LEGEND, people=PEOPLE, steward=STEWARD, files=FILES)


def tell_day(narrator: Narrator, lines: list[str]) -> str:
    """Return a day with what happened on it; nothing for a quiet day."""
    if not lines:
        return ""
    today = narrator.timeline.now.date()
    meet = (e for e in narrator.timeline.events if e.on == today and e.meeting and not e.meeting.cancelled)
    circles = dict.fromkeys(narrator.group.name_of_circle(event.circle) for event in meet)
    head = " · ".join([narrator.words.day(today), *circles])
    return "".join(["\n", head, "\n", *(f"  {line}\n" for line in lines)])


_Told: TypeAlias = tuple[str, Mapping[str, str]]
"""A message about a meeting, with its values but the day."""


def _tell(key: str, old: Meeting, new: Meeting, narrator: Narrator) -> Iterator[_Told]:
    """Yield what people would see in a changed file: the date, whose turn it is and why, who comes, who came."""
    if new.cancelled != old.cancelled:
        yield _("{day} is cancelled") if new.cancelled else _("{day} is confirmed"), {}
    if new.moved_to != old.moved_to:
        yield _("the date is now {day}"), {}
    if new.facilitators and new.facilitators != old.facilitators:
        yield _("{day}, facilitated by {names}"), {"names": narrator.names(new.facilitators)}
    for call in (call for call in new.called if call.answer is None and call not in old.called):
        explained = Turns(narrator.group, narrator.timeline).explain(key)
        # The one reason that counts follows the sentence that somebody was called.
        why = "".join(render_why(explained, narrator.group, narrator.words)[1:2])
        said = _("{day}, called to facilitate: {names}. {why}")
        yield said, {"names": narrator.names([call.member]), "why": why}
    if new.answers != old.answers:
        yield _("{day}: {parts}"), {"parts": ", ".join(_head_count(new, narrator.words))}
    if new.present is not None and new.present != old.present:
        came = narrator.words.ngettext("{n} came", "{n} came", len(new.present))
        yield _("{day}: {came} ({names})"), {"came": came, "names": narrator.names(new.present)}
    if new.missions and new.missions != old.missions:
        drawn = [f"{narrator.card(card)} → {narrator.names([who])}" for card, who in new.missions.items()]
        yield _("{day}, missions drawn: {missions}"), {"missions": " · ".join(drawn)}


def _head_count(meeting: Meeting, words: Translations) -> Iterator[str]:
    count = Counter(meeting.answers.values())
    if n := count[Answer.YES]:
        yield words.ngettext("{n} comes", "{n} come", n)
    if n := count[Answer.MAYBE]:
        yield words.ngettext("{n} maybe", "{n} maybe", n)
    if n := count[Answer.NO]:
        yield words.ngettext("{n} can’t come", "{n} can’t come", n)
    if not count:
        yield words.gettext(_("nobody has answered"))
