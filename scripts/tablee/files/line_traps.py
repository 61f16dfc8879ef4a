"""What one line was meant to be that YAML refuses: its quotes, its first sign, its colon, the space before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tablee.files import codes
from tablee.files.curly_quotes import without_curly_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tablee.files.problem import Code

_COMMENT = r"(?P<tail>\s+#(?:\s.*)?|\s*)$"
_HEAD = r"(?P<head>\s*(?:- +)*)(?P<key>[a-z_]+)"
_INDENTED = re.compile(r"(?P<head>\s+)(?P<key>[a-z_]+):(?: .*)?$")
_QUOTED = re.compile(rf"{_HEAD}: +(?P<quote>['\"])(?P<text>.*)(?P=quote){_COMMENT}")
_SIGN = re.compile(rf"{_HEAD}: +(?P<text>(?P<sign>[@`%*&!?|>\]}},]).*?){_COMMENT}")
_NO_COLON = re.compile(
    rf"{_HEAD}\s*(?:[-=]>|=|→|：|[;,!?»/]|\.(?=\s)|:(?=\S)|:[^\S ]|\s:(?=\S)|\s[-–]\s|\s(?=\w))\s*"
    rf"(?P<text>.*?){_COMMENT}",
    re.IGNORECASE,
)
_HALVES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
"""A sign beyond 16 bits, as JSON writes it: in two halves."""
_OPENED = re.compile(rf"{_HEAD}: +(?P<text>(?P<sign>['\"\[{{]).+?){_COMMENT}")
"""A text that begins with a quote or a bracket as a sentence does: `[Atelier] Tarifs`, `"Oui" dit-elle`."""
_DASHED = re.compile(r"[-•*] +(?:\[[ xX]?\] *)?(?P<key>[a-z_]+): .*")
_DECORATED = re.compile(
    r"\s*(?:[>|*_`#@!%&~]+ *|<\w+>)(?P<key>[a-z_]+)[*_`]* *(?::[*_`]*|\|)\s*(?P<text>[^\s|][^|]*?)[ |*_`]*(?:</\w+>)?$"
)
"""A key as Markdown or a table has it: `**trade**: x`, `> trade: x`, `| trade | x |`."""
_TAIL = re.compile(r".*[\]}\"'](?P<tail>[ ,;.]+)$")
_ACCOUNT = re.compile(r"(?<=[\[{,:\s])@(?=[\w-])")
_HASHES = re.compile(r"(?<=[\[,\s])#([^\s,\]}#][^,\]}]*)")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)\)")
"""A link as Markdown has it."""
_ACCOUNTS = re.compile(r"(?<=[\[{,:] )@[^\s,\]}]+|(?<=[\[{,])@[^\s,\]}]+")
_DASH_ALONE = re.compile(rf"{_HEAD}: +-+ *$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_PARTED = re.compile(r";(?= *\w+: )|(?<=[\"'\]}]) +(?=\w+: )")
"""What stands between two keys in braces in place of the comma."""
_HALF_QUOTED = re.compile(r"(?P<head>[^'\"]*[\[{,:] *)['\"](?P<text>[^'\"]*?)(?P<tail>[ \]}]*)$")
_ASKED = re.compile(r": *\?+ *(?=[,}])")
_COMMAS = re.compile(r",(?:\s*,)+")
_BETWEEN_QUOTES = re.compile(r"\"[^\"]*\"|'[^']*'")
_ALL_QUOTED = re.compile(r"\s*([\"'])(?P<key>[a-z_]+): (?P<text>[^\"']*)\1,?\s*$")
_LIKE_JSON = re.compile(r"\s*([\"'])(?P<key>[a-z_]+)\1\s*:\s*(?P<text>.*?),?\s*$")


class Trap(NamedTuple):
    """A trap in a line: its code, the column that it begins at (from 1), its values, and the line as it was meant.

    `fix` replaces the code's own way out; `of_text` is one only where a text belongs.
    """

    code: Code
    column: int
    values: Mapping[str, object]
    line: str
    fix: str | None = None
    of_text: bool = False


def quoted(text: str) -> str:
    """Return a text in YAML's double quotes; curly ones around it were meant as such."""
    escaped = without_curly_quotes(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def find_line_traps(line: str) -> Iterator[Trap]:
    """Find what a line could be meant to be; the caller tries whether that can be read."""
    if _HALVES.search(line):
        yield Trap(codes.SYNTAX, line.index("\\") + 1, {}, _HALVES.sub(_join, line), codes.WRITE_LINE)
    if (
        (found := _QUOTED.fullmatch(line))
        and found["quote"] == '"'
        and re.search(r"\\(?![\"\\])", found["text"])
    ):
        plain = f"{found['head']}{found['key']}: {quoted(found['text'])}{found['tail']}"
        yield Trap(codes.SYNTAX, found.start("quote") + 1, {}, plain, codes.WRITE_LINE)
    elif found:
        several = re.search(rf"{found['quote']}[\s,;/&](?:.*[\s,;/&])?{found['quote']}", found["text"])
        text = f"{found['quote']}{found['text']}{found['quote']}" if several else _unescaped(found)
        plain = f"{found['head']}{found['key']}: {quoted(text)}{found['tail']}"
        yield Trap(codes.QUOTE_IN_TEXT, found.start("quote") + 1, {"key": found["key"], "text": text}, plain)
    if found := _SIGN.fullmatch(line):
        yield _mend_sign(found)
    if found := _INDENTED.fullmatch(line):
        yield Trap(codes.INDENTED, found.start("key") + 1, {"key": found["key"]}, line.lstrip())
    if found := _DASHED.fullmatch(line):
        values = {"key": found["key"]}
        yield Trap(codes.SYNTAX, 1, values, line[found.start("key") :], codes.WRITE_LINE)
    if found := _LIKE_JSON.fullmatch(line):
        meant = f"{found['key']}: {found['text']}"
        yield Trap(codes.SYNTAX, 1, {}, meant, codes.WRITE_LINE)
    if found := _DECORATED.fullmatch(line) or _ALL_QUOTED.fullmatch(line):
        plain = f"{found['key']}: {_plain(found['text'])}"
        yield Trap(codes.SYNTAX, found.start("key") + 1, {"key": found["key"]}, plain, codes.WRITE_LINE)
    if found := _NO_COLON.fullmatch(line):
        meant = f"{found['head']}{found['key'].lower()}: {found['text']}{found['tail']}"
        values = {"key": found["key"].lower()}
        yield Trap(codes.SYNTAX, found.start("key") + 1, values, meant, codes.WRITE_LINE)
    yield from _find_brackets(line)


def _find_brackets(line: str) -> Iterator[Trap]:
    """Find brackets and quotes that are not closed, or that belong to a sentence, and commas too many."""
    if closing := _closing_of(line):
        yield Trap(codes.SYNTAX, 1, {}, f"{line.rstrip().rstrip(',')}{closing}", codes.WRITE_LINE)
    if found := _DASH_ALONE.fullmatch(line):
        values = {"key": found["key"]}
        yield Trap(codes.SYNTAX, 1, values, f"{found['head']}{found['key']}:", codes.NOTHING_TO_SAY)
    if re.search(r"[\[{].*#", line):
        marked = _HASHES.sub(lambda found: quoted(found[0].rstrip()), line)
        yield Trap(
            codes.HASH_IN_TEXT, line.index("#") + 1, {"lost": line[line.index("#") :].rstrip()}, marked
        )
    if _ACCOUNTS.search(line):
        marked = _ACCOUNTS.sub(lambda found: quoted(found[0]), line)
        yield Trap(codes.SYNTAX, line.index("@") + 1, {}, marked, codes.WRITE_LINE)
    if found := _TAIL.fullmatch(line):
        yield Trap(codes.SYNTAX, found.start("tail") + 1, {}, line[: found.start("tail")], codes.WRITE_LINE)
    if "{" in line:
        yield from _find_in_braces(line)
    if ("{" in line or "[" in line) and (found := _HALF_QUOTED.fullmatch(line)):
        text = found["text"] if not re.search(r"[,#\[\]{}]|: ", found["text"]) else quoted(found["text"])
        yield Trap(
            codes.SYNTAX,
            found.end("head") + 1,
            {},
            f"{found['head']}{text}{found['tail'].strip()}",
            codes.WRITE_LINE,
        )
    if "[" in line and _COMMAS.search(line):
        yield Trap(codes.SYNTAX, 1, {}, _COMMAS.sub(",", line), codes.WRITE_LINE)
    if found := _OPENED.fullmatch(line):
        yield _mend_opened(found)


def _find_in_braces(line: str) -> Iterator[Trap]:
    """Find in braces a question mark in the place of a value, and other signs in the place of commas."""
    if (asked := _ASKED.sub(": …", line)) != line:
        values = {"example": asked.strip()}
        yield Trap(codes.SYNTAX, line.index("?") + 1, values, asked, codes.WITH_THE_REST)
    if _PARTED.search(line):
        yield Trap(codes.SYNTAX, 1, {}, _PARTED.sub(", ", line), codes.WRITE_LINE)


def _plain(text: str) -> str:
    return text if re.fullmatch(r"\w[^:#]*", text) else quoted(text)


def is_fence(line: str) -> bool:
    """Return whether a line begins or ends a block of code in Markdown."""
    return _FENCE.match(line) is not None


def without_links(line: str) -> tuple[str, str, str]:
    """Return a line with addresses in place of Markdown's links, what the last says, and, of several, all of them."""
    found = _LINK.findall(line)
    several = ", ".join(f"{label} {address}" for label, address in found) if len(found) > 1 else ""
    return _LINK.sub(r"\2", line), found[-1][0] if found else "", several


def without_signs(line: str) -> str:
    """Return a line with no `@` before names: `present: [@ines, @paul]`."""
    return _ACCOUNT.sub("", line)


def _closing_of(line: str) -> str:
    """Return the brackets and braces that a line opens and does not close."""
    waiting: list[str] = []
    for sign in _BETWEEN_QUOTES.sub("", line):
        if sign in "[{":
            waiting.append("]" if sign == "[" else "}")
        elif waiting and sign == waiting[-1]:
            waiting.pop()
    return "".join(reversed(waiting))


def _join(halves: re.Match[str]) -> str:
    return bytes.fromhex(halves[1] + halves[2]).decode("utf-16-be")


def _unescaped(found: re.Match[str]) -> str:
    text = found["text"]
    return text.replace("''", "'") if found["quote"] == "'" else re.sub(r"\\([\"\\])", r"\1", text)


def _mend_opened(found: re.Match[str]) -> Trap:
    text, sign = found["text"], found["sign"]
    alone = sign in "'\"" and text.count(sign) == 1
    line = f"{found['head']}{found['key']}: {quoted(text[1:] if alone else text)}{found['tail']}"
    values = {"key": found["key"]}
    return Trap(codes.SYNTAX, found.start("text") + 1, values, line, codes.WRITE_LINE, of_text=True)


def _mend_sign(found: re.Match[str]) -> Trap:
    text, sign = found["text"], found["sign"]
    meant = text.lstrip("|> ") if sign in "|>" else text
    plain = _plain(meant) if sign in "|>" else quoted(meant)
    line = f"{found['head']}{found['key']}: {plain}{found['tail']}"
    fix = codes.WITHOUT_SIGN if sign in "|>" else None
    return Trap(
        codes.SIGN_AT_START,
        found.start("text") + 1,
        {"key": found["key"], "sign": sign, "text": text},
        line,
        fix,
    )
