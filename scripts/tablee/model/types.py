"""The types of what files hold, for pydantic: single values, lists, and sets of declared keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Generic, TypeVar, get_type_hints

from pydantic import Field
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from tablee.model.length_text import Lasts
from tablee.model.rhythm_text import Every
from tablee.model.word import REPEATED, Schema, Text, Word, refuse
from tablee.model.words import (
    ACCOUNT,
    CLOCK,
    COLOUR,
    CONTACT,
    COUNTRY,
    DAY,
    EVERY,
    FILE_NAME,
    HOST,
    HTTPS,
    IDENTITY,
    LANGUAGE,
    LASTS,
    LINE,
    LOGIN,
    MEMBER,
    PERIOD,
    SHARE,
    WEB,
    WHOLE,
    YES_NO,
    ZONE,
)

T = TypeVar("T")
Handler = Callable[[object], CoreSchema]
Describer = Callable[[Any], Schema]
MOST_ENTRIES = 2000

Day = Annotated[date, DAY]
Clock = Annotated[time, CLOCK]
Length = Annotated[Lasts, LASTS]
Period = Annotated[timedelta, PERIOD]
ShareOfTurn = Annotated[Fraction, SHARE]
Whole = Annotated[int, WHOLE]
Account = Annotated[int, ACCOUNT]
Https = Annotated[str, HTTPS]
Web = Annotated[str, WEB]
Label = Annotated[str, Text(60)]
Contact = Annotated[str, CONTACT]
Country = Annotated[str, COUNTRY]
Zone = Annotated[str, ZONE]
Identity = Annotated[str, IDENTITY]
MemberId = Annotated[str, MEMBER]
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


def keys_of(declared: type[Any]) -> tuple[str, ...]:
    """Return the keys that may be written of what is declared, in its order; what the path tells is none of them."""
    hints = get_type_hints(declared, include_extras=True)
    marks = {one.name: hints[one.name].__metadata__ for one in fields(declared)}
    return tuple(
        next((mark.alias for mark in said if isinstance(mark, FieldInfo) and mark.alias), name)
        for name, said in marks.items()
        if FROM_PATH not in said
    )


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
