"""What all bodies share: the page they are put together from, and the sentences that stand in each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tablee.files.addresses import absolute, page_of_meeting
from tablee.files.escaping import escape_markdown, escape_title
from tablee.i18n.translations import Translations, _
from tablee.model import Group
from tablee.rules.event import Event
from tablee.rules.names import hour_of, name_of_member
from tablee.rules.timeline import Timeline
from tablee.steward.state import Subject
from tablee.steward.working_group import WorkingGroup

MOST_LETTERS = 60_000
"""GitHub takes 65,536 characters; the marker needs some."""

NAMES_SHOWN = 60
LINK = "\N{OBJECT REPLACEMENT CHARACTER}{subject}\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a body for the number of another issue until that number is known."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What bodies are written from."""

    group: Group
    timeline: Timeline
    words: Translations
    working: WorkingGroup
    issues: frozenset[Subject] = frozenset()

    def link_to(self, subject: Subject) -> str:
        """Return a link to a subject's issue, behind a blank; empty where it has none by the end of this run."""
        return f" {link_to_issue(subject)}" if subject in self.issues else ""

    def names(self, members: Iterable[str]) -> str:
        """Name members; those who are not public are counted."""
        everybody = list(members)
        named = [who for who in everybody if _is_named(self.group, who)]
        said = [escape_markdown(name_of_member(self.group, who, self.words)) for who in named[:NAMES_SHOWN]]
        return self.words.listing(said, len(everybody) - len(said))

    def plain_names(self, members: Iterable[str]) -> str:
        """Name members outside Markdown; those who are not public are each `someone`."""
        return self.words.listing([name_of_member(self.group, who, self.words) for who in members])

    def when(self, event: Event) -> str:
        """Say the day and the hour of an event."""
        if event.all_day:
            return self.words.day(event.on)
        hour = hour_of(event, self.group, self.words)
        return self.words.gettext("{day}, {hour}", day=self.words.day(event.on), hour=hour)

    def where(self, event: Event) -> str:
        """Say the place of an event; empty where none is known."""
        place = event.place
        if place is None:
            return ""
        said = [escape_markdown(part) for part in (place.name, place.address) if part]
        room = link(self.words.gettext("Join online"), place.online) if place.online else ""
        return ", ".join(part for part in (*said, room) if part)

    def holidays(self, days: Iterable[tuple[date, str]]) -> list[str]:
        """Say for each day that the rhythm skips why nobody meets."""
        said = _("No meeting on {day}: public holiday ({name}).")
        return [
            self.words.gettext(said, day=self.words.day(on, year=False), name=escape_markdown(name))
            for on, name in days
        ]

    def circle_first(self, circle: str) -> str:
        """Return the name of a circle as it begins a title; nothing for the group's own."""
        return f"{escape_title(self.group.name_of_circle(circle))} · " if circle else ""

    def link_to_page(self, event: Event) -> str:
        """Return a Markdown link to a meeting's page on the site."""
        address = absolute(self.group.settings.url, page_of_meeting(event.key))
        return f"[{self.words.gettext('The meeting’s page')}]({address})"


@dataclass(frozen=True, slots=True)
class Body:
    """An issue's title and text, without marker; `closed` where it has nothing more to say."""

    title: str
    text: str
    closed: bool = False


def join_parts(parts: Iterable[str]) -> str:
    """Join paragraphs, the empty ones left out; a body that is too long loses its end."""
    text = "\n\n".join(part for part in parts if part)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def bullets(lines: Iterable[str]) -> str:
    """Return a list; nothing where there is no line."""
    return "\n".join(f"- {line}" for line in lines)


def section(title: str, text: str) -> str:
    """Return a text under its heading; nothing where there is no text."""
    return f"### {title}\n\n{text}" if text else ""


def folded(title: str, text: str) -> str:
    """Return a text that opens when its title is pressed; nothing where there is no text."""
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>" if text else ""


def link(label: str, address: str) -> str:
    """Return a Markdown link to an address that was read as one: within `<>` no sign of it ends the link."""
    return f"[{escape_markdown(label)}](<{address}>)"


def link_to_phone(number: str) -> str:
    """Return a telephone number that can be tapped; as text where it holds no digits."""
    digits = "".join(char for char in number if char in "+0123456789")
    return f"[{escape_markdown(number)}](tel:{digits})" if digits else escape_markdown(number)


def link_to_issue(subject: Subject) -> str:
    """Return what becomes `#12` once the subject's number is known."""
    return LINK.format(subject=subject)


def foot(words: Translations) -> str:
    """Say when all this is read."""
    return "<sub>" + words.gettext(FOOT) + "</sub>"


DONE = _("`/done {name}`")
FOOT = _("I read this a few times a day. A comment such as `/yes` is read at once.")


def _is_named(group: Group, member: str) -> bool:
    known = group.members.get(member)
    return bool(known and known.public and known.name)
