"""How single values are read: each is a text, as it was typed; and what is said where it is refused.

Nothing here follows YAML's own guesses: `no` is a text for a city and false for a yes-or-no. The JSON Schemas allow all
that is read, in each kind that an editor may take it for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import LazyText, _
from tablee.model import clock_text, day_text, length_text, parsing, rhythm_text
from tablee.model.advice import (
    advise_on_account,
    advise_on_address,
    advise_on_day,
    advise_on_file_name,
    advise_on_hour,
    tell,
)
from tablee.model.folding import fold
from tablee.model.identity import SLUG_PATTERN

T = TypeVar("T")
Schema = dict[str, Any]

WRONG_TYPE, BAD_VALUE, EMPTY_ENTRY = "wrong-type", "bad-value", "empty-entry"
TOO_LONG, REPEATED, NOT_HTTPS = "too-long", "repeated", "not-https"
"""The names of the problems that a value may have: those of `files/codes.py`."""


def refuse(code: str, **values: object) -> PydanticCustomError:
    """Make the error of a refused value: a problem's code, and what its message needs to know."""
    return PydanticCustomError(code, "", values)


@dataclass(frozen=True, eq=False)
class Word(Generic[T]):
    """How a plain value is read: `parse` returns None for what it refuses.

    `wanted` names it in words, `example` shows one in YAML, `suggest` spells a near one as it should be; where it
    cannot, `advise` tells how one is written, so that nobody pastes the day or the account of an example.
    `refused` says of one that is refused what it is not, and why; `other` spells a second thing that it may mean.
    """

    parse: Callable[[str], T | None]
    wanted: str
    example: str
    json: Schema = field(default_factory=lambda: {"type": "string"})
    suggest: Callable[[str], str | None] | None = None
    code: str = BAD_VALUE
    advise: Callable[[str], LazyText] | None = None
    refused: Callable[[str], LazyText] | None = None
    other: Callable[[str], str | None] | None = None

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


_ANY = ["string", "number", "boolean", "null"]


class Text(Word[str]):
    """A text on one line, or, as prose, Markdown on several."""

    def __init__(self, most: int = 300, *, prose: bool = False) -> None:
        """Accept at most so many characters; any scalar is a text: a title `2026`, `no` or `null` needs no quotes."""
        kinds = {
            "type": _ANY,
            "x-text": True,
            **({"x-prose": True} if prose else {}),
        }
        super().__init__(str if prose else _fold_lines, _("a text"), '"…"', kinds)
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


_ONE_OF = _("Write one of these words.")


def choice(
    options: Mapping[str, T], wanted: str, meant: Mapping[str, str] | None = None, advice: str = _ONE_OF
) -> Word[T]:
    """Make the word for one of a few, in any case; an editor is told of all, and takes `yes` and `no` for booleans.

    `meant` are the options that other words stand for: they are answered, not read.
    """
    spelt = {**{name: name for name in options}, **(meant or {})}
    read = {**{fold(name): value for name, value in options.items() if not name.isascii()}, **options}
    first = {value: name for name, value in reversed(list(options.items()))}.values()
    named = tuple(name for name in options if name in first)
    booleans = [True, False] if "yes" in options else []
    pattern = f"^({any_case('|'.join(read))})$"
    json = {"anyOf": [{"enum": [*options, *booleans]}, {"type": "string", "pattern": pattern}]}
    return Choice(
        lambda text: read.get(text.casefold()),
        wanted,
        named[0],
        json,
        lambda text: _meant(spelt, options, text),
        named=named,
        advise=tell(advice),
    )


_DENIED = r"\b(?:pas|not|ne)\b|n't\b|\bcannot\b"
"""What turns the words around it: `ne vient pas` is no `vient`."""
_FOUR, _MANY = 4, 30


def _meant(spelt: Mapping[str, str], options: Mapping[str, T], text: str) -> str | None:
    """Return the option that a text says among other words; None where it says two of them, or denies another word."""
    folded = {fold(word): name for word, name in reversed(list(spelt.items()))}
    said = fold(text).strip(" .!?")
    for whole in ("-".join(said.split()), said):
        if whole in folded:
            return folded[whole]
    known = [*map(fold, options)] if re.search(_DENIED, said) else folded
    words = re.split(r"[\s,.!?;:()\"'“”«»_]+", said)
    found = [
        folded[word]
        for before, word in zip(("", *words), words, strict=False)
        if word in known and before not in {"pas", "not"}
    ]
    return (
        (found[0] if len({options[name] for name in found}) == 1 else None) if found else _near(folded, said)
    )


def _near(folded: Mapping[str, str], said: str) -> str | None:
    """Return the option whose word, of five letters or more, differs by a letter or two: `annullé`, `canceld`."""
    import difflib  # noqa: PLC0415 (few files need it)

    long = [word for word in folded if len(word) > _FOUR]
    near = difflib.get_close_matches(said, long, 1, 0.85) if len(said) < _MANY else []
    return folded[near[0]] if near else None


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


DAY = Word(
    day_text.parse_written_day,
    _("a day"),
    "2026-12-10",
    _matching(day_text.PATTERN),
    day_text.suggest_day,
    advise=advise_on_day,
    other=day_text.other_day,
)
JOINED = Word(
    parsing.parse_joined,
    _("a day or a year"),
    "2025-01-09",
    _matching(f"[0-9]{{4}}|{day_text.PATTERN}", "integer"),
    parsing.suggest_joined,
    other=day_text.other_day,
    advise=tell(_("Write year-month-day in digits (YYYY-MM-DD), or the year alone.")),
)
CLOCK = Word(
    clock_text.parse_clock,
    _("an hour"),
    "12:30",
    _matching(clock_text.PATTERN, "number"),
    clock_text.suggest_clock,
    advise=advise_on_hour,
)
LASTS = Word(
    length_text.parse_lasts,
    _("a length of time"),
    "1h45",
    suggest=length_text.suggest_lasts,
    advise=tell(_("Write it as `1h45` or `90 min`, or as `2 days` for whole days.")),
)
PERIOD = Word(
    parsing.parse_period,
    _("a number of days or weeks, two years at most"),
    "10 days",
    _matching(any_case(r"[0-9]{1,3}\s(day|week|jour|semaine)s?")),
    parsing.suggest_period,
    advise=tell(_("Write it as `10 days` or `2 weeks`.")),
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
    parsing.suggest_whole,
    advise=tell(_("Write a number alone, such as `3`.")),
)
ACCOUNT = Word(
    parsing.parse_account,
    _("the number of a GitHub account"),
    "1234567",
    {**_matching("[1-9][0-9]*", "integer"), "minimum": 1},
    parsing.suggest_account,
    advise=advise_on_account,
)
HTTPS = Word(
    parsing.parse_https,
    _("an https address"),
    "https://example.org/",
    _matching("https://.+"),
    parsing.suggest_https,
    NOT_HTTPS,
    advise_on_address,
)
WEB = Word(
    parsing.parse_web,
    HTTPS.wanted,
    HTTPS.example,
    _matching("https?://.+"),
    parsing.suggest_https,
    NOT_HTTPS,
    advise_on_address,
)
"""Somebody's own site: one without encryption is a warning (`checks/addresses.py`)."""
CONTACT = Word(
    parsing.parse_contact,
    _("an https address or a `mailto:`"),
    "https://example.org/contact",
    _matching("(https://|mailto:).+"),
    parsing.suggest_contact,
    advise=tell(_("Write an address with `https://`, or `mailto:` and the group's mail address.")),
)
DEGREES = Word(
    parsing.parse_degrees,
    _("a number of degrees"),
    "48.80",
    _matching(r"[-+]?[0-9]{1,3}(\.[0-9]+)?", "number"),
)
ZONE = Word(
    parsing.parse_zone,
    _("a time zone"),
    "Europe/Paris",
    suggest=parsing.suggest_zone,
    advise=tell(
        _(
            "Write continent and town, as in `Europe/Paris` or `America/New_York`: few towns name a zone, most often a "
            "country's capital or largest."
        )
    ),
)
IDENTITY = Word(
    parsing.parse_identity,
    _("an identity (small letters, digits, hyphens)"),
    "ines-garnier",
    _matching(SLUG_PATTERN, "boolean", "number", "null"),
    parsing.suggest_identity,
    advise=tell(_("Write small letters without accents, digits and single hyphens.")),
)
MEMBER = replace(IDENTITY, json={**IDENTITY.json, "x-member": True})
"""An identity that stands for a member: where one is renamed or forgotten, so is this."""
HOST = Word(
    parsing.parse_host,
    _("a name such as a site's"),
    "tablee.example.org",
    suggest=parsing.suggest_host,
    advise=tell(_("Write it as the middle of an address: small letters without accents, with a dot.")),
)
FILE_NAME = Word(
    parsing.parse_file_name,
    _("the name of a file"),
    "ines.jpg",
    suggest=parsing.suggest_file_name,
    advise=advise_on_file_name,
)
COLOUR = Word(
    parsing.parse_colour,
    _("a colour"),
    '"#a0522d"',
    {**_matching("#[0-9a-fA-F]{6}"), "x-text": True},
    parsing.suggest_colour,
    advise=tell(_('Write a `#` and six digits or letters from a to f, in quotes, as `"#a0522d"`.')),
)
LOGIN = Word(
    parsing.parse_login,
    _("a GitHub account"),
    "ines-g",
    {"type": _ANY},
    parsing.suggest_login,
    advise=tell(_("Write the name alone that stands behind `github.com/` on that person's page.")),
)
COUNTRY = Word(
    parsing.parse_country,
    _("the two letters of a country"),
    "FR",
    _matching("[a-zA-Z]{2}", "boolean"),
    parsing.suggest_country,
    advise=tell(_("Write its two letters, such as `FR`, `BE`, `CH`, `CA` or `GB`.")),
)
EVERY = Word(
    rhythm_text.parse_every,
    rhythm_text.WANTED,
    "week on thursday",
    suggest=rhythm_text.suggest_every,
    advise=tell(
        _("Say the weekday and how often: `week on tuesday`, `un mardi sur deux`, `3e mercredi du mois`.")
    ),
    refused=rhythm_text.refused_every,
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
    {
        **dict.fromkeys(
            ("y", "vrai", "1", "ok", "always", "toujours", "j'accepte", "👍", "✅", "✓", "x"), "yes"
        ),
        **dict.fromkeys(("n", "faux", "jamais", "never", "0", "none", "aucun", "👎", "❌"), "no"),
    },
)
LANGUAGE = choice(
    {language: language for language in sorted(LANGUAGES, reverse=True)},
    _("a language"),
    {
        "français": "fr",
        "french": "fr",
        "anglais": "en",
        "english": "en",
        "francaise": "fr",
        "fr-fr": "fr",
        "en-gb": "en",
        "en-us": "en",
    },
)
LINE = Text()


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
