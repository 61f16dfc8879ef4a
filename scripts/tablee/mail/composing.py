"""Mails as they are sent: plain text in the group's language, and for calendars an invitation (RFC 6047).

Each answer is also a mailto link, since every client has those: its subject is a word and a token, and nothing else is
read. No mail asks for an answer that a program would give (RFC 3834).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

from icalendar import Calendar, vCalAddress, vDate, vDatetime, vInt, vText, vUri
from icalendar import Event as Component

from tablee.feeds.clean_text import one_line
from tablee.feeds.event_texts import EventTexts, location
from tablee.feeds.serialising import serialise
from tablee.files.addresses import absolute, page_of_meeting
from tablee.i18n.translations import Translations, _
from tablee.mail.letters import Kind, Letter
from tablee.mail.tokens import Purpose, make_token
from tablee.mail.words import Word, spell
from tablee.model import Group
from tablee.rules.event import Event
from tablee.rules.timeline import Timeline

SUBJECTS: Mapping[Kind, str] = {
    Kind.INVITATION: _("{group}: do you come on {day}?"),
    Kind.CANCELLATION: _("{group}: the meeting of {day} is cancelled"),
    Kind.REMINDER: _("{group}: {day}, do you come?"),
    Kind.CALL: _("{group}: will you facilitate on {day}?"),
    Kind.SILENCE: _("{group}: do we go on?"),
    Kind.SILENCE_AGAIN: _("{group}: do we go on? I ask a last time"),
}
MOVED = _("{group}: new date or place, {day}")
OPENINGS: Mapping[Kind, str] = {
    Kind.INVITATION: _("You are invited. Do you come?"),
    Kind.CANCELLATION: _("This meeting is cancelled."),
    Kind.REMINDER: _("Nobody knows yet whether you come. One word is enough."),
    Kind.CALL: _("It is your turn to facilitate. To give it on costs nothing, and needs no reason."),
    Kind.SILENCE: _("We have not met for a while. Do we go on? A yes says that you come to the next date."),
    Kind.SILENCE_AGAIN: _(
        "Do we go on? A yes says that you come to the next date. Without a word I keep still."
    ),
}
CHANGED = _(
    "The date or the place has changed. An answer for another day does not count any more: do you come?"
)
HOW = _("To answer, press one of these lines and send the mail as it is; its text is not read.")
OR_CALENDAR = _("The buttons of your calendar do the same.")
STOPPING = _("No more mails: {link}")
LABELS: Mapping[Word, str] = {
    Word.YES: _("I come"),
    Word.NO: _("I can’t come"),
    Word.MAYBE: _("Maybe"),
    Word.ACCEPT: _("I facilitate"),
    Word.PASS: _("I give the turn on"),
}
_WHOLE_LINES = SMTP.clone(max_line_length=998)
"""Headers on one line each, as RFC 5322 allows: where List-Unsubscribe is folded, its address is encoded, too."""
_CALENDAR = frozenset({Kind.INVITATION, Kind.CANCELLATION})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom the mails are, and the key of their tokens."""

    address: str
    key: bytes


class Composer:
    """Writes the letters of a group."""

    def __init__(self, group: Group, timeline: Timeline, words: Translations, sender: Sender) -> None:
        """Begin with the group and its time."""
        self._group, self._timeline, self._words, self._sender = group, timeline, words, sender
        self._texts = EventTexts(group, timeline, words)
        self._name = one_line(group.settings.name)

    def compose(self, letter: Letter, address: str) -> EmailMessage:
        """Return a letter as a mail to an address."""
        event = self._event_of(letter)
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(self._name, addr_spec=self._sender.address)
        message["To"] = Address(addr_spec=address)
        message["Subject"] = self.subject(letter)
        message["Date"] = format_datetime(self._timeline.now)
        about = (letter.about, letter.kind, letter.state, str(letter.sequence))
        name = make_token(self._sender.key, Purpose.EVENT, letter.member, *about)
        message["Message-ID"] = f"<{name}@{self._group.settings.identity}>"
        message["Auto-Submitted"] = "auto-generated"
        message["List-Unsubscribe"] = f"<{self._link(Word.STOP, self._token(Purpose.STOP, letter))}>"
        message.set_content(self.text(letter), cte="quoted-printable")
        if event and letter.kind in _CALENDAR:
            self._attach(message, letter, event, address)
        message.policy = _WHOLE_LINES
        return message

    def _event_of(self, letter: Letter) -> Event | None:
        """Return the meeting that a letter is about; the next one of a circle that has fallen silent."""
        if letter.kind in {Kind.SILENCE, Kind.SILENCE_AGAIN}:
            return self._timeline.next(letter.about.rpartition(".")[0])
        return self._timeline.event(letter.about)

    def subject(self, letter: Letter) -> str:
        """Say what a letter is about; no token stands here, since holiday notices repeat subjects."""
        event = self._event_of(letter)
        moved = letter.kind is Kind.INVITATION and letter.sequence
        text = MOVED if moved else SUBJECTS[letter.kind]
        day = self._words.day(event.on, year=False) if event else ""
        return self._words.gettext(text, group=self._name, day=day)

    def text(self, letter: Letter) -> str:
        """Say what a letter says: what is asked, about what, and the links that answer."""
        event = self._event_of(letter)
        moved = letter.kind is Kind.INVITATION and letter.sequence
        opening = self._words.gettext(CHANGED if moved else OPENINGS[letter.kind])
        stop = self._words.gettext(STOPPING, link=self._link(Word.STOP, self._token(Purpose.STOP, letter)))
        parts = [opening, self._facts(event) if event else "", self._answers(letter, event), stop]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _facts(self, event: Event) -> str:
        """Say what, when and where, and the page that has the rest."""
        day = self._words.day(event.on)
        when = day if event.all_day else f"{day}, {self._words.time(event.starts_at.time())}"
        where = location(event.place) if event.place else ""
        page = one_line(absolute(self._group.settings.url, page_of_meeting(event.key)))
        why = one_line(event.meeting.why) if event.meeting else ""
        lines = (self._texts.summary(event), when, where, why, page)
        return "\n".join(line for line in lines if line)

    def _answers(self, letter: Letter, event: Event | None) -> str:
        words = _answers_to(letter.kind)
        if not words or event is None:
            return ""
        about = (letter.about, letter.state) if letter.kind is Kind.CALL else (str(event.key), f"{event.on}")
        purpose = Purpose.TURN if letter.kind is Kind.CALL else Purpose.ANSWER
        token = make_token(self._sender.key, purpose, letter.member, *about)
        how = self._words.gettext(HOW)
        if letter.kind in _CALENDAR:
            how += " " + self._words.gettext(OR_CALENDAR)
        lines = [f"{self._words.gettext(LABELS[word])}\n<{self._link(word, token)}>" for word in words]
        return "\n\n".join([how, *lines])

    def _token(self, purpose: Purpose, letter: Letter) -> str:
        return make_token(self._sender.key, purpose, letter.member)

    def _link(self, word: Word, token: str) -> str:
        subject = quote(f"{spell(word, self._words.language)} {token}")
        return f"mailto:{self._sender.address}?subject={subject}"

    def _attach(self, message: EmailMessage, letter: Letter, event: Event, address: str) -> None:
        """Add the invitation as the other form of the text, which is where clients look for it."""
        method = "CANCEL" if letter.kind is Kind.CANCELLATION else "REQUEST"
        calendar = Calendar(
            {"PRODID": vText("-//Tablée//post//"), "VERSION": vText("2.0"), "METHOD": vText(method)}
        )
        head = serialise(calendar).removesuffix(b"END:VCALENDAR\r\n")
        body = head + serialise(self._component(letter, event, address, method)) + b"END:VCALENDAR\r\n"
        message.add_alternative(body.decode(), subtype="calendar", params={"method": method})

    def _component(self, letter: Letter, event: Event, address: str, method: str) -> Component:
        """Return the event as one member's own: its UID is a token, so that an answer tells who gives it."""
        identity = self._group.settings.identity
        token = make_token(self._sender.key, Purpose.EVENT, letter.member, letter.about)
        cancelled = method == "CANCEL"
        attendee = vCalAddress(f"mailto:{address}")
        attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
        organizer = vCalAddress(f"mailto:{self._sender.address}")
        organizer.params["CN"] = self._name.replace('"', "")
        found = Component(
            {
                "UID": vText(f"{token}@{identity}"),
                "DTSTAMP": vDatetime(self._timeline.now.astimezone(UTC)),
                "SEQUENCE": vInt(letter.sequence),
                **_span(event),
                "STATUS": vText("CANCELLED" if cancelled else "CONFIRMED"),
                "SUMMARY": vText(self._texts.summary(event)),
                "URL": vUri(one_line(absolute(self._group.settings.url, page_of_meeting(event.key)))),
                "DESCRIPTION": vText(self._facts(event)),
                "ORGANIZER": organizer,
                "ATTENDEE": attendee,
            }
        )
        if event.place:
            found["LOCATION"] = vText(location(event.place))
        return found


def _answers_to(kind: Kind) -> Sequence[Word]:
    if kind is Kind.CALL:
        return (Word.ACCEPT, Word.PASS)
    return () if kind is Kind.CANCELLATION else (Word.YES, Word.NO, Word.MAYBE)


def _span(event: Event) -> Mapping[str, vDatetime | vDate]:
    """Return when an event starts and ends: in UTC, which needs no description of a zone; days for one of all day."""
    if event.all_day:
        ends = (event.on, event.last_on + _DAY)
        starts_on, ends_on = (vDate(day, params={"VALUE": "DATE"}) for day in ends)
        return {"DTSTART": starts_on, "DTEND": ends_on}
    starts_at, ends_at = (vDatetime(at.astimezone(UTC)) for at in (event.starts_at, event.ends_at))
    return {"DTSTART": starts_at, "DTEND": ends_at}
