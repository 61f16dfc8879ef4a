"""What a form about a member changes in the member's file, and in what words that is said; or what has to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tablee.files.escaping import escape_markdown
from tablee.files.forms.days import read_day
from tablee.files.forms.parse import Filled
from tablee.files.forms.render import say_option
from tablee.files.load import Loaded
from tablee.files.paths import file_of_member
from tablee.files.values_out import Value
from tablee.i18n.translations import LazyText, Translations, _
from tablee.model import Group, Member
from tablee.model.nothing import names_nobody
from tablee.steward.texts import UserText
from tablee.steward.tracker import Person

T = TypeVar("T")

PICTURE = _(
    "**{label}**: a picture cannot stand there. A keeper puts photos into the group’s files: ask one."
)
HEADING = _("The form has no heading “{heading}”: put back what stood there, one of {labels}.")
NO_OPTION = _("**{label}**: “{said}” is none of the answers. There are: {options}.")
NO_DAY = _("**{label}**: “{said}” is no day that I understand. Write it as in {example}.")
MISSING = _("**{label}**: this is needed.")
EMPTY = _("The form is empty: write what is to change.")
_PICTURE = re.compile(r"!\[|<img\b|/user-attachments/assets/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A form, in which language it is answered, and on which day it was sent."""

    filled: Filled
    words: Translations
    on: date

    def day(self, name: str) -> date | None:
        """Return the day that was typed into a field; None for an empty one; raises FormRejected."""
        said = self.filled.line(name)
        said = "" if names_nobody(said) else said
        day = read_day(said, self.on) if said else None
        if said and day is None:
            label, example = self.filled.label(name), self.say(self.on)
            values = {"label": label, "said": UserText(said), "example": example}
            raise FormRejected(LazyText(NO_DAY, values))
        return day

    def need(self, said: Mapping[str, object]) -> None:
        """Raise FormRejected with each field of which nothing is said."""
        missing = [
            LazyText(MISSING, {"label": self.filled.label(name)}) for name, one in said.items() if not one
        ]
        if missing:
            raise FormRejected(*missing)

    def say(self, day: date) -> str:
        """Say a day, with its year where that is not this one."""
        return self.words.day(day, year=day.year != self.on.year)


@dataclass(frozen=True, slots=True)
class Asked(Reading):
    """A form about a member, with what it is read beside: the group's files, and who sent it.

    `member` is None for who is not one yet; `approved_on` is the day of a keeper's yes, None before.
    """

    loaded: Loaded
    group: Group
    person: Person
    member: Member | None = None
    approved_on: date | None = None

    def need_member(self) -> Member:
        """Return who sent a form that only members send."""
        if self.member is None:
            message = "only a member's own form comes here"
            raise ValueError(message)
        return self.member


@dataclass(frozen=True, slots=True)
class Change:
    """Some keys of a member's file anew (None: the key goes), and what that says in plain words."""

    member: str
    values: Mapping[str, Value | None]
    lines: tuple[LazyText, ...]

    @property
    def path(self) -> str:
        """The path of the file."""
        return file_of_member(self.member)

    @property
    def is_private(self) -> bool:
        """Whether the member is never named."""
        return self.values.get("public") is False


class FormRejected(Exception):
    """A form cannot be carried out as it stands; `phrases` say why, and what to write instead."""

    def __init__(self, *phrases: LazyText) -> None:
        """Keep the sentences."""
        super().__init__(*(phrase.message for phrase in phrases))
        self.phrases = phrases


def find_unclear(filled: Filled, words: Translations) -> tuple[LazyText, ...]:
    """Return what no form can mean: a heading or an answer that it does not have, a picture in a text."""
    wrong = [_heading(filled, heading, words) for heading in filled.headings]
    for field in filled.form.fields:
        label = LazyText(field.label)
        if said := filled.unclear.get(field.id):
            options = words.listing([f"*{escape_markdown(say_option(one, words))}*" for one in field.options])
            values = {"label": label, "said": UserText(said), "options": options}
            wrong.append(LazyText(NO_OPTION, values))
        if _PICTURE.search(filled.text(field.id)):
            wrong.append(LazyText(PICTURE, {"label": label}))
    return tuple(wrong)


def need_clear(filled: Filled, words: Translations, found: Callable[[], T]) -> T:
    """Return what a form is found to mean; raises FormRejected with all that is wrong, in the text and beyond."""
    wrong = find_unclear(filled, words)
    try:
        meant = found()
    except FormRejected as refused:
        raise FormRejected(*wrong, *refused.phrases) from refused
    if wrong:
        raise FormRejected(*wrong)
    return meant


def _heading(filled: Filled, heading: str, words: Translations) -> LazyText:
    labels = words.listing([f"*{words.gettext(field.label)}*" for field in filled.form.fields])
    return LazyText(HEADING, {"heading": UserText(heading), "labels": labels})
