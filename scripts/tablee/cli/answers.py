"""What a founder says of the new group: the questions, what judges each answer, and what is usual."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from tablee.files.composites import Key, OneOrMany, Record
from tablee.files.fields import Field, Scalar, Schema, Text
from tablee.files.reading import BAD, Bad, Reading
from tablee.files.rhythm_text import parse_every
from tablee.files.scalars import CLOCK, CONTACT, DAY, EVERY, HTTPS, LANGUAGE, LASTS, ZONE
from tablee.files.shapes.common import LINE
from tablee.i18n.words import _
from tablee.model import RhythmRule
from tablee.rules.rhythm import nominal_days

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.files.problem import Problem

_REPOSITORY = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}/[A-Za-z0-9._-]{1,100}")


def _parse_repository(text: str) -> str | None:
    return text if _REPOSITORY.fullmatch(text) else None


REPOSITORY: Scalar[str] = Scalar(
    _parse_repository, _("a repository on GitHub, `owner/name`"), "our-group/table"
)
MEMBER_NAME = Text(most=80)
USUAL_LENGTH = "2h"
USUAL_HOUR = "12:30"
LONGEST_WAIT = timedelta(days=800)
"""The longest rhythm, twelve months, has a day within it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The new group in its founder's words, each judged by its field; empty where the group has none."""

    language: str
    name: str
    every: str
    from_day: str
    url: str
    contact: str
    timezone: str
    lasts: str = ""
    at: str = ""
    place: str = ""
    address: str = ""
    repository: str = ""
    holidays: str = ""
    region: str = ""
    school: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class AsTyped(Field[str]):
    """A value that its own field accepts, kept as it was typed."""

    field: Field[Any]

    @property
    def example(self) -> str:  # type: ignore[override]  # computed here, declared elsewhere
        """Show the field's own example."""
        return self.field.example

    def read(self, node: yaml.Node, reading: Reading, key: str) -> str | Bad:
        """Let the field judge the value."""
        value = self.field.read(node, reading, key)
        if isinstance(value, Bad):
            return BAD
        return value if isinstance(value, str) else str(node.value).strip()

    def schema(self) -> Schema:
        """Describe what the field does."""
        return self.field.schema()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know: `key` is its name as a flag and in a file of answers, `text` asks it."""

    key: str
    field: Field[str]
    text: str
    needed: bool = False

    @property
    def flag(self) -> str:
        """The option of the command line that answers it."""
        return f"--{self.key}"

    @property
    def fills(self) -> str:
        """The field of `Answers`."""
        return self.key.replace("-", "_")


QUESTIONS = (
    Question("language", AsTyped(LANGUAGE), _("Language of the group (en or fr)"), needed=True),
    Question("name", AsTyped(LINE), _("Name of the group"), needed=True),
    Question("timezone", AsTyped(ZONE), _("Time zone"), needed=True),
    Question(
        "every",
        AsTyped(EVERY),
        _("Rhythm, in English words: `week on thursday`, `2 weeks on tuesday`, `first tuesday of the month`"),
        needed=True,
    ),
    Question("from-day", AsTyped(DAY), _("Day of the first meeting"), needed=True),
    Question("lasts", AsTyped(LASTS), _("How long a meeting lasts (`1h45`; `2 days` for whole days)")),
    Question("at", AsTyped(CLOCK), _("Hour at which you meet")),
    Question("place", AsTyped(LINE), _("Place where you meet")),
    Question("address", AsTyped(LINE), _("Its address, street and town")),
    Question("repository", AsTyped(REPOSITORY), _("Repository on GitHub, `owner/name`")),
    Question("url", AsTyped(HTTPS), _("Address of the site"), needed=True),
    Question(
        "contact",
        AsTyped(CONTACT),
        _("Contact for strangers: an https address, or a `mailto:` of the group, never of a person"),
        needed=True,
    ),
    Question("holidays", AsTyped(Text(most=2)), _("Country of the public holidays, two letters")),
    Question("region", AsTyped(Text(most=10)), _("Region with public holidays of its own")),
    Question("school", AsTyped(Text(most=10)), _("Zone of the school holidays, as `B`")),
)

MEMBER = "member"

ANSWERS_FILE: Record[dict[str, Any]] = Record(
    dict,
    {
        **{question.key: Key(question.field, question.text, question.fills) for question in QUESTIONS},
        MEMBER: Key(OneOrMany(MEMBER_NAME), _("the first members, by name"), "members"),
    },
)
"""How a file of answers is written: the flags' names are its keys."""


def read_answer(field: Field[str], key: str, text: str) -> tuple[str, list[Problem]]:
    """Judge one answer by its field; return it, or the problems with it."""
    problems: list[Problem] = []
    mark = yaml.Mark(key, 0, 0, 0, None, 0)
    # A style, since what was typed here is no YAML that a ` #` could cut.
    node = yaml.ScalarNode("tag:yaml.org,2002:str", text.strip(), mark, mark, style='"')
    try:
        text.encode()
    except UnicodeEncodeError:
        node.value = "\ufffe"  # refused by every field, as what no file can hold should be
    value = field.read(node, Reading(f"--{key}", text, problems), key)
    return ("", problems) if isinstance(value, Bad) else (value, problems)


def default_answer(key: str, known: Mapping[str, str], today: date) -> str:
    """Return the answer that follows from what is known already; empty where none does."""
    if key == "from-day":
        return next_day(known.get("every", ""), today)
    if key == "lasts":
        return USUAL_LENGTH
    if key == "at":
        return USUAL_HOUR
    if key == "url":
        return pages_address(known.get("repository", ""))
    if key == "contact" and known.get("repository"):
        return f"https://github.com/{known['repository']}/issues"
    return ""


def suggested_answer(key: str, known: Mapping[str, str], today: date) -> str:
    """Return what a question offers, to be seen and confirmed: all defaults, and guesses."""
    if key == "timezone":
        return {"fr": "Europe/Paris", "en": "Europe/London"}.get(known.get("language", ""), "")
    if key == "holidays":
        return country_of_zone(known.get("timezone", ""))
    return default_answer(key, known, today)


def next_day(every: str, today: date) -> str:
    """Return the first day after today on which a rhythm meets; empty for words that are no rhythm."""
    rule = parse_every(every)
    if rule is None:
        return ""
    tomorrow = today + timedelta(days=1)
    days = nominal_days((RhythmRule(rule, tomorrow),), tomorrow, tomorrow + LONGEST_WAIT)
    return next((str(day) for day, _rule in days), "")


def pages_address(repository: str) -> str:
    """Return where GitHub Pages shows a repository (`owner/name`)."""
    owner, _slash, name = repository.partition("/")
    if not name:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def country_of_zone(zone: str) -> str:
    """Return the two letters of the country of a time zone, by the pinned tz database; empty where it has none."""
    lines = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return next((row[0] for row in rows if row[2] == zone), "")
