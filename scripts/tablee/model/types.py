"""The types of the values in the files, for pydantic: how a text is read, and what is said where it is refused.

Nothing here follows YAML's own guesses: every plain value arrives as the text that was typed, so `no` is a text for a
city and false for a yes-or-no. The JSON Schemas allow all that is read, in each kind that an editor may take it for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import Field
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from tablee.i18n.words import LANGUAGES, _
from tablee.model import parsing, rhythm_text
from tablee.model.identity import SLUG_PATTERN, parse_day
from tablee.model.parsing import Lasts
from tablee.model.rhythm_text import Every

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

T = TypeVar("T")
Schema = dict[str, Any]
Handler = Callable[[object], CoreSchema]
Describer = Callable[[Any], Schema]
MOST_ENTRIES = 2000

WRONG_TYPE, BAD_VALUE, EMPTY_ENTRY = "wrong-type", "bad-value", "empty-entry"
TOO_LONG, REPEATED, NOT_HTTPS = "too-long", "repeated", "not-https"
"""The names of the problems that a value may have: those of `files/codes.py`."""


def refuse(code: str, **values: object) -> PydanticCustomError:
    """Make the error of a refused value: a problem's code, and what its message needs to know."""
    return PydanticCustomError(code, "", values)


@dataclass(frozen=True, eq=False)
class Word(Generic[T]):
    """How a plain value is read: `parse` returns None for what it refuses.

    `wanted` names it in words, `example` shows one in YAML, `suggest` spells a near one as it should be.
    """

    parse: Callable[[str], T | None]
    wanted: str
    example: str
    json: Schema = field(default_factory=lambda: {"type": "string"})
    suggest: Callable[[str], str | None] | None = None
    code: str = BAD_VALUE

    def read(self, given: object) -> T:
        """Return the value of a text without space around it; raises PydanticCustomError."""
        if not isinstance(given, str):
            raise refuse(WRONG_TYPE, word=self)
        value = self.parse(given) if given else None
        if value is None:
            raise refuse(self.code if given else EMPTY_ENTRY, word=self)
        return value

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Read a value in pydantic's validation."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> Schema:
        """Describe the values as JSON Schema."""
        return {**self.json, "x-example": self.example, "x-wanted": self.wanted}


class Text(Word[str]):
    """Words on one line, or, as prose, Markdown on several."""

    def __init__(self, most: int = 300, *, prose: bool = False) -> None:
        """Accept at most so many characters; any scalar is a text: a title `2026`, `no` or `null` needs no quotes."""
        kinds = {"type": ["string", "number", "boolean", "null"], "x-text": True}
        fold = str if prose else _fold_lines
        super().__init__(fold, _("a text"), '"…"', kinds)
        object.__setattr__(self, "most", most)

    most: int

    def read(self, given: object) -> str:
        """Return a text that is not too long."""
        text = super().read(given)
        if len(text) > self.most:
            raise refuse(TOO_LONG, word=self, most=self.most)
        return text


def _fold_lines(text: str) -> str:
    return " ".join(text.split()) if "\n" in text else text


def choice(options: Mapping[str, T], wanted: str) -> Word[T]:
    """Make the word for one of a few, in any case; an editor is told of all, and takes `yes` and `no` for booleans."""
    first = {value: name for name, value in reversed(list(options.items()))}.values()
    named = tuple(name for name in options if name in first)
    booleans = [True, False] if "yes" in options else []
    pattern = f"^({any_case('|'.join(options))})$"
    json = {"anyOf": [{"enum": [*options, *booleans]}, {"type": "string", "pattern": pattern}]}
    return Choice(lambda text: options.get(text.casefold()), wanted, named[0], json, named=named)


@dataclass(frozen=True, eq=False)
class Choice(Word[T]):
    """One of a few words; `named` has one for each value."""

    named: tuple[str, ...] = ()


def any_case(pattern: str) -> str:
    """Return a pattern that matches small and capital letters alike, in every dialect of regular expressions."""
    return re.sub(r"(?<!\\)[a-zà-ÿ]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)


def _matching(pattern: str, *kinds: str) -> Schema:
    """Describe texts of a pattern, or values that an editor's YAML takes for another kind."""
    return {"type": ["string", *kinds] if kinds else "string", "pattern": f"^({pattern})$"}


DAY = Word(parse_day, _("a day"), "2026-12-10", {"type": "string", "format": "date"}, parsing.suggest_day)
CLOCK = Word(
    parsing.parse_clock, _("an hour"), "12:30", _matching(r"[0-9]{1,2} ?[:hH] ?([0-9][0-9])?", "integer")
)
LASTS = Word(parsing.parse_lasts, _("a length of time"), "1h45", suggest=parsing.suggest_lasts)
PERIOD = Word(
    parsing.parse_period,
    _("a number of days or weeks"),
    "10 days",
    _matching(r"[0-9]{1,3} (day|week)s?"),
    parsing.suggest_period,
)
SHARE = Word(
    parsing.parse_share,
    _("a share between 0 and 1"),
    "1/2",
    _matching("[0-9]{1,4}(/[0-9]{1,4})?", "integer"),
    parsing.suggest_share,
)
WHOLE = Word(
    parsing.parse_whole,
    _("a whole number"),
    "3",
    {**_matching("[0-9]{1,4}", "integer"), "minimum": 0, "maximum": 9999},
)
ACCOUNT = Word(
    parsing.parse_account,
    _("the number of a GitHub account"),
    "1234567",
    {**_matching("[1-9][0-9]*", "integer"), "minimum": 1},
)
HTTPS = Word(
    parsing.parse_https,
    _("an https address"),
    "https://example.org/",
    _matching("https://.+"),
    parsing.suggest_https,
    NOT_HTTPS,
)
CONTACT = Word(
    parsing.parse_contact,
    _("an https address or a `mailto:`"),
    "https://example.org/contact",
    _matching("(https://|mailto:).+"),
)
DEGREES = Word(
    parsing.parse_degrees,
    _("a number of degrees"),
    "48.80",
    _matching(r"[-+]?[0-9]{1,3}(\.[0-9]+)?", "number"),
)
ZONE = Word(parsing.parse_zone, _("a time zone"), "Europe/Paris", suggest=parsing.suggest_zone)
IDENTITY = Word(
    parsing.parse_identity,
    _("an identity (small letters, digits, hyphens)"),
    "ines-garnier",
    _matching(SLUG_PATTERN, "boolean", "number", "null"),
    parsing.suggest_identity,
)
HOST = Word(parsing.parse_host, _("a name such as a site's"), "tablee.example.org")
FILE_NAME = Word(parsing.parse_file_name, _("the name of a file"), "ines.jpg")
COLOUR = Word(
    parsing.parse_colour, _("a colour"), '"#a0522d"', {**_matching("#[0-9a-fA-F]{6}"), "x-text": True}
)
LOGIN = Word(
    parsing.parse_login, _("a GitHub account"), "ines-g", {"type": ["string", "number", "boolean", "null"]}
)
EVERY = Word(
    rhythm_text.parse_every, _("a rhythm"), "week on thursday", _matching(any_case(rhythm_text.PATTERN))
)
YES_NO = choice(
    {
        "yes": True,
        "no": False,
        "true": True,
        "false": False,
        "on": True,
        "off": False,
        "oui": True,
        "non": False,
    },
    _("`yes` or `no`"),
)
LANGUAGE = choice({language: language for language in sorted(LANGUAGES, reverse=True)}, _("a language"))
LINE = Text()

Day = Annotated[date, DAY]
Clock = Annotated[time, CLOCK]
Length = Annotated[Lasts, LASTS]
Period = Annotated[timedelta, PERIOD]
ShareOfTurn = Annotated[Fraction, SHARE]
Whole = Annotated[int, WHOLE]
Account = Annotated[int, ACCOUNT]
Https = Annotated[str, HTTPS]
Contact = Annotated[str, CONTACT]
Zone = Annotated[str, ZONE]
Identity = Annotated[str, IDENTITY]
Host = Annotated[str, HOST]
FileName = Annotated[str, FILE_NAME]
Colour = Annotated[str, COLOUR]
Login = Annotated[str, LOGIN]
EveryText = Annotated[Every, EVERY]
YesNo = Annotated[bool, YES_NO]
Language = Annotated[str, LANGUAGE]
Line = Annotated[str, LINE]
Prose = Annotated[str, Text(20_000, prose=True)]


class _Unique:
    """A list of different values."""

    def __get_pydantic_core_schema__(self, source: object, handler: Handler) -> CoreSchema:
        """Refuse a value that stands twice."""
        return core_schema.no_info_after_validator_function(_refuse_repeated, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Describer) -> Schema:  # noqa: ANN401 (pydantic's own)
        """Tell editors."""
        return {**handler(schema["schema"]), "uniqueItems": True}


def _refuse_repeated(values: tuple[T, ...]) -> tuple[T, ...]:
    if len(set(values)) < len(values):
        raise refuse(REPEATED, indexes=[i for i, value in enumerate(values) if value in values[:i]])
    return values


class _OneOrMany:
    """A list, or one value for a list of one."""

    def __get_pydantic_core_schema__(self, source: object, handler: Handler) -> CoreSchema:
        """Make a list of one."""
        return core_schema.no_info_before_validator_function(
            lambda given: given if isinstance(given, list) else [given], handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: Any, handler: Describer) -> Schema:  # noqa: ANN401 (pydantic's own)
        """Describe both forms."""
        many = handler(schema["schema"])
        return {"anyOf": [many["items"], many]}


UNIQUE, ONE_OR_MANY = _Unique(), _OneOrMany()
Many = Annotated[tuple[T, ...], Field(max_length=MOST_ENTRIES)]
Filled = Annotated[tuple[T, ...], Field(min_length=1, max_length=MOST_ENTRIES)]
Unique = Annotated[tuple[T, ...], Field(max_length=MOST_ENTRIES), UNIQUE]


@dataclass(frozen=True, eq=False)
class OrWord(Generic[T]):
    """Beside a list, one word that says it shortly: `joined: 2025-01-09`."""

    word: Word[T]
    make: Callable[[T], tuple[Any, ...]]

    def __get_pydantic_core_schema__(self, source: object, handler: Handler) -> CoreSchema:
        """Read either form."""
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Describer) -> Schema:  # noqa: ANN401 (pydantic's own)
        """Describe both forms."""
        word = self.word.__get_pydantic_json_schema__(None, None)
        return {"anyOf": [word, handler(schema["schema"])], "x-example": self.word.example}

    def _read(self, given: object, read_list: Callable[[object], tuple[Any, ...]]) -> tuple[Any, ...]:
        return read_list(given) if isinstance(given, list) else self.make(self.word.read(given))


@dataclass(frozen=True, eq=False)
class _Point(Word[tuple[float, float]]):
    """A point on the Earth: a list of its latitude and longitude in degrees."""

    def read(self, given: object) -> tuple[float, float]:
        """Return exactly two numbers, the first within the poles."""
        if not isinstance(given, list):
            raise refuse(WRONG_TYPE, word=self)
        wrong = [
            index
            for index, text in enumerate(given)
            if not isinstance(text, str) or DEGREES.parse(text) is None
        ]
        if wrong:
            raise refuse(BAD_VALUE, word=DEGREES, indexes=wrong)
        degrees = [DEGREES.read(text) for text in given]
        if len(degrees) != 2 or abs(degrees[0]) > 90:  # noqa: PLR2004 (two of them; the poles)
            raise refuse(BAD_VALUE, word=self)
        return degrees[0], degrees[1]


POINT = _Point(
    lambda _text: None,
    _("a list of latitude and longitude"),
    "[48.80, 2.13]",
    {"type": "array", "items": DEGREES.json, "minItems": 2, "maxItems": 2},
)


@dataclass(frozen=True, slots=True)
class FromPath:
    """A value that the path of the file tells, or the key above: nobody can write it into the file."""

    value: object


class _Reader:
    """How a value that the path tells is read."""

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Accept nothing but a FromPath."""
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> Schema:
        """Say nothing to editors."""
        return {"x-hidden": True}

    def _read(self, given: object) -> object:
        if not isinstance(given, FromPath):
            raise refuse("unknown-key")
        return given.value


FROM_PATH = _Reader()


def doc(about: str, name: str | None = None, example: str = "") -> FieldInfo:
    """Describe a key: what it is for in one sentence, its other name in the files, an example in YAML."""
    found: FieldInfo = Field(
        alias=name, description=about, json_schema_extra={"x-example": example} if example else None
    )
    return found


class Declared:
    """What may be written as a set of keys, and no others; the reader leaves out those without a value."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 (pydantic's own name and type)
    example = "{…}"
    obsolete: ClassVar[Mapping[str, str]] = {}
    """Keys of former times, each with what replaced it: they mean nothing any more."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> Schema:  # noqa: ANN401 (pydantic's own)
        """Show how it looks in YAML."""
        found: Schema = handler(schema)
        own = handler.resolve_ref_schema(found)
        own.pop("description", None)  # it speaks to programmers
        own["x-example"] = cls.example
        own["x-obsolete"] = cls.obsolete
        return found


def in_order(start: str, end: str, first: date | None, last: date | None) -> None:
    """Refuse a last day before the first; `start` and `end` are the keys that hold them."""
    if first and last and last < first:
        raise refuse("ends-before-start", at=end, start_key=start, end_key=end, start=first, end=last)
