"""Keys of a file are written anew: their lines change and no others, and no comment is lost.

Entries of a key that stay keep their own lines. Comments, blank lines, line ends and the byte order mark stay; a
comment beside what is taken out becomes a line of its own.
"""

from __future__ import annotations

import codecs as encodings
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from tablee.files import codes
from tablee.files.nodes import Plain, to_plain_without
from tablee.files.values_out import (
    LONGEST,
    STEP,
    AsWritten,
    Value,
    is_list,
    render_below,
    render_flow,
    render_item,
    render_key,
    to_plain_value,
)
from tablee.files.yaml_out import quote
from tablee.files.yaml_text import Refused, load_nodes
from tablee.i18n.translations import LazyText, _

_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_COMMENT = re.compile(r"(?:^|[ \t]+)#.*")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")
_SAFE = re.compile(r"\w[\w./+-]*(?: [\w./+-]+)*")
"""Plain texts that may stand in braces as they are."""


UNSAFE_KEY = _("`{path}` is written in a way that no machine can edit safely")


class Unsafe(Exception):
    """A file that cannot be read, or not be written in this way; `phrase` says why."""

    def __init__(self, phrase: LazyText) -> None:
        super().__init__(phrase.message.format_map(phrase.values))
        self.phrase = phrase


def write_keys(content: bytes, values: Mapping[str, Value | None], order: Sequence[str]) -> bytes:
    """Return a file's bytes with some of its top-level keys written anew; no bytes are a new file.

    None takes a key out. A new key stands behind those that `order` has before it. Values that the file has already
    change nothing. A file of which no key is left says `{}`.

    Raises:
        Unsafe: the file cannot be read, or would not be read back as it is meant.
    """
    for key, value in values.items():
        content = _write_key(content, key, value, order)
    return content


def write_new(values: Mapping[str, Value | None], order: Sequence[str]) -> bytes:
    """Return a new file with some keys, as `write_keys` gives it; raises Unsafe as that does."""
    said = {key: value for key, value in values.items() if value is not None}
    lines = [line for key in _in_order([], list(said), order) for line in render_key(0, key, said[key])]
    written = "".join(f"{line}\n" for line in lines).encode()
    root = load_root(written)
    if root is None or to_plain_without(root, ()) != {
        key: to_plain_value(value) for key, value in said.items()
    }:
        raise Unsafe(LazyText(UNSAFE_KEY, {"path": ", ".join(said)}))
    return written


def _write_key(content: bytes, key: str, value: Value | None, order: Sequence[str]) -> bytes:
    root = load_root(content)
    before: dict[str, Plain] = to_plain_without(root, ()) if root else {}
    meant = {name: said for name, said in before.items() if name != key}
    if value is not None:
        meant[key] = to_plain_value(value)
    if meant == before:
        return content
    sheet = _Sheet(content.decode("utf-8-sig"))
    lines = sheet.change(root, key, value, order)
    mark = encodings.BOM_UTF8 if content.startswith(encodings.BOM_UTF8) else b""
    written = mark + "".join(lines).encode()
    again = load_root(written)
    if again is None or to_plain_without(again, ()) != meant:
        raise Unsafe(LazyText(UNSAFE_KEY, {"path": key}))
    return written


def load_root(content: bytes) -> MappingNode | None:
    """Return the root of a file; None where it holds nothing but comments; raises Unsafe."""
    try:
        root = load_nodes("", content)[1]
    except Refused as refused:
        if refused.problem.code is codes.EMPTY_FILE:
            return None
        reason = refused.problem.message
        raise Unsafe(LazyText(_("the file cannot be read: {reason}"), {"reason": reason})) from refused
    if not isinstance(root, MappingNode):
        raise Unsafe(LazyText(_("the file holds no `key: value`")))
    return root


class _Sheet:
    """The lines of a file: `raw` with their ends, `lines` without; new ones end as the first does."""

    def __init__(self, text: str) -> None:
        self.raw = _LINE.findall(text)
        self.lines = [line.rstrip("\r\n") for line in self.raw]
        self.end = (self.raw[0][len(self.lines[0]) :] if self.raw else "") or "\n"

    def join(self, *parts: Sequence[str]) -> list[str]:
        """Join lines; only the last may lack its end, and does where the file's own last line does."""
        lines = [line for part in parts for line in part]
        ended = [line if line.endswith(("\n", "\r")) else line + self.end for line in lines]
        if lines and self.raw and self.raw[-1] == self.lines[-1]:
            ended[-1] = ended[-1].rstrip("\r\n")
        return ended

    def change(
        self, root: MappingNode | None, key: str, value: Value | None, order: Sequence[str]
    ) -> list[str]:
        """Return the lines of the file with a key written anew."""
        if root is None:
            return self.join(self.raw, render_key(0, key, value) if value is not None else [])
        start, stop = root.start_mark.line, self.last_line(root) + 1
        if not root.flow_style and (value is not None or _names(root) != [key]):
            return self.join(self.raw[:start], self.table(root, {key: value}, order, start), self.raw[stop:])
        # In braces, or empty from now on: all its keys are written anew, one a line.
        kept = {name.value: self.as_written(entry, flow=bool(root.flow_style)) for name, entry in root.value}
        wanted = {name: one for name, one in {**kept, key: value}.items() if one is not None}
        names = _in_order(list(kept), [name for name in wanted if name not in kept], order)
        new = [line for name in names if name in wanted for line in render_key(0, name, wanted[name])]
        comments = [comment.strip() for _line, comment in self.comments(start, stop, root)]
        return self.join(self.raw[:start], comments, new or ["{}"], self.raw[stop:])

    def table(
        self, node: MappingNode, changes: Mapping[str, Value | None], order: Sequence[str], start: int
    ) -> list[str]:
        """Return the lines of a set of keys below each other, from a line on, with some of them changed."""
        column = node.start_mark.column
        old = {name.value: (name, value) for name, value in node.value}
        found: list[str] = []
        for key in _in_order(list(old), [key for key in changes if key not in old], order):
            value = changes.get(key)
            if key not in old:
                found += render_key(column, key, value) if value is not None else []
                continue
            name, node_below = old[key]
            begin = name.start_mark.line
            while begin > start and self.lines[begin - 1].strip() == "?":
                begin -= 1
            stop = max(self.last_line(name), self.last_line(node_below)) + 1
            found += self.raw[start:begin]
            before = self.lines[name.start_mark.line][: name.start_mark.column].replace("? ", "")
            written = self.lines[name.start_mark.line][name.start_mark.column : name.end_mark.column]
            span = begin, stop
            if key not in changes:
                found += self.raw[begin:stop]
            elif value is None:
                found += [
                    f"{' ' * column}{comment.strip()}"
                    for _line, comment in self.comments(*span, name, node_below)
                ]
            else:
                found += self.entry(f"{before}{written}:", span, [name, node_below], value)
            start = stop
        return found

    def entry(self, head: str, span: tuple[int, int], nodes: Sequence[Node], value: Value) -> list[str]:
        """Return the lines of a key or a dash and its value, changed as little as can be."""
        (begin, stop), node = span, nodes[-1]
        if to_plain_without(node, ()) == to_plain_value(value):
            return self.raw[begin:stop]
        on_lines_below = node.start_mark.line > begin
        if isinstance(node, MappingNode) and isinstance(value, Mapping) and value and not node.flow_style:
            changes = {**dict.fromkeys(_names(node)), **value}
            if on_lines_below:
                return [self.raw[begin], *self.table(node, changes, list(value), begin + 1)]
            if head.endswith("-") and next(iter(_names(node))) in value:
                return self.table(node, changes, [*_names(node)[:1], *value], begin)
        if (
            isinstance(node, SequenceNode)
            and is_list(value)
            and value
            and not node.flow_style
            and on_lines_below
        ):
            return [self.raw[begin], *self.dashes(node, value, begin + 1)]
        return self.anew(head, span, nodes, value)

    def dashes(self, node: SequenceNode, values: Sequence[Value], start: int) -> list[str]:
        """Return the lines of a list with a dash for each entry; entries that stay keep theirs."""
        column = node.start_mark.column
        old = [repr(to_plain_without(entry, ())) for entry in node.value]
        new = [repr(to_plain_value(value)) for value in values]
        found: list[str] = []
        for _tag, first, last, begin_new, end_new in SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes():
            below = list(values[begin_new:end_new])
            for entry in node.value[first:last]:
                begin = entry.start_mark.line
                while begin > start and self.lines[begin][column : column + 1] != "-":
                    begin -= 1
                stop = self.last_line(entry) + 1
                found += self.raw[start:begin]
                if below:
                    head = f"{self.lines[begin][:column]}-"
                    found += self.entry(head, (begin, stop), [entry], below.pop(0))
                else:
                    comments = self.comments(begin, stop, entry)
                    found += [f"{' ' * column}{comment.strip()}" for _line, comment in comments]
                start = stop
            found += [line for value in below for line in render_item(column, value)]
        return found

    def anew(self, head: str, span: tuple[int, int], nodes: Sequence[Node], value: Value) -> list[str]:
        """Return the lines of a key or a dash and its value, written anew; comments stand beside it or below."""
        node = nodes[-1]
        merged = self.merge(node, value, flow=False)
        inset = len(head) - len(head.lstrip())
        column = nodes[0].start_mark.column if len(nodes) > 1 else inset
        lines = [f"{head} {render_flow(merged)}"]
        flow = (
            isinstance(node, CollectionNode)
            and node.flow_style
            and (isinstance(value, Mapping) or is_list(value))
        )
        if not flow or len(lines[0]) > LONGEST:
            lines = render_below(head, column + STEP, merged)
        comments = self.comments(*span, *nodes)
        place = span[0] if any(line == span[0] for line, _comment in comments) else span[1] - 1
        beside = [comment for line, comment in comments if line == place]
        below = [f"{' ' * inset}{comment.strip()}" for line, comment in comments if line != place]
        return ["".join([lines[0], *beside]), *lines[1:], *below]

    def merge(self, node: Node, value: Value, *, flow: bool) -> Value:
        """Return a value in which all that a node says already stands as it is written; `flow`: in braces."""
        if to_plain_without(node, ()) == to_plain_value(value):
            return self.as_written(node, flow=flow)
        flow = flow or (isinstance(node, CollectionNode) and bool(node.flow_style))
        if isinstance(node, MappingNode) and isinstance(value, Mapping):
            old = {name.value: below for name, below in node.value}
            new = [name for name in value if name not in old]
            names = _in_order([name for name in old if name in value], new, list(value))
            return {
                name: self.merge(old[name], value[name], flow=flow) if name in old else value[name]
                for name in names
            }
        if not is_list(value):
            return value
        olds = [
            (to_plain_without(old, ()), old)
            for old in (node.value if isinstance(node, SequenceNode) else [node])
        ]
        kept = [next((old for said, old in olds if said == to_plain_value(one)), None) for one in value]
        if len(olds) == len(value):  # an entry that changed stands where it stood
            kept = [old or at for old, (_said, at) in zip(kept, olds, strict=True)]
        return [
            one if old is None else self.merge(old, one, flow=flow)
            for one, old in zip(value, kept, strict=True)
        ]

    def as_written(self, node: Node, *, flow: bool) -> Value:
        """Return what a node says, its texts as they are written where that is read the same in braces."""
        if isinstance(node, CollectionNode):
            flow = flow or bool(node.flow_style)
            if isinstance(node, SequenceNode):
                return [self.as_written(entry, flow=flow) for entry in node.value]
            return {name.value: self.as_written(value, flow=flow) for name, value in node.value}
        says, start, end = str(to_plain_without(node, ())), node.start_mark, node.end_mark
        written = self.lines[start.line][start.column : end.column]
        safe = flow or written[:1] in {"'", '"'} or _SAFE.fullmatch(written)
        return AsWritten(written if written and safe and start.line == end.line else quote(says), says)

    def last_line(self, node: Node) -> int:
        """Return the line on which a node ends, without the comments and blank lines after it."""
        if isinstance(node, CollectionNode) and not node.flow_style:
            last = node.value[-1]
            return max(map(self.last_line, last)) if isinstance(node, MappingNode) else self.last_line(last)
        line: int = node.end_mark.line
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            line -= not node.end_mark.column
            while line > node.start_mark.line and not self.lines[line].strip():
                line -= 1
        return line

    def comments(self, begin: int, stop: int, *nodes: Node) -> list[tuple[int, str]]:
        """Return the comments on some lines, each with its line."""
        masked = self.lines[begin:stop]
        for scalar in (scalar for node in nodes for scalar in _scalars(node)):
            start, end = scalar.start_mark, scalar.end_mark
            if scalar.style in ("|", ">"):
                head = _BLOCK_HEAD.match(self.lines[start.line], start.column)
                masked[start.line - begin] = _mask(
                    masked[start.line - begin], start.column, head.end() if head else None
                )
                for line in range(start.line + 1, min(self.last_line(scalar) + 1, stop)):
                    masked[line - begin] = ""
                continue
            for line in range(start.line, min(end.line + 1, stop)):
                from_column = start.column if line == start.line else 0
                to_column = end.column if line == end.line else None
                masked[line - begin] = _mask(masked[line - begin], from_column, to_column)
        found = ((begin + index, _COMMENT.search(line)) for index, line in enumerate(masked))
        return [(index, comment[0]) for index, comment in found if comment]


def _mask(line: str, start: int, stop: int | None) -> str:
    stop = len(line) if stop is None else stop
    return f"{line[:start]}{'x' * (stop - start)}{line[stop:]}"


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for entry in node.value:
            yield from _scalars(entry)
    else:
        for pair in node.value:
            for part in pair:
                yield from _scalars(part)


def _names(node: MappingNode) -> list[str]:
    return [name.value for name, _value in node.value]


def _in_order(old: list[str], new: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return old names and new ones, each new one behind the last of those that the order has before it."""
    found = list(old)
    for name in new:
        before = order[: order.index(name)] if name in order else order
        index = max((found.index(one) + 1 for one in before if one in found), default=0)
        found.insert(index if name in order else len(found), name)
    return found
