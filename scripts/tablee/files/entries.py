"""A text where a list belongs, parted into the entries and the names that it was meant to hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tablee.files.curly_quotes import is_opened, without_curly_quotes
from tablee.files.line_traps import quoted
from tablee.model.nothing import NOTHING
from tablee.model.parsing import suggest_identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BULLET = r"(?:[•‣◦·▪●–—→»>►▶➤👉✓✔✅☑*+-]\ufe0f?|\d{1,2}(?:[.)](?!\d)| ?-(?=\s))|[a-z]\))"
"""What people put before the entries of a list."""
_BULLETS = re.compile(rf"(?:^|\s){BULLET}\s*(?=\S)")
_NEXT_LINE = re.compile(rf"\n(?={BULLET} )")
_BETWEEN = re.compile(r"\s*[,;|\n\t]\s*|\s+[/·•→]\s+|\s{2,}")
_AND = re.compile(
    r"\s+(?:et|and|&|\+|puis|then|avec|with)\s+|\s+(?=etc\.?$)|\s*(?<!members)/\s*|\s*[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*"
)
_BARE = re.compile(r"https?://[^\s,\[\]{}]+|[^\W_](?:[\w '’./+&()éèà-]*[\w.)+])?")
OR = re.compile(r"\s(?:ou|or)\s")
_BRACKETS = re.compile(r"\([^()]*\)")
_BOX = re.compile(r"(?:[-*+] *)?\[(?P<mark>[ xX✓]?)\] *")
_QUOTED = re.compile(r"^(?:[\"'“”‘’]|« ?)([^\"“”]*?)(?:[\"'“”‘’]| ?»)$")
_ALL_QUOTED = re.compile(
    r"\s*(?:(?:\"[^\"']+\"|'[^\"']+'|“[^“”]+”|«[^«»]+»)[\s,;]*(?:(?:et|and|&)\s+(?=[\"'“«]))?)+"
)
_ALL_MARKED = re.compile(r"\s*(?:(?:\*\*[^*`]+\*\*|\*[^*`]+\*|`[^*`]+`)[\s,;]*)+")
_EACH_MARKED = re.compile(r"[*`]+([^*`]+)[*`]+")
_IN_BRACKETS = re.compile(r"(?:[-*•]\s+)?\[([^\[\]]*)\]")
_EACH_QUOTED = re.compile(r"[\"'“«]([^\"'“”«»]+)[\"'”»]")
_IDENTITY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_NO_NAME = re.compile(
    rf"[\d.,]*|[\d~+-]+ \w+|(?:tout|tous|toutes|all|everybody|everyone)(?: .*)?|{NOTHING}"
    r"|yes|no|oui|non|ok|x|al\.?|etc\.?|idem|les m[êe]mes|the same(?: .*)?",
    re.IGNORECASE,
)
"""What is no name, though it stands where names belong."""


def entry(text: str) -> str:
    """Return a text as an entry of a list in brackets or the value of a key in braces."""
    return text if _BARE.fullmatch(text) and "," not in text else quoted(text)


def entries_of(text: str) -> list[str]:
    """Part a text at its bullets, numbers, commas, semicolons or line ends; what stands in brackets stays whole."""
    text = without_curly_quotes(text)
    text = text[1:] if is_opened(text) else text
    if _ALL_QUOTED.fullmatch(text):
        return [one.strip() for one in _EACH_QUOTED.findall(text)]
    if _ALL_MARKED.fullmatch(text):
        return _EACH_MARKED.findall(text)
    if (inner := _IN_BRACKETS.fullmatch(text)) and not _BOX.match(text.strip("-*• ")):
        text = inner[1]
    if text.count(" - ") > 1 and not _BETWEEN.search(text):
        text = text.replace(" - ", ", ")
    by_bullet = bool(re.match(rf"\s*{BULLET}\s*\S", text)) and not re.fullmatch(r"[-+]?[\d.,]+", text.strip())
    within = text[1:-1] if _BRACKETS.fullmatch(text) else text if _BOX.match(text) else text.strip("[]")
    parts = _BULLETS.split(text) if by_bullet else _split(within)
    kept = (re.sub(rf"^{BULLET} +", "", part.strip(" ,;")) for part in parts)
    return [part for one in kept if (part := _QUOTED.sub(r"\1", _BOX.sub("", one, count=1)))]


def _split(text: str) -> Iterator[str]:
    start = 0
    whole = [found.span() for found in _BRACKETS.finditer(text)]
    for found in _BETWEEN.finditer(text):
        if not any(first < found.start() < last for first, last in whole):
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def identities_of(text: str) -> list[str]:
    """Return the identities that a text of names stands for: `Inès et Paul`; `…` where it names nobody.

    Of a list with boxes to tick those count that are ticked.
    """
    boxes = [_BOX.match(line.strip()) for line in text.split("\n")]
    if all(boxes) and any(box and box["mark"].strip() for box in boxes):
        text = "\n".join(
            line for line, box in zip(text.split("\n"), boxes, strict=True) if box and box["mark"].strip()
        )
    found: list[str] = []
    for part in (one for entry in entries_of(text) for one in _AND.split(entry) if one):
        words = part.replace("@", " ").split()
        found += words if len(words) > 1 and all(map(_IDENTITY.fullmatch, words)) else [part]
    return [
        suggest_identity(one) or "…" if not _NO_NAME.fullmatch(one) and not OR.search(one) else "…"
        for one in found
    ]


def typed_lines(lines: Sequence[str], node: ScalarNode) -> str:
    """Return a text as it was typed, line by line, where YAML made one line of several."""
    start, end = node.start_mark, node.end_mark
    if node.style or start.line == end.line or end.line > len(lines):
        return str(node.value)
    block = [lines[start.line][start.column :], *lines[start.line + 1 : end.line]]
    block += [lines[end.line][: end.column]] if end.line < len(lines) else []
    return "\n".join(line.strip() for line in block if line.strip())


def as_typed(lines: Sequence[str], node: Node) -> Node:
    """Return a node whose texts are as they were typed, line by line."""
    if isinstance(node, MappingNode):
        pairs = [(name, as_typed(lines, value)) for name, value in node.value]
        return MappingNode(node.tag, pairs, node.start_mark, node.end_mark)
    if isinstance(node, SequenceNode):
        return SequenceNode(
            node.tag, [as_typed(lines, one) for one in node.value], node.start_mark, node.end_mark
        )
    if not isinstance(node, ScalarNode):
        return node
    text = typed_lines(lines, node)
    return ScalarNode(node.tag, text, node.start_mark, node.end_mark, node.style)


def hides_entries(lines: Sequence[str], node: ScalarNode) -> bool:
    """Return whether a text of a list goes on with a dash on its next line, which YAML took for its words."""
    return not node.style and _NEXT_LINE.search(typed_lines(lines, node)) is not None
