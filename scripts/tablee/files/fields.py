"""Scalar fields: how each plain text is read by the type that its field declares.

A field reads a YAML node into a value or reports why not; it also describes itself as JSON Schema for editors.
Nothing here follows YAML's own guesses: `no` is a text for a city and false for a yes-or-no.

Most values need no report. So a field also takes what a plain file holds (`plain_yaml`), and leaves to `read` whatever
is not right at once: `take` gives what `read` would give, or raises Doubt.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tablee.files import codes
from tablee.files.nodes import KINDS, is_scalar, kind_of
from tablee.files.plain_yaml import Doubt
from tablee.files.reading import Bad, Reading
from tablee.files.yaml_traps import check_colon, check_hash
from tablee.i18n.words import Phrase, _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import yaml

    from tablee.files.plain_yaml import Plain
    from tablee.files.problem import Code

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Control characters and those that turn the reading direction of the text after them."""


def any_case(pattern: str) -> str:
    """Return a pattern that matches small and capital letters alike, in every dialect of regular expressions."""
    return re.sub(r"(?<!\\)[a-zà-ÿ]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)


def nullable(schema: Schema) -> Schema:
    """Allow nothing at all, too: `left:` means the same as no line."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, *(["null"] if "null" not in kinds else [])]}


class Field(ABC, Generic[T_co]):
    """What a key may hold. `wanted` names it in words, `example` shows one in YAML.

    `may_hold_hash` says that a `#` may be part of a value, so that one which YAML takes for a comment is noticed.
    """

    wanted: str
    example: str
    may_hold_hash: bool = False

    @property
    def parts(self) -> tuple[Field[Any], ...]:
        """The fields within this one, where it holds lists or sets of keys in a form of its own."""
        return ()

    @abstractmethod
    def read(self, node: yaml.Node, reading: Reading, key: str) -> T_co | Bad:
        """Return the value of a node, or report why there is none; `key` names it in messages."""

    def take(self, plain: Plain) -> T_co:
        """Return the value of what a plain file holds; raises Doubt where `read` has something to say, or may have."""
        raise Doubt(plain)

    @abstractmethod
    def schema(self) -> Schema:
        """Describe the values as JSON Schema (draft 7, as editors read it)."""

    def refuse_type(self, node: yaml.Node, reading: Reading, key: str) -> Bad:
        """Report that a node is of another kind than this field's."""
        given, wanted = Phrase(KINDS[kind_of(node)]), Phrase(self.wanted)
        example = f"{key}: {self.example}"
        return reading.report(codes.WRONG_TYPE, node, key=key, given=given, wanted=wanted, example=example)


@dataclass(frozen=True)
class Scalar(Field[T]):
    """A plain value, parsed from its text; `parse` returns None for what it refuses."""

    parse: Callable[[str], T | None]
    wanted: str
    example: str
    json: Schema = field(default_factory=lambda: {"type": "string"})
    suggest: Callable[[str], str | None] | None = None
    code: Code = codes.BAD_VALUE
    may_hold_hash: bool = False

    def read(self, node: yaml.Node, reading: Reading, key: str) -> T | Bad:
        """Parse the text of a scalar node."""
        if not is_scalar(node):
            return self.refuse_type(node, reading, key)
        value = self.parse(node.value.strip())
        if value is not None:
            return value
        meant = self.suggest(node.value.strip()) if self.suggest else None
        example = f"{key}: {meant or self.example}"
        return reading.report(self.code, node, value=node.value, wanted=Phrase(self.wanted), example=example)

    def take(self, plain: Plain) -> T:
        """Parse a text."""
        value = self.parse(plain) if isinstance(plain, str) and plain else None
        if value is None:
            raise Doubt
        return value

    def schema(self) -> Schema:
        """Return the schema given at its declaration."""
        return dict(self.json)


@dataclass(frozen=True)
class Text(Field[str]):
    """Words on one line, or, as prose, Markdown on several."""

    most: int = 300
    prose: bool = False
    wanted: str = _("a text")
    example: str = '"…"'
    may_hold_hash: bool = True

    def read(self, node: yaml.Node, reading: Reading, key: str) -> str | Bad:
        """Return the text as typed, however YAML would read it; refuse what cannot be seen."""
        if not is_scalar(node):
            trap = check_colon(reading.file, reading.lines, key, node)
            return reading.add(trap) if trap else self.refuse_type(node, reading, key)
        text: str = node.value.strip()
        if reading.has_hash and not node.style:
            cut = check_hash(reading.file, reading.lines, key, node)
            if cut:
                return reading.add(cut)
        if hidden := _HIDDEN.search(text):
            return reading.report(codes.CONTROL_CHARACTER, node, character=f"U+{ord(hidden[0]):04X}")
        if len(text) > self.most:
            return reading.report(codes.TOO_LONG, node, length=len(text), most=self.most)
        return text if self.prose or "\n" not in text else " ".join(text.split())

    def take(self, plain: Plain) -> str:
        """Return a text; a plain file holds nothing that cannot be seen."""
        if not isinstance(plain, str) or not 0 < len(plain) <= self.most:
            raise Doubt
        return plain if self.prose or "\n" not in plain else " ".join(plain.split())

    def schema(self) -> Schema:
        """Allow any scalar: a title `2026`, `no` or `null` needs no quotes here."""
        return {"type": ["string", "number", "boolean", "null"]}


@dataclass(frozen=True)
class Choice(Field[T]):
    """One of a few words, in any case."""

    options: Mapping[str, T]
    wanted: str

    @property
    def example(self) -> str:  # type: ignore[override]  # computed here, declared elsewhere
        """Show the first option."""
        return next(iter(self.options))

    def read(self, node: yaml.Node, reading: Reading, key: str) -> T | Bad:
        """Look the word up."""
        if not is_scalar(node):
            return self.refuse_type(node, reading, key)
        found = self.options.get(node.value.strip().casefold())
        if found is not None:
            return found
        first = {value: name for name, value in reversed(list(self.options.items()))}
        options = ", ".join(f"`{name}`" for name in self.options if name in first.values())
        wanted = Phrase(_("one of {options}"), {"options": options})
        example = f"{key}: {self.example}"
        return reading.report(codes.BAD_VALUE, node, value=node.value, wanted=wanted, example=example)

    def take(self, plain: Plain) -> T:
        """Look the word up."""
        found = self.options.get(plain.casefold()) if isinstance(plain, str) else None
        if found is None:
            raise Doubt
        return found

    def schema(self) -> Schema:
        """List the words, for an editor to offer; `yes` and `no` are booleans to some, and capitals are fine."""
        booleans = [True, False] if "yes" in self.options else []
        any_case_of = any_case("|".join(self.options))
        return {
            "anyOf": [
                {"enum": [*self.options, *booleans]},
                {"type": "string", "pattern": f"^({any_case_of})$"},
            ]
        }
