"""Composite fields: lists, tables and sets of declared keys, down to their scalars."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tablee.files import codes
from tablee.files.fields import Field, Schema, nullable
from tablee.files.nodes import is_mapping, is_scalar, is_sequence
from tablee.files.plain_yaml import Doubt
from tablee.files.reading import BAD, Bad, Reading, spot
from tablee.files.yaml_traps import check_hash, check_pair, check_space, is_bare, quoted
from tablee.i18n.words import Phrase, _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import yaml

    from tablee.files.plain_yaml import Plain
    from tablee.files.problem import Code

K = TypeVar("K")
T = TypeVar("T")
MOST_ENTRIES = 2000


def is_empty(node: yaml.Node) -> bool:
    """Say whether nothing was written after a key: `left:` and `name: ""` mean the same as no line at all."""
    if not is_scalar(node):
        return False
    return not node.value or node.value.isspace() or (node.value == "~" and not node.style)


def _is_cut(node: yaml.Node, item: Field[Any], reading: Reading, key: str) -> bool:
    """Report a value that is empty only because it begins with `#`."""
    if not (item.may_hold_hash and reading.has_hash and is_scalar(node) and not node.style):
        return False
    cut = check_hash(reading.file, reading.lines, key, node)
    if cut:
        reading.add(cut)
    return cut is not None


@dataclass(frozen=True)
class Listing(Field[tuple[T, ...]]):
    """A list of values; `unique` refuses one that stands twice, `filled` an empty list."""

    item: Field[T]
    unique: bool = False
    most: int = MOST_ENTRIES
    filled: bool = False
    wanted: str = _("a list")

    @property
    def example(self) -> str:  # type: ignore[override]  # computed here, declared elsewhere
        """Show a list of one."""
        return f"[{self.item.example}]"

    def read(self, node: yaml.Node, reading: Reading, key: str) -> tuple[T, ...] | Bad:
        """Read every entry, so that every refused one is reported."""
        if not is_sequence(node):
            return self.refuse_type(node, reading, key)
        if len(node.value) > self.most:
            return reading.report(codes.TOO_MANY, node, length=len(node.value), most=self.most)
        if self.filled and not node.value:
            return reading.report(codes.EMPTY_LIST, node, key=key, example=f"{key}: {self.example}")
        values: list[T] = []
        for entry in node.value:
            value = self._read_entry(entry, reading, key)
            if isinstance(value, Bad):
                continue
            if self.unique and value in values:
                reading.report(codes.REPEATED, entry, value=entry.value)
                continue
            values.append(value)
        return BAD if self.filled and not values else tuple(values)

    def take(self, plain: Plain) -> tuple[T, ...]:
        """Take every entry."""
        if not isinstance(plain, list) or len(plain) > self.most or (self.filled and not plain):
            raise Doubt
        values = tuple(map(self.item.take, plain))
        if self.unique and len(set(values)) < len(values):
            raise Doubt
        return values

    def _read_entry(self, entry: yaml.Node, reading: Reading, key: str) -> T | Bad:
        if not is_empty(entry):
            return self.item.read(entry, reading, key)
        return (
            BAD
            if _is_cut(entry, self.item, reading, key)
            else reading.report(codes.EMPTY_ENTRY, entry, key=key)
        )

    def refuse_type(self, node: yaml.Node, reading: Reading, key: str) -> Bad:
        """Report what is no list; `skills: seo, newsletter` lacks nothing but its brackets."""
        if not is_scalar(node) or self.item.example.startswith("{"):
            return super().refuse_type(node, reading, key)
        entries = ", ".join(map(_as_entry, filter(None, map(str.strip, node.value.split(",")))))
        given, wanted = Phrase(_("a text")), Phrase(self.wanted)
        return reading.report(
            codes.WRONG_TYPE, node, key=key, given=given, wanted=wanted, example=f"{key}: [{entries}]"
        )

    def schema(self) -> Schema:
        """Describe a list."""
        least = {"minItems": 1} if self.filled else {}
        return {"type": "array", "items": self.item.schema(), "uniqueItems": self.unique, **least}


def _as_entry(text: str) -> str:
    return text if re.fullmatch(r"\w(?:[\w '’./-]*[\w.])?", text) else quoted(text)


@dataclass(frozen=True)
class OneOrMany(Listing[T]):
    """A list of values, or one value for a list of one."""

    def read(self, node: yaml.Node, reading: Reading, key: str) -> tuple[T, ...] | Bad:
        """Read a list, or what stands in its place."""
        if is_sequence(node):
            return super().read(node, reading, key)
        value = self.item.read(node, reading, key)
        return BAD if isinstance(value, Bad) else (value,)

    def take(self, plain: Plain) -> tuple[T, ...]:
        """Take a list, or what stands in its place."""
        return super().take(plain) if isinstance(plain, list) else (self.item.take(plain),)

    def schema(self) -> Schema:
        """Describe both forms."""
        return {"anyOf": [self.item.schema(), super().schema()]}


@dataclass(frozen=True)
class Table(Field["dict[K, T]"]):
    """Keys of one's own, each with a value: `places`, `answers`, `links`."""

    name: Field[K]
    value: Field[T]
    wanted: str = _("a set of keys")

    @property
    def example(self) -> str:  # type: ignore[override]  # computed here, declared elsewhere
        """Show a table of one."""
        return f"{{{self.name.example}: {self.value.example}}}"

    def read(self, node: yaml.Node, reading: Reading, key: str) -> dict[K, T] | Bad:
        """Read every key and its value."""
        if not is_mapping(node):
            return self.refuse_type(node, reading, key)
        table: dict[K, T] = {}
        first: dict[K, int] = {}
        for index, (name_node, value_node) in enumerate(node.value):
            if node.flow_style and _is_trap(node, index, reading):
                continue
            name = self._read_part(self.name, name_node, reading, key)
            if isinstance(name, Bad) and is_empty(value_node):
                continue
            value = self._read_part(self.value, value_node, reading, name if isinstance(name, str) else key)
            if isinstance(name, Bad) or isinstance(value, Bad):
                continue
            if name in first:
                reading.report(codes.DUPLICATE_KEY, name_node, key=name, first=first[name])
                continue
            first[name] = spot(name_node)[0]
            table[name] = value
        return table

    def take(self, plain: Plain) -> dict[K, T]:
        """Take every key and its value."""
        if not isinstance(plain, dict):
            raise Doubt
        table = {self.name.take(name): self.value.take(value) for name, value in plain.items()}
        if len(table) < len(plain):
            raise Doubt
        return table

    def _read_part(self, part: Field[Any], node: yaml.Node, reading: Reading, key: str) -> Any:  # noqa: ANN401 (K or T)
        if not is_empty(node):
            return part.read(node, reading, key)
        return BAD if _is_cut(node, part, reading, key) else reading.report(codes.EMPTY_ENTRY, node, key=key)

    def refuse_type(self, node: yaml.Node, reading: Reading, key: str) -> Bad:
        """Report what is no table; `ana:yes` on a line of its own lacks only a space."""
        trap = check_space(reading.file, reading.lines, node)
        return reading.add(trap) if trap else super().refuse_type(node, reading, key)

    def schema(self) -> Schema:
        """Describe the values; an editor does not judge the keys."""
        return {"type": "object", "additionalProperties": self.value.schema()}


def _is_trap(node: yaml.MappingNode, index: int, reading: Reading) -> bool:
    """Report a key inside braces that is none: half a text, or a key and its value without the space."""
    if index and is_bare(node, index) and is_bare(node, index - 1):
        return True  # said already, with the whole line
    trap = check_pair(reading.file, reading.lines, node, index)
    if trap:
        reading.add(trap)
    return trap is not None


@dataclass(frozen=True)
class Key:
    """One declared key: what it may hold, what it is for in one sentence, and the model's field that it fills.

    `example` is shown by the reference where the field's own says too little.
    """

    field: Field[Any]
    about: str
    fills: str = ""
    required: bool = False
    example: str = ""


class Contradiction(NamedTuple):
    """What is wrong between the values of a record: a code, the key at whose value it shows, and what it says."""

    code: Code
    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Record(Field[T]):
    """A set of declared keys; `build` makes the model's object of those that were written.

    `check` looks at the values that could be read, by the names of the model's fields; not all need be there.
    `obsolete` are keys of former times, each with what replaced it: they mean nothing any more.
    """

    build: Callable[..., T]
    keys: Mapping[str, Key]
    example: str = "{…}"
    wanted: str = _("a set of keys")
    check: Callable[[Mapping[str, Any]], Contradiction | None] | None = field(default=None)
    obsolete: Mapping[str, str] = field(default_factory=dict)

    def read(self, node: yaml.Node, reading: Reading, key: str) -> T | Bad:
        """Read the keys and build the object; missing ones take the model's defaults."""
        if not is_mapping(node):
            return self.refuse_type(node, reading, key)
        values, sound = self.read_values(node, reading)
        return self.build(**values) if sound else BAD

    def take(self, plain: Plain) -> T:
        """Take the keys and build the object."""
        return self.build(**self.take_values(plain))

    def take_values(self, plain: Plain) -> dict[str, Any]:
        """Take the values by the names of the model's fields; raises Doubt where one is wrong, unknown or missing."""
        if not isinstance(plain, dict) or not plain.keys() <= self.keys.keys():
            raise Doubt
        values = {}
        for name, given in plain.items():
            key = self.keys[name]
            if given != "":
                values[key.fills or name] = key.field.take(given)
        if not values.keys() >= self._required or (self.check and self.check(values)):
            raise Doubt
        return values

    @cached_property
    def _required(self) -> frozenset[str]:
        return frozenset(key.fills or name for name, key in self.keys.items() if key.required)

    def read_values(self, node: yaml.MappingNode, reading: Reading) -> tuple[dict[str, Any], bool]:
        """Return the values by the names of the model's fields; say also whether the record can be built of them."""
        values: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        for index, (name_node, value_node) in enumerate(node.value):
            name = name_node.value
            if isinstance(name, str) and name in self.obsolete:
                reading.report(codes.OBSOLETE_KEY, name_node, key=name, instead=Phrase(self.obsolete[name]))
            elif not isinstance(name, str) or name not in self.keys:
                self._report_unknown(node, index, reading)
            elif name in first:
                reading.report(codes.DUPLICATE_KEY, name_node, key=name, first=spot(first[name])[0])
            else:
                first[name] = name_node
                self._read_key(name, value_node, reading, values)
        missing = [name for name, key in self.keys.items() if key.required and name not in first]
        for name in missing:
            reading.report(codes.MISSING_KEY, node, key=name, about=Phrase(self.keys[name].about))
        contradiction = self.check(values) if self.check else None
        if contradiction:
            place = next(value for name, value in node.value if name.value == contradiction.key)
            reading.report(contradiction.code, place, **contradiction.values)
        return values, values.keys() >= self._required and not contradiction

    def _read_key(self, name: str, node: yaml.Node, reading: Reading, values: dict[str, Any]) -> None:
        key = self.keys[name]
        if is_empty(node):
            if not _is_cut(node, key.field, reading, name) and key.required:
                reading.report(codes.MISSING_KEY, node, key=name, about=Phrase(key.about))
            return
        value = key.field.read(node, reading, name)
        if not isinstance(value, Bad):
            values[key.fills or name] = value

    def _report_unknown(self, node: yaml.MappingNode, index: int, reading: Reading) -> None:
        name_node = node.value[index][0]
        if _is_trap(node, index, reading):
            return
        if not is_scalar(name_node):
            reason = Phrase(_("a list or a set of keys stands where one key belongs"))
            reading.report(codes.SYNTAX, name_node, reason=reason)
            return
        near = nearest(name_node.value, self.keys)
        known = ", ".join(f"`{name}`" for name in self.keys)
        fix = codes.DID_YOU_MEAN if near else None
        reading.report(codes.UNKNOWN_KEY, name_node, fix, key=name_node.value, near=near, known=known)

    def refuse_type(self, node: yaml.Node, reading: Reading, key: str) -> Bad:
        """Report what is no set of keys; `every:week on thursday` on a line of its own lacks only a space."""
        trap = check_space(reading.file, reading.lines, node)
        return reading.add(trap) if trap else super().refuse_type(node, reading, key)

    def schema(self) -> Schema:
        """Describe the keys, each with its sentence."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [name for name, key in self.keys.items() if key.required],
            "properties": {name: _describe(key) for name, key in self.keys.items()},
        }


def _describe(key: Key) -> Schema:
    schema = key.field.schema()
    return {"description": key.about, **(schema if key.required else nullable(schema))}


def nearest(text: str, known: Mapping[str, object]) -> str:
    """Return the known name that a text resembles most; empty where none is near."""
    import difflib  # noqa: PLC0415 (only a mistake needs it)

    return next(iter(difflib.get_close_matches(text.casefold(), known, 1, 0.6)), "")
