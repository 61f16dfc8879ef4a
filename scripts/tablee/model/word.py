"""How a single value is read: it is a text, as it was typed; and what is said where it is refused.

Nothing here follows YAML's own guesses: `no` is a text for a city and false for a yes-or-no. The JSON Schemas allow all
that is read, in each kind that an editor may take it for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from tablee.i18n.translations import LazyText, _
from tablee.model.advice import tell
from tablee.model.folding import fold

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


ANY_SCALAR = ["string", "number", "boolean", "null"]


class Text(Word[str]):
    """A text on one line, or, as prose, Markdown on several."""

    def __init__(self, most: int = 300, *, prose: bool = False) -> None:
        """Accept at most so many characters; any scalar is a text: a title `2026`, `no` or `null` needs no quotes."""
        kinds = {
            "type": ANY_SCALAR,
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


def matching(pattern: str, *kinds: str) -> Schema:
    """Describe texts of a pattern, or values that an editor's YAML takes for another kind."""
    return {"type": ["string", *kinds] if kinds else "string", "pattern": f"^({pattern})$"}
