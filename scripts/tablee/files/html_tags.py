"""HTML typed into a text: it would be shown as it stands, so its Markdown is proposed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tablee.files import codes
from tablee.files.line_traps import quoted
from tablee.files.nodes import spot
from tablee.files.problem import problem

if TYPE_CHECKING:
    from yaml.nodes import ScalarNode

    from tablee.files.problem import Problem

HTML = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|iframe|img|li|ol|p|pre|s|script|small|span"
    r"|strong|style|sub|sup|table|td|th|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_CODE = re.compile(r"(`+).*?\1", re.DOTALL)
_MARKDOWN = (
    (re.compile(r"<(b|strong)>(.*?)</\1>", re.IGNORECASE), r"**\2**"),
    (re.compile(r"<(i|em)>(.*?)</\1>", re.IGNORECASE), r"*\2*"),
    (
        re.compile(r"<a\s[^<>]*?href=[\"'](https://[^\"'<>]*)[\"'][^<>]*>(.*?)</a>", re.IGNORECASE),
        r"[\2](\1)",
    ),
    (re.compile(r"(?<=\S)<br ?/?>(?=\S)", re.IGNORECASE), " "),
    (re.compile(r"</?(?:p|div|span|u|br|hr|center|font|small|big)(?:\s[^<>]*)?/?>", re.IGNORECASE), ""),
)


def find_html(file: str, lines: list[str], node: ScalarNode, *, prose: bool) -> Problem | None:
    """Find the first tag of a text; the line as Markdown is proposed where the text stands on one line."""
    found = HTML.search(_CODE.sub("", node.value))
    if not found:
        return None
    start, end = node.start_mark, node.end_mark
    said = node.value
    for tag, markdown in _MARKDOWN:
        said = tag.sub(r"\2" if "\\2" in markdown and not prose else markdown, said)
    values: dict[str, object] = {"text": found[0]}
    if start.line != end.line or HTML.search(said) or node.style in {"|", ">"}:
        return problem(codes.HTML_IN_TEXT, file, spot(node), values, codes.WITHOUT_TAG)
    line = lines[start.line]
    plain = said if re.fullmatch(r"[^\W_][^:#,\[\]{}]*", said) else quoted(said)
    values["line"] = f"{line[: start.column]}{plain}{line[end.column :]}".strip()
    return problem(codes.HTML_IN_TEXT, file, spot(node), values)
