"""A file's line ends and its byte order mark, kept through an edit of its text."""

from __future__ import annotations

import codecs
import re
from itertools import takewhile

_LINE_END = re.compile("(\r\n|\r|\n)")


def keep_line_ends(content: bytes, before: str, after: str) -> bytes:
    """Return a new text as bytes, each line that stays with the end that it had.

    `before` is the text of `content` with every line end as a line feed; `after` is the same with one stretch changed.
    """
    ends = _LINE_END.split(content.decode("utf-8-sig"))[1::2]
    old, new = before.split("\n"), after.split("\n")
    first = _count_equal(old, new)
    last = min(_count_equal(old[::-1], new[::-1]), len(old) - first, len(new) - first)
    usual = ends[0] if ends else "\n"
    kept = []
    for index in range(len(new) - 1):
        below = len(new) - 1 - index
        if index < min(first, len(ends)):
            kept.append(ends[index])
        else:
            kept.append(ends[-below] if below <= min(last, len(ends)) else usual)
    text = "".join(line + end for line, end in zip(new, [*kept, ""], strict=True))
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode()


def _count_equal(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
