"""What a founder says of the new group: the questions, what judges each answer, and what is usual."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

from pydantic_core import CoreSchema, core_schema

from tablee.files.schema import Kind
from tablee.i18n.errors import UserError
from tablee.i18n.languages import KNOWN
from tablee.i18n.translations import LazyText, _
from tablee.model import RhythmRule
from tablee.model.parsing import country_of_zone, parse_country, parse_login
from tablee.model.rhythm_text import parse_every
from tablee.model.types import ONE_OR_MANY, Declared, doc
from tablee.model.word import Text, Word
from tablee.model.words import ACCOUNT, CLOCK, CONTACT, DAY, EVERY, HTTPS, LANGUAGE, LASTS, LINE, LOGIN, ZONE
from tablee.rules.rhythm import nominal_days

if TYPE_CHECKING:
    from tablee.files.problem import Problem
    from tablee.scaffolding.holidays import HolidayBook

_REPOSITORY = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}/[A-Za-z0-9._-]{1,100}")
_ON_GITHUB = re.compile(r"(?:https://)?github\.com/([^/]+(?:/[^/]+)?)/?")


REPOSITORY = Word(
    lambda text: text if _REPOSITORY.fullmatch(text) else None,
    _("a repository on GitHub, `owner/name`"),
    "our-group/table",
)
COUNTRY = Word(parse_country, _("a country, two letters of ISO 3166"), "FR")
MEMBER, MEMBER_NAME = "member", Text(80)
RHYTHM = _("Rhythm: `every thursday`, `every other tuesday`, `third wednesday of the month`")
STRANGERS = _("Contact for strangers: an https address, or a `mailto:` of the group, never of a person")
OF_THE_FOUNDER = ("github", "github_id", "about")
OF_THE_RHYTHM = ("from_day", "at", "lasts")
USUAL_LENGTH = "2h"
USUAL_HOUR = "12:30"
LONGEST_WAIT = timedelta(days=800)
"""The longest rhythms, 52 weeks and twelve months, have a day within it."""


@dataclass(frozen=True)
class Question:
    """How one thing is asked: `word` judges the answer, which is kept as it was typed."""

    word: Word[Any]
    text: str
    needed: bool = False

    def read(self, given: object) -> str:
        """Return an answer as it was typed; raises PydanticCustomError for one that its word refuses."""
        self.word.read(given)
        return " ".join(str(given).split())

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Read an answer of a file."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        """Describe an answer as its word does."""
        return self.word.__get_pydantic_json_schema__(schema, handler)


@dataclass(frozen=True, slots=True)
class Answers(Declared):
    """The new group in its founder's words, in the order in which they are asked for; empty where it has none.

    A file of answers has these keys, and each is an option of `tablee init`. `github`, `github_id` and `about` are the
    first member's.
    """

    language: Annotated[str, Question(LANGUAGE, _("Language of the group (en or fr)"), needed=True)] = ""
    name: Annotated[str, Question(LINE, _("Name of the group"), needed=True)] = ""
    tagline: Annotated[str, Question(LINE, _("What it is, in one line"))] = ""
    timezone: Annotated[str, Question(ZONE, _("Time zone"), needed=True)] = ""
    every: Annotated[str, Question(EVERY, RHYTHM)] = ""
    from_day: Annotated[
        str, Question(DAY, _("Day of the first meeting"), needed=True), doc("", "from-day")
    ] = ""
    at: Annotated[str, Question(CLOCK, _("Hour at which you meet"))] = ""
    lasts: Annotated[
        str, Question(LASTS, _("How long a meeting lasts (`1h45`; `2 days` for whole days)"))
    ] = ""
    place: Annotated[str, Question(LINE, _("Place where you meet"))] = ""
    address: Annotated[str, Question(LINE, _("Its address, street and town"))] = ""
    repository: Annotated[str, Question(REPOSITORY, _("Repository on GitHub, `owner/name`"))] = ""
    url: Annotated[str, Question(HTTPS, _("Address of the site, if it is known"))] = ""
    contact: Annotated[str, Question(CONTACT, STRANGERS)] = ""
    holidays: Annotated[str, Question(COUNTRY, _("Country of the public holidays, two letters"))] = ""
    region: Annotated[str, Question(Text(30), _("Region with public holidays of its own"))] = ""
    school: Annotated[str, Question(Text(30), _("Zone of the school holidays"))] = ""
    github: Annotated[str, Question(LOGIN, _("Account on GitHub by which the first member answers"))] = ""
    github_id: Annotated[
        str,
        Question(ACCOUNT, _("Its number: `id` at https://api.github.com/users/{github}")),
        doc("", "github-id"),
    ] = ""
    about: Annotated[str, Question(Text(2000), _("About the first member, in a sentence or two"))] = ""
    members: Annotated[
        tuple[Annotated[str, MEMBER_NAME], ...],
        ONE_OR_MANY,
        doc(_("the first members, by name"), MEMBER),
    ] = ()


QUESTIONS: Mapping[str, Question] = {
    name: part
    for name, hint in get_type_hints(Answers, include_extras=True).items()
    for part in get_args(hint)
    if isinstance(part, Question)
}
"""The questions by the fields of `Answers`, in order."""
ANSWERS_FILE = Kind("answers", "", "", Answers)


def flag_of(name: str) -> str:
    """Return the option of the command line that answers a question."""
    return f"--{name.replace('_', '-')}"


def read_answer(name: str, text: str) -> tuple[str, list[Problem]]:
    """Judge one answer; return it as it was typed (of an account its name alone), or the problems with it."""
    word = MEMBER_NAME if name == MEMBER else QUESTIONS[name].word
    from tablee.files.care import judge_text  # noqa: PLC0415 (it is long to load, and who only names a file asks nothing)

    problems = judge_text(word, flag_of(name).removeprefix("--"), text)
    answer = (parse_login(text.strip()) or "") if name == "github" else text.strip()
    return "" if problems else answer, problems


def meant(name: str, typed: str) -> str:
    """Return what a refused answer may have meant, to be offered; empty where nobody knows."""
    guesses = {
        "contact": f"mailto:{typed}",
        "repository": _ON_GITHUB.sub(r"\1", typed).removesuffix(".git"),
    }
    suggest = QUESTIONS[name].word.suggest
    guess = guesses.get(name) or (suggest(typed) if suggest else "") or ""
    return guess if guess and not read_answer(name, guess)[1] else ""


def applies(key: str, known: Mapping[str, str], book: HolidayBook) -> bool:
    """Return whether a question makes sense: whole days have no hour, and not every country has such regions."""
    if key in OF_THE_RHYTHM and not known.get("every"):
        return False
    if key == "at":
        return not is_whole_days(known.get("lasts", ""))
    if key == "address":
        return bool(known.get("place"))
    if key == "github_id":
        return bool(known.get("github"))
    return key not in {"region", "school"} or bool(choices(key, known, book))


def choices(key: str, known: Mapping[str, str], book: HolidayBook) -> tuple[str, ...]:
    """Return the answers that there are to a question about a country; empty for other questions."""
    country = known.get("holidays", "")
    if key not in {"region", "school"} or not country:
        return ()
    return book.list_regions(country) if key == "region" else book.list_school_zones(country)


def contradiction(key: str, answer: str, known: Mapping[str, str], book: HolidayBook) -> LazyText | None:
    """Return why an answer that is well written cannot be true here."""
    if key == "lasts" and known.get("at") and is_whole_days(answer):
        return LazyText(_("A meeting that begins at {at} lasts hours, not days."), {"at": known["at"]})
    if key == "holidays":
        try:
            book.list_regions(answer)
        except UserError as error:
            return error.phrase
    offered = choices(key, known, book)
    if offered and answer.casefold() not in {one.casefold() for one in offered}:
        said = _("{value} is not one of {known}")
        return LazyText(said, {"value": f"`{answer}`", "known": ", ".join(offered)})
    return None


def is_whole_days(lasts: str) -> bool:
    """Return whether a length is one of days."""
    length = LASTS.parse(lasts) if lasts else None
    return bool(length and length.days)


def default_answer(key: str, known: Mapping[str, str], today: date) -> str:
    """Return the answer that follows from what is known already; empty where none does."""
    match key:
        case "from_day":
            return next_day(known.get("every", ""), today)
        case "at":
            return USUAL_HOUR
        case "lasts":
            return USUAL_LENGTH if known.get("at") else ""
        case "url":
            return pages_address(known.get("repository", ""))
        case "contact" if known.get("repository"):
            return f"https://github.com/{known['repository']}/issues"
        case _:
            return ""


def suggested_answer(key: str, known: Mapping[str, str], today: date) -> str:
    """Return what a question offers, to be seen and confirmed: all defaults, and guesses."""
    if key == "timezone":
        language = KNOWN.get(known.get("language", ""))
        return language.zone if language else ""
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
